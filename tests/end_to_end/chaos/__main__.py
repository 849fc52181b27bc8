"""The long form, on both databases: ``python -m tests.end_to_end.chaos --seconds 120 --people 200``."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path
from typing import Final

from dialogs.assessment.starting import SECONDS_A_QUESTION
from tests.end_to_end.chaos.scene import PROCESSES, Kind, Plan
from tests.end_to_end.chaos.storm import Outcome, storm
from tests.end_to_end.chaos.table import details, written

PAUSE: Final = float(SECONDS_A_QUESTION)
"""Seconds that somebody thinks at most: the time that the dialogs reckon with for a question."""


def main() -> int:
    """Run it, print the table; 1 where anything was lost, out of order or stuck, or too much was doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.end_to_end.chaos")
    parser.add_argument("--seconds", type=float, default=120, help="of faults, on each database")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--database", choices=[*PROCESSES], help="one of them only")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table there, too")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left behind
    kinds: list[Kind] = [kind for kind in PROCESSES if given.database in {None, kind}]
    outcomes = [_run(Plan(kind, given.people, given.seconds, given.seed, PAUSE)) for kind in kinds]
    table = written(outcomes)
    sys.stdout.write(table)
    if given.markdown is not None:
        given.markdown.write_text(table, "utf-8")
    return 0 if all(outcome.tally.sound for outcome in outcomes) else 1


def _run(plan: Plan) -> Outcome:
    sys.stderr.write(f"{plan}\n")
    outcome = asyncio.run(storm(plan))
    sys.stderr.write(details(outcome))
    return outcome


if __name__ == "__main__":
    sys.exit(main())
