"""A meeting that has begun in a group, and what is on record of it."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from dialogs.engine import records as engine
from dialogs.meeting import records
from dialogs.meeting.live import doors, rooms
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from tests.dialogs.meeting.live.hall import Hall
from tests.dialogs.talking import Scene, Talk

AGENDA: Final = ("车位怎么分", "收费标准", "夜间访客")


@dataclass
class Sitting:
    """A meeting in a hall: who facilitates it, and the number of its consultation."""

    scene: Scene
    hall: Hall
    organisation: int
    chair: Talk
    number: int

    async def record(self) -> Consultation:
        """Read all that is on record."""
        async with self.scene.working() as work:
            room = await rooms.due(work, self.number)
            assert room is not None
            return await read(work, room.reference)

    async def room(self) -> rooms.Room:
        """Give the room as it stands."""
        async with self.scene.working() as work:
            room = await rooms.due(work, self.number)
        assert room is not None
        return room

    async def token(self) -> str:
        """Give the link's token."""
        async with self.scene.working() as work:
            room = await rooms.due(work, self.number)
            assert room is not None
            return await doors.token_of(work, room)

    async def guest(self, name: str, kind: str = "public", *, channel: str = "telegram") -> Talk:
        """Let somebody without an account check in by the link, in their private chat."""
        talk = self.scene.chat(channel="web" if channel == "web" else "telegram")
        await talk.says(f"/start {await self.token()}")
        await talk.chooses("agree")
        await talk.chooses(kind)
        await talk.says(name)
        await talk.chooses("skip|")
        return talk

    async def sees(self) -> str:
        """Give the board once it has caught up."""
        await self.hall.settle()
        return self.hall.text(self.chair)


async def sit(
    scene: Scene, *, agenda: tuple[str, ...] = AGENDA, thread: str | None = None, language: str = "zh-hans"
) -> Sitting:
    """Let a facilitator begin a meeting on the spot in a group."""
    organisation = await scene.organisation("深圳市南山社工协会")
    chair = await scene.joins(organisation, "facilitator", "陈主持", language=language)
    hall = Hall(scene, thread=thread)
    await hall.says(chair, "/meeting")
    await chair.receive()
    await chair.presses("现在就开一次" if language.startswith("zh") else "Begin one on the spot")
    await chair.chooses("5.2")
    await chair.says("小区停车怎么管")
    await chair.says("\n".join(agenda))
    await hall.settle()
    async with scene.working() as work:
        number = await work.transaction.scalar(select(records.room.c.consultation_id))
    assert number is not None
    return Sitting(scene, hall, organisation, chair, number)


async def sit_at_the_first_item(scene: Scene) -> Sitting:
    """Let a meeting be at its first item."""
    sitting = await sit(scene)
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.chair.receive()
    return sitting


async def known_addresses(scene: Scene) -> dict[str, int]:
    """Give the chats that are known: the row of each address."""
    async with scene.database.reading() as connection:
        rows = (await connection.execute(select(engine.chat.c.id, engine.chat.c.sealed_address))).all()
    return {scene.cipher.open(row.sealed_address).decode(): row.id for row in rows}


async def comes_by_web(sitting: Sitting, name: str, kind: str = "public", *, language: str = "zh-hans") -> Talk:
    """Let somebody come in by the page's form."""
    talk = sitting.scene.chat(channel="web", language=language)
    await talk.says(f"/start {await sitting.token()} {kind} {name}")
    return talk


async def present(sitting: Sitting) -> list[str]:
    return [one.name for one in (await sitting.record()).participants if one.attendance == "present"]
