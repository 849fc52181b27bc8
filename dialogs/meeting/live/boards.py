"""The boards of a room, wherever they hang: put up, brought up to date, lost, put up again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from pydantic import JsonValue
from sqlalchemy import or_, select, update

from dialogs.engine.cards import Card
from dialogs.engine.house import Place
from dialogs.engine.letters import Receipt
from dialogs.engine.rendering import rendered
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import changing, claims, doors, rooms, troubles
from dialogs.meeting.live.board import Links, Reader, group_board, own_board, seen_by
from dialogs.meeting.live.hung import Board, batch_of, boards_of, gaps_of, hang, language_of, note_shown, of_number
from dialogs.meeting.live.hung import take_back as take_back_waiting
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.live.seats import presiding_persons
from dialogs.meeting.live.standing import Standing, read
from dialogs.meeting.token_links import web_link

UP: Final = "meeting-board-up"
"""The work that notes what became of a board's letter; its subject is the board's row."""

NO_FORMER: Final[Mapping[int, str]] = MappingProxyType({})


async def bind(work: Work, room: Room, place: Place) -> None:
    """Let a chat or topic show the room from now on, in a message of its own; what it showed before is over."""
    table = records.board
    here = table.c.chat_id == place.chat, table.c.thread == place.thread, table.c.removed_at.is_(None)
    hung = await work.transaction.scalars(
        select(table.c.message).where(*here, table.c.message.is_not(None)).order_by(table.c.shown_at.desc())
    )
    former = hung.first()
    await work.transaction.execute(
        update(table).where(*here, table.c.consultation_id != room.number).values(removed_at=work.now)
    )
    await hang(work, room, place, own=False)
    await changing.touch(work, room)
    put_up = [board for board in await boards_of(work, room, place.chat) if board.place == place]
    standing = await read(work, await rooms.as_it_is(work, room))
    await _show(work, put_up, standing, {} if former is None else {put_up[0].id: former})


async def show_own(turn: Turn, room: Room, reader: Reader, *, anew: bool = False) -> None:
    """Show somebody their own board, the one that stays; ``anew``: in a private chat as its last message."""
    board = await own(turn, room)
    if board is None:
        await hang(turn, room, Place(chat=turn.who.chat), own=True)
        board = await own(turn, room)
        assert board is not None  # noqa: S101 - it was just hung
    if board.is_on_its_way(turn.now):
        await changing.touch(turn, room)
        return
    await take_back_waiting(turn, room, board)
    standing = await read(turn, await rooms.as_it_is(turn, room))
    former = board.message if anew and board.private else None
    if former is not None:
        await hang(turn, room, board.place, own=True)
    card = rendered(own_board(standing, reader), language_of(turn, board))
    _send(turn, board, standing, card, former=former)
    await note_shown(turn, [board], standing.room)
    await turn.transaction.execute(
        update(records.board).where(records.board.c.id == board.id).values(told_item_id=room.item)
    )


async def own(turn: Turn, room: Room) -> Board | None:
    """Give the board that hangs in a turn's chat."""
    here = await boards_of(turn, room, turn.who.chat)
    return here[0] if here else None


async def refresh(work: Work, subject: str, payload: JsonValue) -> None:
    """Bring a room's boards up to date, as far as their time has come."""
    del payload
    room = await rooms.due(work, int(subject))
    if room is None:
        return
    boards = await boards_of(work, room)
    gaps = gaps_of(boards)
    for board in boards:
        if not board.reachable and not board.own:
            await troubles.note_out(work, room, board)
    if room.ended_at is not None:
        # What has become of the minutes is shown in their place, and stays.
        boards = [board for board in boards if not board.minutes]
        await changing.turn_pages(work, room.reference)
    behind = [board for board in boards if board.shown < room.revision and board.reachable]
    ready = [board for board in behind if board.ready_at(work.now, gaps[board.id]) <= work.now]
    if ready:
        await _show(work, ready, await read(work, room))
    if later := [board.ready_at(work.now, gaps[board.id]) for board in behind if board not in ready]:
        # Never later than the quickest of all could be shown: what changes meanwhile does not move this forward.
        at = min(*later, work.now + min(gaps.values()))
        await work.later(changing.BOARD, subject, max(at, work.now), move=False)


