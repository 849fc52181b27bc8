"""Typed words as the answer to a step that takes more than options."""

from datetime import date

from dialogs.engine.forms import Day, Number, PersonStep, Words
from dialogs.engine.interpreted import Interpreted
from dialogs.engine.text import _
from dialogs.engine.walk.hints import takes
from dialogs.engine.walk.interpreting import interpreted
from dialogs.engine.walk.numerals import day, whole_number
from dialogs.engine.walk.path import Effect, Place, Walk
from dialogs.engine.walk.pressing_step import too_long
from dialogs.engine.walk.recording import record

LONGEST_NAME = 100


def answered_in_words(walk: Walk, place: Place, text: str) -> Effect | None:
    """Take words as an answer, or say what is wrong with them; ``None`` where they are no answer at all."""
    match place.step:
        case Words() as step:
            return _words(walk, place, text, step.longest)
        case PersonStep(strangers=True) as step:
            if any(person.value == text for person in step.people):
                return Effect(notice=_("Please type the name in full."))
            return _words(walk, place, text, LONGEST_NAME)
        case Number() as step:
            return _number(walk, place, step, text)
        case Day() as step:
            return _day(walk, place, step, text)
        case Interpreted() as step:
            return interpreted(walk, place, step, text)
        case _:
            return None


def _words(walk: Walk, place: Place, text: str, longest: int) -> Effect:
    if not text:
        return Effect(notice=takes(place.step))
    if len(text) > longest:
        return Effect(notice=too_long(len(text), longest))
    return record(walk, place, text)


def _number(walk: Walk, place: Place, step: Number, text: str) -> Effect | None:
    number = whole_number(text)
    if number is None:
        return None
    if (step.least is not None and number < step.least) or (step.most is not None and number > step.most):
        return Effect(notice=takes(step))
    return record(walk, place, number)


def _day(walk: Walk, place: Place, step: Day, text: str) -> Effect | None:
    found = day(text)
    if found is None:
        return None
    said = found.isoformat()
    if step.earliest is not None and said < step.earliest:
        return Effect(notice=_("That day is too early: {day} at the earliest.", day=date.fromisoformat(step.earliest)))
    if step.latest is not None and said > step.latest:
        return Effect(notice=_("That day is too late: {day} at the latest.", day=date.fromisoformat(step.latest)))
    return record(walk, place, said)
