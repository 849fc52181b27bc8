"""Conversations as rows: opened, gone on with, resumed by any process, ended.

A conversation belongs to a person (or, before they have joined, to a chat), never to a process; the same one goes on
in Telegram and on the web.
"""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pydantic import JsonValue
from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update

from dialogs.engine import files, records
from dialogs.engine.events import Attached, Event, Opened
from dialogs.engine.form_state import FormState
from dialogs.engine.forms import Form
from dialogs.engine.statements import Statement
from dialogs.engine.turn import Turn
from dialogs.engine.walk import answers_of, begin, step


@dataclass
class Conversation:
    """One conversation as it stands."""

    id: int
    form: Form[Any]  # each form has a model of its own
    subject: str
    revision: int
    state: FormState


async def open_or_resume(
    turn: Turn, form: Form[Any], subject: str, arguments: JsonValue, answers: dict[str, JsonValue] | None
) -> None:
    """Show the form where it was left, or from its beginning; arguments and answers count only at the beginning."""
    row = (
        await turn.transaction.execute(
            select(records.conversation.c.id).where(*_key(turn, form.name, subject)).with_for_update()
        )
    ).one_or_none()
    number = await _insert(turn, form, subject, begin(form, arguments, answers)) if row is None else row.id
    await go_on(turn, number, Opened())


async def go_on(turn: Turn, number: int, event: Event) -> bool:
    """Give an event to a conversation; ``False`` when there is no such conversation of this person."""
    conversation = await _load(turn, number)
    if conversation is None:
        return False
    arrived = await files.keep_arrival(turn, event) if isinstance(event, Attached) else None
    outcome = step(
        conversation.form, conversation.state, arrived or event, conversation.id, spellings=turn.house.spellings
    )
    if isinstance(arrived, Attached) and arrived.file is not None and not outcome.changed:
        await files.erase(turn.transaction, [arrived.file])
    if outcome.end == "submitted":
        await _finish(turn, conversation, outcome.state)
        return True
    await turn.focus_on(conversation.id if outcome.end is None else None)
    if outcome.end == "discarded":
        await _delete(turn, conversation.id)
    elif outcome.changed:
        await _save(turn, conversation, outcome.state)
    if outcome.card is not None:
        turn.show(outcome.card)
    return True


async def draft_of(turn: Turn, form: str, subject: str) -> FormState | None:
    """Read what the person has begun and not ended, if they have."""
    row = (
        await turn.transaction.execute(select(records.conversation.c.sealed_state).where(*_key(turn, form, subject)))
    ).one_or_none()
    return None if row is None else FormState.model_validate_json(turn.cipher.open(row.sealed_state))


async def drop(turn: Turn, form: str, subject: str) -> None:
    """Drop what the person has begun, to begin it anew."""
    await turn.transaction.execute(delete(records.conversation).where(*_key(turn, form, subject)))


def _key(turn: Turn, form: str, subject: str) -> tuple[ColumnElement[bool], ...]:
    table = records.conversation
    return table.c.owner == turn.who.owner, table.c.form == form, table.c.subject == subject


class Kept(NamedTuple):
    """A conversation's row."""

    form: str
    subject: str
    revision: int
    sealed_state: bytes


TABLE: Final = records.conversation
LOADING: Final = Statement(
    select(TABLE.c.form, TABLE.c.subject, TABLE.c.revision, TABLE.c.sealed_state)
    .where(TABLE.c.id == bindparam("number"), TABLE.c.owner == bindparam("whose"))
    .with_for_update(),
    ("number", "whose"),
    Kept,
)
SAVING: Final = Statement(
    update(TABLE).where(TABLE.c.id == bindparam("number")),
    ("number", "version", "revision", "sealed_state", "updated_at"),
    tuple,
)


async def _load(turn: Turn, number: int) -> Conversation | None:
    row = await LOADING.one_or_none(turn.transaction, number=number, whose=turn.who.owner)
    form = turn.house.registry.forms.get(row.form) if row is not None else None
    if row is None or form is None or not form.roles & turn.who.roles:
        return None
    state = FormState.model_validate_json(turn.cipher.open(row.sealed_state))
    if form.renewed is not None:
        state.arguments = form.renewed(state.arguments, turn.now, turn.who.timezone)
    return Conversation(number, form, row.subject, row.revision, state)


async def _insert(turn: Turn, form: Form[Any], subject: str, state: FormState) -> int:
    inserted = await turn.transaction.execute(
        insert(records.conversation).values(
            owner=turn.who.owner,
            organisation_id=turn.who.organisation,
            form=form.name,
            subject=subject,
            version=form.version,
            revision=1,
            sealed_state=_sealed(turn, state),
            updated_at=turn.now,
        )
    )
    (number,) = inserted.inserted_primary_key or (0,)
    return int(number)


async def _save(turn: Turn, conversation: Conversation, state: FormState) -> None:
    await SAVING.all(
        turn.transaction,
        number=conversation.id,
        version=state.version,
        revision=conversation.revision + 1,
        sealed_state=_sealed(turn, state),
        updated_at=turn.now,
    )


async def _finish(turn: Turn, conversation: Conversation, state: FormState) -> None:
    answers = answers_of(conversation.form, state)
    await _delete(turn, conversation.id)
    await turn.focus_on(None)
    await turn.house.registry.done[conversation.form.name](turn, state.arguments, answers)


async def _delete(turn: Turn, number: int) -> None:
    await turn.transaction.execute(delete(records.conversation).where(records.conversation.c.id == number))


def _sealed(turn: Turn, state: FormState) -> bytes:
    return turn.cipher.seal(state.model_dump_json().encode())
