"""Links by a token: those that were given out lead where they led, one kind never where another does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogs.meeting import records
from dialogs.meeting.live import doors
from dialogs.meeting.minutes import links
from dialogs.meeting.token_links import TokenLinks, web_link
from tests.dialogs.meeting.live.sitting import Sitting, comes_by_web, sit
from tests.dialogs.talking import Scene


@pytest.fixture
async def sitting(scene: Scene) -> Sitting:
    sitting = await sit(scene)
    await comes_by_web(sitting, "王芳")
    return sitting


async def token_of(sitting: Sitting, of: TokenLinks, participant: int | None = None) -> str:
    reference = (await sitting.room()).reference
    async with sitting.scene.working() as work:
        return await of.token_of(work, reference, participant)


async def somebody(sitting: Sitting) -> int:
    """Give the participant who came by the web."""
    return next(one.id for one in (await sitting.record()).participants if one.name == "王芳")


@pytest.mark.parametrize(("of", "realm", "length"), [(doors.LINKS, "meeting", 34), (links.LINKS, "minutes", 42)])
async def test_a_link_is_kept_as_it_always_was(sitting: Sitting, of: TokenLinks, realm: str, length: int) -> None:
    """Those that stand on sheets and in letters were made by earlier versions."""
    participant = await somebody(sitting) if of is links.LINKS else None
    token = await token_of(sitting, of, participant)
    door = records.door
    async with sitting.scene.working() as work:
        key = door.c.token_fingerprint == sitting.scene.cipher.fingerprint(f"{realm}:{token}")
        (row,) = (await work.transaction.execute(select(door).where(key))).all()

    assert len(token) == length
    assert (row.purpose, row.participant_id) == ({"meeting": "room", "minutes": "minutes"}[realm], participant)
    assert sitting.scene.cipher.open(row.sealed_token).decode() == token


async def test_a_link_is_the_same_as_long_as_it_leads_on_and_another_one_afterwards(sitting: Sitting) -> None:
    first = await token_of(sitting, doors.LINKS)
    sitting.scene.later(days=1)
    assert await token_of(sitting, doors.LINKS) == first
    sitting.scene.later(days=1)
    second = await token_of(sitting, doors.LINKS)
    assert second != first

    room = await sitting.room()
    async with sitting.scene.working() as work:
        await doors.revoke(work, room)
    assert await token_of(sitting, doors.LINKS) not in {first, second}


async def test_to_revoke_one_kind_leaves_the_other(sitting: Sitting) -> None:
    participant, reference = await somebody(sitting), (await sitting.room()).reference
    room, own = await token_of(sitting, doors.LINKS), await token_of(sitting, links.LINKS, participant)
    async with sitting.scene.working() as work:
        await links.revoke(work, reference)

        assert await doors.find(work.transaction, work.cipher, room, work.now) is not None
        assert await links.find(work.transaction, work.cipher, own, work.now) is None


async def test_a_token_leads_nowhere_under_the_name_of_another_kind(sitting: Sitting) -> None:
    participant = await somebody(sitting)
    same = replace(links.LINKS, prefix=doors.PREFIX, realm="meeting", lifetime=timedelta(days=1))
    token = await token_of(sitting, same, participant)
    async with sitting.scene.working() as work:
        assert await doors.find(work.transaction, work.cipher, token, work.now) is None


async def test_an_address_is_on_the_web_and_in_telegram_as_far_as_there_is_either(scene: Scene) -> None:
    async with scene.working() as work:
        told = work.house.installation
    here = replace(told, bot_username="consult_bot", public_url="https://consult.example.org/")

    assert web_link(here, "m-1") == links.address_of(here, "m-1") == "https://consult.example.org/m/m-1"
    assert here.telegram_link("m-1") == "https://t.me/consult_bot?start=m-1"
    assert links.address_of(replace(here, public_url=None), "m-1") == here.telegram_link("m-1")
    assert links.address_of(replace(here, public_url=None, bot_username=None), "m-1") is None
