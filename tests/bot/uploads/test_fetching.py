"""What Telegram holds is fetched, looked at as closely as an upload, and kept or refused with a sentence."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from bot.storage import Storage
from bot.uploads.fetching import fetch_awaited
from dialogs.engine import files, records
from dialogs.engine.letters import TryLater
from tests.dialogs.talking import Scene, Talk

PDF = b"%PDF-1.7\n"
JPEG = b"\xff\xd8\xff\xda\x00\x02coded\xff\xd9"


@pytest.fixture
def scene(database: Database, cipher: KeyRingCipher) -> Scene:
    return Scene(database, cipher)


async def sends(scene: Scene, name: str, media_type: str) -> Talk:
    """Somebody attaches a file to their first answer."""
    member = await scene.joins(await scene.organisation("Bay"), "member", "Lin", language="en")
    await member.says("/assess")
    await member.chooses("pulse")
    await member.presses("Evidence")
    await member.sends(name, media_type)
    assert name in member.text
    return member


async def fetched(scene: Scene, download: Callable[[str], Awaitable[bytes]]) -> list[files.Content]:
    """Let everything that is awaited be fetched, and give what is kept."""
    await fetch_awaited(Storage(scene.database, scene.cipher, scene.house), download)
    async with scene.database.reading() as connection:
        numbers = (await connection.scalars(select(records.file.c.id))).all()
        found = [await files.read(connection, scene.cipher, number) for number in numbers]
        return [each for each in found if each is not None]


def giving(content: bytes) -> Callable[[str], Awaitable[bytes]]:
    async def download(remote: str) -> bytes:
        assert remote.startswith("remote-")
        return content

    return download


async def test_a_file_that_is_what_it_claims_is_kept_without_its_metadata(scene: Scene) -> None:
    await sends(scene, "meeting.jpg", "image/jpeg")
    told = JPEG[:2] + b"\xff\xfe\x00\x08secret" + JPEG[2:]
    (kept,) = await fetched(scene, giving(told))
    assert kept == files.Content("meeting.jpg", "image/jpeg", JPEG)


@pytest.mark.parametrize(
    ("name", "claimed", "content"),
    [
        ("photo.jpg", "image/jpeg", PDF),
        ("minutes.pdf", "application/pdf", b"MZ\x90\0 a program"),
        ("photo.jpg", "image/jpeg", JPEG[:-2]),
        ("minutes.pdf", "application/pdf", b""),
    ],
    ids=["another kind", "a program", "damaged", "empty"],
)
async def test_a_file_that_is_not_what_it_claims_is_not_kept_and_its_sender_told(
    scene: Scene, name: str, claimed: str, content: bytes
) -> None:
    member = await sends(scene, name, claimed)

    assert await fetched(scene, giving(content)) == []
    (card,) = await member.receive()
    assert f"“{name}” was not kept" in member.as_text(card)
    assert await fetched(scene, giving(JPEG)) == [], "it is not asked for again"
    assert await member.receive() == ()


async def test_a_file_that_does_not_come_is_tried_again_later(scene: Scene) -> None:
    async def fails(remote: str) -> bytes:
        raise TryLater(1)

    member = await sends(scene, "minutes.pdf", "application/pdf")
    assert await fetched(scene, fails) == []
    assert await member.receive() == ()
    async with scene.database.reading() as connection:
        assert await connection.scalar(select(records.file.c.attempts)) == 1
