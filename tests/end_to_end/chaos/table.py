"""The counts as a table in Markdown, a column a database."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from tests.end_to_end.chaos.scene import PROCESSES
from tests.end_to_end.chaos.storm import Outcome

NAMES: Final = {
    "sqlite": "SQLite, one process, polling",
    "postgresql": "PostgreSQL, four processes, webhook",
}

ROWS: Final[tuple[tuple[str, Callable[[Outcome], str]], ...]] = (
    ("people, seconds of faults", lambda one: f"{one.plan.people}, {one.plan.seconds:g}"),
    ("updates acknowledged", lambda one: f"{one.tally.acknowledged:,}"),
    ("answers that must be kept", lambda one: f"{one.tally.answers:,}"),
    ("**answers missing, too much**", lambda one: f"**{one.tally.missing}**, **{one.tally.too_much}**"),
    ("replies that must have come", lambda one: f"{one.tally.replies:,}"),
    ("**replies lost, out of order**", lambda one: f"**{one.tally.lost}**, **{one.tally.out_of_order}**"),
    ("**replies doubled**", lambda one: f"**{one.tally.doubled}** ({share(one.tally.doubled, one.tally.replies)})"),
    ("**chats stuck, dialogs failed**", lambda one: f"**{one.tally.stuck}**, **{one.tally.failed}**"),
    ("all delivered after the last fault", lambda one: f"{one.calm_after:.0f} s"),
)


def written(outcomes: Sequence[Outcome]) -> str:
    """Write everything: what had to hold, then what went wrong on purpose."""
    lines = [_row("", (NAMES[one.plan.kind] for one in outcomes)), _row("---", ("--:" for _ in outcomes))]
    lines += [_row(name, (cell(one) for one in outcomes)) for name, cell in ROWS]
    named = sorted({name for one in outcomes for name in one.faults if not name.startswith("webhook")})
    lines += [_row(name, (_count(one.faults[name]) for one in outcomes)) for name in named]
    return "\n".join(lines) + "\n"


def details(outcome: Outcome) -> str:
    """Write what a run came to, with examples of what is not as it must be."""
    processes = PROCESSES[outcome.plan.kind]
    lines = [
        f"{outcome.plan.kind}, {processes} processes, seed {outcome.plan.seed}: {outcome.tally}",
        f"  on purpose: {dict(outcome.faults)}",
        f"  logged: {dict(outcome.logged.most_common())}",
        *(f"  {example}" for example in outcome.tally.examples),
    ]
    return "\n".join(lines) + "\n"


def share(part: int, whole: int) -> str:
    """Write a part of a whole in per cent."""
    return f"{100 * part / whole:.2f} %" if whole else "–"


def _count(number: int) -> str:
    return f"{number:,}" if number else "–"


def _row(name: str, cells: Iterable[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"
