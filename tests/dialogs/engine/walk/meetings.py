"""Meetings as far as they have come."""

from tests.dialogs.engine.walk.players import Player
from tests.dialogs.engine.walk.sample_forms import MEETING, Meeting


def at_topics() -> Player[Meeting]:
    return Player(MEETING).type("Roads").press("Public").type("the neighbours")


def reviewed() -> Player[Meeting]:
    player = at_topics().type("1 2").press("Confirm").type("2026-03-01").type("12").type("王小明").press("Skip")
    return player.type("Li Lei").press("Host").press("That is all")
