"""Sending minutes round: participants confirm or object until a set day, are reminded, and the time ends."""

from datetime import date, datetime, time, timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.forms import Form, Step
from dialogs.engine.text import Message, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.asking_days import Today, as_of, coming_day
from dialogs.meeting.minutes.audience import Asked, asked, write_to_all
from dialogs.meeting.minutes.keeping import read_draft, write_draft
from dialogs.meeting.minutes.navigating import CIRCULATE, CONFIRM, OBJECT, READ, minutes_button
from dialogs.meeting.navigating import action_button
from dialogs.meeting.references import Reference, find, read_parts
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION
from dialogs.meeting.terms import MinutesState
from dialogs.people import membership
from dialogs.people.rights import roles_of

REMINDER: Final = "minutes-reminder"
ENDING: Final = "minutes-ending"
"""Kinds of due work; the subject is ``organisation:consultation``, the payload until when, and who sent it round."""

DAY: Final = timedelta(days=1)
A_LIST: Final = 20
"""Names in one message."""


class CirculateArguments(BaseModel):
    """Which consultation's minutes are sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: Today
    consultation: int
    number: str


class Circulating(BaseModel):
    """Until the end of which day participants may answer."""

    until: date


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = CirculateArguments.model_validate(arguments)
    return (
        coming_day(
            given.today,
            name="until",
            label=_("Answers until"),
            prompt=(
                Heading(text=_("Send the minutes of {number} for confirmation", number=given.number)),
                Paragraph(text=_("Until the end of which day may participants confirm or object?")),
                Note(text=_("A week is usual. Whoever has not answered is reminded the day before.")),
            ),
        ),
    )


_EXAMPLE: Final = CirculateArguments(
    today=Today.model_validate({"now": "2026-03-16T01:30:00Z", "timezone": "Asia/Shanghai"}),
    consultation=0,
    number="2026-行-001",
)

FORM: Final = Form(
    name=CIRCULATE,
    version=1,
    title=_("Sending minutes for confirmation"),
    model=Circulating,
    steps=_steps,
    roles=roles_of("form", CIRCULATE),
    submit=_("Send"),
    example=_EXAMPLE.model_dump(mode="json"),
    renewed=as_of,
)


async def ask_until(turn: Turn, reference: Reference) -> None:
    """Open the form that asks until when."""
    given = CirculateArguments(today=Today.of(turn), consultation=reference.id, number=reference.number)
    await turn.open_form(CIRCULATE, str(reference.id), given.model_dump(mode="json"))


async def circulated(turn: Turn, arguments: JsonValue, answers: Circulating) -> None:
    """Send the minutes round, and say who could be written to."""
    given = CirculateArguments.model_validate(arguments)
    person, organisation = turn.member
    reference = await find(turn, organisation, given.consultation)
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return
    if (await read_draft(turn, reference)).state not in {MinutesState.DRAFT, MinutesState.CIRCULATED}:
        turn.say(_("These minutes have been signed meanwhile."))
        return
    until = datetime.combine(answers.until + DAY, time(), tzinfo=given.today.zone)
    await write_draft(
        *(turn, reference),
        by=person,
        state=MinutesState.CIRCULATED,
        circulated_at=turn.now,
        confirm_by=until,
    )
    await _fall_due(turn, reference, until, person)
    # Whoever has answered already is not asked again because the day is another one.
    silent = tuple(one for one in await asked(turn, reference) if not one.answered)
    reached, missed = await _send(turn, reference, until, silent)
    turn.show(_told(reference, reached, missed))


async def remind_now(turn: Turn, reference: Reference) -> None:
    """Remind whoever has not answered, at once."""
    draft = await read_draft(turn, reference)
    if draft.state is not MinutesState.CIRCULATED or draft.confirm_by is None or draft.confirm_by <= turn.now:
        turn.say(_("The minutes are not out for confirmation just now, so nobody was reminded."))
        return
    silent = tuple(one for one in await asked(turn, reference) if not one.answered)
    turn.show(_told(reference, *await _send(turn, reference, draft.confirm_by, silent)))


async def remind_due(work: Work, subject: str, payload: JsonValue) -> None:
    """Remind whoever has not answered, the day before the time ends."""
    found = await _still_out(work, subject, payload)
    if found is not None:
        reference, until = found
        silent = tuple(one for one in await asked(work, reference) if not one.answered)
        await _send(work, reference, until, silent)


async def end_due(work: Work, subject: str, payload: JsonValue) -> None:
    """Tell whoever sent the minutes round what came back."""
    found = await _still_out(work, subject, payload)
    sender = payload.get("by") if isinstance(payload, dict) else None
    if found is None or not isinstance(sender, int):
        return
    reference, _until = found
    answers = await read_parts(work, reference, records.response)
    objections = sum(not answer["confirmed"] for answer in answers)
    silent = sum(not one.answered for one in await asked(work, reference))
    card = Card(
        blocks=(
            Heading(text=_("The time for confirming the minutes of {number} has ended", number=reference.number)),
            Bullets(
                lines=(
                    _("confirmed: {count}", count=len(answers) - objections),
                    _("objected: {count}", count=objections),
                    _("no answer: {count}", count=silent),
                )
            ),
            Note(text=_("Objections are attached to the minutes word for word. Now they can be signed.")),
        ),
        buttons=((minutes_button(reference.id),),),
    )
    await work.write_to(sender, card)


async def _fall_due(work: Work, reference: Reference, until: datetime, sender: int) -> None:
    subject = f"{reference.organisation}:{reference.id}"
    payload: JsonValue = {"until": until.isoformat(), "by": sender}
    if until - DAY > work.now:
        # The day begins at midnight; nobody wants to hear of it then.
        await work.later(REMINDER, subject, until - DAY + timedelta(hours=9), payload)
    await work.later(ENDING, subject, until + timedelta(hours=9), payload)


async def _still_out(work: Work, subject: str, payload: JsonValue) -> tuple[Reference, datetime] | None:
    """Give the consultation whose minutes are out still, and until the same time; else none."""
    organisation, _colon, consultation = subject.partition(":")
    reference = await find(work, int(organisation), consultation)
    if reference is None or not isinstance(payload, dict):
        return None
    draft = await read_draft(work, reference)
    until = datetime.fromisoformat(str(payload["until"]))
    if draft.state is not MinutesState.CIRCULATED or draft.approved is not None or draft.confirm_by != until:
        return None
    return reference, until


async def _send(
    work: Work, reference: Reference, until: datetime, people: tuple[Asked, ...]
) -> tuple[list[str], list[str]]:
    letter = await _letter(work, reference, until)
    return await write_to_all(work, people, letter, f"minutes-{reference.id}")


async def _letter(work: Work, reference: Reference, until: datetime) -> Card:
    name = await membership.organisation_name(work, reference.organisation)
    last = (until - timedelta(minutes=1)).date()
    return Card(
        blocks=(
            Heading(text=_("Are these minutes right?")),
            Paragraph(
                text=_(
                    "{organisation} sends you the minutes of consultation {number}, in which you took part. Please say "
                    "by {day} whether they are right.",
                    organisation=name,
                    number=reference.number,
                    day=last,
                )
            ),
            Note(text=_("What you object to is attached to the minutes in your own words, with your name.")),
        ),
        buttons=(
            (action_button(_("Read the minutes"), READ, reference.id),),
            (
                action_button(_("They are right"), CONFIRM, reference.id),
                action_button(_("I object"), OBJECT, reference.id),
            ),
        ),
    )


def _told(reference: Reference, reached: list[str], missed: list[str]) -> Card:
    blocks: list[Block] = [Heading(text=_("Minutes of {number}", number=reference.number))]
    if reached:
        said = n_("Sent to {count} person:", "Sent to {count} people:", len(reached))
        blocks += _named(said, reached)
    else:
        blocks.append(Paragraph(text=_("It was sent to nobody.")))
    if missed:
        said = n_(
            "{count} person cannot be reached here; please ask them another way and note the answer:",
            "{count} people cannot be reached here; please ask them another way and note their answers:",
            len(missed),
        )
        blocks += _named(said, missed)
    back: Button = minutes_button(reference.id)
    return Card(blocks=tuple(blocks), buttons=((back,),))


def _named(said: Message, names: list[str]) -> list[Block]:
    shown: list[Block] = [Paragraph(text=said), Bullets(lines=tuple(names[:A_LIST]))]
    left = len(names) - A_LIST
    return [*shown, Note(text=n_("and {count} more", "and {count} more", left))] if left > 0 else shown
