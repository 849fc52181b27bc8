"""What a guest is shown of the minutes of a consultation in which they took part: how they stand, what to do now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from dialogs.engine.cards import Block, Button, Card, Heading, Note, Notice, Paragraph, Quote
from dialogs.engine.text import Message, Text, _
from dialogs.engine.walk.summary import shortened
from dialogs.engine.work import Work
from dialogs.meeting.daily import zone_of
from dialogs.meeting.minutes.audience import Asked, asked
from dialogs.meeting.minutes.keeping import Draft, read_draft
from dialogs.meeting.minutes.navigating import CONFIRM, COPY, OBJECT, PDF
from dialogs.meeting.navigating import action_button, view_button
from dialogs.meeting.procedure import SIGNED
from dialogs.meeting.reading_minutes import read_minutes
from dialogs.meeting.record import Amendment
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import MinutesState
from dialogs.people import membership

QUOTED: Final = 600
"""Characters of one's own objection, and of an amendment, on the card."""

GONE: Final = _("This consultation is not on record any more. If you have a question, please ask those who held it.")
NOT_LISTED: Final = _(
    "You are not on the list of those who took part any more. If that is a mistake, please ask those who held it."
)


OVER: Final = _("The meeting is over. Thank you all.")
TO_COME: Final = _("The minutes come to you here once they are drafted, to be checked.")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a consultation's minutes stand; ``people`` took part, by participant; ``zone`` is the organisation's."""

    reference: Reference
    organisation: str
    draft: Draft
    amendments: tuple[Amendment, ...]
    people: dict[int, Asked]
    zone: tzinfo
    now: datetime

    @property
    def takes_answers(self) -> bool:
        """Whether participants may confirm and object now."""
        return is_open(self.draft, self.now)

    @property
    def until(self) -> date | None:
        """The last day on which they may, or might."""
        return None if self.draft.confirm_by is None else last_day_in(self.draft.confirm_by, self.zone)


def is_open(draft: Draft, now: datetime) -> bool:
    """Whether minutes that stand so may be confirmed and objected to now."""
    open_still = draft.state is MinutesState.CIRCULATED and draft.approved is None
    return open_still and draft.confirm_by is not None and now < draft.confirm_by


def was_sent(draft: Draft) -> bool:
    """Whether participants have been shown the minutes at all."""
    return draft.state is not MinutesState.DRAFT or draft.circulated_at is not None


def last_day_in(until: datetime, zone: tzinfo) -> date:
    """Give the last day of a time that ends with a day."""
    return (until.astimezone(zone) - timedelta(minutes=1)).date()


async def read_standing(work: Work, reference: Reference) -> Standing:
    """Read how the minutes stand, and who has answered what."""
    return Standing(
        reference=reference,
        organisation=await membership.organisation_name(work, reference.organisation),
        draft=await read_draft(work, reference),
        amendments=(await read_minutes(work, reference)).amendments,
        people={one.participant: one for one in await asked(work, reference)},
        zone=await zone_of(work, reference.organisation) or work.house.installation.timezone,
        now=work.now,
    )


def guest_card(standing: Standing, one: Asked | None, notice: Text | None = None) -> Card:
    """Show a guest how the minutes stand; ``one`` is none for somebody who was struck from the list."""
    title = Heading(text=_("Minutes of {number}", number=standing.reference.number))
    said = (title, *((Notice(text=notice),) if notice is not None else ()))
    if one is None:
        return Card(blocks=(*said, Note(text=NOT_LISTED)))
    if not was_sent(standing.draft):
        return Card(blocks=(*said, Paragraph(text=OVER), Note(text=TO_COME)))
    if standing.draft.state is MinutesState.DRAFT:
        return Card(blocks=(*said, *_being_revised(one)))
    reading = (
        view_button(_("Read the minutes"), COPY, standing.reference.id),
        action_button("PDF", PDF, standing.reference.id),
    )
    if standing.draft.state in SIGNED:
        return Card(blocks=(*said, *_signed(standing, one)), buttons=(reading,))
    answering = (answer_buttons(standing.reference, one),) if standing.takes_answers else ()
    return Card(blocks=(*said, *_asking(standing, one)), buttons=(reading, *answering))


def gone_card() -> Card:
    """Say that the consultation is not there any more."""
    return Card(blocks=(Heading(text=_("Minutes")), Note(text=GONE)))


def answer_buttons(reference: Reference, one: Asked | None) -> tuple[Button, Button]:
    """Give the two answers; the one that was given is chosen."""
    given = one.confirmed if one is not None and one.answered else None
    right = action_button(_("They are right"), CONFIRM, reference.id)
    wrong = action_button(_("I object"), OBJECT, reference.id)
    return replace(right, chosen=given is True), replace(wrong, chosen=given is False)


def _being_revised(one: Asked) -> Iterator[Block]:
    yield Paragraph(text=_("The minutes were taken back to be revised. You are asked again here once they are done."))
    if one.void:
        yield Note(text=_("That you found the former version right counts no more."))
    if one.objection is not None:
        yield Note(text=_("Your objection stays attached until you answer anew:"))
        yield Quote(text=shortened(one.objection, QUOTED))


def _asking(standing: Standing, one: Asked) -> Iterator[Block]:
    if not standing.takes_answers:
        yield Paragraph(text=_("The time for answering ended on {day}.", day=standing.until or ""))
        yield from _own_answer(one, open_still=False)
        return
    if one.void and not one.answered:
        yield Notice(text=VOID)
    yield Paragraph(
        text=_(
            "{organisation} asks those who took part whether the minutes are right. Please answer by the end of {day}.",
            organisation=standing.organisation,
            day=standing.until or "",
        )
    )
    yield from _own_answer(one, open_still=True)


VOID: Final = _("The minutes were revised. What you confirmed before counts no more: please look at them again.")


def _own_answer(one: Asked, *, open_still: bool) -> Iterator[Block]:
    if one.confirmed is None:
        said: Message = _("You have not answered.")
        if open_still:
            said = _("What you object to is attached word for word, as from {name}.", name=one.name)
        yield Note(text=said)
        return
    if one.objection is not None and not one.answered:
        yield Note(text=_("Your objection to the former version stays attached until you answer anew:"))
    else:
        yield Note(text=_("You answered: they are right.") if one.confirmed else _("You objected:"))
    if one.objection is not None:
        yield Quote(text=shortened(one.objection, QUOTED))
    if open_still and one.answered:
        yield Note(text=_("Until then you can change your mind."))


def _signed(standing: Standing, one: Asked) -> Iterator[Block]:
    if standing.draft.state is MinutesState.SIGNED:
        yield Paragraph(text=_("The minutes are signed. They are published here soon."))
    else:
        yield Paragraph(
            text=_(
                "Here are the signed minutes. {organisation} thanks you for taking part.",
                organisation=standing.organisation,
            )
        )
    for amendment in standing.amendments:
        day = amendment.at.astimezone(standing.zone).date()
        yield Notice(text=_("The minutes were amended on {day}:", day=day))
        yield Quote(text=shortened(amendment.text, QUOTED))
    if one.objection is not None:
        yield Note(text=_("Your objection is attached to them."))
