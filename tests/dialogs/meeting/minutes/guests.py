"""A meeting that is over: a guest in the web room, one in a private Telegram chat, one known by name alone."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.database.access import Database
from dialogs.engine.cards import Heading
from dialogs.engine.cipher import Cipher
from dialogs.meeting import records
from dialogs.meeting.live import rooms
from dialogs.meeting.minutes.audience import Asked, asked
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Attendance, StakeholderKind
from tests.dialogs.meeting.live.sitting import Sitting, comes_by_web, sit
from tests.dialogs.talking import Scene, Talk

TITLE = "2026-基-001的纪要"


@dataclass
class Gathering:
    """The scene after the meeting."""

    sitting: Sitting
    chair: Talk
    wang: Talk
    """A guest in a browser."""
    wu: Talk
    """A guest in a private chat in Telegram."""
    token: str
    reference: Reference

    @property
    def scene(self) -> Scene:
        return self.sitting.scene

    def press(self, action: str) -> str:
        """Give the data of a button about these minutes."""
        return f"a|{action}|{self.reference.id}"

    async def circulate(self, until: str = "7天后") -> None:
        """Send the minutes round."""
        await self.chair.presses_data(f"v|minutes|{self.reference.id}")
        await self.chair.presses("征求确认")
        await self.chair.says(until)
        await self.chair.presses("发送")
        await self.pages_turn()

    async def pages_turn(self) -> None:
        """Let the pages follow, and everybody receive what is there."""
        await self.sitting.hall.settle()
        for talk in (self.wang, self.wu, self.chair):
            await talk.receive()

    async def take_back(self) -> None:
        """Take the minutes back to be revised."""
        await self.chair.presses_data(f"{self.press('minutes-work')}|take-back|yes")

    async def sign(self) -> None:
        """Let chair and recorder sign."""
        for office, name in (("chair", "陈主持"), ("recorder", "苏敏")):
            await self.chair.presses_data(f"{self.press('minutes-work')}|{office}")
            await self.chair.says(name)
            await self.chair.presses("签署")
        await self.pages_turn()

    async def answers(self) -> dict[str, Asked]:
        """Give everybody who is asked, by name."""
        async with self.scene.working() as work:
            return {one.name: one for one in await asked(work, self.reference)}

    async def personal_link(self, name: str) -> str:
        """Let the chair have the text to forward, and give the token in it."""
        one = (await self.answers())[name]
        await self.chair.presses_data(f"{self.press('minutes-work')}|forward|{one.participant}")
        return self.chair.text.partition("/m/")[2].split()[0]


def page(talk: Talk) -> str:
    """Give the card on a guest's page that tells of the minutes, as it stands."""
    found = [card for card in talk.cards if isinstance(title := card.blocks[0], Heading) and TITLE in str(title.text)]
    return talk.as_text(found[-1])


async def gathered(database: Database, cipher: Cipher, language: str = "zh-hans") -> Gathering:
    """Let a meeting have been held and closed, by people who read one language."""
    sitting = await sit(Scene(database, cipher), language=language)
    await sitting.hall.says(sitting.chair, "/next")
    await sitting.chair.receive()
    wang = await comes_by_web(sitting, "王芳", language=language)
    wu = await sitting.guest("吴刚", "enterprise")
    async with sitting.scene.working() as work:
        room = await rooms.due(work, sitting.number)
        assert room is not None
        by_name = NewParticipant(name="赵强", kind=StakeholderKind.GOVERNMENT, attendance=Attendance.PRESENT)
        await add_participants(work, room.reference, [by_name], by=None)
    token = await sitting.token()
    await sitting.chair.presses_data(f"a|meeting-preside|{sitting.number}|end|yes")
    gathering = Gathering(sitting, sitting.chair, wang, wu, token, room.reference)
    await gathering.pages_turn()
    return gathering


async def rows_of(gathering: Gathering, table_name: str) -> int:
    """Count the rows of one of the meeting's tables that are in."""
    table = getattr(records, table_name)
    async with gathering.scene.working() as work:
        found = await work.transaction.execute(select(table.c.id).where(table.c.removed_at.is_(None)))
    return len(found.all())
