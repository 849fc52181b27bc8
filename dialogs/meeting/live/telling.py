"""What is told in the private chats of those who take part there: which item is on now, that the meeting is over.

A board that is edited in place makes no sound. So whoever follows the meeting from a private chat gets a message of
its own for what nobody should miss; what is done and taken back within a moment is not told at all.
"""

from collections.abc import Sequence

from pydantic import JsonValue
from sqlalchemy import update

from dialogs.engine.cards import Card, Note, Notice, Paragraph
from dialogs.engine.text import Message, _
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import rooms
from dialogs.meeting.live.board import minutes_reach, own_part
from dialogs.meeting.live.hung import Board, batch_of, boards_of, language_of
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.showing import short
from dialogs.meeting.live.standing import items_of


async def tell(work: Work, subject: str, payload: JsonValue) -> None:
    """Tell in the private chats what has changed since they were told last."""
    del payload
    room = await rooms.due(work, int(subject))
    if room is None:
        return
    chats = [board for board in await boards_of(work, room) if board.private and board.reachable]
    if room.ended_at is not None:
        await _tell_end(work, room, [board for board in chats if not board.told_end])
        return
    await _tell_going_on(work, room, [board for board in chats if board.told_end])
    await _tell_item(work, room, [board for board in chats if board.told_item != room.item and not board.told_end])


async def _tell_end(work: Work, room: Room, boards: Sequence[Board]) -> None:
    over = _("The meeting {number} is over. Thank you for taking part.", number=room.reference.number)
    for board in boards:
        reach = minutes_reach(known=board.person is not None)
        _say(work, room, board, Card(blocks=(Notice(text=over), Note(text=reach))))
    await _note(work, boards, told_end=True)


async def _tell_going_on(work: Work, room: Room, boards: Sequence[Board]) -> None:
    goes_on = _("The meeting {number} goes on: its end was taken back.", number=room.reference.number)
    for board in boards:
        _say(work, room, board, Card(blocks=(Notice(text=goes_on),)))
    await _note(work, boards, told_end=False, told_item_id=room.item)


async def _tell_item(work: Work, room: Room, boards: Sequence[Board]) -> None:
    said = await _item_on(work, room) if boards else None
    if said is not None:
        card = Card(blocks=(Paragraph(text=said),), buttons=((own_part(room, _("Say something"), "say"),),))
        for board in boards:
            _say(work, room, board, card)
    await _note(work, boards, told_item_id=room.item)


async def _item_on(work: Work, room: Room) -> Message | None:
    items = await items_of(work, room)
    for place, item in enumerate(items, start=1):
        if item.id == room.item:
            return _("Now: item {place} of {count}, {title}", place=place, count=len(items), title=short(item.title))
    return None


def _say(work: Work, room: Room, board: Board, card: Card) -> None:
    work.put(board.place, card, reader=language_of(work, board), batch=batch_of(room))


async def _note(work: Work, boards: Sequence[Board], **values: object) -> None:
    if boards:
        table = records.board
        numbers = [board.id for board in boards]
        await work.transaction.execute(update(table).where(table.c.id.in_(numbers)).values(**values))
