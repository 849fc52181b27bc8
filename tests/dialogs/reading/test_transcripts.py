"""Reading the standard word for word, as somebody sees it who has not joined anything."""

from pathlib import Path

import pytest

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from tests.dialogs.talking import Scene
from tests.transcripts import FLAG, Transcripts

HERE = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize(("name", "language"), [("visitor", "zh-hans"), ("translation", "en")])
async def test_the_reading_goes_as_written(
    sqlite_database: Database, cipher: Cipher, name: str, language: str, request: pytest.FixtureRequest
) -> None:
    reader = Scene(sqlite_database, cipher).chat(language=language)
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))

    await transcripts.replay_in_time(HERE / f"{name}.transcript", reader.play)


async def test_reading_keeps_nothing_and_leaves_what_is_under_way(database: Database, cipher: Cipher) -> None:
    scene = Scene(database, cipher)
    member = await scene.joins(await scene.organisation("深圳市南山社工协会"))
    await member.says("/assess")
    await member.presses_data(next(str(b.press) for b in member.buttons if str(b.press).endswith("|pulse")))
    question = member.text

    await member.says("/standard 6.1.1.2")
    await member.says("/assess")
    await member.presses_data(next(str(b.press) for b in member.buttons if str(b.press).endswith("|resume")))

    assert member.text == question
