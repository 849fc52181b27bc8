"""Entries about a consultation's stages: reached on another day, skipped for a reason, notice and materials sent."""

from datetime import UTC, date, datetime
from typing import Final

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Step, Words
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting import stages
from dialogs.meeting.asking_days import Today, day_gone
from dialogs.meeting.cards.stages import stages_card
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.entering.entry import About, Answers, Entered, Entry
from dialogs.meeting.preparing.filled import NOON
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Stage

LONGEST_REASON: Final = 500


async def reach(turn: Turn, reference: Reference, stage: Stage, at: datetime) -> None:
    """Note that a stage was reached; with the consultation itself, that it was held; with the notice, that it went."""
    await stages.reach_stage(turn, reference, stage, by=turn.person, at=at)
    consultation = await read(turn, reference)
    if stage is Stage.CONSULTING:
        await correct_consultation(turn, reference, by=turn.person, held_at=_held(turn, consultation, at))
    elif stage is Stage.CONVENING and consultation.notice_sent_at is None:
        await correct_consultation(turn, reference, by=turn.person, notice_sent_at=at)


async def reopen(turn: Turn, reference: Reference, stage: Stage) -> None:
    """Note that a stage is open after all; with the consultation itself, that it was not held."""
    await stages.reopen_stage(turn, reference, stage, by=turn.person)
    if stage is Stage.CONSULTING:
        await correct_consultation(turn, reference, by=turn.person, held_at=None)


def noon(day: date, today: Today) -> datetime:
    """Give noon of a day in the organisation's time zone; now, where the day is today."""
    if day == today.day:
        return today.now
    return datetime.combine(day, NOON, tzinfo=today.zone).astimezone(UTC)


def _held(turn: Turn, consultation: Consultation, at: datetime) -> datetime:
    """It began when it was to begin, if that was on the day on which it was held."""
    starts, zone = consultation.starts_at, turn.who.timezone
    planned = starts is not None and starts.astimezone(zone).date() == at.astimezone(zone).date()
    return starts if starts is not None and planned else at


def _stage_there(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    del turn, consultation
    return {} if part in {stage.value for stage in Stage} else None


def _reason(about: About) -> tuple[Step, ...]:
    del about
    return (
        Words(
            name="reason",
            label=_("Reason"),
            prompt=(
                Heading(text=_("Why is this stage skipped?")),
                Note(text=_("The reason stays on record with the stage.")),
            ),
            longest=LONGEST_REASON,
        ),
    )


async def _skipped(entered: Entered) -> None:
    turn, reference = entered.turn, entered.reference
    stage = Stage(entered.about.part)
    await stages.skip_stage(turn, reference, stage, entered.words("reason") or "", by=entered.by)
    turn.show(await stages_card(turn, reference, notice=_("Noted.")))


def _day(about: About) -> tuple[Step, ...]:
    return (day_gone(about.today, name="day", label=_("Day"), prompt=(Heading(text=_("On which day was it?")),)),)


def _at(entered: Entered) -> datetime:
    return noon(date.fromisoformat(entered.words("day") or ""), entered.about.today)


async def _reached(entered: Entered) -> None:
    await reach(entered.turn, entered.reference, Stage(entered.about.part), _at(entered))
    entered.turn.show(await stages_card(entered.turn, entered.reference, notice=_("Noted.")))


async def _notice_sent(entered: Entered) -> None:
    """Note when notice went out; with it the stage of that name is reached, unless that is on record already."""
    stages_now = (await read(entered.turn, entered.reference)).stages
    if not any(one.stage is Stage.CONVENING and one.reached_at is not None for one in stages_now):
        await reach(entered.turn, entered.reference, Stage.CONVENING, _at(entered))
    await correct_consultation(entered.turn, entered.reference, by=entered.by, notice_sent_at=_at(entered))
    entered.turn.show(await stages_card(entered.turn, entered.reference, notice=_("Noted.")))


async def _materials_sent(entered: Entered) -> None:
    await correct_consultation(entered.turn, entered.reference, by=entered.by, materials_sent_at=_at(entered))
    entered.turn.show(await stages_card(entered.turn, entered.reference, notice=_("Noted.")))


ENTRIES: Final[dict[str, Entry]] = {
    "skip": Entry(steps=_reason, write=_skipped, prefilled=_stage_there, always=True),
    "reached": Entry(steps=_day, write=_reached, prefilled=_stage_there, always=True),
    "notice": Entry(steps=_day, write=_notice_sent),
    "materials": Entry(steps=_day, write=_materials_sent),
}
