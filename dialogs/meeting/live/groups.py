"""What a group holds, for the engine: whose meeting, words said to its board, the bot put out, the group moved."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, Table, delete, func, not_, or_, select, update

from dialogs.engine import chats
from dialogs.engine import records as engine
from dialogs.engine.errors import Refusal
from dialogs.engine.events import Incoming
from dialogs.engine.house import Place
from dialogs.engine.registry import Gathering
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import changing, opinions, rooms, troubles
from dialogs.meeting.live.opinions import RoomOver
from dialogs.meeting.live.rooms import Room

GUESTS_KEPT: Final = timedelta(days=90)
"""How long a guest's chat is known after the meeting, or after the minutes went round: as a browser's session."""


class NothingSaid(Refusal):
    """The command came without words."""

    def __init__(self) -> None:
        super().__init__(
            _("Please write what you would like to say after the command: “/say against: too dear”."), "no words"
        )


def halls(now: datetime) -> Select[tuple[int]]:
    """Give the groups in which a meeting is held."""
    del now
    board, room = records.board, records.room
    open_rooms = select(room.c.consultation_id).where(room.c.ended_at.is_(None))
    return select(board.c.chat_id).where(board.c.removed_at.is_(None), board.c.consultation_id.in_(open_rooms))


def guests(now: datetime) -> Select[tuple[int]]:
    """Give the chats of guests: they are written to until the minutes are done, and for a while after."""
    return _chats_of(records.participant, now)


def guests_elsewhere(now: datetime) -> Select[tuple[int]]:
    """Give the further chats of guests who came by several doors."""
    return _chats_of(records.claim, now)


def _chats_of(table: Table, now: datetime) -> Select[tuple[int]]:
    room, minutes, since = records.room, records.minutes, now - GUESTS_KEPT
    last_sent = func.coalesce(minutes.c.published_at, minutes.c.confirm_by, minutes.c.circulated_at)
    # Whoever came by a link of their own may have had no room to come into.
    over = select(room.c.consultation_id).where(room.c.ended_at < since)
    long_sent = select(minutes.c.consultation_id).where(last_sent < since)
    held_lately = select(room.c.consultation_id).where(or_(room.c.ended_at.is_(None), room.c.ended_at >= since))
    lately_sent = select(minutes.c.consultation_id).where(last_sent >= since)
    which = table.c.consultation_id
    over_by_now = or_(which.in_(over), which.in_(long_sent))
    kept = or_(not_(over_by_now), which.in_(held_lately), which.in_(lately_sent))
    return select(table.c.chat_id).where(table.c.chat_id.is_not(None), kept)


async def place_known(work: Work, incoming: Incoming) -> Place | None:
    """Give the place that an update comes from; none where the group is not known."""
    chat = await chats.find(work.transaction, work.cipher, incoming.channel, incoming.address)
    return None if chat is None else Place(chat=chat, thread=incoming.thread or "")


async def room_here(work: Work, incoming: Incoming) -> Room | None:
    """Give the room whose board stands where an update comes from."""
    place = await place_known(work, incoming)
    return None if place is None else await rooms.at_place(work, place)


async def _host(work: Work, incoming: Incoming) -> int | None:
    room = await room_here(work, incoming)
    return None if room is None else room.reference.organisation


async def _concerns(work: Work, incoming: Incoming) -> bool:
    """Whether words reply to a board that stands here."""
    place = await place_known(work, incoming)
    room = None if place is None or incoming.reply_to is None else await rooms.at_place(work, place)
    if room is None or place is None:
        return False
    table = records.board
    message = await work.transaction.scalar(
        select(table.c.message).where(
            table.c.consultation_id == room.number,
            table.c.chat_id == place.chat,
            table.c.thread == place.thread,
            table.c.removed_at.is_(None),
        )
    )
    return message is not None and message == incoming.reply_to


async def _heard(turn: Turn, words: str) -> None:
    room = await room_here(turn, turn.incoming)
    if room is not None:
        await opinions.say_in(turn, room, words)


async def say(turn: Turn, words: str) -> None:
    """Answer ``/say`` in a group."""
    room = await room_here(turn, turn.incoming)
    if room is None:
        raise RoomOver
    if not words:
        raise NothingSaid
    await opinions.say_in(turn, room, words)


async def _removed(work: Work, chat: int) -> None:
    """Take down what hung in a chat that put the bot out, and tell those who facilitate what is under way there."""
    board = records.board
    here = board.c.chat_id == chat, board.c.removed_at.is_(None)
    numbers = (await work.transaction.scalars(select(board.c.consultation_id).where(*here))).all()
    await work.transaction.execute(update(board).where(*here).values(removed_at=work.now))
    for number in numbers:
        room = await rooms.due(work, number)
        if room is not None and room.ended_at is None:
            await troubles.tell_put_out(work, room)


async def _moved(work: Work, former: int, chat: int) -> None:
    """Let boards hang on where their group has gone; their messages are not there, so they are put up anew."""
    board = records.board
    if former != chat:
        there = select(board.c.consultation_id).where(board.c.chat_id == chat)
        await work.transaction.execute(
            delete(board).where(board.c.chat_id == former, board.c.consultation_id.in_(there))
        )
    found = await work.transaction.scalars(
        update(board)
        .where(board.c.chat_id == former)
        .values(chat_id=chat, message=None, shown=-1, shown_at=None)
        .returning(board.c.consultation_id)
    )
    numbers = set(found)
    if former != chat:
        await work.transaction.execute(delete(engine.chat).where(engine.chat.c.id == former))
    for number in sorted(numbers):
        room = await rooms.due(work, number)
        if room is not None and room.ended_at is None:
            await changing.touch(work, room)


GATHERING: Final = Gathering(host=_host, concerns=_concerns, heard=_heard, removed=_removed, moved=_moved)
