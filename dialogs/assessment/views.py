"""The result's views: each finds its round among the organisation's own, and reads the figures anew."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from dialogs.assessment.advising import advice_card
from dialogs.assessment.findings import findings_card, read_findings
from dialogs.assessment.navigating import ADVICE, FIGURES, FINDINGS, RECORD, RESULT, VERDICTS, WHY
from dialogs.assessment.on_record import capability_record_card, record_card
from dialogs.assessment.result import is_sealed, result_card, sealed_card
from dialogs.assessment.rounds import Round, find_round
from dialogs.assessment.standing import Standing, read_standing
from dialogs.assessment.verdicts import figures_card, verdicts_card
from dialogs.assessment.why import why_card
from dialogs.engine.cards import Card
from dialogs.engine.registry import Registry, View
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people.rights import roles_of
from standard.library import Library

Show = Callable[[Library, Turn, Standing, tuple[str, ...]], Awaitable[Card | None]]


async def _verdicts(library: Library, turn: Turn, standing: Standing, rest: tuple[str, ...]) -> Card:
    del turn, rest
    return verdicts_card(library, standing)


async def _figures(library: Library, turn: Turn, standing: Standing, rest: tuple[str, ...]) -> Card:
    del turn, rest
    return figures_card(library, standing)


async def _advice(library: Library, turn: Turn, standing: Standing, rest: tuple[str, ...]) -> Card:
    del turn, rest
    return advice_card(library, standing)


async def _findings(library: Library, turn: Turn, standing: Standing, rest: tuple[str, ...]) -> Card:
    del rest
    return findings_card(library, standing, await read_findings(library, turn, standing))


async def _why(library: Library, turn: Turn, standing: Standing, rest: tuple[str, ...]) -> Card | None:
    del turn
    return why_card(library, standing, rest[0]) if len(rest) == 1 else None


SHOWS: Final[dict[str, Show]] = {
    VERDICTS: _verdicts,
    FIGURES: _figures,
    ADVICE: _advice,
    FINDINGS: _findings,
    WHY: _why,
}


async def _record(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show what is on record beside a round: ``round``, or ``round, capability``."""
    round_ = await _own_round(turn, arguments)
    if round_ is None:
        return None
    if len(arguments) == 1:
        return await record_card(library, turn, round_)
    card = await capability_record_card(library, turn, round_, arguments[1])
    if card is None:
        turn.say(_("There is no such figure. /assess leads to all that there are."))
    return card


async def _result(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    round_ = await _own_round(turn, arguments)
    return None if round_ is None else await result_card(library, turn, round_)


async def _shown(library: Library, show: Show, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    round_ = await _own_round(turn, arguments)
    if round_ is None:
        return None
    if is_sealed(round_, turn):
        return sealed_card(round_)
    standing = await read_standing(library, turn, round_, turn.who.person)
    card = await show(library, turn, standing, arguments[1:])
    if card is None:
        turn.say(_("There is no such figure. /assess leads to all that there are."))
    return card


async def _own_round(turn: Turn, arguments: tuple[str, ...]) -> Round | None:
    round_ = await find_round(turn, turn.member[1], arguments[0] if arguments else "")
    if round_ is None:
        turn.say(_("That round is not one of your organisation's. /assess shows the one that is open."))
    return round_


def register(registry: Registry, library: Library) -> None:
    """Add the views."""
    registry.view(View(name=RESULT, roles=roles_of("view", RESULT), show=partial(_result, library)))
    registry.view(View(name=RECORD, roles=roles_of("view", RECORD), show=partial(_record, library)))
    for name, show in SHOWS.items():
        registry.view(View(name=name, roles=roles_of("view", name), show=partial(_shown, library, show)))
