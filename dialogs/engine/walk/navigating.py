"""The buttons under a step: its asides, back, skip, go on, overview, leave."""

from typing import Final

from dialogs.engine.cards import Button
from dialogs.engine.forms import Choices, FileStep, Repeated, Words
from dialogs.engine.text import Text, _
from dialogs.engine.walk.layout import Row, button, rows
from dialogs.engine.walk.path import Place, Walk, answered, asides_of
from dialogs.engine.walk.recording import behind
from dialogs.engine.walk.sections import several_sections

BACK: Final = _("‹ Back")
SKIP: Final = _("Skip")
GO_ON: Final = _("Go on ›")
OVERVIEW: Final = _("Overview")
LEAVE: Final = _("Leave")
"""The labels that stand under nearly every step."""


def aside_rows(walk: Walk, place: Place) -> list[Row]:
    """One button an aside, and one for words that could be kept in it."""
    if place.parent is not None:
        return []
    trail = place.scope.trail
    asides = asides_of(place.step, trail.answers)
    offers = [aside for aside in asides if isinstance(aside, Words) and f"{place.key}/{aside.name}" in trail.draft]
    kept = [
        button(walk, _("Keep it as: {aside}", aside=aside.label), place.name, "comment", aside.name) for aside in offers
    ]
    opening = [
        button(
            walk,
            aside.label,
            place.name,
            "aside",
            aside.name,
            chosen=f"{place.key}/{aside.name}" in trail.answers,
        )
        for aside in asides
    ]
    return [*((one,) for one in kept), *rows(opening)]


def way_rows(walk: Walk, place: Place) -> list[Row]:
    """The ways on and out."""
    near, name = [], place.name
    if behind(walk, place) is not None:
        near.append(button(walk, _back_label(walk, place), name, "back"))
    if can_skip(place):
        near.append(button(walk, SKIP, name, "skip"))
    if can_go_on(walk, place):
        near.append(button(walk, GO_ON, name, "ok"))
    if can_remove(walk, place):
        label = _("Remove this entry") if place.parent is None else _("Remove")
        near.append(button(walk, label, name, "remove"))
    far: list[Button] = []
    if can_review(walk, place):
        far.append(button(walk, OVERVIEW, name, "review"))
    if place.parent is None:
        far.append(button(walk, LEAVE, name, "leave"))
    if len(near) + len(far) <= 3:
        return [tuple(near + far)]
    return [tuple(near), tuple(far)]


def can_skip(place: Place) -> bool:
    """Say whether the step may be skipped: not when it has been, nor once files or entries were given."""
    answers = place.scope.trail.answers
    skipped = place.key in answers and answers[place.key] is None
    growing = isinstance(place.step, FileStep | Repeated) and bool(answers.get(place.key))
    return place.parent is None and place.step.optional and not skipped and not growing


def can_go_on(walk: Walk, place: Place) -> bool:
    """Say whether an answered step, come back to, can be left as it is."""
    if place.parent is not None or walk.state.editing or isinstance(place.step, Choices | FileStep | Repeated):
        return False
    return answered(place.step, place.scope.trail.answers)


def can_remove(walk: Walk, place: Place) -> bool:
    """Say whether there is something to remove: an aside's answer, or the open entry."""
    if place.parent is not None:
        return place.key in place.scope.trail.answers and not isinstance(place.step, FileStep)
    return place.scope.trail is walk.state.entry and bool(place.scope.trail.answers)


def can_review(walk: Walk, place: Place) -> bool:
    """Say whether the overview is a help here: among several sections, once something is answered."""
    state = walk.state
    if not walk.review or state.editing or state.entry is not None or place.parent is not None:
        return False
    return bool(state.answers) and several_sections(walk.scope.applying())


def _back_label(walk: Walk, place: Place) -> Text:
    if place.parent is not None:
        return _("‹ Back to the question")
    return _("‹ Back to the review") if walk.state.editing and walk.state.entry is None else BACK
