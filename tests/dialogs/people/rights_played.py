"""Playing the table of rights: what is typed in a group, and whether anything came of what was done."""

import sqlite3
from contextlib import closing

from sqlalchemy import func, select

from bot.database import schema
from dialogs.engine import records
from dialogs.engine.events import Command, Incoming
from tests.dialogs.people.rights_cells import SAID_IN_GROUPS
from tests.dialogs.talking import Scene, Talk


async def said_in_group(scene: Scene, talk: Talk, address: str, name: str) -> tuple[str, bool]:
    """Let somebody use a command in a group; gives what they are told alone, and whether anything came of it."""
    before = contents(scene), await _letters(scene)
    content = Command(name=name, argument=SAID_IN_GROUPS[name])
    await scene.turns.take(
        Incoming(
            channel="telegram",
            bot="1",
            update=str(next(scene.updates)),
            address=address,
            content=content,
            language=talk.language,
            private=False,
            sender=talk.address,
        )
    )
    told = await talk.receive()
    return talk.as_text(*told), (contents(scene), await _letters(scene)) != before


async def _letters(scene: Scene) -> int:
    async with scene.database.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(records.outbox)) or 0)


def contents(scene: Scene) -> dict[str, list[tuple[object, ...]]]:
    """Give all rows but those that every update writes: what was seen, who is in a chat, what is said.

    They are read as they lie in the file: a cell of the table compares thousands of them.
    """
    written_anyway = {records.seen.name, records.chat.name, records.outbox.name}
    tables = schema.whole_metadata().tables.keys() - written_anyway
    with closing(sqlite3.connect(str(scene.database.url.database))) as file:
        return {name: file.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608 (our tables)
