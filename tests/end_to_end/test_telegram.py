"""The whole of the Telegram side, played over real HTTP by polling and by webhook: the same words either way."""

import json
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from tests.end_to_end.cast import JPEG, Cast, Part
from tests.end_to_end.installation import UPLOADS, installation
from tests.telegram import BotApiServer, SeenMessage
from tests.transcripts import Transcripts

pytestmark = UPLOADS

CHAPTERS = sorted((Path(__file__).parent / "transcripts").glob("*.transcript"))
OPERATOR = Part("赵运维", 7_000_009_001)
PARTS = (
    OPERATOR,
    Part("陈会长", 7_000_001_001),
    Part("何主持", 7_000_001_002),
    Part("林小雨", 7_000_001_003),
    Part("Emma", 7_000_001_004, "en"),
    Part("过客", 7_000_001_005),
)
PNG = b"\x89PNG\r\n\x1a\n"


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
    codes, charts = photos(cast, "赵运维"), photos(cast, "林小雨")
    assert len(codes) == 3
    assert len(charts) > 1
    assert all(size(each) > (400, 400) for each in [*codes, *charts])
    assert JPEG in documents(cast, "陈会长").values(), "the evidence was fetched, kept and can be opened"
    check_export(documents(cast, "陈会长"))
    check_own_data(documents(cast, "林小雨"))
    cast.installation.discreet()
    assert {event["level"] for event in cast.installation.bot.events} == {"info"}


def photos(cast: Cast, name: str) -> list[SeenMessage]:
    return [message for message in cast.people[name].chat if message.photo is not None]


def size(message: SeenMessage) -> tuple[int, int]:
    """Read a PNG's width and height in pixels (ISO/IEC 15948, IHDR)."""
    assert message.photo is not None
    content = message.photo.content
    assert content.startswith(PNG)
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def documents(cast: Cast, name: str) -> dict[str, bytes]:
    found = [message.document for message in cast.people[name].chat]
    return {document.name: document.content for document in found if document is not None}


def check_export(kept: dict[str, bytes]) -> None:
    """A workbook opens, has a sheet that explains the columns, and holds the scores as numbers and nobody's name."""
    (content,) = (content for name, content in kept.items() if name.endswith(".xlsx"))
    book = load_workbook(BytesIO(content))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(book.sheetnames) > 3
    assert any(isinstance(value, float | int) and float(value) == 75.0 for value in cells)
    assert "每次协商都有会议纪要。" in cells
    assert not {"林小雨", "陈志明", "何佩珊"} & set(cells)


def check_own_data(kept: dict[str, bytes]) -> None:
    """What somebody takes with them holds their name, both revisions of their answers, and what they added."""
    (content,) = (content for name, content in kept.items() if name.endswith(".json"))
    told = json.loads(content)
    assert told["person"]["name"] == "林小雨"
    assert {each["revision"] for each in told["assessment"]} == {1, 2}
    assert "每次协商都有会议纪要。" in {each["comment"] for each in told["assessment"]}
    assert {"photo.jpg", "会议纪要.pdf"} <= {each["name"] for each in told["files"]}
