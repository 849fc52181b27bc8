"""Groups of questions asked again and again."""

from dataclasses import replace

from pydantic import JsonValue

from dialogs.engine import forms
from dialogs.engine.events import Pressed
from dialogs.engine.forms import Form, Repeated
from tests.dialogs.engine.walk.players import Player
from tests.dialogs.engine.walk.sample_forms import GUESTS, MEETING, Meeting, Sheet, asked


def at_guests() -> Player[Meeting]:
    player = Player(MEETING).type("Roads").press("Closed").type("1").press("Confirm").type("2026-03-01")
    return player.press("Skip").press("Anna Li").press("Skip")


def only(group: Repeated) -> Player[Sheet]:
    first = forms.Words(name="first", prompt=asked("先问", "First"), label="First")
    form = Form(
        name="group",
        version=1,
        title="Group",
        model=Sheet,
        steps=lambda _arguments: (first, group),
        roles=frozenset(),
        submit="Send",
    )
    return Player(form).type("one")


def guests(player: Player[Meeting]) -> JsonValue:
    return player.state.answers.get("guests")


def test_an_entry_is_asked_step_by_step_and_then_listed() -> None:
    player = at_guests().press("＋ Add one")
    assert "Guests: no. 1" in player.text
    player.type("Li Lei").press("Guest").type("4")
    assert guests(player) == [{"name": "Li Lei", "role": "guest", "seat": 4}]
    assert player.labels == ["＋ Add another", "That is all", "Li Lei", "‹ Back", "Leave"]
    assert player.press("That is all").place == ".review"


def test_words_typed_at_the_list_begin_a_new_entry() -> None:
    player = at_guests().type("Li Lei")
    assert player.place == "guests/0/role"
    assert "Press one of the buttons" in player.type("nobody knows").notice


def test_words_that_begin_nothing_are_told_what_to_do() -> None:
    player = at_guests().type("x" * 50)
    assert player.state.entry is None
    assert "Add as many" in player.notice
    assert "Add as many" in at_guests().type("").notice


def test_fewer_entries_than_needed_cannot_be_confirmed() -> None:
    player = at_guests()
    assert "That is all" not in player.labels
    assert player.type("完成").notice == "Please add at least 1."


def test_an_open_entry_goes_back_step_by_step_and_an_empty_one_closes() -> None:
    player = at_guests().press("＋ Add one").press("‹ Back")
    assert player.place == "guests"
    player.press("＋ Add one").type("Li Lei").press("‹ Back")
    assert player.place == "guests/0/name"
    assert "‹ Back" not in player.labels
    player.press("Go on ›").press("Remove this entry")
    assert player.place == "guests"
    assert guests(player) is None


def test_an_entry_can_be_changed_and_removed() -> None:
    player = at_guests().type("Li Lei").press("Guest").press("Skip").type("Han Meimei").press("Host")
    player.press("Li Lei").press("Role")
    assert player.place == "guests/0/role"
    assert player.press("‹ Back").place == "guests/0"
    player.press("Role").press("Host")
    assert "no longer applies" not in player.notice
    assert player.press("Name").type("Li Lei junior").press("‹ Back to the list").labels[2] == "Li Lei junior"
    player.press("Li Lei junior").press("Remove this entry")
    assert guests(player) == [{"name": "Han Meimei", "role": "host"}]
    player.press("Han Meimei").press("Name").press("Remove this entry")
    assert guests(player) == []
    assert "That is all" not in player.labels


def test_a_changed_entry_that_opens_a_question_asks_it_first() -> None:
    player = at_guests().type("Li Lei").press("Host").press("Li Lei").press("Role").press("Guest")
    assert player.place == "guests/0/seat"
    assert player.press("‹ Back").place == "guests/0/role"
    player.press("Go on ›").type("7")
    assert player.place == "guests/0"
    assert guests(player) == [{"name": "Li Lei", "role": "guest", "seat": 7}]


def test_there_are_no_more_entries_than_the_most() -> None:
    player = at_guests()
    for name in ("One", "Two", "Three"):
        player.type(name).press("Host")
    assert "＋ Add another" not in player.labels
    assert "Add as many" in player.type("Four").notice
    player.do(Pressed(data="f|7|guests|add|"))
    player.do(Pressed(data="f|7|guests|entry|3"))
    assert "cannot be used here" in player.notice


