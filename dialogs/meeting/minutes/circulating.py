"""Sending minutes round: participants confirm or object until a set day, are reminded, and the time ends."""

from datetime import date, datetime, time, timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Bullets, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.forms import Form, Step
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting.asking_days import Today, as_of, coming_day
from dialogs.meeting.daily import zone_of
from dialogs.meeting.live.changing import MINUTES_PAGES, turn_pages
from dialogs.meeting.minutes.answers import sent_card
from dialogs.meeting.minutes.audience import Sent, asked, write_to_all
from dialogs.meeting.minutes.guest_cards import VOID, last_day_in
from dialogs.meeting.minutes.keeping import read_draft, write_draft
from dialogs.meeting.minutes.navigating import CIRCULATE, CONFIRM, OBJECT, READ, minutes_button
from dialogs.meeting.navigating import action_button
from dialogs.meeting.references import Reference, find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION
from dialogs.meeting.terms import MinutesState
from dialogs.people import membership
from dialogs.people.rights import roles_of

REMINDER: Final = "minutes-reminder"
ENDING: Final = "minutes-ending"
"""Kinds of due work; the subject is ``organisation:consultation``, the payload until when, and who sent it round."""

ENDED: Final = "ended"
"""Why pages are turned when the time for answering ends: nobody is to be told, but whoever looks sees it."""

DAY: Final = timedelta(days=1)


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
    draft = await read_draft(turn, reference)
    if draft.state not in {MinutesState.DRAFT, MinutesState.CIRCULATED}:
        turn.say(_("These minutes have been signed meanwhile."))
        return
    until = datetime.combine(answers.until + DAY, time(), tzinfo=given.today.zone)
    await write_draft(
        *(turn, reference),
        by=person,
        state=MinutesState.CIRCULATED,
        # What was answered before they were taken back counts for the former version; another day changes nothing.
        circulated_at=turn.now if draft.state is MinutesState.DRAFT else draft.circulated_at,
        confirm_by=until,
    )
    await _fall_due(turn, reference, until, person)
    turn.show(sent_card(reference, await _ask_silent(turn, reference, until)))


async def remind_now(turn: Turn, reference: Reference) -> None:
    """Remind whoever has not answered, at once."""
    draft = await read_draft(turn, reference)
    if draft.state is not MinutesState.CIRCULATED or draft.confirm_by is None or draft.confirm_by <= turn.now:
        turn.say(_("The minutes are not out for confirmation just now, so nobody was reminded."))
        return
    turn.show(sent_card(reference, await _ask_silent(turn, reference, draft.confirm_by)))


async def remind_due(work: Work, subject: str, payload: JsonValue) -> None:
    """Remind whoever has not answered, the day before the time ends."""
    found = await _still_out(work, subject, payload)
    if found is not None:
        await _ask_silent(work, *found)


async def end_due(work: Work, subject: str, payload: JsonValue) -> None:
    """Tell whoever sent the minutes round what came back."""
    found = await _still_out(work, subject, payload)
    sender = payload.get("by") if isinstance(payload, dict) else None
    if found is None or not isinstance(sender, int):
        return
    reference, _until = found
    await turn_pages(work, reference)
    people = await asked(work, reference)
    card = Card(
        blocks=(
            Heading(text=_("The time for confirming the minutes of {number} has ended", number=reference.number)),
            Bullets(
                lines=(
                    _("confirmed: {count}", count=sum(one.confirmed is True for one in people)),
                    _("objected: {count}", count=sum(one.confirmed is False for one in people)),
                    _("no answer: {count}", count=sum(one.confirmed is None for one in people)),
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
    await work.later(MINUTES_PAGES, f"{subject}:{ENDED}", until)


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


async def _ask_silent(work: Work, reference: Reference, until: datetime) -> Sent:
    """Ask whoever has not answered to these minutes; who answered already is not asked again for another day."""
    silent = [one for one in await asked(work, reference) if not one.answered]
    batch, plain = f"minutes-{reference.id}", [one for one in silent if not one.void]
    written = await write_to_all(work, plain, await _letter(work, reference, until), batch)
    void = [one for one in silent if one.void]
    if void:
        written.add(await write_to_all(work, void, await _letter(work, reference, until, VOID), batch))
    await turn_pages(work, reference)
    return written


async def _letter(work: Work, reference: Reference, until: datetime, void: Message | None = None) -> Card:
    name = await membership.organisation_name(work, reference.organisation)
    zone = await zone_of(work, reference.organisation) or work.house.installation.timezone
    last = last_day_in(until, zone)
    return Card(
        blocks=(
            Heading(text=_("Are these minutes right?")),
            *((Notice(text=void),) if void is not None else ()),
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
