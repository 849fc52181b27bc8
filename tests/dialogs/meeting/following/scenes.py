"""An organisation with a consultation on record, somebody who records and somebody who has things to do."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from dialogs.engine import records as engine
from dialogs.meeting.actions import NewAction, add_actions
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.conversion import NewOutcome, NewStep, add_outcomes, add_step
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Attendance, ConversionState, StakeholderKind
from tests.dialogs.talking import Scene, Talk

HELD = datetime(2026, 3, 13, 6, tzinfo=UTC)
"""The Friday before, 14:00 in Shenzhen."""

TOPIC = "共享单车停放标准"
WORDS = "在地铁站口增设停放区"
DUE = date(2026, 3, 20)
SHENZHEN = ZoneInfo("Asia/Shanghai")


@dataclass
class Desk:
    """One organisation in a scene: who records (reads Chinese), who does things (reads English), a consultation."""

    scene: Scene
    organisation: int
    zhou: Talk
    lin: Talk
    reference: Reference

    async def act(self, what: str, talk: Talk | None = None, *, owner: str = "林美玲", due: date | None = None) -> int:
        """Write an action down for somebody in a chat, or for an outside body; recorded by Zhou."""
        async with self.scene.working() as work:
            person = None if talk is None else await number_of(self.scene, talk)
            new = NewAction(what=what, owner=owner, person=person, due_on=due)
            (number,) = await add_actions(work, self.reference, [new], by=await number_of(self.scene, self.zhou))
        return number

    async def takes_part(self, talk: Talk, name: str) -> int:
        """Let somebody be among the participants."""
        async with self.scene.working() as work:
            new = NewParticipant(
                name=name,
                kind=StakeholderKind.SOCIAL_ORGANISATION,
                attendance=Attendance.PRESENT,
                person=await number_of(self.scene, talk),
            )
            (number,) = await add_participants(work, self.reference, [new], by=None)
        return number

    async def do_due_work(self) -> None:
        """Do all that has fallen due."""
        while await self.scene.turns.do_due_work():
            pass


async def desk(scene: Scene, name: str = "深圳市物业管理行业协会") -> Desk:
    """Found an organisation whose facilitator has recorded a consultation last Friday."""
    organisation = await scene.organisation(name)
    zhou = await scene.joins(organisation, "facilitator", "周敏")
    lin = await scene.joins(organisation, "member", "林美玲", language="en")
    async with scene.working() as work:
        new = NewConsultation(clause="5.3", topic=TOPIC, held_at=HELD)
        reference = await create_consultation(work, organisation, new, by=await number_of(scene, zhou))
    return Desk(scene, organisation, zhou, lin, reference)


async def number_of(scene: Scene, talk: Talk) -> int:
    """Give the person in a chat."""
    table = engine.chat
    fingerprint = scene.cipher.fingerprint(f"{talk.channel}:{talk.address}")
    async with scene.database.reading() as connection:
        found = await connection.execute(select(table.c.person_id).where(table.c.fingerprint == fingerprint))
        return int(found.scalar_one())


async def agreed(place: Desk, text: str = WORDS, *, due: date | None = None) -> int:
    async with place.scene.working() as work:
        new = [NewOutcome(text=text, due_on=due)]
        (number,) = await add_outcomes(work, place.reference, new, by=await number_of(place.scene, place.zhou))
    return number


async def stepped(place: Desk, outcome: int, *steps: tuple[ConversionState, date]) -> list[int]:
    async with place.scene.working() as work:
        return [
            await add_step(work, place.reference, outcome, NewStep(state=state, taken_on=day), by=None)
            for state, day in steps
        ]


async def notes(talk: Talk, *lines: str) -> None:
    for line in lines:
        await talk.play(line)


async def through(place: Desk, talk: Talk, until: date) -> list[date]:
    """Let the days go by up to one of them, and give those on which somebody was written to."""
    told = []
    while place.scene.now.astimezone(SHENZHEN).date() < until:
        place.scene.later(days=1)
        await place.do_due_work()
        if await talk.receive():
            told.append(place.scene.now.astimezone(SHENZHEN).date())
    return told


def days_after(due: date, *days: int) -> list[date]:
    return [due + timedelta(days=day) for day in days]
