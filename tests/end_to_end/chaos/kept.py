"""What the database keeps of each person in the end, read with the installation's own modules."""

import json
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.engine import URL

from bot.database.access import Database
from bot.database.opening import opened
from bot.house import build_house, now
from dialogs.assessment.filling import FORM, filled_in
from dialogs.assessment.responses import find_response, read_answers
from dialogs.assessment.rounds import find_round
from dialogs.engine import chats, records
from dialogs.engine.house import Installation
from dialogs.engine.work import Work
from dialogs.people import invitations, organisations
from dialogs.people import records as people
from dialogs.people.organisations import Founding
from standard.library import library
from standard.models import Stage
from tests.end_to_end.chaos.sheet import Answers

AFFAIRS = ("5.1", "5.2", "5.3", "5.4")
NAME = "深圳市南山社工协会"
FIRST = 1
"""The first organisation, its first round and its first invitation have this number."""


@dataclass(frozen=True)
class Kept:
    """One person's records: the draft's answers, the submitted ones of the latest revision, and how many there were."""

    joined: bool
    draft: Answers | None
    submitted: Answers
    revisions: int


@asynccontextmanager
async def working(url: URL, key_file: Path) -> AsyncIterator[Work]:
    """Work in the records, one transaction; nobody else needs to run."""
    database = Database(url)
    try:
        cipher = (await opened(database, key_file)).cipher
        house = build_house(library(), cipher, Installation(timezone=ZoneInfo("Asia/Shanghai")))
        async with database.writing() as transaction:
            work = Work(house, transaction, now(), "chaos")
            yield work
            await work.flush()
    finally:
        await database.close()


async def found(url: URL, key_file: Path) -> str:
    """Found the organisation, and give the token of an invitation to it."""
    async with working(url, key_file) as work:
        number = await organisations.found(work, Founding(name=NAME, stage=Stage.GROWTH, affairs=list(AFFAIRS)))
        return await invitations.create(work, number, "member", None)


async def read_kept(work: Work, ids: Iterable[int]) -> Mapping[int, Kept]:
    """Read what is kept of the people with these Telegram ids."""
    return {id_: await _kept(work, id_) for id_ in ids}


async def _kept(work: Work, id_: int) -> Kept:
    table = records.chat
    fingerprint = chats.fingerprint(work.cipher, "telegram", str(id_))
    person = await work.transaction.scalar(select(table.c.person_id).where(table.c.fingerprint == fingerprint))
    if person is None:
        return Kept(False, None, {}, 0)
    round_ = await find_round(work, FIRST, FIRST)
    assert round_ is not None
    response = await find_response(work, round_, person)
    submitted = {} if response is None else filled_in(await read_answers(work, response))
    return Kept(True, await _draft(work, person), submitted, response.revision if response else 0)


async def _draft(work: Work, person: int) -> Answers | None:
    table = records.conversation
    rows = await work.transaction.scalars(
        select(table.c.sealed_state).where(table.c.owner == f"person:{person}", table.c.form == FORM)
    )
    sealed = rows.one_or_none()
    if sealed is None:
        return None
    answers: Answers = json.loads(work.cipher.open(sealed))["answers"]
    return answers


async def count_waiting(work: Work) -> int:
    """Count the letters that have not been delivered."""
    return int(await work.transaction.scalar(select(func.count()).select_from(records.outbox)) or 0)


async def waiting_letters(work: Work) -> list[str]:
    """Describe the first letters that wait, for whoever has to find out why they do."""
    table = records.outbox
    times = table.c.created_at, table.c.not_before, table.c.claimed_until, table.c.attempts
    rows = await work.transaction.execute(select(table.c.id, table.c.chat_id, *times).order_by(table.c.id).limit(9))
    return [" ".join(map(str, row)) for row in rows]


async def count_people(work: Work) -> int:
    """Count the people who have joined."""
    return int(await work.transaction.scalar(select(func.count()).select_from(people.membership)) or 0)


async def seen_updates(work: Work) -> Mapping[str, str | None]:
    """Give the updates that are known as seen, each with the error that it met."""
    rows = await work.transaction.execute(select(records.seen.c.update_id, records.seen.c.error))
    return {row.update_id: row.error for row in rows}


def is_sound(file: Path) -> bool:
    """Let SQLite look through a whole database."""
    with closing(sqlite3.connect(file)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
