"""The boards of a room, wherever they hang: put up, brought up to date, lost, put up again.

However often the room changes, each board follows at its own pace: a group's at most once in four seconds (Telegram
allows twenty messages a minute there), a browser's once a second, and none while the former picture is on its way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pydantic import JsonValue
from sqlalchemy import exists, func, insert, or_, select, update

from dialogs.engine import records as engine
from dialogs.engine.cards import Card
from dialogs.engine.gathering import Place
from dialogs.engine.letters import Receipt
from dialogs.engine.text import Reader as Language
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import doors, rooms
from dialogs.meeting.live.board import Links, Reader, group_board, own_board
from dialogs.meeting.live.rooms import BOARD, Room
from dialogs.meeting.live.seats import presiding_persons
from dialogs.meeting.live.standing import Standing, read
from dialogs.people import records as people

UP: Final = "meeting-board-up"
"""The work that notes which message a board is; its subject is the board's row."""

GAPS: Final = {"telegram": timedelta(seconds=4), "web": timedelta(seconds=1)}
ON_ITS_WAY: Final = timedelta(minutes=1)
"""After this a board that was put up and whose message nobody has heard of is put up again."""


@dataclass(frozen=True, kw_only=True)
class Board:
    """A board's row, and the chat that it hangs in."""

    id: int
    place: Place
    channel: str
    message: str | None
    shown: int
    shown_at: datetime | None
    reachable: bool
    waiting: bool
    locale: str | None
    person: int | None

    def ready_at(self, now: datetime) -> datetime:
        """When it can be shown anew."""
        if self.waiting or self.is_on_its_way(now):
            return now + GAPS[self.channel]
        return now if self.shown_at is None or self.message is None else self.shown_at + GAPS[self.channel]

    def is_on_its_way(self, now: datetime) -> bool:
        """Whether it was put up, and which message it is will be known in a moment."""
        return self.message is None and self.shown_at is not None and now < self.shown_at + ON_ITS_WAY


async def bind(work: Work, room: Room, place: Place) -> None:
    """Let a chat or topic show the room from now on, in a message of its own; what it showed before is over."""
    table = records.board
    here = table.c.chat_id == place.chat, table.c.thread == place.thread
    await work.transaction.execute(
        update(table).where(*here, table.c.consultation_id != room.number).values(removed_at=work.now)
    )
    await _hang(work, room, place)
    await rooms.touch(work, room)


async def _hang(work: Work, room: Room, place: Place) -> None:
    table = records.board
    anew = {"message": None, "shown": -1, "shown_at": None, "removed_at": None}
    scope = {"organisation_id": room.reference.organisation, "consultation_id": room.number}
    here = {"chat_id": place.chat, "thread": place.thread}
    hung = await work.transaction.execute(
        update(table).where(*(table.c[name] == value for name, value in (scope | here).items())).values(**anew)
    )
    if not hung.rowcount:
        await work.transaction.execute(insert(table).values(**scope, **here, **anew, created_at=work.now))


async def show_own(turn: Turn, room: Room, reader: Reader) -> None:
    """Show somebody their own board: on a web page the one that stays, elsewhere in place of what was pressed."""
    standing = await read(turn, room)
    card = own_board(standing, reader)
    if turn.who.channel != "web":
        turn.show(card, live=False)
        return
    board = await _own(turn, room)
    if board is None:
        await _hang(turn, room, Place(chat=turn.who.chat))
        board = await _own(turn, room)
        assert board is not None  # noqa: S101 - it was just hung
    if board.is_on_its_way(turn.now):
        await rooms.touch(turn, room)
        return
    _send(turn, board, standing, card=card)
    await _note_shown(turn, [board], standing)


async def refresh(work: Work, subject: str, payload: JsonValue) -> None:
    """Bring a room's boards up to date, as far as their time has come."""
    del payload
    room = await rooms.due(work, int(subject))
    if room is None:
        return
    behind = [board for board in await boards_of(work, room) if board.shown < room.revision and board.reachable]
    ready = [board for board in behind if board.ready_at(work.now) <= work.now]
    if ready:
        await _show(work, ready, await read(work, room))
    if later := [board.ready_at(work.now) for board in behind if board not in ready]:
        await work.later(BOARD, subject, max(min(later), work.now), move=False)


