"""What /metrics tells, to whom, and what it never holds."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import insert, update

from bot import monitoring, serving
from bot.delivery.delivering import Delivery
from bot.parts import Parts, built
from bot.settings import Settings
from dialogs.engine import posting, records
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.events import Command, Incoming
from dialogs.engine.letters import Letter
from dialogs.engine.mailbox import Waiting

SECRET = "planted-4711"


@asynccontextmanager
async def served(folder: Path, **given: object) -> AsyncIterator[tuple[Parts, str]]:
    settings = Settings.model_validate(
        {
            "public_url": "http://127.0.0.1:8000",
            "database": f"sqlite+aiosqlite:///{folder}/consultbot.db",
            "key_file": folder / "consultbot.key",
            **given,
        }
    )
    async with built(settings, None) as parts, TestServer(serving._application(parts, None)) as server:
        yield parts, str(server.make_url("/metrics"))


async def asked(url: str, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
    async with ClientSession() as session, session.get(url, headers=headers) as response:
        return response.status, await response.text()


async def figures(url: str) -> dict[str, float]:
    """Give every figure under its name with its labels' values."""
    status, text = await asked(url)
    assert status == 200
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def says(update: str, address: str, command: str = "help") -> Incoming:
    return Incoming(
        channel="web", bot="web", update=update, address=address, content=Command(name=command), language="en"
    )


async def test_turns_are_counted_by_channel_and_outcome_and_timed(tmp_path: Path) -> None:
    async with served(tmp_path) as (parts, url):
        await parts.turns.take(says("1", SECRET))
        await parts.turns.take(says("1", SECRET))
        await parts.turns.take(says("2", SECRET, "digest"))
        found = await figures(url)

    assert found["consultbot_turns_total web answered"] == 1
    assert found["consultbot_turns_total web doubled"] == 1
    assert found["consultbot_turns_total web refused"] == 1
    assert found["consultbot_turn_seconds_count web"] == 3
    assert 0 < found["consultbot_turn_seconds_sum web"] < 30


async def test_what_waits_is_measured_when_it_is_asked_for(tmp_path: Path) -> None:
    async with served(tmp_path) as (parts, url):
        assert (await figures(url))["consultbot_outbox_letters"] == 0
        await parts.turns.take(says("1", SECRET))
        await write_and_age(parts, minutes=10)
        found = await figures(url)

    assert found["consultbot_outbox_letters"] >= 2
    assert found["consultbot_outbox_batch_letters reminder-7"] == 1
    assert found["consultbot_outbox_oldest_seconds"] == pytest.approx(600, abs=60)
    assert found["consultbot_stuck_chats"] == 1
    assert found["consultbot_due_work_waiting"] == 1
    assert found["consultbot_due_work_oldest_seconds"] == pytest.approx(600, abs=60)
    assert found["consultbot_database_up"] == found["consultbot_processes"] == found["consultbot_leading"] == 1
    assert found["consultbot_web_sessions"] == found["consultbot_web_streams"] == 0


async def write_and_age(parts: Parts, minutes: int) -> None:
    """Let a letter of a batch and a piece of due work have waited for so long, in vain."""
    then = datetime.now(UTC) - timedelta(minutes=minutes)
    letter = Letter(card=Card(blocks=(Paragraph(text=SECRET),)), locale="en", batch="reminder-7")
    async with parts.storage.database.writing() as connection:
        await posting.post(connection, parts.storage.cipher, then, [(1, letter)])
        await connection.execute(update(records.outbox).values(attempts=5))
        await connection.execute(
            insert(records.due).values(
                kind="k", subject="s", at=then, sealed_payload=parts.storage.cipher.seal(b"null"), attempts=0
            )
        )


async def test_deliveries_and_due_work_are_counted_by_how_they_ended(tmp_path: Path) -> None:
    async with served(tmp_path) as (parts, url):
        await parts.turns.take(says("1", SECRET))
        await write_and_age(parts, minutes=1)
        assert await parts.turns.do_due_work()
        await delivered(parts.delivery)
        found = await figures(url)

    assert found["consultbot_deliveries_total web unreachable"] == 1
    assert found["consultbot_due_works_total done"] == 1
    assert found["consultbot_outbox_letters"] == 0
    assert "consultbot_outbox_batch_letters reminder-7" not in found


async def delivered(delivery: Delivery[Waiting]) -> None:
    await delivery._begin()
    await asyncio.wait(delivery._tasks)


async def test_no_figure_names_a_chat_or_a_word(tmp_path: Path) -> None:
    async with served(tmp_path) as (parts, url):
        await parts.turns.take(says("1", SECRET))
        await write_and_age(parts, minutes=1)
        assert SECRET not in (await asked(url))[1]


async def test_where_a_token_is_set_only_who_brings_it_is_answered(tmp_path: Path) -> None:
    async with served(tmp_path, metrics_token=SECRET) as (_, url):
        assert (await asked(url))[0] == 401
        assert (await asked(url, {"Authorization": "Bearer planted"}))[0] == 401
        assert (await asked(url, {"Authorization": f"Bearer {SECRET}"}))[0] == 200


@pytest.mark.parametrize("given", [{"public_url": "https://bot.example.org"}, {"proxied": True}])
async def test_without_a_token_nobody_is_answered_where_a_proxy_may_pass_others_on(
    tmp_path: Path, given: dict[str, object]
) -> None:
    async with served(tmp_path, **given) as (_, url):
        assert (await asked(url))[0] == 404


async def test_while_the_database_is_away_the_process_still_tells_of_itself(tmp_path: Path) -> None:
    async with served(tmp_path) as (parts, url):
        await parts.turns.take(says("1", SECRET))
        async with parts.storage.database.writing() as connection:
            await connection.exec_driver_sql("ALTER TABLE outbox RENAME TO away")
        found = await figures(url)

    assert found["consultbot_database_up"] == 0
    assert found["consultbot_turns_total web answered"] == 1


async def test_a_long_outbox_is_told_of_in_the_log_with_its_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(monitoring, "EVERY", 0.01)
    monkeypatch.setattr(monitoring, "LONG", 3)
    async with served(tmp_path) as (parts, _):
        await parts.turns.take(says("1", SECRET))
        letter = Letter(card=Card(blocks=(Paragraph(text=SECRET),)), locale="en", batch="reminder-7")
        async with parts.storage.database.writing() as connection:
            await posting.post(connection, parts.storage.cipher, datetime.now(UTC), [(1, letter)] * 3)
        with structlog.testing.capture_logs() as told:
            telling = asyncio.create_task(parts.monitoring.tell(lambda: True))
            async with asyncio.timeout(10):
                while not told:  # noqa: ASYNC110 (a line in the log announces nothing)
                    await asyncio.sleep(0.01)
            telling.cancel()

    assert told[0]["event"] == "outbox"
    assert told[0]["batches"] == {"reminder-7": 3}
    assert told[0]["waiting"] >= 3
