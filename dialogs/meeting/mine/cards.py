"""``/meetings``: what one is to do and takes part in, apart from what one recorded; and what is overdue."""

from typing import Final

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Paragraph
from dialogs.engine.errors import NotAllowed
from dialogs.engine.presses import ViewPress, packed, page_of
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.following.navigating import MY_ACTIONS
from dialogs.meeting.following.saying import due_text, task_line, today
from dialogs.meeting.following.tasks import count_open_tasks, open_tasks
from dialogs.meeting.listed import listed_line, opening_rows
from dialogs.meeting.mine.lists import When, Whose, count_lists, read_list
from dialogs.meeting.mine.overdue import OVERDUE, count_overdue
from dialogs.meeting.navigating import CONSULTATION, view_button
from dialogs.meeting.references import find_by_number
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION, facilitates, may_see
from dialogs.meeting.striking.cards import count_struck, open_struck
from dialogs.meeting.striking.navigating import STRUCK

MEETINGS: Final = "meetings"
"""The command, and the view of its first card."""
LIST: Final = "meetings-list"
"""The view of one list: whose, when, page."""

A_PAGE: Final = 8
FIRST: Final = 3
"""Entries of each kind on the first card."""

Counts = dict[tuple[Whose, When], int]
Row = tuple[Button, ...]

LIST_NAMES: Final[dict[tuple[Whose, When], Message]] = {
    (Whose.MINE, When.NOW): _("I take part: being held now"),
    (Whose.ALL, When.NOW): _("All of ours: being held now"),
    (Whose.MINE, When.COMING): _("I take part: to come"),
    (Whose.MINE, When.PAST): _("I take part: past"),
    (Whose.RECORDED, When.COMING): _("Recorded by me: to come"),
    (Whose.RECORDED, When.PAST): _("Recorded by me: past"),
    (Whose.ALL, When.COMING): _("All of ours: to come"),
    (Whose.ALL, When.PAST): _("All of ours: past"),
}


async def meetings(turn: Turn, argument: str) -> None:
    """Answer ``/meetings``, or open the consultation whose number follows."""
    wanted = argument.strip()
    if not wanted:
        turn.show(await _home(turn))
        return
    reference = await find_by_number(turn, turn.member[1], wanted)
    if reference is not None and await may_see(turn, reference):
        await turn.open_view(CONSULTATION, str(reference.id))
    elif reference is not None or not await open_struck(turn, wanted):
        turn.say(NO_SUCH_CONSULTATION)


async def show_home(turn: Turn, arguments: tuple[str, ...]) -> Card:
    """Show the first card again."""
    del arguments
    return await _home(turn)


