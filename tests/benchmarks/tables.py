"""The figures as a table in Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from tests.benchmarks.bench import SLOTS, Figures
from tests.benchmarks.plan import ECHOES, Plan, Results, ratio


def written(results: Results, plan: Plan) -> str:
    """Write everything; medians of the rounds."""
    return "\n".join([*_turns(results, plan), *_memory(results), *_growth(results, plan)]) + "\n"


def _turns(results: Results, plan: Plan) -> Iterator[str]:
    for after, turns in results.turns.items():
        how = f"after {after * 1e3:g} ms" if after else "at once"
        yield f"The Bot API answers {how}; {SLOTS} chats at once, {plan.rounds} rounds of {plan.seconds:g} s, medians."
        yield ""
        yield from _bots(turns)


def _bots(turns: Mapping[str, list[Figures]]) -> Iterator[str]:
    yield "| Bot | Turns a second | × PTB's echo | × with 40 at once | × aiogram's | p50 ms | p99 ms | CPU ms | MB |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: | --: |"
    for name, rounds in turns.items():
        times = " | ".join(f"{ratio(turns, name, rival):.2f}" for rival in ECHOES)
        yield (
            f"| {name} | {_middle(rounds, 'rate'):,.0f} | {times} "
            f"| {_middle(rounds, 'p50') * 1e3:.1f} | {_middle(rounds, 'p99') * 1e3:.1f} "
            f"| {_middle(rounds, 'cpu') * 1e3:.2f} | {_middle(rounds, 'megabytes'):.0f} |"
        )
    yield ""


def _memory(results: Results) -> Iterator[str]:
    if not results.memory:
        return
    yield "| Open conversations, each of which took turns in this process | Memory MB |"
    yield "| --: | --: |"
    for opened, megabytes in results.memory.items():
        yield f"| {opened:,} | {megabytes:.1f} |"
    yield ""


def _growth(results: Results, plan: Plan) -> Iterator[str]:
    if not results.growth:
        return
    yield f"| Database | CPU ms a turn | after {plan.answers:,} answers | Ratio | Turns a second | after |"
    yield "| --- | --: | --: | --: | --: | --: |"
    for kind, pairs in results.growth.items():
        first, later = [one for one, _ in pairs], [other for _, other in pairs]
        grown = median(other.cpu / one.cpu for one, other in pairs)
        yield (
            f"| {kind} | {_middle(first, 'cpu') * 1e3:.2f} | {_middle(later, 'cpu') * 1e3:.2f} | {grown:.2f} "
            f"| {_middle(first, 'rate'):,.0f} | {_middle(later, 'rate'):,.0f} |"
        )
    yield ""


def _middle(rounds: Sequence[Figures], what: str) -> float:
    return median(float(getattr(one, what)) for one in rounds)
