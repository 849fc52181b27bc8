"""Progress, back, skip and overview; each kind of question as it is asked and answered."""

from dataclasses import replace

import pytest
from pydantic import BaseModel

from dialogs.engine import forms
from dialogs.engine.events import Attached, Typed, Unreadable
from dialogs.engine.forms import Choice, Choices, Number, Option, PersonStep, Rating, always
from dialogs.engine.text import _
from tests.dialogs.engine.walk.meetings import at_topics
from tests.dialogs.engine.walk.players import Player
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, OPINION, Sheet, alone


class Stance(BaseModel):
    stance: str


class Counted(BaseModel):
    number: int


def test_progress_names_the_question_and_its_total_grows_with_a_condition() -> None:
    player = Player(MEETING)
    assert player.text.startswith("1/8 · Record a meeting")
    assert player.type("Roads").press("Public").text.startswith("3/9")
    assert player.press("‹ Back").text.startswith("2/9")


def test_back_goes_along_the_path_really_taken() -> None:
    player = Player(MEETING).type("Roads").press("Closed")
    assert player.press("‹ Back").place == "kind"
    assert player.press("‹ Back").place == "title"
    assert "‹ Back" not in player.labels


def test_an_answer_come_back_to_is_shown_and_can_be_left_as_it_is() -> None:
    player = at_topics().press("‹ Back")
    assert "“the neighbours”" in player.text
    assert player.press("Go on ›").place == "topics"
    assert player.state.answers["reason"] == "the neighbours"


def test_after_an_answer_that_opened_a_new_question_back_returns_to_that_answer() -> None:
    player = Player(MEETING).type("Roads").press("Closed").type("1").press("Confirm").type("2026-03-01")
    player.press("‹ Back").press("‹ Back").press("‹ Back")
    assert player.press("Public").place == "reason"
    assert player.press("‹ Back").place == "kind"


def test_a_skipped_question_is_answered_and_can_be_given_an_answer_later() -> None:
    player = Player(ASSESSMENT).press("Skip")
    assert player.state.answers == {"6.1.1.2-1": None}
    player.press("‹ Back")
    assert "Skip" not in player.labels
    assert player.press("4").state.answers == {"6.1.1.2-1": "4"}


def test_an_answer_whose_condition_falls_is_taken_out_and_this_is_said() -> None:
    player = at_topics().press("‹ Back").press("‹ Back").press("Closed")
    assert player.notice == "1 earlier answer no longer applies and was taken out."
    assert player.state.answers == {"title": "Roads", "kind": "closed"}


def test_a_tick_can_be_taken_away_and_too_few_cannot_be_confirmed() -> None:
    player = at_topics().press("Roads").press("Roads")
    assert "Confirm" not in player.labels
    assert "at least 1" in player.type("完成").notice
    player.type("供水").press("Confirm")
    assert player.state.answers["topics"] == ["water"]


def test_ticks_are_typed_one_by_one_or_together() -> None:
    assert at_topics().type("学校").state.draft["topics"] == ["school"]
    assert at_topics().type("学校 和 1").state.draft["topics"] == ["road", "school"]
    assert at_topics().type("学校").type("学校").state.draft["topics"] == ["school"]
    assert "Tick all" in at_topics().type("学校 和 医院").notice


def test_ticks_survive_going_back() -> None:
    player = at_topics().press("Water").press("‹ Back").press("Go on ›")
    assert player.state.draft == {"topics": ["water"]}


def test_a_day_out_of_bounds_is_told_the_bound() -> None:
    player = at_topics().type("1").press("Confirm")
    assert "January 1, 2026 at the earliest" in player.type("2025-12-31").notice
    assert "December 31, 2026 at the latest" in player.type("2027-01-01").notice
    assert player.type("2026-03-01").state.answers["day"] == "2026-03-01"


def test_a_number_out_of_bounds_or_refused_by_its_check_is_not_recorded() -> None:
    player = at_topics().type("1").press("Confirm").type("2026-03-01")
    assert "from 2 to 500" in player.type("一千").notice
    assert "from 2 to 500" in player.type("1").notice
    assert player.type("3").notice == "An even number, please."
    assert player.type("4").press("‹ Back").text.count("Recorded so far: 4") == 1


