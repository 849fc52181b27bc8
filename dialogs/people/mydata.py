"""``/mydata``: everything that is kept about a person, as one JSON file of their own."""

import json
from datetime import datetime
from typing import Final

from pydantic import JsonValue
from sqlalchemy import select

from dialogs.engine import files
from dialogs.engine import records as engine
from dialogs.engine.cards import Card, Document, Heading, Note
from dialogs.engine.cipher import open_json, open_text
from dialogs.engine.registry import Command, Registry
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people import auditing, membership, records
from dialogs.people.rights import roles_of

FILE_NAME: Final = "consultbot-my-data.json"
MEDIA_TYPE: Final = "application/json"


async def _mydata(turn: Turn, argument: str) -> None:
    del argument
    content = json.dumps(await everything(turn, turn.person), ensure_ascii=False, indent=2).encode()
    number = await files.keep(
        turn, turn.who.owner, turn.who.organisation, name=FILE_NAME, media_type=MEDIA_TYPE, content=content
    )
    await auditing.note(turn, turn.who.organisation, "own data exported")
    turn.show(
        Card(
            blocks=(
                Heading(text=_("Everything kept about you")),
                Note(
                    text=_(
                        "The file holds your name, memberships, consents, drafts, submitted answers and consultations, "
                        "as JSON."
                    )
                ),
            ),
            document=Document(file=number, name=FILE_NAME, media_type=MEDIA_TYPE),
        )
    )


async def everything(turn: Turn, person: int) -> dict[str, JsonValue]:
    """Gather what is kept about a person: the engine's and the people's records, and what each dialog adds."""
    return {
        "person": await _person(turn, person),
        "organisations": [
            {"name": name, "role": role.value}
            for _number, name, role in await membership.organisations_of(turn, person)
        ],
        "consents": await _consents(turn, person),
        "drafts": await _drafts(turn),
        "files": await _files(turn),
        **{name: await gather(turn, person) for name, gather in turn.house.registry.personal.items()},
    }


async def _person(turn: Turn, person: int) -> JsonValue:
    row = (await turn.transaction.execute(select(records.person).where(records.person.c.id == person))).one()
    return {
        "name": None if row.sealed_name is None else open_text(turn.cipher, row.sealed_name),
        "language": row.locale,
        "since": _iso(row.created_at),
    }


async def _consents(turn: Turn, person: int) -> JsonValue:
    table = records.consent
    rows = await turn.transaction.execute(select(table).where(table.c.person_id == person).order_by(table.c.id))
    return [{"version": row.version, "channel": row.channel, "given": _iso(row.given_at)} for row in rows]


async def _drafts(turn: Turn) -> JsonValue:
    table = engine.conversation
    rows = await turn.transaction.execute(
        select(table.c.form, table.c.sealed_state).where(table.c.owner == turn.who.owner).order_by(table.c.id)
    )
    return [{"form": row.form, "state": open_json(turn.cipher, row.sealed_state)} for row in rows]


async def _files(turn: Turn) -> JsonValue:
    table = engine.file
    rows = await turn.transaction.execute(
        select(table.c.sealed_name, table.c.media_type, table.c.size)
        .where(table.c.owner == turn.who.owner)
        .order_by(table.c.id)
    )
    return [
        {"name": open_text(turn.cipher, row.sealed_name), "type": row.media_type, "bytes": row.size} for row in rows
    ]


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def register(registry: Registry) -> None:
    """Add ``/mydata``."""
    registry.command(
        Command(
            name="mydata",
            roles=roles_of("command", "mydata"),
            description=_("Send everything kept about you as a file"),
            run=_mydata,
        )
    )
