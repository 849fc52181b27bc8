"""What keeps a board from its group, told privately to the facilitators in plain words; the meeting goes on."""

from typing import Final

from sqlalchemy import update

from dialogs.engine.cards import Button, Card, Note, Paragraph
from dialogs.engine.letters import Trouble
from dialogs.engine.presses import ActionPress, packed
from dialogs.engine.text import Message, Text, _
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import rooms, seats
from dialogs.meeting.live.board import PRESIDE
from dialogs.meeting.live.hung import Board
from dialogs.meeting.live.rooms import Room

GOES_ON: Final = _("The meeting goes on in the web room; its link and QR code are behind the button.")
KEPT: Final = _("Everything recorded so far is kept.")
STAYS: Final = _("The meeting goes on as it is.")


def said(trouble: Trouble, number: str) -> tuple[Message, Message]:
    """Say what is the matter with a consultation's board and what to do, and how the meeting goes on."""
    match trouble:
        case "closed":
            what = _(
                "The topic in which consultation {number} is being held has been closed, so I cannot put its board up "
                "there. Please open the topic again, or send “/meeting {number}” in another one.",
                number=number,
            )
        case "gone":
            what = _(
                "The topic in which consultation {number} was being held is gone, and its board with it. To go on in "
                "the group, please send “/meeting {number}” in another topic.",
                number=number,
            )
        case "mute":
            what = _(
                "I may not write in the group in which consultation {number} is being held. Please allow me to send "
                "messages (group settings, permissions), then send “/meeting {number}” there.",
                number=number,
            )
        case "unpinned":
            what = _(
                "I could not pin the board of consultation {number}: I lack the right to. Please pin it by hand; or "
                "let me pin messages (group settings, administrators), then send “/meeting {number}” there.",
                number=number,
            )
            return what, STAYS
    return what, GOES_ON


async def tell(work: Work, board: Board, trouble: Trouble) -> None:
    """Tell the facilitators of a trouble with a group's board, while its meeting is under way."""
    room = None if board.own else await rooms.of_board(work, board.id)
    if room is not None and room.ended_at is None:
        what, goes_on = said(trouble, room.reference.number)
        await tell_facilitators(work, room, what, goes_on)


async def note_out(work: Work, room: Room, board: Board) -> None:
    """Take a board down whose group cannot be written to at all, and tell those who facilitate what is held there."""
    table = records.board
    await work.transaction.execute(update(table).where(table.c.id == board.id).values(removed_at=work.now))
    if room.ended_at is None:
        await tell_put_out(work, room)


async def tell_put_out(work: Work, room: Room) -> None:
    """Tell the facilitators that the bot is no longer in the group."""
    lost = _(
        "I was removed from the group in which consultation {number} is being held. To go on in the group, add me "
        "again and send “/meeting {number}” there.",
        number=room.reference.number,
    )
    await tell_facilitators(work, room, lost, GOES_ON)


async def tell_facilitators(work: Work, room: Room, what: Text, goes_on: Text) -> None:
    """Tell all who facilitate for the organisation, each in their own chats."""
    press = packed(ActionPress(PRESIDE, (str(room.number), "panel")))
    card = Card(
        blocks=(Paragraph(text=what), Paragraph(text=goes_on), Note(text=KEPT)),
        buttons=((Button(label=_("For facilitators"), press=press),),),
    )
    for person in sorted(await seats.presiding_persons(work, room)):
        await work.write_to(person, card)