def test_a_name_that_is_somebodys_number_is_asked_for_in_full() -> None:
    player = at_topics().type("1").press("Confirm").type("2026-03-01").press("Skip")
    assert player.type("17").notice == "Please type the name in full."
    assert player.type("Anna Li").state.answers["chair"] == "18"


def test_an_unreadable_thing_is_told_what_is_taken() -> None:
    player = Player(MEETING)
    player.do(Unreadable(what="voice"))
    assert player.notice.startswith("Voice messages cannot be listened to here. Type your answer")
    player.do(Unreadable(what="dice"))
    assert player.notice.startswith("That cannot be read here.")


def test_a_file_where_none_is_taken_is_refused() -> None:
    player = Player(MEETING)
    player.do(Attached(name="a.jpg", media_type="image/jpeg", file=1))
    assert player.notice.startswith("No file is needed here. Type your answer")


def test_a_form_without_a_review_ends_with_its_last_answer() -> None:
    player = Player(OPINION).press("Yes").type("It is narrow")
    assert player.answers().words == "It is narrow"


def test_words_typed_for_an_aside_of_a_form_answer_nothing_else() -> None:
    player = Player(ASSESSMENT)
    player.do(Typed(text="A remark"))
    assert player.state.answers == {}


def test_a_form_of_one_question_shows_no_progress() -> None:
    (stance, _words) = OPINION.steps(None)
    player = Player(alone(Stance, stance))
    assert player.text.startswith("In favour?")
    assert player.press("Yes").answers() == Stance(stance="yes")


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [(None, None, "Type a whole number."), (3, None, "3 or more"), (None, 9, "9 or less"), (3, 9, "from 3 to 9")],
)
def test_the_bounds_of_a_number_are_told(least: int | None, most: int | None, said: str) -> None:
    step = Number(name="number", prompt=(), label="Number", least=least, most=most)
    player = Player(alone(Counted, step))
    assert said in player.text
    assert player.type("many").notice.endswith(said + "." if not said.endswith(".") else said)
    assert player.type("五").answers() == Counted(number=5)


def test_many_people_are_chosen_from_pages() -> None:
    people = tuple(Option(value=str(number), label=f"A member with a long name {number}") for number in range(30))
    step = PersonStep(name="stance", prompt=(), label="Who", people=people)
    player = Player(alone(Stance, step)).press("More ›").press("More ›")
    assert player.labels[-2:] == ["More ›", "Leave"]
    assert player.press("A member with a long name 20").answers() == Stance(stance="20")


def test_ticking_on_a_later_page_stays_on_it() -> None:
    options = tuple(Option(value=str(number), label=f"A topic with a long name {number}") for number in range(20))
    step = Choices(name="topics", prompt=(), label="Topics", options=options)
    player = Player(alone(Sheet, step))
    player.press("More ›").press("A topic with a long name 9")
    assert "A topic with a long name 15" in player.labels


def test_a_scale_of_many_levels_is_laid_in_several_rows() -> None:
    options = tuple(Option(value=str(level), label=str(level)) for level in range(11))
    step = Rating(name="stance", prompt=(), label="Level", options=options)
    player = Player(alone(Stance, step))
    assert [len(row) for row in player.card.buttons] == [5, 5, 1, 1]
    assert player.type("10").answers() == Stance(stance="10")


def test_an_answer_may_be_refused_while_words_are_offered() -> None:
    note = forms.Words(name="note", prompt=(), label="Note", check=lambda _value, _answers: "No notes today.")
    (stance, words) = OPINION.steps(None)
    player = Player(alone(Sheet, replace(stance, asides=(note,)), words))
    assert player.type("some remark").press("Keep it as: Note").notice == "No notes today."
    assert player.state.draft == {"stance/note": "some remark"}


def test_an_unconditional_step_is_always_asked() -> None:
    assert always({})


def test_options_of_our_own_words_are_laid_out_by_their_length() -> None:
    labels = (_("Submit"), _("{first}, {second}", first="a", second=2))
    options = tuple(Option(value=str(number), label=label) for number, label in enumerate(labels))
    player = Player(alone(Stance, Choice(name="stance", prompt=(), label="Which", options=options)))
    assert player.card.buttons[0] == (player.buttons[0],)
