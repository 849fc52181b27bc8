"""The notice as it stands: to whom it went, what they answered, what facilitators can do about it."""

from collections.abc import Iterator

from dialogs.engine.batches import waiting
from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.meeting.cards.saying import heading_text, lead_lines
from dialogs.meeting.navigating import consultation_button, view_button
from dialogs.meeting.notice.dispatches import batch_of
from dialogs.meeting.notice.gaps import gap_lines, gap_rows, preview_button
from dialogs.meeting.notice.navigating import INVITED, MATERIALS, Deed, Row, Which, deed_button, notice_button
from dialogs.meeting.notice.replies import reply_lines
from dialogs.meeting.notice.standing import Standing
from dialogs.meeting.terms import Dispatch, Way


async def notice_card(turn: Turn, standing: Standing, notice: Text | None = None) -> Card:
    """Show it to facilitators; ``notice`` says what has just happened."""
    letters = await waiting(turn.transaction, [batch_of(one.id) for one in standing.sent])
    never_told = standing.is_called_off and standing.notice is None
    leads = () if never_told else tuple(lead_lines(standing.consultation, standing.zone))
    blocks: list[Block] = [
        *((Notice(text=notice),) if notice is not None else ()),
        Heading(text=_("Notice and materials")),
        Note(text=heading_text(standing.consultation)),
        *(Paragraph(text=line) for line in _lines(standing)),
        *((Bullets(lines=leads),) if leads else ()),
        *(Paragraph(text=line) for line in _replies(standing)),
    ]
    rows = [*_sending_rows(standing), *_other_rows(standing)]
    if letters:
        blocks.append(Note(text=n_("{count} message is on its way.", "{count} messages are on their way.", letters)))
        rows.append((notice_button(standing.reference, _("How far is it?")),))
    return Card(blocks=tuple(blocks), buttons=(*rows, (consultation_button(standing.reference),)))


def _lines(standing: Standing) -> Iterator[Text]:
    consultation = standing.consultation
    if standing.is_called_off:
        yield _("Called off: {reason}", reason=consultation.call_off or "–")
    if standing.notice is None:
        yield _("No notice has been sent from here yet.")
    else:
        yield _(
            "The notice went out on {day}. Told how things stand now: {written} from here, {told} in another way.",
            day=standing.notice.sent_at.astimezone(standing.zone).date(),
            written=len(standing.told_by(Way.BOT)),
            told=len(standing.told_by(Way.HAND)),
        )
    hand = len(standing.to_tell)
    if hand:
        yield n_("{count} person is still to be told by you.", "{count} people are still to be told by you.", hand)
    yield from gap_lines(standing)
    if standing.materials:
        count, fresh = len(standing.materials), len(standing.fresh)
        yield (
            _("Materials: {count}, of which still to be sent: {fresh}", count=count, fresh=fresh)
            if fresh
            else _("Materials: {count}, all sent", count=count)
        )


def _replies(standing: Standing) -> Iterator[Text]:
    if standing.notice is not None and standing.consultation.is_to_come:
        yield from reply_lines(standing.consultation)


def _sending_rows(standing: Standing) -> Iterator[Row]:
    """Give what can be sent just now."""
    reference, over = standing.reference, standing.consultation.held_at is not None or standing.is_called_off
    if standing.notice is None and not over:
        yield (preview_button(_("Send the notice"), reference, Dispatch.NOTICE),)
    yield from gap_rows(standing)
    if standing.fresh and not over:
        yield (preview_button(_("Send the materials"), reference, Dispatch.MATERIALS),)


def _other_rows(standing: Standing) -> Iterator[Row]:
    reference, held = standing.reference, standing.consultation.held_at is not None
    if standing.to_tell:
        count = len(standing.to_tell)
        yield (view_button(_("To be told by me ({count})", count=count), INVITED, reference.id, "1", Which.HAND.value),)
    materials = view_button(_("Materials ({count})", count=len(standing.materials)), MATERIALS, reference.id)
    if standing.notice is None:
        yield (materials,)
    else:
        yield view_button(_("Those invited"), INVITED, reference.id, "1", Which.ALL.value), materials
    if held:
        return
    words = deed_button(_("Contact and further words"), reference, Deed.WORDS)
    if standing.is_called_off:
        yield (words, deed_button(_("It takes place after all"), reference, Deed.HOLD))
    else:
        yield (words, deed_button(_("Call it off"), reference, Deed.CALL_OFF))
