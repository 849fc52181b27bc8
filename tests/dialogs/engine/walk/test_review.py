"""The review: every answer at a glance, and a way to each of them."""

from dataclasses import replace

from pydantic import JsonValue

from dialogs.engine.events import Attached, Pressed
from dialogs.engine.forms import Choice, Form, Option
from dialogs.engine.walk import begin
from tests.dialogs.engine.walk.meetings import reviewed
from tests.dialogs.engine.walk.players import CHINESE, Player
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, Sheet, items


def assessed(each: int = 2) -> Player[Sheet]:
    player = Player(ASSESSMENT, each)
    for _item in range(3 * each):
        player.press("3")
    return player


def test_sections_count_what_was_answered_and_skipped() -> None:
    player = Player(ASSESSMENT).press("3").press("Skip").press("4").press("Overview")
    assert "2 of 6 answered, 1 skipped" in player.text
    assert "Building mechanisms: 1 of 2 answered, 1 skipped" in player.text
    assert "Go on: 3 questions left" in player.labels


def test_answers_that_stand_on_the_buttons_of_one_page_are_not_counted() -> None:
    player = assessed().press("Setting the agenda")
    assert player.labels == ["6.2.1.1-1: 3", "6.2.1.1-2: 3", "‹ All sections"]
    assert "answered" not in player.text


def test_answers_on_several_pages_are_counted() -> None:
    assert "45 of 45 answered" in assessed(45).press("Setting the agenda").text


def test_one_short_answer_is_not_counted() -> None:
    one: Form[Sheet] = replace(ASSESSMENT, steps=lambda _arguments: items(1)[:1])
    player = Player(one).press("3")
    assert player.labels[0] == "Submit"
    assert "6.1.1.2-1: 3" in player.labels
    assert "answered" not in player.text


def test_an_edit_from_a_section_returns_to_it() -> None:
    player = assessed().press("Setting the agenda").press("6.2.1.1-2").press("0")
    assert player.place == ".review/1"
    assert "6.2.1.1-2: 0" in player.text
    assert player.press("‹ All sections").press("Submit").answers().answers["6.2.1.1-2"] == "0"


def test_an_edit_can_be_left_without_a_change() -> None:
    player = assessed().press("Setting the agenda").press("6.2.1.1-2").press("‹ Back to the review")
    assert player.place == ".review/1"


def test_an_edit_with_an_aside_still_returns_to_the_review() -> None:
    player = assessed().press("Setting the agenda").press("6.2.1.1-2").press("Comment").type("a remark").press("1")
    assert player.place == ".review/1"
    assert "6.2.1.1-2: 1 (with Comment)" in player.text


def test_unanswered_questions_are_shown_and_reachable() -> None:
    player = Player(ASSESSMENT).press("3").press("Overview").press("Designing the agenda")
    assert "6.2.1.2-2: not answered yet" in player.text
    player.press("6.2.1.2-2").press("1").press("‹ All sections").press("Go on: 4 questions left")
    assert player.place == "6.1.1.2-2"


def test_an_edit_that_opens_a_question_asks_it_before_the_review() -> None:
    player = Player(MEETING, answers=reviewed().press("Kind").press("Closed").state.answers)
    assert player.place == ".review"
    assert player.press("Kind").press("Public").place == "reason"
    assert player.press("Skip").place == ".review"


def test_answers_given_before_open_at_the_review() -> None:
    state = begin(ASSESSMENT, 2, {"6.1.1.2-1": "3", "6.1.1.2-1/comment": "so"})
    assert state.path == ["6.1.1.2-1"]
    assert Player(MEETING, answers=reviewed_answers()).place == ".review"


def test_a_long_form_is_reviewed_in_pages_of_eight_rows() -> None:
    player = assessed(45).press("Setting the agenda")
    assert len(player.buttons) <= 100
    assert len(player.card.buttons) <= 10
    data = player.press("More ›").data("6.2.1.1-10")
    player.do(Pressed(data=data))
    player.press("1")
    assert "6.2.1.1-10: 1" in player.text
    assert "‹ Earlier" in player.labels
    assert "6.2.1.1-1: 3" in player.press("‹ Earlier").text


def test_the_review_takes_our_words_and_the_names_of_questions_and_sections() -> None:
    player = assessed()
    assert player.type("setting the agenda").place == ".review/1"
    assert player.type("返回").place == ".review"
    assert player.type("6.2.1.1-2").place == "6.2.1.1-2"
    player.press("2")
    assert "type the name of a question" in player.type("something else").notice
    assert player.type("提交").end == "submitted"
    assert reviewed().type("size").place == "size"
    assert reviewed().type("back").notice.startswith("Please use the buttons")
    assert reviewed().type("cancel").state.leaving


def test_nothing_is_submitted_before_all_is_answered() -> None:
    player = Player(ASSESSMENT).press("3").press("Overview").type("submit")
    assert player.end is None
    assert player.type("继续").place == "6.1.1.2-2"


