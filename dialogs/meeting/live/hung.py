"""Where a room's boards hang: in a group for all, in a private chat or on a page for one; when each is shown anew.

However often the room changes, each board follows at its own pace. A group's is shown at most once in four seconds
(Telegram allows twenty messages a minute there); those in private chats together take a part of what Telegram allows in
all, so the more there are, the longer each waits; none is shown while its former picture is on its way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, delete, exists, func, insert, select, update

from dialogs.engine import records as engine
from dialogs.engine.house import Place
from dialogs.engine.text import Reader as Language
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live.rooms import Room
from dialogs.meeting.references import Reference
from dialogs.people import records as people

GROUP_GAP: Final = timedelta(seconds=4)
CHAT_GAP: Final = timedelta(seconds=4)
PAGE_GAP: Final = timedelta(seconds=1)
CHATS_A_SECOND: Final = 8
"""Boards of private chats that are shown anew in a second; Telegram allows thirty messages, replies among them."""

PAGES_A_SECOND: Final = 150
"""Boards on pages that are shown anew in a second; more would leave turns too little of a core."""

ON_ITS_WAY: Final = timedelta(minutes=1)
"""After this a board that was put up and whose message nobody has heard of is put up again."""

KEPT_AWAY: Final = frozenset({"closed", "gone", "mute"})
"""Troubles in which nothing can be put up; whether they are over is tried once in so long:"""

TRIED_AGAIN: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Board:
    """A board's row, and the chat that it hangs in; ``person``: whose chat it is; see the row for the others."""

    id: int
    place: Place
    channel: str
    own: bool
    message: str | None
    shown: int
    shown_at: datetime | None
    trouble: str | None
    told_item: int | None
    told_end: bool
    minutes: bool
    reachable: bool
    waiting: bool
    locale: str | None
    person: int | None

    @property
    def private(self) -> bool:
        """Whether it hangs in somebody's private chat, where nothing is seen of it but what is sent anew."""
        return self.own and self.channel == "telegram"

    @property
    def kept_away(self) -> bool:
        """Whether nothing could be put up there the last time."""
        return self.trouble in KEPT_AWAY

    def ready_at(self, now: datetime, gap: timedelta) -> datetime:
        """When it can be shown anew, ``gap`` after it was shown last."""
        if self.waiting or self.is_on_its_way(now):
            return now + gap
        if self.kept_away and self.shown_at is not None:
            return self.shown_at + TRIED_AGAIN
        return now if self.shown_at is None or self.message is None else self.shown_at + gap

    def is_on_its_way(self, now: datetime) -> bool:
        """Whether it was put up, and which message it is will be known in a moment."""
        put_up = self.message is None and self.shown_at is not None and not self.kept_away
        return put_up and self.shown_at is not None and now < self.shown_at + ON_ITS_WAY


def gaps_of(boards: Sequence[Board]) -> Mapping[int, timedelta]:
    """Give by board how long it is left alone after it was shown, with that many beside it."""
    chats = sum(board.private for board in boards)
    pages = sum(board.own for board in boards) - chats
    chat = max(CHAT_GAP, timedelta(seconds=chats / CHATS_A_SECOND))
    page = max(PAGE_GAP, timedelta(seconds=pages / PAGES_A_SECOND))
    return {board.id: GROUP_GAP if not board.own else chat if board.private else page for board in boards}


def batch_of(room: Room) -> str:
    """Name the letters to many private chats at once: replies go before them."""
    return f"board-{room.number}"


async def hang(work: Work, room: Room, place: Place, *, own: bool) -> None:
    """Let a board hang in a chat or topic; one that hangs there already is put up as a new message."""
    await hang_at(work, room.reference, place, own=own, item=room.item)


async def hang_at(work: Work, reference: Reference, place: Place, *, own: bool, item: int | None = None) -> None:
    """Let a board hang as :func:`hang` does, whether the consultation was ever held live or not."""
    table = records.board
    anew = {
        "message": None,
        "shown": -1,
        "shown_at": None,
        "removed_at": None,
        "trouble": None,
        "told_item_id": item,
        "told_end": False,
        "minutes": False,
    }
    scope = {"organisation_id": reference.organisation, "consultation_id": reference.id}
    here = {"chat_id": place.chat, "thread": place.thread}
    hung = await work.transaction.execute(
        update(table).where(*(table.c[name] == value for name, value in (scope | here).items())).values(**anew)
    )
    if not hung.rowcount:
        await work.transaction.execute(insert(table).values(**scope, **here, **anew, own=own, created_at=work.now))


async def boards_of(work: Work, room: Room, chat: int | None = None) -> Sequence[Board]:
    """Give a room's boards that hang somewhere, or in one chat."""
    table = records.board
    return await _boards(
        work,
        table.c.consultation_id == room.number,
        table.c.organisation_id == room.reference.organisation,
        *(() if chat is None else (table.c.chat_id == chat,)),
    )


async def pages_of(work: Work, reference: Reference, chat: int | None = None) -> Sequence[Board]:
    """Give the boards on the pages of guests, or on one: of those who have no account and a browser's session."""
    table = records.board
    return await _boards(
        work,
        table.c.consultation_id == reference.id,
        table.c.organisation_id == reference.organisation,
        table.c.own,
        engine.chat.c.channel == "web",
        engine.chat.c.person_id.is_(None),
        engine.chat.c.unreachable_at.is_(None),
        *(() if chat is None else (table.c.chat_id == chat,)),
    )


async def of_number(work: Work, number: int) -> Board | None:
    """Give a board by its row, for what came back of its letter; none that was taken down."""
    found = await _boards(work, records.board.c.id == number)
    return found[0] if found else None


async def note_shown(work: Work, boards: Sequence[Board], room: Room) -> None:
    """Note that boards show the room as it stands, or will in a moment."""
    await work.transaction.execute(
        update(records.board)
        .where(records.board.c.id.in_([board.id for board in boards]))
        .values(shown=room.revision, shown_at=work.now, minutes=False)
    )


async def take_back(work: Work, room: Room, board: Board) -> None:
    """Take back the former picture of a board where it still waits: what is shown now is newer."""
    outbox = engine.outbox
    await work.transaction.execute(
        delete(outbox).where(outbox.c.chat_id == board.place.chat, outbox.c.batch == batch_of(room))
    )


def language_of(work: Work, board: Board) -> Language:
    """Give the language that a board is read in."""
    told = work.house.installation
    return work.house.reader(board.locale or told.locale, told.timezone)


async def _boards(work: Work, *which: ColumnElement[bool]) -> Sequence[Board]:
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
        .where(board.c.removed_at.is_(None), *which)
        .order_by(board.c.id)
    )
    return [_board(row) for row in found.mappings()]


def _board(row: RowMapping) -> Board:
    return Board(
        id=row["id"],
        place=Place(chat=row["chat_id"], thread=row["thread"]),
        channel=row["channel"],
        own=row["own"],
        message=row["message"],
        shown=row["shown"],
        shown_at=row["shown_at"],
        trouble=row["trouble"],
        told_item=row["told_item_id"],
        told_end=row["told_end"],
        minutes=row["minutes"],
        reachable=row["unreachable_at"] is None,
        waiting=bool(row["waiting"]),
        locale=row["locale"],
        person=row["person_id"],
    )
