"""Struck consultations: one with why and by whom, and the list of an organisation's."""

from typing import Final

from sqlalchemy import func, select

from dialogs.engine.cards import Block, Bullets, Button, Card, Heading, Note, Notice, Paragraph, Struck
from dialogs.engine.cipher import open_text
from dialogs.engine.presses import ViewPress, packed, page_of
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.listed import paired
from dialogs.meeting.navigating import view_button
from dialogs.meeting.records import consultation
from dialogs.meeting.references import Reference, find, find_by_number, reference_of
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION, facilitates
from dialogs.meeting.striking.navigating import STRUCK, put_back_button
from dialogs.meeting.undoing import Change, read_changes_of
from dialogs.people.roles import ADMINS

A_PAGE: Final = 8
ONE: Final = "one"
MEETINGS: Final = "meetings"


def may_put_back(turn: Turn, change: Change) -> bool:
    """Whether somebody may put a consultation back: whoever struck it, and administrators."""
    return change.by == turn.who.person or bool(ADMINS & turn.who.roles)


async def struck_card(turn: Turn, reference: Reference, notice: Text | None = None) -> Card:
    """Show a struck consultation: why, by whom, and the way back for those who may."""
    table = consultation
    sealed = await turn.transaction.scalar(select(table.c.sealed_topic).where(table.c.id == reference.id))
    topic = "" if sealed is None else open_text(turn.cipher, sealed)
    changes = await read_changes_of(turn, reference, table, (reference.id,), limit=A_PAGE)
    change = next((one for one in changes if one.removal and not one.undone), None)
    said: list[Block] = [] if notice is None else [Notice(text=notice)]
    said += [Heading(text=_("{number}, struck", number=reference.number)), Struck(text=topic)]
    rows: list[tuple[Button, ...]] = []
    if change is not None:
        said.append(Note(text=_why(change)))
        rows += [(put_back_button(reference, change.id),)] if may_put_back(turn, change) else []
    return Card(blocks=tuple(said), buttons=(*rows, (_home(),)))


async def open_struck(turn: Turn, typed: str) -> bool:
    """Show the struck consultation of a typed number to a facilitator; ``False`` where there is none for them."""
    if not facilitates(turn):
        return False
    reference = await find_by_number(turn, turn.member[1], typed, struck=True)
    if reference is not None:
        turn.show(await struck_card(turn, reference))
    return reference is not None


async def count_struck(turn: Turn) -> int:
    """Count the struck consultations of the organisation worked in."""
    table = consultation
    counted = select(func.count()).where(table.c.organisation_id == turn.member[1], table.c.removed_at.is_not(None))
    return int((await turn.transaction.execute(counted)).scalar_one())


async def show_struck(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """List the struck consultations, the last one first: ``page``; or show one: ``one, consultation``."""
    if arguments[:1] == (ONE,):
        reference = await find(turn, turn.member[1], (*arguments, "")[1], struck=True)
        if reference is None:
            turn.say(NO_SUCH_CONSULTATION)
            return None
        return await struck_card(turn, reference)
    last = -(-await count_struck(turn) // A_PAGE)
    page = page_of((*arguments, "")[0], last)
    listed = await _read(turn, (page - 1) * A_PAGE)
    lines = tuple(f"{reference.number} {shortened(topic)}" for reference, topic in listed)
    return Card(
        blocks=(
            Heading(text=_("Struck consultations")),
            Bullets(lines=lines) if lines else Paragraph(text=_("None.")),
        ),
        buttons=(
            *paired([_open(reference) for reference, _topic in listed]),
            *_turning(page, last),
            (_home(),),
        ),
    )


async def _read(turn: Turn, offset: int) -> list[tuple[Reference, str]]:
    table = consultation
    found = await turn.transaction.execute(
        select(table.c.id, table.c.organisation_id, table.c.year, table.c.clause, table.c.serial, table.c.sealed_topic)
        .where(table.c.organisation_id == turn.member[1], table.c.removed_at.is_not(None))
        .order_by(table.c.removed_at.desc(), table.c.id.desc())
        .limit(A_PAGE)
        .offset(offset)
    )
    return [(reference_of(row), open_text(turn.cipher, row["sealed_topic"])) for row in found.mappings()]


def _why(change: Change) -> Text:
    who = change.name or _("somebody without a name")
    if change.reason is None:
        return _("{at}, {who}: struck.", at=change.at, who=who)
    return _("{at}, {who}: struck. Reason: {reason}", at=change.at, who=who, reason=change.reason)


def _open(reference: Reference) -> Button:
    return Button(label=reference.number, press=packed(ViewPress(STRUCK, (ONE, str(reference.id)))))


def _turning(page: int, last: int) -> tuple[tuple[Button, ...], ...]:
    row = (
        *((view_button(_("Previous page"), STRUCK, page - 1),) if page > 1 else ()),
        *((view_button(_("Next page"), STRUCK, page + 1),) if page < last else ()),
    )
    return (row,) if row else ()


def _home() -> Button:
    return Button(label=_("‹ Consultations"), press=packed(ViewPress(MEETINGS)))
