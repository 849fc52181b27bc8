"""The minutes as a message, with what can be done with them as they stand."""

from datetime import date, datetime, timedelta

from dialogs.engine.cards import Block, Button, Card, Note, Notice
from dialogs.engine.presses import page_of
from dialogs.engine.text import Message, Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.meeting import records
from dialogs.meeting.minutes.audience import asked
from dialogs.meeting.minutes.drafting import outline_of
from dialogs.meeting.minutes.guest_cards import is_open
from dialogs.meeting.minutes.keeping import Draft, read_draft, read_for_minutes
from dialogs.meeting.minutes.navigating import ANSWERS, CONFIRM, MINUTES, OBJECT, Deed, deed_button, file_buttons
from dialogs.meeting.minutes.outline import Outline
from dialogs.meeting.minutes.pages import pages_of
from dialogs.meeting.navigating import action_button, consultation_button, turning, view_button
from dialogs.meeting.participants import participant_of
from dialogs.meeting.record_link import record_link
from dialogs.meeting.references import Reference, read_parts
from dialogs.meeting.seeing import consultation_named, facilitates
from dialogs.meeting.terms import MinutesState
from standard.library import Library

NOT_YET = _("The minutes of this consultation have not been sent round yet.")


async def show_minutes(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show a page of the minutes: ``consultation, page``."""
    reference = await readable(turn, arguments)
    if reference is None:
        return None
    return await minutes_card(library, turn, reference, page=(*arguments, "", "")[1])


async def readable(turn: Turn, arguments: tuple[str, ...]) -> Reference | None:
    """Find the consultation that a button names, where the person may read its minutes now; else say why not."""
    reference = await consultation_named(turn, arguments)
    if reference is None or facilitates(turn):
        return reference
    if (await read_draft(turn, reference)).state is MinutesState.DRAFT:
        turn.say(NOT_YET)
        return None
    return reference


async def outlined(library: Library, turn: Turn, reference: Reference) -> Outline:
    """Write the outline in the person's language."""
    reader = turn.house.reader(turn.who.locale, turn.who.timezone)
    link = record_link(turn.house.installation, reference.id)
    return outline_of(await read_for_minutes(turn, reference), library, reader, link)


async def minutes_card(
    library: Library, turn: Turn, reference: Reference, *, page: str = "1", notice: Text | None = None
) -> Card:
    """Show a page of the minutes with the buttons of whoever reads them."""
    draft = await read_draft(turn, reference)
    pages = pages_of(await outlined(library, turn, reference))
    number = page_of(page, len(pages))
    said: tuple[Block, ...] = (Notice(text=notice),) if notice is not None else ()
    count = _("Page {page} of {pages}", page=number, pages=len(pages))
    foot: tuple[Block, ...] = (Note(text=count),) if len(pages) > 1 else ()
    standing = await _standing(turn, reference, draft)
    deeds = _deeds(reference, draft, await _has_signatures(turn, reference)) if facilitates(turn) else ()
    return Card(
        blocks=(*said, *((Note(text=standing),) if standing else ()), *pages[number - 1], *foot),
        buttons=(
            *turning(MINUTES, reference.id, number, len(pages)),
            *await _own_buttons(turn, reference, draft),
            *deeds,
            *file_buttons(reference.id),
            (consultation_button(reference),),
        ),
    )


async def _standing(turn: Turn, reference: Reference, draft: Draft) -> Message | None:
    if draft.state is not MinutesState.CIRCULATED or draft.confirm_by is None:
        return None
    answers = sum(one.answered for one in await asked(turn, reference))
    if draft.confirm_by <= turn.now:
        return n_(
            "The time for confirming ended on {until}; {count} participant had answered.",
            "The time for confirming ended on {until}; {count} participants had answered.",
            answers,
            until=last_day(draft.confirm_by, turn),
        )
    return n_(
        "Sent for confirmation until {until}; {count} participant has answered.",
        "Sent for confirmation until {until}; {count} participants have answered.",
        answers,
        until=last_day(draft.confirm_by, turn),
    )


def last_day(until: datetime, turn: Turn) -> date:
    """Give the last day of a time that ends with a day."""
    return (until - timedelta(minutes=1)).astimezone(turn.who.timezone).date()


async def _own_buttons(turn: Turn, reference: Reference, draft: Draft) -> tuple[tuple[Button, ...], ...]:
    """Give a participant the buttons to answer with, as long as they may."""
    if not is_open(draft, turn.now) or await participant_of(turn, reference, person=turn.who.person) is None:
        return ()
    return (
        (
            action_button(_("They are right"), CONFIRM, reference.id),
            action_button(_("I object"), OBJECT, reference.id),
        ),
    )


async def _has_signatures(turn: Turn, reference: Reference) -> bool:
    return bool(await read_parts(turn, reference, records.signature))


def _deeds(reference: Reference, draft: Draft, signed_by_some: bool) -> tuple[tuple[Button, ...], ...]:
    number = reference.id
    sign = deed_button(_("Sign"), number, Deed.SIGNING)
    remarks = deed_button(_("Remarks"), number, Deed.REMARKS)
    amend = deed_button(_("Amend"), number, Deed.AMEND)
    match draft.state:
        case MinutesState.SIGNED:
            return ((deed_button(_("Publish the minutes"), number, Deed.PUBLISH), amend),)
        case MinutesState.PUBLISHED:
            return ((amend,),)
        case _ if signed_by_some:
            return ((sign, deed_button(_("Take the signatures back"), number, Deed.WITHDRAW)),)
        case MinutesState.CIRCULATED:
            remind = deed_button(_("Remind"), number, Deed.REMIND)
            later = deed_button(_("Another day"), number, Deed.CIRCULATE)
            answers = view_button(_("Who has answered"), ANSWERS, number)
            back = deed_button(_("Take back"), number, Deed.TAKE_BACK)
            noting = deed_button(_("Note an answer"), number, Deed.ANSWER)
            return ((answers, noting), (remind, later, back), (remarks, sign))
        case _:
            return ((deed_button(_("Send for confirmation"), number, Deed.CIRCULATE),), (remarks, sign))
