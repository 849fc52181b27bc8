"""``python -m tests.benchmarks.turns``: a turn of the assessment beside python-telegram-bot's and aiogram's bare echo.

All in one run, behind a webhook, on the same Bot API stand-in, with 40 chats at once, each of which sends its next
update when it has got its reply. The bot has a core of its own; the load, the stand-in and PostgreSQL have the others.
Prints a table and writes it as Markdown. ``--short`` (20 s) only shows that it runs.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import uvloop

from tests.benchmarks.bench import Bench
from tests.benchmarks.plan import FULL, SHORT, Plan, carried_out
from tests.benchmarks.tables import written


async def _measured(plan: Plan) -> str:
    async with Bench.opened() as bench:
        return written(await carried_out(bench, plan), plan)


def main() -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="only show that it runs")
    parser.add_argument("--only", nargs="*", choices=sorted(FULL.parts), help="some parts")
    parser.add_argument("--rounds", type=int, help="how often everything is measured")
    parser.add_argument("--markdown", type=Path, default=Path("build/turns.md"), help="where the table is written")
    given = parser.parse_args()
    plan = SHORT if given.short else FULL
    plan = replace(plan, parts=frozenset(given.only or plan.parts), rounds=given.rounds or plan.rounds)
    table = uvloop.run(_measured(plan))
    sys.stdout.write(table)
    given.markdown.parent.mkdir(parents=True, exist_ok=True)
    given.markdown.write_text(table, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
