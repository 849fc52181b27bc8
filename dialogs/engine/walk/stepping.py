"""One step of a form: pure and synchronous, from a state and an event to a state and a card."""

from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Card, Notice
from dialogs.engine.events import Attached, Event, Left, Pressed, Typed, Unreadable
from dialogs.engine.form_state import FormState
from dialogs.engine.forms import Form, Step
from dialogs.engine.text import Text
from dialogs.engine.walk.asking import form_card
from dialogs.engine.walk.attaching import attached, unreadable
from dialogs.engine.walk.hearing import typed
from dialogs.engine.walk.leaving import farewell, leave
from dialogs.engine.walk.migrating import migrated
from dialogs.engine.walk.path import Effect, End, Spellings, Walk, Where
from dialogs.engine.walk.pressing import pressed
from dialogs.engine.walk.spelling import spelled
from dialogs.engine.walk.submitting import submitted

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one step leads to.

    ``card`` is the form's one card as it should now look, ``None`` where it looks so already. ``end`` tells how the
    conversation ended, if it did: ``submitted`` (take :func:`answers_of`; there is no card, ``done`` replies),
    ``discarded``, or ``kept`` for later. ``changed`` says whether the state must be written.
    """

    state: FormState
    card: Card | None
    end: End | None
    changed: bool


def begin(form: Form[M], arguments: JsonValue, answers: dict[str, JsonValue] | None = None) -> FormState:
    """Begin a form; with ``answers`` given already it opens at its review, to be revised."""
    given = dict(answers or {})
    path = [key for key in given if "/" not in key]
    untouched = form.on_record and bool(given)
    return FormState(version=form.version, arguments=arguments, answers=given, path=path, untouched=untouched)


def step(  # noqa: PLR0913 - the two keywords only save work
    form: Form[M],
    state: FormState,
    event: Event,
    conversation: int,
    *,
    steps: tuple[Step, ...] | None = None,
    spellings: Spellings = spelled,
) -> Outcome:
    """Take one event.

    ``steps`` saves building them where the caller holds ``form.steps(state.arguments)`` already; ``spellings`` tells
    how our own labels are written in every language, so that they can be typed.
    """
    known = form.steps(state.arguments) if steps is None else steps
    current, notice = migrated(form, state, known)
    copied = current.model_copy(update=_copied(current))
    walk = Walk(form.title, form.submit, form.review, form.open_ended, conversation, spellings, copied, known)
    effect = _taken(walk, event)
    walk.state.untouched = walk.state.untouched and not _touched(walk.state, current)
    where = walk.where()
    if effect.end is None and not walk.state.leaving and where is None:
        effect = Effect(end="submitted")
    if effect.end == "submitted":
        effect = submitted(form, walk)
        where = walk.where()
    return Outcome(walk.state, _card(walk, where, effect, notice), effect.end, changed=walk.state != state)


def _touched(now: FormState, before: FormState) -> bool:
    return now.answers != before.answers or bool(now.draft) or now.entry is not None


def _taken(walk: Walk, event: Event) -> Effect:
    match event:
        case Pressed():
            return pressed(walk, event.data)
        case Typed():
            return typed(walk, event.text)
        case Attached():
            return attached(walk, event)
        case Unreadable():
            return unreadable(walk, event.what)
        case Left():
            return leave(walk)
        case _:
            walk.state.leaving = False
            return Effect()


def _card(walk: Walk, where: Where | None, effect: Effect, notice: Text | None) -> Card | None:
    if effect.end == "submitted" or (effect.silent and notice is None):
        return None
    if effect.end is not None:
        return farewell(walk, kept=effect.end == "kept")
    drawn = form_card(walk, where, effect)
    if notice is None:
        return drawn
    return drawn.model_copy(update={"blocks": (Notice(text=notice), *drawn.blocks)})


def _copied(state: FormState) -> dict[str, object]:
    entry = state.entry
    if entry is not None:
        entry = entry.model_copy(
            update={"answers": dict(entry.answers), "path": list(entry.path), "draft": dict(entry.draft)}
        )
    return {
        "answers": dict(state.answers),
        "path": list(state.path),
        "draft": dict(state.draft),
        "entry": entry,
    }
