"""Leaving a form asks what becomes of the answers, once, however often it is pressed."""

from dataclasses import replace

from dialogs.engine.events import Attached, Left, Opened, Pressed, Unreadable
from tests.dialogs.engine.walk.meetings import at_topics, reviewed
from tests.dialogs.engine.walk.players import Player
from tests.dialogs.engine.walk.sample_forms import MEETING

CORRECTION = replace(MEETING, on_record=True)


def test_leaving_asks_what_becomes_of_the_answers() -> None:
    player = at_topics().press("Leave")
    assert player.labels == ["Keep for later", "Discard", "Stay here"]
    assert player.press("Stay here").place == "topics"
    player.press("Leave").do(Pressed(data=player.data("Keep for later")))
    assert player.end == "kept"
    assert not player.state.leaving
    player.do(Opened())
    assert player.place == "topics"


def test_what_is_kept_or_discarded_can_be_typed() -> None:
    assert at_topics().type("取消").type("保留").end == "kept"
    assert at_topics().type("/cancel").type("放弃").end == "discarded"
    assert at_topics().type("cancel").type("继续").place == "topics"
    assert at_topics().type("cancel").type("留在这里").place == "topics"
    assert "choose first" in at_topics().type("cancel").type("hm").notice


def test_where_nothing_was_answered_leaving_asks_nothing() -> None:
    player = Player(MEETING).press("Leave")
    assert player.end == "discarded"
    assert "None of its answers were kept" in player.text


def test_a_file_or_sticker_while_leaving_is_told_to_wait() -> None:
    player = at_topics().press("Leave")
    player.do(Attached(name="a.jpg", media_type="image/jpeg", file=1))
    assert "No file is needed here" in player.notice
    player.do(Unreadable(what="sticker"))
    assert player.notice == "Stickers cannot be read here. Please use the buttons below."


def test_an_answer_pressed_while_leaving_means_that_the_person_stays() -> None:
    player = Player(MEETING).type("Roads")
    old = player.data("Public")
    player.press("Leave").do(Pressed(data=old))
    assert player.place == "reason"
    assert not player.state.leaving


def test_a_doubled_leave_stay_or_answer_changes_nothing() -> None:
    player = Player(MEETING).type("Roads")
    answer, leave = player.data("Public"), player.data("Leave")
    player.do(Pressed(data=answer))
    again = player.do(Pressed(data=answer))
    assert (again.card, again.changed) == (None, False)
    player.press("‹ Back").do(Pressed(data=leave))
    assert player.do(Pressed(data=leave)).card is None
    assert player.state.leaving
    stay = player.data("Stay here")
    player.do(Pressed(data=stay))
    assert player.do(Pressed(data=stay)).card is None
    keep = Pressed(data=stay.replace("stay", "keep"))
    assert "cannot be used here" in (player.do(keep), player.notice)[1]


def test_a_choice_nobody_offered_while_leaving_is_refused() -> None:
    player = at_topics().press("Leave")
    player.do(Pressed(data="f|7|.leave|vanish|"))
    assert "cannot be used here" in player.notice
    assert player.state.leaving


def test_a_late_doubled_answer_does_not_end_the_leaving() -> None:
    player = Player(MEETING).type("Roads")
    answer = player.data("Public")
    player.do(Pressed(data=answer))
    player.press("Leave").do(Pressed(data=answer))
    assert player.state.leaving


def test_being_told_to_leave_asks_what_becomes_of_the_answers() -> None:
    player = at_topics()
    player.do(Left())
    assert player.state.leaving


def test_answers_on_record_that_were_only_looked_at_are_left_at_once() -> None:
    player = Player(CORRECTION, answers=reviewed().state.answers)
    player.press("Size").press("‹ Back to the review").press("Leave")
    assert player.end == "discarded"
    assert "Nothing was changed" in player.text


def test_answers_that_are_nowhere_else_are_asked_about_even_untouched() -> None:
    assert Player(MEETING, answers=reviewed().state.answers).press("Leave").state.leaving
    assert Player(CORRECTION, answers={}).press("Leave").end == "discarded"


def test_whoever_changed_an_answer_on_record_is_asked_even_where_it_was_changed_back() -> None:
    player = Player(CORRECTION, answers=reviewed().state.answers)
    player.press("Size").type("14").press("Size").type("12").press("Leave")
    assert player.state.leaving
    assert "None of its answers were kept" in player.press("Discard").text


def test_a_tick_or_an_open_entry_is_asked_about_like_an_answer() -> None:
    ticking = Player(CORRECTION, answers=reviewed().state.answers).press("Topics")
    ticking.do(Pressed(data=str(ticking.buttons[0].press)))
    assert ticking.press("Leave").state.leaving
    listing = Player(CORRECTION, answers=reviewed().state.answers).press("Guests").press("Li Lei").type("cancel")
    assert listing.state.leaving
