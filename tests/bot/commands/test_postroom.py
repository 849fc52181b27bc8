"""`consultbot outbox`: what waits, batch by batch, and a batch taken back."""

from pathlib import Path

import pytest
from sqlalchemy import update

from bot.commands import postroom
from bot.database.access import Database
from bot.house import now
from bot.keys.cipher import KeyRingCipher
from bot.settings import Settings
from dialogs.engine import records
from tests.dialogs.engine.batches import open_chats, write


def settings(database: Database) -> Settings:
    return Settings.model_validate({"database": database.url.render_as_string(hide_password=False)})


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.commands.terminal.LANGUAGE", "en")


async def test_what_waits_is_told_batch_by_batch_and_a_batch_can_be_taken_back(
    database: Database, cipher: KeyRingCipher, capsys: pytest.CaptureFixture[str]
) -> None:
    await open_chats(database, cipher, now(), 1, 2)
    await write(database, cipher, now(), [(1, "a", "reminder-7"), (2, "b", "reminder-7"), (1, "c", None)])
    async with database.writing() as connection:
        await connection.execute(update(records.outbox).where(records.outbox.c.batch.is_(None)).values(attempts=7))

    await postroom.show(settings(database))
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "3 wait, 1 of them in vain so far."
    assert told[1].startswith("  reminder-7: 2 since ")

    await postroom.cancel(settings(database), "reminder-7")
    await postroom.show(settings(database))
    assert capsys.readouterr().out.splitlines() == ["2 taken back.", "1 wait, 1 of them in vain so far."]


async def test_before_the_first_start_nothing_waits_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = settings(Database(f"sqlite+aiosqlite:///{tmp_path}/consultbot.db"))
    await postroom.show(nowhere)
    await postroom.cancel(nowhere, "reminder-7")

    assert capsys.readouterr().out.splitlines() == [
        "Nothing waits.",
        "Nothing of reminder-7 waits: nothing was taken back.",
    ]
    assert not any_file_in(tmp_path)


def any_file_in(folder: Path) -> bool:
    return any(folder.iterdir())
