"""What lies in the database before a benchmark begins: people who stand at the first question, and many answers."""

from collections.abc import Iterator
from typing import Final

from pydantic import JsonValue
from sqlalchemy import Table, delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database.access import Database
from bot.house import build_house, now
from dialogs.assessment import records as assessment
from dialogs.assessment.filling import FORM
from dialogs.assessment.form import assessment_form
from dialogs.engine import chats, records
from dialogs.engine.cipher import Cipher
from dialogs.engine.events import Command, Incoming
from dialogs.engine.house import Installation
from dialogs.engine.taking import Turns
from dialogs.engine.walk import begin
from dialogs.engine.work import Work
from dialogs.people import records as people
from dialogs.people.organisations import Founding, found
from dialogs.people.roles import Role
from standard.library import library
from standard.models import Stage
from tests.benchmarks.talkers import Respondent

FIRST: Final = 1001
"""The first person; their chats and conversations have the same numbers, and so do their chats in Telegram."""

OTHERS: Final = 10_000_000
"""The first of those who have answered all and say nothing more."""

CHUNK: Final = 5_000

NUMBERS: Final = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :whole)"
PERSONS: Final = """
INSERT INTO person (id, locale, operator, created_at) {numbers} SELECT :others + i, 'zh_CN', false, :at FROM n
"""
RESPONSES: Final = """
INSERT INTO assessment_response
(id, round_id, person_id, perspective, form, revision, standard_version, submitted_at)
{numbers} SELECT :others + i, 1, :others + i, 'self', 'full', 1, :version, :at FROM n
"""
ANSWERS: Final = """
INSERT INTO assessment_answer (response_id, revision, item, code)
{numbers} SELECT :others + i, 1, :item, i % 5 + 1 FROM n
"""
PATTERNS: Final = """
INSERT INTO assessment_pattern (response_id, capability, round_id, perspective, pattern)
{numbers} SELECT :others + i, :capability, 1, 'self', '1:1,2:' || CAST(i % 5 + 1 AS VARCHAR(1)) FROM n
"""
SEEN: Final = """
INSERT INTO seen (bot, update_id, at) {numbers} SELECT '42', :item || '/' || CAST(i AS VARCHAR(9)), :at FROM n
"""


def items() -> tuple[str, ...]:
    """Give the items of the full form."""
    return tuple(library().items)


def respondents(begin_at: int, count: int, most: int = 1000) -> list[Respondent]:
    """Give the people numbered from ``begin_at`` on, each to answer ``most`` items, or all."""
    asked = items()
    return [
        Respondent(chat=FIRST + number, conversation=FIRST + number, items=asked, most=min(most, len(asked)))
        for number in range(begin_at, begin_at + count)
    ]


async def seed(database: Database, cipher: Cipher, installation: Installation, count: int) -> None:
    """Let ``count`` people stand at the first question of the full form."""
    house = build_house(library(), cipher, installation)
    async with database.writing() as connection:
        work = Work(house, connection, now(), "benchmark")
        affairs = ["5.1", "5.2", "5.3", "5.4"]
        organisation = await found(work, Founding(name="协会", stage=Stage.GROWTH, affairs=affairs))
        for first in range(0, count, CHUNK):
            numbers = range(FIRST + first, FIRST + min(count, first + CHUNK))
            await _people(connection, cipher, organisation, numbers)
            await _conversations(connection, cipher, organisation, numbers)
        if not database.is_sqlite:
            await _count_on(connection)
    await Turns(house, database, lambda: None).take(_help())
    async with database.writing() as connection:
        menu = (await connection.execute(select(records.chat.c.menu).where(records.chat.c.id == FIRST))).scalar_one()
        await connection.execute(update(records.chat).values(menu=menu))
        await connection.execute(delete(records.outbox))


async def seed_answers(database: Database, count: int) -> None:
    """Add the answers of people who are through, in the open round, with as many updates seen this week."""
    whole = -(-count // len(items()))
    async with database.writing() as connection:
        at = now() if not database.is_sqlite else now().replace(tzinfo=None)
        said = {"whole": whole, "others": OTHERS, "at": at, "version": library().version}
        for statement, more in _statements():
            await connection.execute(text(statement.format(numbers=NUMBERS)), said | more)
        if not database.is_sqlite:
            await _count_on(connection)


def _statements() -> Iterator[tuple[str, dict[str, str]]]:
    yield PERSONS, {}
    yield RESPONSES, {}
    for item in items():
        yield ANSWERS, {"item": item}
        yield SEEN, {"item": item}
    for capability in library().capabilities:
        yield PATTERNS, {"capability": capability}


async def _count_on(connection: AsyncConnection) -> None:
    """Let PostgreSQL count on behind the numbers that were given here."""
    tables: tuple[Table, ...] = (people.person, records.chat, records.conversation, assessment.response)
    for table in tables:
        most = select(func.coalesce(func.max(table.c.id), 1)).scalar_subquery()
        await connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), most)))


def _help() -> Incoming:
    content = Command(name="help", argument="")
    return Incoming(channel="telegram", bot="42", update="seeding", address=str(FIRST), content=content)


async def _people(connection: AsyncConnection, cipher: Cipher, organisation: int, numbers: range) -> None:
    at, name = now(), cipher.seal("林小雨".encode())
    await connection.execute(
        insert(people.person),
        [
            {"id": n, "sealed_name": name, "locale": "zh_CN", "organisation_id": organisation, "created_at": at}
            for n in numbers
        ],
    )
    await connection.execute(
        insert(people.membership),
        [
            {"person_id": n, "organisation_id": organisation, "role": Role.MEMBER.value, "joined_at": at}
            for n in numbers
        ],
    )
    await connection.execute(
        insert(records.chat),
        [
            {
                "id": n,
                "channel": "telegram",
                "fingerprint": chats.fingerprint(cipher, "telegram", str(n)),
                "sealed_address": cipher.seal(str(n).encode()),
                "person_id": n,
                "locale": "zh_CN",
                "focus_id": n,
                "created_at": at,
            }
            for n in numbers
        ],
    )


async def _conversations(connection: AsyncConnection, cipher: Cipher, organisation: int, numbers: range) -> None:
    arguments: JsonValue = {"round": 1, "kind": "full", "items": list(items()), "version": library().version}
    state = begin(assessment_form(library()), arguments).model_dump_json().encode()
    at = now()
    await connection.execute(
        insert(records.conversation),
        [
            {
                "id": n,
                "owner": f"person:{n}",
                "organisation_id": organisation,
                "form": FORM,
                "subject": "1",
                "version": 1,
                "revision": 1,
                "sealed_state": cipher.seal(state),
                "updated_at": at,
            }
            for n in numbers
        ],
    )