async def note_up(work: Work, subject: str, payload: JsonValue) -> None:
    """Note which message a board is, once it is there."""
    message = Receipt.model_validate(payload).message
    if message is not None:
        await work.transaction.execute(
            update(records.board).where(records.board.c.id == int(subject)).values(message=message)
        )


async def boards_of(work: Work, room: Room) -> Sequence[Board]:
    """Give a room's boards that hang somewhere."""
    board, chat, outbox, person = records.board, engine.chat, engine.outbox, people.person
    waiting = exists().where(outbox.c.chat_id == chat.c.id).label("waiting")
    found = await work.transaction.execute(
        select(
            board,
            *(chat.c.channel, chat.c.person_id, chat.c.unreachable_at, waiting),
            func.coalesce(person.c.locale, chat.c.locale).label("locale"),
        )
        .join(chat, chat.c.id == board.c.chat_id)
        .outerjoin(person, person.c.id == chat.c.person_id)
        .where(
            board.c.consultation_id == room.number,
            board.c.organisation_id == room.reference.organisation,
            board.c.removed_at.is_(None),
        )
        .order_by(board.c.id)
    )
    return [
        Board(
            id=row.id,
            place=Place(chat=row.chat_id, thread=row.thread),
            channel=row.channel,
            message=row.message,
            shown=row.shown,
            shown_at=row.shown_at,
            reachable=row.unreachable_at is None,
            waiting=bool(row.waiting),
            locale=row.locale,
            person=row.person_id,
        )
        for row in found
    ]


async def _own(turn: Turn, room: Room) -> Board | None:
    here = [board for board in await boards_of(turn, room) if board.place.chat == turn.who.chat]
    return here[0] if here else None


async def _show(work: Work, boards: Sequence[Board], standing: Standing) -> None:
    token = await doors.token_of(work, standing.room)
    told = work.house.installation
    links = Links(telegram=doors.telegram_link(told, token), web=doors.web_link(told, token))
    readers = await _readers(work, standing.room, [board for board in boards if board.channel == "web"])
    for board in boards:
        reader = readers.get(board.id)
        card = group_board(standing, links) if reader is None else own_board(standing, reader)
        _send(work, board, standing, card=card)
    await _note_shown(work, boards, standing)


def _send(work: Work, board: Board, standing: Standing, *, card: Card) -> None:
    over = standing.room.ended_at is not None
    work.put(
        board.place,
        card,
        edit=board.message,
        pin="unpin" if over else "pin",
        receipt=(UP, str(board.id)),
        reader=_language(work, board),
    )


def _language(work: Work, board: Board) -> Language:
    told = work.house.installation
    return work.house.reader(board.locale or told.locale, told.timezone)


async def _note_shown(work: Work, boards: Sequence[Board], standing: Standing) -> None:
    await work.transaction.execute(
        update(records.board)
        .where(records.board.c.id.in_([board.id for board in boards]))
        .values(shown=standing.room.revision, shown_at=work.now)
    )


async def _readers(work: Work, room: Room, boards: Sequence[Board]) -> dict[int, Reader]:
    """Say for whom the boards on web pages are."""
    if not boards:
        return {}
    table = records.participant
    found = await work.transaction.execute(
        select(table.c.id, table.c.person_id, table.c.chat_id).where(
            table.c.consultation_id == room.number,
            table.c.organisation_id == room.reference.organisation,
            table.c.removed_at.is_(None),
            or_(
                table.c.person_id.in_([board.person for board in boards if board.person is not None]),
                table.c.chat_id.in_([board.place.chat for board in boards]),
            ),
        )
    )
    rows = found.all()
    persons = {row.person_id: row.id for row in rows if row.person_id is not None}
    chats = {row.chat_id: row.id for row in rows if row.chat_id is not None}
    presiding = await presiding_persons(work, room)
    return {
        board.id: Reader(
            participant=persons.get(board.person) or chats.get(board.place.chat), presides=board.person in presiding
        )
        for board in boards
    }
