"""A consultation that has been held; its facilitator, a member who took part, and one who did not."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
from sqlalchemy import select

from bot.database.access import Database
from dialogs.engine import files
from dialogs.engine import records as engine
from dialogs.engine.cipher import Cipher
from dialogs.engine.due import take_next
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation, Rules
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Attendance, StakeholderKind
from dialogs.people import membership
from tests.dialogs.talking import Scene, Talk

HELD = datetime(2026, 3, 12, 6, 30, tzinfo=UTC)


@dataclass
class Held:
    """The scene after the consultation."""

    scene: Scene
    organisation: int
    facilitator: Talk
    member: Talk
    absent: Talk
    reference: Reference

    @property
    def minutes(self) -> str:
        """The data of the button that opens the minutes."""
        return f"v|minutes|{self.reference.id}"

    async def record(self) -> Consultation:
        """Read the record as it stands."""
        async with self.scene.working() as work:
            return await read(work, self.reference)

    async def document(self, talk: Talk) -> bytes:
        """Give the file on somebody's last card."""
        assert talk.card.document is not None
        async with self.scene.working() as work:
            kept = await files.read(work.transaction, work.cipher, talk.card.document.file)
        assert kept is not None
        return kept.content

    async def pdf_text(self, talk: Talk) -> str:
        """Read the PDF on somebody's last card."""
        with pypdfium2.PdfDocument(BytesIO(await self.document(talk))) as document:
            return "\n".join(page.get_textpage().get_text_bounded() for page in document)

    async def let_fall_due(self) -> None:
        """Do what has fallen due about minutes, as a process would."""
        async with self.scene.working() as work:
            while True:
                due = await take_next(work.transaction, work.cipher, work.now)
                if due is None:
                    return
                if due.kind.startswith("minutes-"):
                    await self.scene.house.registry.due_kinds[due.kind].run(work, due.subject, due.payload)
                table = engine.due
                await work.transaction.execute(table.delete().where(table.c.id == due.id))


async def held(database: Database, cipher: Cipher, language: str = "en", *, supervised: bool = False) -> Held:
    """Let a consultation have been held last Thursday."""
    scene = Scene(database, cipher)
    organisation = await scene.organisation("桃源社区协商议事会")
    facilitator = await scene.joins(organisation, "facilitator", "陈志远", language=language)
    member = await scene.joins(organisation, "member", "李秀兰", language=language)
    absent = await scene.joins(organisation, "member", "王建国", language=language)
    async with scene.working() as work:
        number = {name: person for person, name in await membership.members_of(work, organisation)}
        new = NewConsultation(
            clause="5.2",
            topic="3栋楼道堆物的清理",
            starts_at=HELD,
            held_at=HELD,
            venue="社区活动室",
            chair="陈志远",
            rules=Rules(supervisor_signs=supervised),
        )
        reference = await create_consultation(work, organisation, new, by=number["陈志远"])
        people = [
            NewParticipant(
                name="李秀兰", kind=StakeholderKind.PUBLIC, attendance=Attendance.PRESENT, person=number["李秀兰"]
            ),
            NewParticipant(
                name="赵强", kind=StakeholderKind.GOVERNMENT, organisation="街道办", attendance=Attendance.PRESENT
            ),
            NewParticipant(
                name="王建国", kind=StakeholderKind.PUBLIC, attendance=Attendance.ABSENT, person=number["王建国"]
            ),
        ]
        await add_participants(work, reference, people, by=number["陈志远"])
        items = [NewItem(title="清理的期限", consensus="两周内清理完毕。")]
        await add_items(work, reference, items, by=number["陈志远"])
    return Held(scene, organisation, facilitator, member, absent, reference)


async def due_kinds(scene: Scene) -> set[str]:
    """Give what is to fall due about minutes."""
    async with scene.working() as work:
        kinds = (await work.transaction.scalars(select(engine.due.c.kind))).all()
    return {kind for kind in kinds if kind.startswith("minutes-")}
