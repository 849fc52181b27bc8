"""The two forms through which everything is entered: one that saves at once, one that is looked over first."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.forms import Form, Step
from dialogs.engine.registry import Action, Registry
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.asking_days import Today, as_of
from dialogs.meeting.cards.navigating import CORRECTION, ENTER, ENTRY
from dialogs.meeting.entering import decisions, facts, items, kinds, opinions, people, ways
from dialogs.meeting.entering.entry import About, Entered, Entry
from dialogs.meeting.listing import to_come
from dialogs.meeting.opening import open_anew
from dialogs.meeting.procedure import CLOSED, SIGNED
from dialogs.meeting.quorum import is_quorate
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named
from dialogs.people.rights import roles_of
from standard.library import Library

TARGETS: Final = 6
"""Consultations to come that items can be carried over to."""

GONE: Final[Message] = _("That is no longer part of this consultation.")

Entries = Mapping[str, Entry]


class EntryAnswers(BaseModel):
    """The answers by their steps, which depend on what is entered."""

    answers: dict[str, JsonValue]


def entries(library: Library) -> Entries:
    """Give everything that can be entered, by its name on a button."""
    of_parts = {**ways.ENTRIES, **people.ENTRIES, **items.ENTRIES, **opinions.ENTRIES, **decisions.ENTRIES}
    return {**of_parts, **facts.entries(library), **kinds.entries(library)}


async def enter(known: Entries, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the form of an entry: ``consultation, entry, part``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return
    _number, name, part = (*arguments, "", "")[:3]
    entry, consultation = known.get(name), await read(turn, reference)
    prefilled = {} if entry is None or entry.prefilled is None else entry.prefilled(turn, consultation, part)
    if entry is None or prefilled is None:
        turn.say(GONE)
    elif not entry.always and is_signed(consultation):
        turn.say(CLOSED)
    else:
        about = await _about(turn, reference, consultation, (name, entry), part)
        form, subject = (CORRECTION if entry.reviewed else ENTRY), f"{reference.id}:{name}:{part}"
        await open_anew(turn, form, subject, about, prefilled or None)


def is_signed(consultation: Consultation) -> bool:
    """Whether the minutes are signed, so that what they say must not change any more."""
    return consultation.minutes.state in SIGNED


async def _about(
    turn: Turn, reference: Reference, consultation: Consultation, named: tuple[str, Entry], part: str
) -> About:
    name, entry = named
    targets = await to_come(turn, reference.organisation, but=reference, limit=TARGETS) if name == "carry" else ()
    return About(
        today=Today.of(turn),
        consultation=reference.id,
        entry=name,
        part=part,
        clause=consultation.clause,
        warning=is_quorate(consultation) is False,
        options=() if entry.options is None else entry.options(consultation, part),
        targets=tuple((str(one.reference.id), f"{one.reference.number} {shortened(one.topic, 40)}") for one in targets),
    )


async def _entered(known: Entries, turn: Turn, arguments: JsonValue, answers: EntryAnswers) -> None:
    about = About.model_validate(arguments)
    reference = await consultation_named(turn, (str(about.consultation),))
    if reference is None:
        return
    entry = known[about.entry]
    if not entry.always and is_signed(await read(turn, reference)):
        turn.say(CLOSED)
        return
    await entry.write(Entered(turn, reference, about, answers.answers))


def _steps(known: Entries, arguments: JsonValue) -> tuple[Step, ...]:
    about = About.model_validate(arguments)
    return known[about.entry].steps(about)


def _form(known: Entries, name: str, example: str, *, review: bool) -> Form[EntryAnswers]:
    today: JsonValue = {"now": "2026-03-16T01:30:00Z", "timezone": "Asia/Shanghai"}
    return Form(
        name=name,
        version=1,
        title=_("The record of a consultation"),
        model=EntryAnswers,
        steps=partial(_steps, known),
        roles=roles_of("form", name),
        submit=_("Save"),
        review=review,
        on_record=review,
        example={"today": today, "consultation": 0, "entry": example, "clause": "5.4"},
        renewed=as_of,
    )


def register(registry: Registry, library: Library) -> None:
    """Add the forms and the action that opens them."""
    known = entries(library)
    registry.form(_form(known, ENTRY, "people", review=False), partial(_entered, known))
    registry.form(_form(known, CORRECTION, "facts", review=True), partial(_entered, known))
    registry.action(Action(name=ENTER, roles=roles_of("action", ENTER), run=partial(enter, known)))
