"""Those invited, as facilitators see them: who is still to be told by hand, and what each has answered."""

from typing import Final

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Notice, Paragraph
from dialogs.engine.presses import page_of, row_number
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk import layout
from dialogs.engine.walk.summary import shortened, side_by_side
from dialogs.meeting.navigating import turning, view_button
from dialogs.meeting.notice.answering import too_late
from dialogs.meeting.notice.navigating import INVITED, INVITEE, Deed, Row, Which, deed_button, notice_button
from dialogs.meeting.notice.recipients import Recipient
from dialogs.meeting.notice.replies import reply_text
from dialogs.meeting.notice.standing import Standing, read_standing
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named
from dialogs.meeting.terms import Dispatch, Reply, Way
from dialogs.meeting.wording import REPLY_NAMES, STAKEHOLDER_NAMES

A_PAGE: Final = 8
"""People a card."""
NOT_INVITED: Final = _("That is no longer part of this consultation.")


async def show_invited(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """List those invited: ``consultation, page, which``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    _number, page, which = (*arguments, "", "")[:3]
    listed_are = Which.HAND if which == Which.HAND.value else Which.ALL
    return invited_card(await read_standing(turn, reference), listed_are, page)


async def show_invitee(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show one of them: ``consultation, participant``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    return invitee_card(await read_standing(turn, reference), row_number((*arguments, "")[1]))


def invited_card(standing: Standing, which: Which, page: str = "1", notice: Text | None = None) -> Card:
    """List those invited, a page of them."""
    reference, to_tell = standing.reference, {one.participant for one, _of_what in standing.to_tell}
    people = [one for one in standing.recipients if which is Which.ALL or one.participant in to_tell]
    last = -(-len(people) // A_PAGE)
    place = page_of(page, last)
    shown = people[(place - 1) * A_PAGE : place * A_PAGE]
    heading = _("To be told by you") if which is Which.HAND else _("Those invited")
    lines = tuple(side_by_side([one.name, *_facts(standing, one)]) for one in shown)
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=heading),
            Bullets(lines=lines) if lines else Paragraph(text=_("Nobody.")),
        ),
        buttons=(
            *layout.rows([_open(reference, one) for one in shown]),
            *turning(INVITED, reference.id, place, last, which.value),
            *_telling(standing, which),
            (notice_button(reference),),
        ),
    )


def _telling(standing: Standing, which: Which) -> tuple[Row, ...]:
    """Give the text to forward, for each thing that is to be told, and the press that says that all are told."""
    reference = standing.reference
    if which is not Which.HAND or not standing.to_tell:
        return ()
    what = {each.sent.what for _one, of_what in standing.to_tell for each in of_what}
    if Dispatch.CHANGE in what:
        # Whoever was not told of the notice before it changed is told all of it, as it stands now.
        what.add(Dispatch.NOTICE)
    texts = tuple(
        (deed_button(FORWARD_NAMES[each], reference, Deed.FORWARD, each.value),) for each in Dispatch if each in what
    )
    return (*texts, (deed_button(_("All are told"), reference, Deed.ALL_TOLD),))


FORWARD_NAMES: Final[dict[Dispatch, Text]] = {
    Dispatch.NOTICE: _("The notice, to be forwarded"),
    Dispatch.CHANGE: _("The change, to be forwarded"),
    Dispatch.MATERIALS: _("What to write with the materials"),
    Dispatch.CALL_OFF: _("That it is called off, to be forwarded"),
}


def _open(reference: Reference, one: Recipient) -> Button:
    return view_button(shortened(one.name, 30), INVITEE, reference.id, str(one.participant))


def _facts(standing: Standing, one: Recipient) -> list[Text]:
    """Say of which kind somebody is, whether they were told, and what they answered."""
    participant = next((each for each in standing.consultation.participants if each.id == one.participant), None)
    reply = reply_text(one.reply, None if participant is None else participant.deputy)
    return [STAKEHOLDER_NAMES[one.kind], _told_text(standing, one), reply]


def _told_text(standing: Standing, one: Recipient) -> Text:
    last = standing.last_told.get(one.participant)
    if last is None:
        return _("not told yet")
    if any(waiting.participant == one.participant for waiting, _of_what in standing.to_tell):
        return _("to be told by you")
    return _("written to") if last.way is Way.BOT else _("told in another way")


def invitee_card(standing: Standing, number: int, notice: Text | None = None) -> Card:
    """Show one of them, with the ways to note that they were told and what they answered."""
    one = next((each for each in standing.recipients if each.participant == number), None)
    if one is None:
        return invited_card(standing, Which.ALL, notice=NOT_INVITED)
    reference, part = standing.reference, str(number)
    told = deed_button(_("Told"), reference, Deed.TOLD, part)
    waiting = any(each.participant == number for each, _of_what in standing.to_tell)
    answering: tuple[Row, ...] = ()
    if standing.asking(number) is not None and too_late(standing) is None:
        answers = (deed_button(REPLY_NAMES[reply], reference, Deed.ANSWER, part, reply.value) for reply in Reply)
        answering = (tuple(answers),)
    blocks: tuple[Block, ...] = (Heading(text=one.name), Paragraph(text=side_by_side(_facts(standing, one))))
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            *blocks,
            *((Note(text=_("If they answer you in another way, note it here:")),) if answering else ()),
        ),
        buttons=(
            *(((told,),) if waiting else ()),
            *answering,
            (view_button(_("‹ Those invited"), INVITED, reference.id, "1", Which.ALL.value),),
        ),
    )
