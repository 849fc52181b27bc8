"""What those invited do not know yet: a change, that it is called off, or anything at all; and telling them."""

from collections.abc import Iterator

from dialogs.engine.cards import Block, Button, Note, Paragraph
from dialogs.engine.text import Text, _, n_
from dialogs.engine.work import Work
from dialogs.meeting.notice.navigating import Deed, Row, deed_button
from dialogs.meeting.notice.recipients import Recipient
from dialogs.meeting.notice.replies import reply_lines
from dialogs.meeting.notice.standing import Standing, read_standing
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Dispatch

People = tuple[Recipient, ...]


async def offered(
    work: Work, reference: Reference, consultation: Consultation, *, replies: bool = False
) -> tuple[tuple[Block, ...], tuple[Row, ...]]:
    """Give what a consultation's cards say of it to facilitators: nothing where everybody knows.

    ``replies`` adds what was answered, where the notice went out from here.
    """
    if consultation.notice_sent_at is None or consultation.held_at is not None:
        return (), ()
    standing = await read_standing(work, reference, consultation=consultation)
    asked = replies and standing.notice is not None and consultation.is_to_come
    answered = tuple(Paragraph(text=line) for line in reply_lines(consultation)) if asked else ()
    return (*answered, *(Note(text=line) for line in gap_lines(standing))), tuple(gap_rows(standing))


def gap_lines(standing: Standing) -> Iterator[Text]:
    """Say how many do not know what."""
    called_off, changed, new = (len(people) for people in _ignorant(standing))
    if called_off:
        yield n_(
            "{count} person does not know yet that it is called off.",
            "{count} people do not know yet that it is called off.",
            called_off,
        )
    if changed:
        yield n_(
            "{count} person was told of another day, time or place.",
            "{count} people were told of another day, time or place.",
            changed,
        )
    if new:
        yield n_(
            "{count} person was added since and has not had the notice.",
            "{count} people were added since and have not had the notice.",
            new,
        )


def gap_rows(standing: Standing) -> Iterator[Row]:
    """Give the buttons that tell them."""
    called_off, changed, new = (len(people) for people in _ignorant(standing))
    if called_off:
        yield (preview_button(_("Tell them that it is called off"), standing.reference, Dispatch.CALL_OFF),)
    if changed:
        yield (preview_button(_("Tell them of the change"), standing.reference, Dispatch.CHANGE),)
    if new:
        label = n_("Send the notice to the {count} person added", "Send the notice to the {count} people added", new)
        yield (preview_button(label, standing.reference, Dispatch.NOTICE),)


def preview_button(label: Text, reference: Reference, what: Dispatch) -> Button:
    """Show what would be sent."""
    return deed_button(label, reference, Deed.PREVIEW, what.value, "all")


def _ignorant(standing: Standing) -> tuple[People, People, People]:
    """Give those who do not know that it is called off, that it has changed, or that it takes place at all."""
    if standing.notice is None or standing.consultation.held_at is not None:
        return (), (), ()
    if standing.is_called_off:
        return standing.unaware, (), ()
    return (), standing.outdated, standing.newcomers
