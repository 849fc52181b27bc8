"""A consultation of an association's own affairs in five weeks; its facilitator, and those who are invited."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select

from bot.database.access import Database
from dialogs.engine import files
from dialogs.engine import records as engine
from dialogs.engine.cards import Card
from dialogs.engine.chats import mark_reachable
from dialogs.engine.cipher import Cipher
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.notice.standing import Standing, read_standing
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation, FilledField, Participant, Rules
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import StakeholderKind
from dialogs.people import membership
from tests.dialogs.talking import Scene, Talk

BEGINS: Final = datetime(2026, 4, 20, 6, tzinfo=UTC)
"""A Monday, 14:00 in Shenzhen."""
ENDS: Final = datetime(2026, 4, 20, 8, tzinfo=UTC)
CHARTER: Final = FilledField(key="charter_basis", zh="章程依据", en="Basis in the charter", text="章程第十二条")
PROXIES: Final = FilledField(key="proxies", zh="委托代理", en="Proxies", text="书面委托")


@dataclass
class Called:
    """The scene before it: a facilitator, two members who are invited, one of them in two kinds, and an outsider."""

    scene: Scene
    organisation: int
    facilitator: Talk
    li: Talk
    wang: Talk
    outsider: Talk
    reference: Reference

    @property
    def notice(self) -> str:
        """The data of the button that opens the notice."""
        return f"v|notice|{self.reference.id}"

    def deed(self, *rest: str) -> str:
        """The data of a facilitator's button."""
        return "|".join(("a", "notice-work", str(self.reference.id), *rest))

    async def standing(self) -> Standing:
        """Read how the notice stands."""
        async with self.scene.working() as work:
            return await read_standing(work, self.reference)

    async def record(self) -> Consultation:
        """Read the record as it stands."""
        async with self.scene.working() as work:
            return await read(work, self.reference)

    async def participant(self, name: str) -> Participant:
        """Read somebody on the list."""
        return next(one for one in (await self.record()).participants if one.name == name)

    async def file(self, card: Card) -> bytes:
        """Give the file that hangs on a card."""
        assert card.document is not None
        async with self.scene.working() as work:
            kept = await files.read(work.transaction, work.cipher, card.document.file)
        assert kept is not None
        return kept.content

    async def sends_notice(self) -> tuple[Card, ...]:
        """Let the facilitator look at what goes out, and send it."""
        await self.facilitator.presses_data(self.notice)
        await self.facilitator.presses(self.label("Send the notice", "发通知"))
        return await self.sends_what_is_shown()

    async def sends_what_is_shown(self) -> tuple[Card, ...]:
        """Press the one button that sends."""
        (button,) = (one for one in self.facilitator.buttons if one.press and "|send|" in one.press)
        return await self.facilitator.presses_data(str(button.press))

    def label(self, english: str, chinese: str) -> str:
        """Give what a button says in the facilitator's language."""
        return english if self.facilitator.language == "en" else chinese

    async def adds(self, *people: NewParticipant) -> None:
        """Put people on the list."""
        async with self.scene.working() as work:
            await add_participants(work, self.reference, people, by=None)

    async def person(self, name: str) -> int:
        """Give a member's number."""
        async with self.scene.working() as work:
            members = await membership.members_of(work, self.organisation)
        return next(number for number, known in members if known == name)

    async def blocks(self, talk: Talk, *, blocked: bool = True) -> None:
        """Let somebody block the bot, or let it in again."""
        async with self.scene.database.writing() as transaction:
            await mark_reachable(transaction, self.scene.cipher, talk.address, self.scene.now, reachable=not blocked)

    async def waiting(self) -> list[str]:
        """Give the batches of all letters that wait."""
        async with self.scene.working() as work:
            found = await work.transaction.scalars(select(engine.outbox.c.batch).order_by(engine.outbox.c.id))
        return [batch for batch in found if batch is not None]


async def called(database: Database, cipher: Cipher, language: str = "en", *, invited: bool = True) -> Called:
    """Let a consultation be prepared, with its people invited or nobody yet."""
    scene = Scene(database, cipher)
    organisation = await scene.organisation("深圳市共享出行协会")
    facilitator = await scene.joins(organisation, "facilitator", "林美玲", language=language)
    li = await scene.joins(organisation, "member", "李秀兰", language=language)
    wang = await scene.joins(organisation, "member", "王建国", language="en")
    other = await scene.organisation("前海金融同业公会")
    outsider = await scene.joins(other, "admin", "赵外人", language="en")
    async with scene.working() as work:
        new = NewConsultation(
            clause="5.4",
            topic="理事会换届办法",
            starts_at=BEGINS,
            ends_at=ENDS,
            venue="协会二楼会议室",
            chair="陈会长",
            fields=(CHARTER, PROXIES),
            rules=Rules(notice_days=7, materials_days=3, quorum="2/3"),
        )
        reference = await create_consultation(work, organisation, new, by=None)
        items = [NewItem(title="报告换届办法", presenter="林美玲", minutes=15), NewItem(title="讨论与表决", minutes=45)]
        await add_items(work, reference, items, by=None)
    place = Called(scene, organisation, facilitator, li, wang, outsider, reference)
    if invited:
        kind = StakeholderKind.SOCIAL_ORGANISATION
        await place.adds(
            NewParticipant(name="李秀兰", kind=kind, also=StakeholderKind.PUBLIC, person=await place.person("李秀兰")),
            NewParticipant(name="王建国", kind=kind, person=await place.person("王建国")),
            NewParticipant(name="张科长", kind=StakeholderKind.GOVERNMENT, organisation="区民政局"),
        )
    return place
