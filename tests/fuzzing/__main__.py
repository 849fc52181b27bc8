"""The fuzzers' long form: ``python -m tests.fuzzing --updates 100000``."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.fuzzing.fuzz import Counts, fuzz_updates, fuzz_visits

Fuzzer = Callable[[str, Path, int, int], Awaitable[Counts]]


def main() -> int:
    """Run both fuzzers on SQLite; 1 where anything crashed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing")
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    clean = [_run("updates", fuzz_updates, given.updates, given.seed)]
    clean.append(_run("requests", fuzz_visits, given.requests, given.seed))
    return 0 if all(clean) else 1


def _run(name: str, fuzz: Fuzzer, number: int, seed: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        place = Path(folder)
        counts = asyncio.run(_awaited(fuzz(f"sqlite+aiosqlite:///{place / 'consultbot.db'}", place, number, seed)))
    answers = ", ".join(f"{status}: {count}" for status, count in sorted(counts.answers.items()))
    sys.stdout.write(
        f"{name}: {counts.sent} in {time.monotonic() - began:.0f} s, seed {seed}; answers {answers}; "
        f"faults {dict(counts.faults)}; failed turns {counts.failed_turns}\n"
    )
    sys.stdout.writelines(f"  {example}\n" for example in counts.examples)
    return counts.clean


async def _awaited(counts: Awaitable[Counts]) -> Counts:
    return await counts


if __name__ == "__main__":
    sys.exit(main())
