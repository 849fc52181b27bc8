"""Closing a round and opening the next, each asked for twice; and going back to rounds that are over."""

from typing import Final

from sqlalchemy import func, insert, select

from dialogs.assessment.records import assessment_round
from dialogs.assessment.rounds import NAMED, Round, close_round, current_round, find_round
from dialogs.digest.navigating import (
    CLOSE,
    DIGEST,
    OPEN_NEXT,
    YES,
    action_button,
    digest_button,
    round_named,
    view_button,
)
from dialogs.digest.overview import digest_card, rate_text
from dialogs.digest.rates import response_rate
from dialogs.engine.cards import Button, Card, Heading, Note, Paragraph
from dialogs.engine.text import Message, _
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.people import auditing
from dialogs.people import records as people
from standard.library import Library

SHOWN: Final = 20
"""Rounds in the list, the latest first."""


async def close(library: Library, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Close a round, once it is confirmed: ``round, ask | yes``."""
    round_ = await round_named(turn, arguments)
    if round_ is None:
        return
    if not round_.is_open(turn.now):
        turn.show(await digest_card(library, turn, round_, _("This round is closed already.")))
    elif arguments[1:] != (YES,):
        turn.show(await _closing_card(turn, round_))
    else:
        closed = await close_round(turn, round_.organisation, round_.id)
        if closed:
            await auditing.note(turn, round_.organisation, "round closed", str(round_.id))
        after = await find_round(turn, round_.organisation, round_.id) or round_
        turn.show(await digest_card(library, turn, after, _("The round is closed. Its answers stand as they are.")))


async def open_next(library: Library, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open the organisation's next round, once it is confirmed: ``round before, ask | yes``."""
    _person, organisation = turn.member
    before = await round_named(turn, arguments)
    if before is None:
        return
    await _hold(turn, organisation)
    current = await current_round(turn, organisation)
    if current is not None and current.is_open(turn.now):
        turn.show(await digest_card(library, turn, current, _("A round is open already: this one.")))
    elif arguments[1:] != (YES,):
        turn.show(_opening_card(before))
    else:
        round_ = await _insert_round(library, turn, organisation)
        await auditing.note(turn, organisation, "round opened", str(round_.id))
        turn.show(await digest_card(library, turn, round_, OPENED))


OPENED: Final[Message] = _("The round is open: members answer it by /assess. The reminder tells them so.")


async def show_rounds(turn: Turn, arguments: tuple[str, ...]) -> Card:
    """List the organisation's rounds, the latest first."""
    del arguments
    _person, organisation = turn.member
    numbers = await turn.transaction.execute(
        select(assessment_round.c.id)
        .where(assessment_round.c.organisation_id == organisation)
        .order_by(assessment_round.c.id.desc())
        .limit(SHOWN)
    )
    rounds = [found for number in numbers.scalars().all() if (found := await find_round(turn, organisation, number))]
    return Card(
        blocks=(Heading(text=_("All rounds")), Paragraph(text=_("Press one to see its digest."))),
        buttons=tuple((_round_button(turn, round_),) for round_ in rounds),
    )


def _round_button(turn: Turn, round_: Round) -> Button:
    label = _("{round} (open)", round=round_.name) if round_.is_open(turn.now) else round_.name
    return view_button(label, DIGEST, round_)


async def _closing_card(turn: Turn, round_: Round) -> Card:
    return Card(
        blocks=(
            Heading(text=_("Close {round}?", round=round_.name)),
            Paragraph(text=rate_text(await response_rate(turn, round_))),
            Note(text=_("After that nobody can answer or revise in it. Drafts not handed in do not count.")),
            Note(text=_("A closed round cannot be opened again.")),
        ),
        buttons=((action_button(_("Yes, close it"), CLOSE, round_, YES), digest_button(round_)),),
    )


def _opening_card(before: Round) -> Card:
    return Card(
        blocks=(
            Heading(text=_("Open the next round?")),
            Paragraph(text=_("It will be a named round: members can revise their answers until it closes.")),
            Note(text=_("{round} stays as it is, to be compared with.", round=before.name)),
        ),
        buttons=((action_button(_("Yes, open it"), OPEN_NEXT, before, YES), digest_button(before)),),
    )


async def _hold(work: Work, organisation: int) -> None:
    """Let a second administrator who presses at the same time wait, and then find the round that the first opened."""
    table = people.organisation
    await work.transaction.execute(select(table.c.id).where(table.c.id == organisation).with_for_update())


async def _insert_round(library: Library, turn: Turn, organisation: int) -> Round:
    table = assessment_round
    year = turn.now.astimezone(turn.who.timezone).year
    former = await turn.transaction.execute(
        select(func.max(table.c.number)).where(table.c.organisation_id == organisation, table.c.year == year)
    )
    inserted = await turn.transaction.execute(
        insert(table).values(
            organisation_id=organisation,
            year=year,
            number=(former.scalar_one() or 0) + 1,
            kind=NAMED,
            standard_version=library.version,
            opened_at=turn.now,
        )
    )
    (number,) = inserted.inserted_primary_key or (0,)
    opened = await find_round(turn, organisation, int(number))
    if opened is None:
        raise AssertionError("a round that was just written cannot be missing")
    return opened
