"""``python -m tests.benchmarks.letters``: 50,000 letters to as many chats, a kill on the way, the last ones taken back.

The process is killed (SIGKILL) when a third of the letters is there, and started again; when two thirds are there, the
rest is taken back by ``consultbot outbox --cancel``. Meanwhile somebody asks for ``/help`` again and again: nobody's
reply may wait for a batch. ``consultbot outbox`` is asked how much waits.
"""

import argparse
import asyncio
import re
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import uvloop

from bot.database.access import Database
from bot.database.opening import opened
from bot.delivery import delivering as delivery
from bot.house import now
from dialogs.engine import posting
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.letters import Letter
from tests.benchmarks.bench import Bench, Figures
from tests.benchmarks.databases import Databases
from tests.benchmarks.seeding import FIRST, respondents
from tests.benchmarks.talkers import Content
from tests.end_to_end.process import environment
from tests.postgresql import postgresql

AT_ONCE: Final = delivery.BATCH
BATCH: Final = "reminder-1"
WORDS: Final = "协商测评提醒"
ASKING: Final = 40
"""People beside the batch who answer questions meanwhile, one at a time."""

CHUNK: Final = 1_000
STILL: Final = 3.0
"""Seconds without a letter after which nothing more is on its way."""

PATIENCE: Final = 900.0


@dataclass
class Listening:
    """Counts the batch's letters by their chats, as the Bot API stand-in is told to show them."""

    letters: Counter[int] = field(default_factory=Counter)
    last: float = 0.0

    def shown(self, chat: int, message: Content) -> None:
        """Count a letter of the batch."""
        if WORDS in str(message["text"]):
            self.letters[chat] += 1
            self.last = time.monotonic()

    async def until(self, chats: int) -> None:
        """Wait until so many chats have theirs."""
        async with asyncio.timeout(PATIENCE):
            while len(self.letters) < chats:  # noqa: ASYNC110 (fifty thousand events would be dearer)
                await asyncio.sleep(0.02)

    async def until_still(self) -> None:
        """Wait until no more come."""
        while time.monotonic() - self.last < STILL:  # noqa: ASYNC110 (nothing announces that nothing comes)
            await asyncio.sleep(0.1)


@dataclass(frozen=True)
class Run:
    """What came of it: letters, letters a second, replies meanwhile.

    ``unnoted`` were there when the process was killed, and yet wait, by what ``consultbot outbox`` says.
    """

    kind: str
    letters: int
    rate: float
    doubled: int
    taken_back: int
    lost: int
    replies: Figures
    unnoted: int

    def row(self) -> str:
        """Write a row of the table."""
        share = 100 * self.doubled / max(1, self.letters - self.taken_back)
        return (
            f"| {self.kind} | {self.letters:,} | {self.rate:,.0f} | {self.taken_back:,} | {self.lost} "
            f"| {self.doubled} ({share:.2f} %) | {self.replies.p50 * 1e3:.0f} | {self.replies.p99 * 1e3:.0f} |"
        )


HEAD: Final = (
    "| Database | Letters | A second | Taken back | Lost | Doubled by the kill | Reply meanwhile p50 ms | p99 ms |\n"
    "| --- | --: | --: | --: | --: | --: | --: | --: |\n"
)


async def carried_out(bench: Bench, databases: Databases, kind: str, letters: int) -> Run:
    """Send a batch, with all that happens to it."""
    people, listening = letters + ASKING, Listening()
    await databases.make(kind, people)
    with databases.of(kind, people) as url, bench.listening(listening):
        await _write(url, databases.key_file, letters)
        with bench.consultbot(url, databases.key_file) as serving:
            began = time.monotonic()
            await listening.until(letters // 3)
            rate = len(listening.letters) / (time.monotonic() - began)
            serving[0].kill()
        left = letters - len(listening.letters)
        told = _outbox(bench, url, databases.key_file)
        with bench.consultbot(url, databases.key_file) as serving:
            asking = respondents(letters, ASKING)
            replies = await bench.measure(serving, asking, warm=1.0, seconds=5.0, slots=1)
            await listening.until(2 * letters // 3)
            taken_back = await asyncio.to_thread(_outbox, bench, url, databases.key_file, "--cancel", BATCH)
            await listening.until_still()
    there = listening.letters
    lost = max(0, letters - taken_back - len(there))
    return Run(kind, letters, rate, there.total() - len(there), taken_back, lost, replies, told - left)


async def _write(url: str, key_file: Path, letters: int) -> None:
    database = Database(url)
    cipher = (await opened(database, key_file)).cipher
    for first in range(FIRST, FIRST + letters, CHUNK):
        card = Card(blocks=(Paragraph(text=WORDS),))
        chats = range(first, min(first + CHUNK, FIRST + letters))
        written = [(chat, Letter(card=card, locale="zh_CN", batch=BATCH)) for chat in chats]
        async with database.writing() as connection:
            await posting.post(connection, cipher, now(), written)
    await database.close()


def _outbox(bench: Bench, url: str, key_file: Path, *more: str) -> int:
    """Run ``consultbot outbox``, and give the number that it tells first."""
    told = environment(bench.folder, "C.UTF-8", {"database": url, "key_file": key_file})
    command = [sys.executable, "-m", "bot", "outbox", *more]
    said = subprocess.run(command, env=told, cwd=bench.folder, check=True, capture_output=True, text=True).stdout
    found = re.search(r"\d+", said)
    assert found is not None, said
    return int(found[0])


async def _measured(kinds: list[str], letters: int) -> str:
    with ExitStack() as stack:
        server = stack.enter_context(postgresql()) if "postgresql" in kinds else None
        async with Bench.opened() as bench:
            databases = Databases(bench.folder, server)
            runs = [await carried_out(bench, databases, kind, letters) for kind in kinds]
    for run in runs:
        assert run.lost == 0, f"{run.lost} letters never arrived"
        assert 0 <= run.unnoted <= 2 * AT_ONCE, f"{run.unnoted} letters too many wait, it says"
    return HEAD + "".join(f"{run.row()}\n" for run in runs)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=50_000)
    parser.add_argument("--database", nargs="*", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    given = parser.parse_args()
    sys.stdout.write(uvloop.run(_measured(given.database, given.letters)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