async def note_up(work: Work, subject: str, payload: JsonValue) -> None:
    """Note which message a board is once it is there, or why it is not."""
    board = await of_number(work, int(subject))
    if board is None:
        return
    told = Receipt.model_validate(payload)
    message = board.message if told.message is None else told.message
    now = {"message": message, "trouble": told.trouble, "removed_at": work.now if told.trouble == "gone" else None}
    await work.transaction.execute(update(records.board).where(records.board.c.id == board.id).values(**now))
    if told.trouble is not None and told.trouble != board.trouble:
        await troubles.tell(work, board, told.trouble)


async def put_up_anew(work: Work, room: Room) -> None:
    """Put up the boards of groups and private chats as new messages: what stood there was done with."""
    there = [board for board in await boards_of(work, room) if board.channel == "telegram" and board.reachable]
    table, numbers = records.board, [board.id for board in there]
    await work.transaction.execute(update(table).where(table.c.id.in_(numbers)).values(message=None))
    former = {board.id: board.message for board in there if board.message is not None}
    standing = await read(work, await rooms.as_it_is(work, room))
    await _show(work, [replace(board, message=None) for board in there], standing, former)


async def _show(work: Work, boards: Sequence[Board], standing: Standing, former: Mapping[int, str] = NO_FORMER) -> None:
    cards = await _drawn(work, boards, standing)
    for board in boards:
        place = former.get(board.id) or (board.message if board.kept_away else None)
        _send(work, board, standing, cards[board.id], former=place)
    await note_shown(work, boards, standing.room)


async def _drawn(work: Work, boards: Sequence[Board], standing: Standing) -> dict[int, Card]:
    """Draw boards in their readers' words, those that are alike once."""
    links = await _links(work, standing.room)
    readers = await _readers(work, standing.room, [board for board in boards if board.own])
    alike: dict[tuple[object, ...], Card] = {}
    cards: dict[int, Card] = {}
    for board in boards:
        reader, language = readers.get(board.id), language_of(work, board)
        same = language.locale, None if reader is None else seen_by(standing, reader)
        if same not in alike:
            card = group_board(standing, links) if reader is None else own_board(standing, reader)
            alike[same] = rendered(card, language)
        cards[board.id] = alike[same]
    return cards


async def _links(work: Work, room: Room) -> Links:
    if room.ended_at is not None:
        return Links(telegram=None, web=None)
    token, told = await doors.token_of(work, room), work.house.installation
    return Links(telegram=told.telegram_link(token), web=web_link(told, token))


def _send(work: Work, board: Board, standing: Standing, card: Card, *, former: str | None = None) -> None:
    over = standing.room.ended_at is not None
    work.put(
        board.place,
        card,
        edit=None if former is not None else board.message,
        pin="unpin" if over else "pin",
        former=former,
        receipt=(UP, str(board.id)),
        reader=language_of(work, board),
        batch=batch_of(standing.room) if board.private and not _is_own(work, board) else None,
    )


def _is_own(work: Work, board: Board) -> bool:
    """Whether a board hangs in the chat of the turn itself: that is a reply."""
    return isinstance(work, Turn) and work.who.chat == board.place.chat


async def _readers(work: Work, room: Room, boards: Sequence[Board]) -> dict[int, Reader]:
    """Say for whom the boards of one person are."""
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
    chats = {row.chat_id: row.id for row in rows if row.chat_id is not None} | await claims.confirmed(work, room)
    presiding = await presiding_persons(work, room)
    return {
        board.id: Reader(
            participant=persons.get(board.person) or chats.get(board.place.chat),
            presides=board.person in presiding,
            known=board.person is not None,
        )
        for board in boards
    }
