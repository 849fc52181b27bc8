"""What is measured, in which order: everything once a round, so that ratios are those of one moment."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks.bench import SLOTS, Bench, Figures
from tests.benchmarks.databases import Databases
from tests.benchmarks.processes import rivals
from tests.benchmarks.seeding import respondents
from tests.benchmarks.talkers import Greeter, Talker
from tests.postgresql import postgresql

ECHOES: Final = {
    "python-telegram-bot, bare echo": ("ptb_echo.py",),
    "python-telegram-bot, bare echo, 40 updates at once": ("ptb_echo.py", "40"),
    "aiogram, bare echo": ("aiogram_echo.py",),
}
SQLITE: Final = "consultbot, SQLite (FULL)"
POSTGRESQL: Final = "consultbot, PostgreSQL, {processes} process(es)"


@dataclass(frozen=True)
class Plan:
    """How much is measured: seconds, rounds, people, conversations open, answers given before.

    ``answered_after`` are the seconds that the Bot API takes for an answer: none, which leaves nothing but the bot's
    own work, or what the way to it takes at least.
    """

    rounds: int
    warm: float
    seconds: float
    people: int
    processes: tuple[int, ...]
    open: tuple[int, ...]
    answers: int
    answered_after: tuple[float, ...] = (0.0, 0.02)
    parts: frozenset[str] = frozenset({"turns", "postgresql", "memory", "growth"})


FULL: Final = Plan(5, 2.0, 6.0, 1000, (1, 2, 4), (10, 1_000, 100_000), 1_000_000)
SHORT: Final = Plan(1, 0.2, 0.5, 80, (1,), (10, 50), 5_000, answered_after=(0.02,))


@dataclass
class Results:
    """Figures by what was measured: of each round; resident megabytes by open conversations; growth by database.

    Those of turns are by the time that the Bot API takes, then by the bot.
    """

    turns: dict[float, dict[str, list[Figures]]] = field(default_factory=dict)
    memory: dict[int, float] = field(default_factory=dict)
    growth: dict[str, list[tuple[Figures, Figures]]] = field(default_factory=dict)


async def carried_out(bench: Bench, plan: Plan) -> Results:
    """Measure all of a plan."""
    results = Results()
    with ExitStack() as stack:
        server = stack.enter_context(postgresql()) if "postgresql" in plan.parts else None
        databases = Databases(bench.folder, server)
        kinds = ("sqlite",) if server is None else ("sqlite", "postgresql")
        if "turns" in plan.parts:
            python = stack.enter_context(rivals())
            for kind in kinds:
                await databases.make(kind, plan.people)
            for number, after in product(range(plan.rounds), plan.answered_after):
                _say(f"round {number + 1} of {plan.rounds}, the Bot API answers after {after * 1e3:g} ms")
                bench.stand_in.after = after
                await _round(bench, plan, databases, python, results.turns.setdefault(after, {}))
            bench.stand_in.after = 0.0
        if "growth" in plan.parts:
            for kind in kinds:
                await _growth(bench, plan, databases, kind, results)
        if "memory" in plan.parts:
            await _memory(bench, plan, databases, results)
    return results


async def _round(
    bench: Bench, plan: Plan, databases: Databases, python: Path, results: dict[str, list[Figures]]
) -> None:
    for name, (script, *more) in ECHOES.items():
        with bench.echo(python, Path(__file__).parent / "rivals" / script, *more) as serving:
            greeters = (Greeter(chat=1 + number) for number in range(SLOTS))
            figures = await bench.measure(serving, greeters, warm=plan.warm, seconds=plan.seconds)
        _note(results, name, figures)
    _note(results, SQLITE, await _turns(bench, plan, databases, "sqlite"))
    if "postgresql" in plan.parts:
        for processes in plan.processes:
            figures = await _turns(bench, plan, databases, "postgresql", processes=processes)
            _note(results, POSTGRESQL.format(processes=processes), figures)


async def _turns(
    bench: Bench, plan: Plan, databases: Databases, kind: str, *, processes: int = 1, answers: int = 0
) -> Figures:
    with (
        databases.of(kind, plan.people, answers) as url,
        bench.consultbot(url, databases.key_file, processes) as serving,
    ):
        return await bench.measure(serving, respondents(0, plan.people), warm=plan.warm, seconds=plan.seconds)


async def _growth(bench: Bench, plan: Plan, databases: Databases, kind: str, results: Results) -> None:
    for answers in (0, plan.answers):
        await databases.make(kind, plan.people, answers)
    pairs = results.growth.setdefault(kind, [])
    for number in range(plan.rounds):
        _say(f"growth on {kind}, {number + 1} of {plan.rounds}")
        empty = await _turns(bench, plan, databases, kind)
        later = await _turns(bench, plan, databases, kind, answers=plan.answers)
        pairs.append((empty, later))
        _say(f"  cpu {empty.cpu * 1e3:.2f} ms a turn, after {plan.answers:,} answers {later.cpu * 1e3:.2f} ms")


async def _memory(bench: Bench, plan: Plan, databases: Databases, results: Results) -> None:
    """Let the first few answer all; then let each of the others take one turn, and stay open."""
    most = plan.open[-1]
    await databases.make("sqlite", most)
    with databases.of("sqlite", most) as url, bench.consultbot(url, databases.key_file) as serving:
        for talkers, opened in _crowds(plan.open):
            _say(f"memory with {opened:,} open conversations")
            figures = await bench.measure(serving, talkers, warm=0, seconds=3600.0)
            results.memory[opened] = figures.megabytes
            _say(f"  {figures.megabytes:.1f} MB after {figures.turns:,} turns")


def _crowds(opened: tuple[int, ...]) -> Iterator[tuple[list[Talker], int]]:
    before = 0
    for count in opened:
        most = 40 if before == 0 else 1  # stays below the last item: the form remains open
        yield [*respondents(before, count - before, most)], count
        before = count


def _note(results: dict[str, list[Figures]], name: str, figures: Figures) -> None:
    results.setdefault(name, []).append(figures)
    _say(
        f"  {name:40} {figures.rate:7.0f}/s  p50 {figures.p50 * 1e3:6.1f} ms  p99 {figures.p99 * 1e3:6.1f} ms  "
        f"cpu {figures.cpu * 1e3:5.2f} ms  {figures.turns} turns"
    )


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def ratio(results: Mapping[str, list[Figures]], name: str, rival: str) -> float:
    """Give how many times a rival's echo a bot is, each round by itself, the median of them."""
    pairs = zip(results[name], results[rival], strict=True)
    return median(own.rate / other.rate for own, other in pairs)
