"""Leaving a form: keep it for later, discard it, or go on."""

from dialogs.engine.cards import Card, Heading, Paragraph
from dialogs.engine.text import Text, _
from dialogs.engine.walk.layout import button
from dialogs.engine.walk.path import LEAVE, Effect, Walk


def leave(walk: Walk) -> Effect:
    """Ask what becomes of the answers; where there are none but those on record, nothing has to be asked."""
    state = walk.state
    if state.untouched or not (state.answers or state.draft or state.entry):
        return Effect(end="discarded")
    state.leaving = True
    return Effect()


def decide(walk: Walk, decision: str) -> Effect | None:
    """Do what the person has chosen; ``None`` for no such choice."""
    match decision:
        case "keep":
            walk.state.leaving = False
            return Effect(end="kept")
        case "discard":
            return Effect(end="discarded")
        case "stay":
            walk.state.leaving = False
            return Effect()
        case _:
            return None


def leaving_card(walk: Walk) -> Card:
    """Ask what becomes of the answers."""
    return Card(
        blocks=(
            Heading(text=walk.title),
            Paragraph(text=_("You are about to leave. What should happen to the answers you have given?")),
        ),
        buttons=(
            (button(walk, _("Keep for later"), LEAVE, "keep"),),
            (button(walk, _("Discard"), LEAVE, "discard"), button(walk, _("Stay here"), LEAVE, "stay")),
        ),
    )


def farewell(walk: Walk, *, kept: bool) -> Card:
    """Close the form's card once it has been left."""
    return Card(blocks=(Heading(text=walk.title), Paragraph(text=_farewell(walk, kept=kept))))


def _farewell(walk: Walk, *, kept: bool) -> Text:
    if kept:
        return _("Your answers are kept. Come back whenever you like and go on from here.")
    if walk.state.untouched:
        return _("This has been closed. Nothing was changed.")
    return _("This has been closed. None of its answers were kept.")
