"""Who has not answered a named round, and reminding them: each at most once a day."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Final

from pydantic import JsonValue
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.assessment.rounds import Round, find_round
from dialogs.digest.navigating import (
    BEGIN,
    MISSING,
    REMIND,
    action_button,
    digest_button,
    round_named,
    view_button,
)
from dialogs.digest.rates import Member, who_is_missing
from dialogs.digest.records import reminder
from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Paragraph
from dialogs.engine.presses import page_of
from dialogs.engine.text import Message, _, n_
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.people import auditing, membership
from dialogs.people.identifying import identify

A_PAGE: Final = 20
"""Names a card."""


@dataclass
class Outcome:
    """What became of a reminder: the names of those who were written to, had been already, cannot be reached.

    ``oneself`` says that the administrator is among those who have not answered.
    """

    written: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    unreachable: list[str] = field(default_factory=list)
    oneself: bool = False


async def show_missing(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Name the members who have not answered: ``round, page``."""
    round_ = await round_named(turn, arguments)
    if round_ is None:
        return None
    members = await who_is_missing(turn, round_)
    await auditing.note(turn, round_.organisation, "names of those who have not answered viewed", str(round_.id))
    last = -(-len(members) // A_PAGE)
    page = page_of((*arguments, "", "")[1], last)
    shown = members[(page - 1) * A_PAGE : page * A_PAGE]
    asking = round_.is_open(turn.now) and bool(members)
    turning = (
        *((view_button(_("Previous page"), MISSING, round_, str(page - 1)),) if page > 1 else ()),
        *((view_button(_("Next page"), MISSING, round_, str(page + 1)),) if page < last else ()),
    )
    remind = action_button(
        n_("Remind the {count} who has not", "Remind the {count} who have not", len(members)), REMIND, round_
    )
    return Card(
        blocks=(
            Heading(text=_("Not answered yet: {round}", round=round_.name)),
            *((Bullets(lines=tuple(_called(each) for each in shown)),) if shown else (Paragraph(text=NOBODY_MISSING),)),
        ),
        buttons=(*(((remind,),) if asking else ()), *((turning,) if turning else ()), (digest_button(round_),)),
    )


NOBODY_MISSING = _("Nobody: there is no one to name here.")


async def remind(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Write to the members who have not answered an open round: ``round``."""
    round_ = await round_named(turn, arguments)
    if round_ is None:
        return
    if not round_.is_open(turn.now):
        turn.say(_("This round is closed, so nobody was reminded."))
        return
    outcome = Outcome()
    letter = await _letter(turn, round_)
    for member in await who_is_missing(turn, round_):
        if member.person == turn.who.person:
            outcome.oneself = True
        else:
            await _remind(turn, round_, member, letter, outcome)
    await auditing.note(turn, round_.organisation, "members reminded", f"{round_.id}: {len(outcome.written)}")
    turn.show(_told(round_, outcome))


async def begin(turn: Turn, arguments: tuple[str, ...]) -> None:
    """Take a member from a reminder to their form: ``round``, of whichever of their organisations."""
    person, organisation = turn.member
    for number, _name, _role in await membership.organisations_of(turn, person):
        if await find_round(turn, number, arguments[0] if arguments else "") is not None and number != organisation:
            await membership.work_in(turn, person, number)
            await turn.become(await identify(turn, turn.incoming))
    await turn.run_command("assess", "")


async def own_reminders(work: Work, person: int) -> JsonValue:
    """Give when a person was reminded of which round, for ``/mydata``."""
    rows = await work.transaction.execute(
        select(reminder).where(reminder.c.person_id == person).order_by(reminder.c.round_id)
    )
    return [{"round": row.round_id, "reminded": row.reminded_at.isoformat()} for row in rows]


async def _remind(turn: Turn, round_: Round, member: Member, letter: Card, outcome: Outcome) -> None:
    if not await turn.house.addressees(turn, member.person):
        outcome.unreachable.append(_called(member))
    elif await _is_first_today(turn, round_, member):
        await turn.write_to(member.person, letter, batch=f"reminder-{round_.id}")
        outcome.written.append(_called(member))
    else:
        outcome.before.append(_called(member))


async def _is_first_today(turn: Turn, round_: Round, member: Member) -> bool:
    """Note the reminder unless there was one today, in one statement: two administrators may press at once."""
    inserting = sqlite.insert if turn.transaction.dialect.name == "sqlite" else postgresql.insert
    noted = await turn.transaction.execute(
        inserting(reminder)
        .values(round_id=round_.id, person_id=member.person, reminded_at=turn.now)
        .on_conflict_do_update(
            index_elements=[reminder.c.round_id, reminder.c.person_id],
            set_={"reminded_at": turn.now},
            where=reminder.c.reminded_at < _start_of_day(turn),
        )
    )
    return noted.rowcount == 1


def _start_of_day(turn: Turn) -> datetime:
    today = turn.now.astimezone(turn.who.timezone).date()
    return datetime.combine(today, time(), tzinfo=turn.who.timezone)


async def _letter(turn: Turn, round_: Round) -> Card:
    name = await membership.organisation_name(turn, round_.organisation)
    return Card(
        blocks=(
            Heading(text=_("A reminder from {organisation}", organisation=name)),
            Paragraph(text=_("{round} is open, and your answers are still missing.", round=round_.name)),
            Note(text=_("The pulse form takes about three minutes. You can stop at any time and go on later.")),
        ),
        buttons=((action_button(_("Begin now"), BEGIN, round_),),),
    )


def _told(round_: Round, outcome: Outcome) -> Card:
    blocks: list[Block] = [Heading(text=_("Reminders: {round}", round=round_.name))]
    if outcome.written:
        blocks += _names(
            n_("Written to {count} person:", "Written to {count} people:", len(outcome.written)), outcome.written
        )
    else:
        blocks.append(Paragraph(text=_("Nobody was written to.")))
    if outcome.before:
        said = n_(
            "{count} person was reminded earlier today, and is not written to twice:",
            "{count} people were reminded earlier today, and are not written to twice:",
            len(outcome.before),
        )
        blocks += _names(said, outcome.before)
    if outcome.unreachable:
        said = n_(
            "{count} person cannot be reached here; please ask them another way:",
            "{count} people cannot be reached here; please ask them another way:",
            len(outcome.unreachable),
        )
        blocks += _names(said, outcome.unreachable)
    if outcome.oneself:
        blocks.append(Note(text=_("Your own answers are missing, too: /assess")))
    return Card(blocks=tuple(blocks), buttons=((digest_button(round_),),))


def _names(said: Message, names: list[str]) -> list[Block]:
    shown: list[Block] = [Paragraph(text=said), Bullets(lines=tuple(names[:A_PAGE]))]
    left = len(names) - A_PAGE
    return [*shown, Note(text=n_("and {count} more", "and {count} more", left))] if left > 0 else shown


def _called(member: Member) -> str:
    return member.name or f"#{member.person}"