def test_doubled_presses_in_a_group_are_done_once() -> None:
    player = at_guests()
    add = player.data("＋ Add one")
    player.do(Pressed(data=add))
    assert player.do(Pressed(data=add)).card is None
    player.type("Li Lei")
    host = player.data("Host")
    player.do(Pressed(data=host))
    assert player.do(Pressed(data=host)).card is None
    entry = player.data("Li Lei")
    player.do(Pressed(data=entry))
    assert player.do(Pressed(data=entry)).card is None
    edit = player.data("Role")
    player.do(Pressed(data=edit))
    assert player.do(Pressed(data=edit)).card is None
    back = player.data("‹ Back")
    player.do(Pressed(data=back))
    assert player.do(Pressed(data=back)).card is None
    remove = player.data("Remove this entry")
    player.do(Pressed(data=remove))
    assert player.do(Pressed(data=remove)).card is None


def test_a_doubled_back_inside_an_entry_goes_back_once() -> None:
    player = at_guests().type("Li Lei").press("Guest")
    back = player.data("‹ Back")
    player.do(Pressed(data=back))
    assert player.do(Pressed(data=back)).card is None
    assert player.place == "guests/0/role"


def test_a_doubled_answer_inside_an_open_entry_is_known() -> None:
    player = at_guests().type("Li Lei")
    guest = player.data("Guest")
    player.do(Pressed(data=guest))
    assert player.do(Pressed(data=guest)).card is None
    assert player.place == "guests/0/seat"


def test_the_card_of_an_entry_takes_our_words() -> None:
    player = at_guests().type("Li Lei").press("Host").press("Li Lei")
    assert "use the buttons" in player.type("hm").notice
    assert player.do(Pressed(data="f|7|guests/0|fly|")).card is not None
    assert player.type("返回").place == "guests"
    player.press("Li Lei").type("cancel")
    assert player.state.leaving


def test_an_optional_group_can_be_skipped_until_it_has_an_entry() -> None:
    player = only(replace(GUESTS, optional=True, least=0))
    assert "That is all" not in player.labels
    assert only(replace(GUESTS, optional=True)).press("Skip").state.answers == {"first": "one", "guests": None}
    player.type("Li Lei").press("Host")
    assert "Skip" not in player.labels


def test_a_group_that_needs_nothing_can_be_left_empty() -> None:
    player = only(replace(GUESTS, least=0)).press("That is all")
    assert player.state.answers["guests"] == []


def test_a_long_list_of_entries_has_pages() -> None:
    player = only(replace(GUESTS, most=60))
    for number in range(10):
        player.type(f"A person with a long name {number}").press("Host")
    assert "More ›" in player.labels
    assert any(label.endswith("9") for label in player.press("More ›").labels)


def test_an_entry_that_its_button_shows_whole_is_said_there_alone() -> None:
    player = at_guests().type("Li Lei").press("Host")
    assert player.text.count("Li Lei") == 1
    assert "Press an entry to change or remove it." in player.text


def test_where_an_entry_is_longer_than_a_button_all_are_said_in_lines_that_their_numbers_open() -> None:
    long = "Somebody with a name too long to press"
    player = at_guests().type("Li Lei").press("Host").type(long).press("Host")
    assert f"1. Li Lei\n2. {long}\n- Press an entry’s number" in player.text
    assert player.card.buttons[1][0].label == "1"
    assert player.press("2").place == "guests/1"
    assert long in player.text


def test_a_long_list_of_numbers_has_pages_with_their_own_lines() -> None:
    player = only(replace(GUESTS, most=60))
    for number in range(1, 13):
        player.type(f"Somebody of a name too long to press {number}").press("Host")
    assert "10. Somebody" in player.text
    assert "11. Somebody" not in player.text
    player.press("More ›")
    assert "12. Somebody" in player.text
    assert player.press("12").place == "guests/11"


def test_an_entry_with_many_questions_has_pages() -> None:
    questions = tuple(
        forms.Words(name=f"q{number}", prompt=(), label=f"A question with a long name {number}") for number in range(10)
    )
    player = only(replace(GUESTS, steps=questions, entry=lambda _entry: "the entry")).press("＋ Add one")
    for _number in range(10):
        player.type("words")
    player.press("the entry").press("More ›")
    assert player.press("A question with a long name 9").place == "guests/0/q9"