async def show_list(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show a list: ``whose, when, page``; all of the organisation's to facilitators alone."""
    named = next((each for each in LIST_NAMES if (each[0].value, each[1].value) == arguments[:2]), None)
    if named is None:
        return await _home(turn)
    whose, when = named
    if whose is not Whose.MINE and not facilitates(turn):
        raise NotAllowed(f"list {whose}")
    count = (await count_lists(turn))[named]
    last = -(-count // A_PAGE)
    page = page_of((*arguments, "", "", "")[2], last)
    shown = await read_list(turn, whose, when, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    return Card(
        blocks=(
            Heading(text=LIST_NAMES[named]),
            Bullets(lines=tuple(listed_line(turn, one) for one in shown)) if shown else Paragraph(text=_("None.")),
        ),
        buttons=(*opening_rows(shown), *_turning(whose, when, page, last), (home_button(),)),
    )


def home_button() -> Button:
    """Go back to the first card."""
    return Button(label=_("‹ Consultations"), press=packed(ViewPress(MEETINGS)))


async def _home(turn: Turn) -> Card:
    counts = await count_lists(turn)
    todo, acting = await _todo(turn)
    now, leading = await _under_way(turn, counts)
    coming = await read_list(turn, Whose.MINE, When.COMING, limit=FIRST) if counts[Whose.MINE, When.COMING] else []
    blocks: list[Block] = [Heading(text=_("Consultations")), *now, *todo]
    if coming:
        blocks += [Paragraph(text=_("Coming next:")), Bullets(lines=tuple(listed_line(turn, one) for one in coming))]
    elif not todo and not now:
        blocks.append(Paragraph(text=_("Nothing for you to do, and no consultation ahead of you.")))
    blocks += await _by_number(turn, counts)
    return Card(
        blocks=tuple(blocks),
        buttons=(
            *leading,
            *acting,
            *opening_rows(coming),
            *_lists(turn, counts),
            *await _late_and_struck(turn),
        ),
    )


async def _by_number(turn: Turn, counts: Counts) -> tuple[Note, ...]:
    """Say that a number opens its consultation, by one that is there; nothing where the person can open none."""
    lists = [which for which in LIST_NAMES if counts[which] and (which[0] is not Whose.ALL or facilitates(turn))]
    if not lists:
        return ()
    [one] = await read_list(turn, *lists[0], limit=1)
    return (Note(text=_("A number opens its consultation: /meetings {number}", number=one.reference.number)),)


async def _under_way(turn: Turn, counts: Counts) -> tuple[list[Block], list[Row]]:
    """Say what is being held just now: to facilitators all of the organisation's, for they may be wanted there."""
    which = Whose.ALL if facilitates(turn) else Whose.MINE, When.NOW
    count = counts[which]
    if not count:
        return [], []
    shown = await read_list(turn, *which, limit=FIRST)
    rows = [*opening_rows(shown)]
    if count > FIRST:
        rows.append((list_button(_("{list} ({count})", list=LIST_NAMES[which], count=count), *which),))
    return [Paragraph(text=_("Being held now:")), Bullets(lines=tuple(listed_line(turn, one) for one in shown))], rows


async def _todo(turn: Turn) -> tuple[list[Block], list[Row]]:
    person, organisation = turn.member
    tasks = await open_tasks(turn, organisation, person=person, limit=FIRST)
    if not tasks:
        return [], []
    count = await count_open_tasks(turn, organisation, person=person)
    lines = tuple(task_line(task, due_text(task.due_on, today(turn)), whose=False) for task in tasks)
    button = view_button(_("What I am to do ({count})", count=count), MY_ACTIONS, 1)
    return [Paragraph(text=_("Yours to do:")), Bullets(lines=lines)], [(button,)]


def _lists(turn: Turn, counts: Counts) -> list[Row]:
    """Lead to the lists that hold something, those to come beside the past ones."""
    rows = []
    for whose in Whose if facilitates(turn) else (Whose.MINE,):
        row = tuple(
            list_button(_("{list} ({count})", list=LIST_NAMES[whose, when], count=counts[whose, when]), whose, when)
            for when in (When.COMING, When.PAST)
            if counts[whose, when]
        )
        rows += [row] if row else []
    return rows


async def _late_and_struck(turn: Turn) -> tuple[Row, ...]:
    if not facilitates(turn):
        return ()
    overdue, struck = await count_overdue(turn), await count_struck(turn)
    row = (
        *((view_button(_("Overdue ({count})", count=overdue), OVERDUE, 1),) if overdue else ()),
        *((view_button(_("Struck ({count})", count=struck), STRUCK, 1),) if struck else ()),
    )
    return (row,) if row else ()


def list_button(label: Text, whose: Whose, when: When, page: int = 1) -> Button:
    """Open a list."""
    return Button(label=label, press=packed(ViewPress(LIST, (whose.value, when.value, str(page)))))


def _turning(whose: Whose, when: When, page: int, last: int) -> tuple[Row, ...]:
    row = (
        *((list_button(_("Previous page"), whose, when, page - 1),) if page > 1 else ()),
        *((list_button(_("Next page"), whose, when, page + 1),) if page < last else ()),
    )
    return (row,) if row else ()
