"""Typed words that are read as something else, asked back where they can mean several things."""

from dataclasses import replace

from pydantic import JsonValue

from dialogs.engine.forms import Option
from dialogs.engine.interpreted import Interpreted, Unsure
from dialogs.engine.text import _
from dialogs.engine.walk.path import Effect, Place, Walk
from dialogs.engine.walk.recording import record
from dialogs.engine.walk.summary import options_of


def offered(place: Place) -> tuple[Option, ...]:
    """Give the options that can be pressed at a place: the step's own, or what typed words can mean."""
    step = place.step
    if not isinstance(step, Interpreted):
        return options_of(step)
    readings = place.scope.trail.draft.get(place.key)
    values = [value for value in readings if isinstance(value, str)] if isinstance(readings, list) else []
    return tuple(Option(value=value, label=step.say(value)) for value in values)


def interpreted(walk: Walk, place: Place, step: Interpreted, text: str) -> Effect:
    """Keep what typed words mean, or say why that is unsure and offer what they can mean."""
    found = step.read(text)
    draft = place.scope.trail.draft
    draft.pop(place.key, None)
    if isinstance(found, Unsure):
        if found.readings:
            readings: list[JsonValue] = [*found.readings]
            draft[place.key] = readings
        return Effect(notice=found.why)
    effect = record(walk, place, found.value)
    return replace(effect, notice=effect.notice or _("Noted: {answer}", answer=step.say(found.value)))