def test_an_open_ended_form_is_submitted_once_only_what_is_optional_is_left() -> None:
    open_ended: Form[Sheet] = replace(ASSESSMENT, open_ended=True)
    player = Player(open_ended).press("3").press("Overview")
    assert player.labels[:2] == ["Submit", "Go on: 5 questions left"]
    assert player.press("Submit").answers().answers == {"6.1.1.2-1": "3"}
    assert Player(open_ended).press("3").press("Overview").type("submit").end == "submitted"


def test_an_open_ended_form_waits_for_what_is_required() -> None:
    first, *others = items(2)
    required: Form[Sheet] = replace(
        ASSESSMENT, open_ended=True, steps=lambda _arguments: (first, *others[:-1], replace(others[-1], optional=False))
    )
    player = Player(required).press("3").press("Overview")
    assert "Submit" not in player.labels
    assert player.type("submit").end is None


def test_a_file_in_the_review_is_told_where_it_belongs() -> None:
    player = assessed()
    player.do(Attached(name="a.jpg", media_type="image/jpeg", file=1))
    assert "Open the question that it belongs to" in player.notice


def test_doubled_presses_in_the_review_are_done_once() -> None:
    player = assessed()
    for label, place in (("Setting the agenda", ".review/1"), ("6.2.1.1-2", "6.2.1.1-2")):
        data = player.data(label)
        player.do(Pressed(data=data))
        assert player.do(Pressed(data=data)).card is None
        assert player.place == place
    player.press("1")
    data = player.data("‹ All sections")
    player.do(Pressed(data=data))
    assert player.do(Pressed(data=data)).card is None
    early = Player(ASSESSMENT).press("3").press("Overview")
    for label in ("Go on: 5 questions left", "Overview"):
        data = early.data(label)
        early.do(Pressed(data=data))
        assert early.do(Pressed(data=data)).card is None


def test_forged_buttons_of_the_review_change_nothing() -> None:
    player = assessed()
    for data in ("section|9", "section|x", "review|", "ok|", "fly|", "page|x"):
        player.do(Pressed(data=f"f|7|.review|{data}"))
        assert "cannot be used here" in player.notice
        assert player.place == ".review"
    player.do(Pressed(data="f|7|.review/9|section|1"))
    assert "earlier card" in player.notice
    player.do(Pressed(data="f|7|.review|page|9"))
    assert player.notice == ""


def test_a_section_that_is_gone_shows_the_whole_review() -> None:
    player = assessed()
    player.state.at = ".review/9"
    assert "Building mechanisms" in player.open().text
    player.state.at = ".review/x"
    assert "Building mechanisms" in player.open().text


def test_every_kind_of_answer_is_said_in_a_few_words() -> None:
    text = reviewed().text
    for line in (
        "Title: Roads",
        "Kind: Public",
        "Topics: Roads, Water",
        "Day: March 1, 2026",
        "Size: 12",
        "Chair: 王小明",
        "Papers: skipped",
        "Guests: 1 entry",
    ):
        assert line in text
    long = Player(MEETING, answers={**reviewed_answers(), "title": "x" * 100, "topics": []}).text
    assert "Title: " + "x" * 79 + "…" in long
    assert "Topics: none of them" in long


def test_the_review_speaks_the_readers_language() -> None:
    assert CHINESE.say(assessed().buttons[1].label) == "机制建设能力: 2 of 2 answered"


def test_questions_without_a_section_stand_under_the_forms_title() -> None:
    mixed: Form[Sheet] = with_a_question_of_no_section()
    player = Player(mixed, 1)
    for _item in range(4):
        player.press("1")
    assert "Self-assessment: 1 of 1 answered" in player.text
    assert player.press("Self-assessment").text.startswith("# Self-assessment")


def with_a_question_of_no_section() -> Form[Sheet]:
    last = Choice(name="last", prompt=(), label="Last", options=(Option(value="1", label="1"),))
    return replace(ASSESSMENT, steps=lambda arguments: (*items(arguments), last))


def reviewed_answers() -> dict[str, JsonValue]:
    return dict(reviewed().state.answers)


def test_a_section_that_comes_twice_is_one_section() -> None:
    first, *others = items(1)
    again = replace(first, name="again", label="Again")
    player = Player(replace(ASSESSMENT, steps=lambda _arguments: (first, *others, again)))
    for _item in range(4):
        player.press("1")
    assert "Building mechanisms: 2 of 2 answered" in player.text


def test_words_of_several_lines_are_told_apart_in_the_review_and_quoted_as_written_where_they_are_changed() -> None:
    player = Player(MEETING, answers={**reviewed_answers(), "title": "Roads\nand water"})
    assert "• Title: Roads / and water" in player.text
    assert "“Roads\nand water”" in player.press("Title").text
    long = Player(MEETING, answers={**reviewed_answers(), "title": "x" * 1001}).press("Title").text
    assert f"“{'x' * 999}…”" in long
