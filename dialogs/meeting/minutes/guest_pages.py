"""The pages of guests: one card in a browser that stays above the conversation and shows how the minutes stand.

It takes the place of the meeting's board once that is over, or stands alone for those who came by a link of their
own. Like the board it is changed in place, and an open page follows at once.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from pydantic import JsonValue
from sqlalchemy import update

from dialogs.engine.cards import Card
from dialogs.engine.house import Place as Spot
from dialogs.engine.text import Text
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.live import rooms
from dialogs.meeting.live.boards import UP
from dialogs.meeting.live.changing import MINUTES_PAGES
from dialogs.meeting.live.hung import Board, hang_at, language_of, pages_of
from dialogs.meeting.minutes.guest_cards import Standing, gone_card, guest_card, read_standing, was_sent
from dialogs.meeting.minutes.keeping import read_draft
from dialogs.meeting.reaching import participants_by_chat
from dialogs.meeting.references import Reference, find

AGAIN: Final = timedelta(seconds=1)
"""After this a page is tried again whose card is still on its way to it."""


async def turn_due(work: Work, subject: str, payload: JsonValue) -> None:
    """Show how the minutes of ``organisation:consultation`` stand on all pages of guests.

    What may follow in the subject says why: the time for answering has ended, say.
    """
    del payload
    organisation, number, *_why = subject.split(":")
    reference = await find(work, int(organisation), number)
    if reference is None:
        struck = await find(work, int(organisation), number, struck=True)
        if struck is not None:
            await _say_gone(work, struck)
        return
    if not was_sent(await read_draft(work, reference)) or await rooms.is_open(work, reference):
        return
    boards = await pages_of(work, reference)
    if boards:
        await _show(work, await read_standing(work, reference), boards)


async def show_here(turn: Turn, reference: Reference, notice: Text | None = None) -> None:
    """Show in this chat how the minutes stand: on a guest's page in its place, else as a message."""
    standing = await read_standing(turn, reference)
    whose = await participants_by_chat(turn, reference)
    if turn.who.channel != "web" or turn.who.person is not None:
        one = standing.people.get(whose.get(turn.who.chat, 0))
        turn.show(guest_card(standing, one, notice), live=False)
        return
    if not await pages_of(turn, reference, turn.who.chat):
        await hang_at(turn, reference, Spot(chat=turn.who.chat), own=True)
    await _show(turn, standing, await pages_of(turn, reference, turn.who.chat), notice)


async def _show(work: Work, standing: Standing, boards: Sequence[Board], notice: Text | None = None) -> None:
    whose = await participants_by_chat(work, standing.reference)
    for board in boards:
        one = standing.people.get(whose.get(board.place.chat, 0))
        if board.is_on_its_way(work.now):
            # Which message it is will be known in a moment; then it is changed in place.
            subject = f"{standing.reference.organisation}:{standing.reference.id}"
            await work.later(MINUTES_PAGES, subject, work.now + AGAIN, move=False)
        elif one is not None or board.minutes:
            await _put(work, board, guest_card(standing, one, notice))


async def _say_gone(work: Work, reference: Reference) -> None:
    for board in await pages_of(work, reference):
        if board.minutes and not board.is_on_its_way(work.now):
            await _put(work, board, gone_card())


async def _put(work: Work, board: Board, card: Card) -> None:
    work.put(
        board.place,
        card,
        edit=board.message,
        pin="pin",
        receipt=(UP, str(board.id)),
        reader=language_of(work, board),
    )
    table = records.board
    await work.transaction.execute(update(table).where(table.c.id == board.id).values(minutes=True, shown_at=work.now))
