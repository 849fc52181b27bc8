"""The whole of the Telegram side, played over real HTTP by polling and by webhook: the same words either way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.end_to_end.cast import Cast, Part
from tests.end_to_end.installation import installation
from tests.telegram import BotApiServer
from tests.transcripts import Transcripts

CHAPTERS = sorted((Path(__file__).parent / "transcripts").glob("*.transcript"))
OPERATOR = Part("赵运维", 9001)
PARTS = (
    OPERATOR,
    Part("陈会长", 1001),
    Part("何主持", 1002),
    Part("林小雨", 1003),
    Part("Emma", 1004, "en"),
    Part("过客", 1005),
)


@pytest_asyncio.fixture(params=["polling", "webhook"])
async def cast(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Cast]:
    async with (
        BotApiServer() as server,
        installation(server, tmp_path, webhook=request.param == "webhook", operators=OPERATOR.id) as there,
        there.bot,
    ):
        yield Cast(there, *PARTS)


async def test_an_organisation_is_founded_joins_answers_and_sees_where_it_stands(
    cast: Cast, transcripts: Transcripts
) -> None:
    for chapter in CHAPTERS:
        await transcripts.replay_in_time(chapter, cast.play)
