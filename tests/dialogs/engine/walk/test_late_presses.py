"""Buttons that are forged, come too late or come twice change nothing and are told what can be done."""

import pytest

from dialogs.engine.events import Pressed
from tests.dialogs.engine.walk.meetings import at_topics, reviewed
from tests.dialogs.engine.walk.players import Player
from tests.dialogs.engine.walk.sample_forms import MEETING, OPINION


@pytest.mark.parametrize(
    "data",
    [
        *("", "f|7", "v|standard|6.1", "f|x|title|skip|", "f|7|nobody|answer|1", "f|7|kind|answer|forged"),
        *("f|7|kind|fly|", "f|7|kind|aside|nothing", "f|7|kind|comment|note", "f|7|kind|skip|", "f|7|kind|page|x"),
        *("f|7|kind|add|", "f|7|kind|remove|", "f|7|kind|ok|", "f|7|kind|on|public", "f|7|kind|review|"),
        "f|7|" + "k" * 80 + "|answer|1",
    ],
)
def test_forged_data_changes_nothing_and_says_what_can_be_done(data: str) -> None:
    player = Player(MEETING).type("Roads")
    outcome = player.do(Pressed(data=data))
    assert "cannot be used here" in player.notice
    assert not outcome.changed
    assert player.place == "kind"


def test_a_button_of_another_conversation_has_expired() -> None:
    player = Player(MEETING).type("Roads")
    player.do(Pressed(data=player.data("Public").replace("f|7|", "f|8|")))
    assert "expired" in player.notice


def test_a_button_of_another_question_is_told_how_to_go_back() -> None:
    player = Player(MEETING).type("Roads")
    old = player.data("Closed")
    player.press("Public").do(Pressed(data=old))
    assert "belongs to another question" in player.notice
    assert "review" in player.notice
    short = Player(OPINION)
    old = short.data("No")
    short.press("Yes").do(Pressed(data=old))
    assert short.notice.endswith("go back to it.")
    assert reviewed().do(Pressed(data="f|7|title|back|")).card is not None


def test_in_the_review_an_old_button_is_told_where_to_change_the_answer() -> None:
    player = reviewed()
    player.do(Pressed(data="f|7|kind|answer|closed"))
    assert "choose its question below" in player.notice


@pytest.mark.parametrize(
    ("first", "then"),
    [("‹ Back", "reason"), ("Leave", "topics")],
)
def test_a_doubled_way_out_is_done_once(first: str, then: str) -> None:
    player = at_topics()
    data = player.data(first)
    player.do(Pressed(data=data))
    assert player.do(Pressed(data=data)).card is None
    assert player.place == then


def test_a_doubled_tick_confirmation_and_skip_are_done_once() -> None:
    player = at_topics()
    tick = player.data("Roads")
    player.do(Pressed(data=tick))
    assert player.do(Pressed(data=tick)).card is None
    confirm = player.data("Confirm")
    player.do(Pressed(data=confirm))
    assert player.do(Pressed(data=confirm)).card is None
    assert player.do(Pressed(data=tick)).card is None
    player.type("2026-03-01")
    skip = player.data("Skip")
    player.do(Pressed(data=skip))
    assert player.do(Pressed(data=skip)).card is None


@pytest.mark.parametrize("name", ["guests/0/name", "guests/x", "guests/9/name", "topics"])
@pytest.mark.parametrize("action", ["answer", "back", "remove", "aside", "skip", "on"])
def test_a_button_of_a_question_not_reached_yet_changes_nothing(name: str, action: str) -> None:
    player = Player(MEETING).type("Roads")
    outcome = player.do(Pressed(data=f"f|7|{name}|{action}|x"))
    assert not outcome.changed
    assert "belongs to another question" in player.notice
