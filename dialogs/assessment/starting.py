"""``/assess``: the round that is open, the forms that can be filled in, and what one has begun or submitted."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from dialogs.assessment.choosing import CHOOSING
from dialogs.assessment.filling import AssessmentArguments
from dialogs.assessment.form import CLASSIFIED_WARNING
from dialogs.assessment.navigating import RESULT, Row, open_button, view_button
from dialogs.assessment.opening import find_draft, open_items, resume_draft, revise
from dialogs.assessment.responses import Response, find_response
from dialogs.assessment.rounds import NAMED, Round, current_round, find_round
from dialogs.assessment.selection import (
    FULL,
    PULSE,
    RESUME,
    REVISE,
    TARGETED,
    items_asked,
    left_out,
)
from dialogs.assessment.wording import clause_text, several
from dialogs.engine.cards import Block, Bullets, Card, Heading, Note, Paragraph
from dialogs.engine.form_state import FormState
from dialogs.engine.text import Text, _, n_
from dialogs.engine.turn import Turn
from dialogs.people import records as people
from standard.library import Library

SECONDS_A_QUESTION = 20
"""A reader's time for one question with its five levels, from which the forms' times are given."""


async def start(library: Library, turn: Turn, argument: str) -> None:
    """Answer ``/assess``."""
    del argument
    person, organisation = turn.member
    round_ = await current_round(turn, organisation)
    if round_ is None:
        turn.say(_("No round has been opened yet. Your administrator opens one."))
        return
    if not round_.is_open(turn.now):
        turn.show(_closed_card(round_, turn))
        return
    begun = _Begun(
        affairs=await read_affairs(turn, organisation),
        response=await find_response(turn, round_, person),
        draft=await find_draft(turn, round_),
    )
    turn.show(_start_card(library, turn, round_, begun))


async def open_form(library: Library, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Open what a button of the start card asks for."""
    number, what = arguments if len(arguments) == 2 else ("", "")
    round_ = await find_round(turn, turn.member[1], number)
    if round_ is None or not round_.is_open(turn.now):
        await start(library, turn, "")
    elif what in {PULSE, FULL}:
        kind = PULSE if what == PULSE else FULL
        codes = items_asked(library, kind, await read_affairs(turn, round_.organisation))
        await open_items(library, turn, round_, kind, codes)
    elif what == TARGETED:
        await turn.open_form(CHOOSING, str(round_.id), str(round_.id))
    elif not (
        (what == RESUME and await resume_draft(turn, round_))
        or (what == REVISE and await revise(library, turn, round_))
    ):
        await start(library, turn, "")


async def read_affairs(turn: Turn, organisation: int) -> tuple[str, ...]:
    """Give the clauses of chapter 5 that an organisation takes part in; none where it has not said."""
    found = await turn.transaction.execute(
        select(people.organisation.c.affairs).where(people.organisation.c.id == organisation)
    )
    return tuple(part for part in found.scalar_one().split(",") if part)


@dataclass(frozen=True, kw_only=True)
class _Begun:
    """What there is of the person's in the round already, and what their organisation takes part in."""

    affairs: tuple[str, ...]
    response: Response | None
    draft: FormState | None


def _closed_card(round_: Round, turn: Turn) -> Card:
    ended = round_.ended_at or turn.now
    said = _(
        "This round closed on {day}, and no other is open. Your administrator opens the next one.",
        day=_day(turn, ended),
    )
    return Card(
        blocks=(Heading(text=round_.name), Paragraph(text=said)),
        buttons=((view_button(_("See the result"), RESULT, round_),),),
    )


def _start_card(library: Library, turn: Turn, round_: Round, begun: _Begun) -> Card:
    blocks: list[Block] = [Heading(text=_("Assessment: {round}", round=round_.name))]
    rows: list[Row] = []
    if begun.draft is not None:
        blocks.append(Paragraph(text=_progress(begun.draft)))
        rows.append((open_button(_("Go on"), round_, RESUME),))
    if begun.response is not None:
        day = _day(turn, begun.response.submitted_at)
        blocks.append(Paragraph(text=_("You submitted your answers on {day}.", day=day)))
        revising = [open_button(_("Revise my answers"), round_, REVISE)] if begun.draft is None else []
        rows.append((view_button(_("See the result"), RESULT, round_), *revising))
    blocks += [Paragraph(text=_("Which form would you like to fill in?")), _forms(library, begun.affairs)]
    if rows:
        blocks.append(Note(text=_("What you have answered already is filled in, whichever form you choose.")))
    forms = (open_button(_("Pulse form"), round_, PULSE), open_button(_("Full form"), round_, FULL))
    return Card(
        blocks=(*blocks, *_notes(library, turn, round_, begun.affairs)),
        buttons=(*rows, forms, (open_button(_("Targeted form"), round_, TARGETED),)),
    )


def _forms(library: Library, affairs: tuple[str, ...]) -> Bullets:
    pulse, full = (len(items_asked(library, kind, affairs)) for kind in (PULSE, FULL))
    least = max(5, 5 * (full * SECONDS_A_QUESTION // 300))
    return Bullets(
        lines=(
            n_(
                "Pulse form: {count} question, one on each capability, about 3 minutes",
                "Pulse form: {count} questions, one on each capability, about 3 minutes",
                pulse,
            ),
            n_(
                "Full form: {count} question, {least} to {most} minutes",
                "Full form: {count} questions, {least} to {most} minutes",
                full,
                least=least,
                most=least + 5,
            ),
            _("Targeted form: all questions on the capabilities that you choose"),
        )
    )


def _notes(library: Library, turn: Turn, round_: Round, affairs: tuple[str, ...]) -> list[Block]:
    out = left_out(library, affairs)
    blocks: list[Block] = []
    if out:
        names = several([clause_text(library, clause) for clause in out])
        said = _(
            "Not asked: {clauses}. These recommended clauses concern kinds of consultation that your organisation "
            "takes no part in. The targeted form can still include them.",
            clauses=names,
        )
        blocks.append(Note(text=said))
    if round_.kind == NAMED:
        blocks.append(Note(text=_until(round_, turn)))
    return [
        *blocks,
        Note(text=_("You can stop at any time and go on later, here or in another channel.")),
        Note(text=CLASSIFIED_WARNING),
    ]


def _until(round_: Round, turn: Turn) -> Text:
    if round_.closes_at is None:
        return _("This round is named: your administrator sees who answered what. You can revise until it closes.")
    day = _day(turn, round_.closes_at)
    return _("This round is named: your administrator sees who answered what. You can revise until {day}.", day=day)


def _progress(draft: FormState) -> Text:
    asked = AssessmentArguments.model_validate(draft.arguments)
    done = sum("/" not in key for key in draft.answers)
    return _("You have begun: {done} of {total} questions answered.", done=done, total=len(asked.items))


def _day(turn: Turn, moment: datetime) -> date:
    return moment.astimezone(turn.who.timezone).date()
