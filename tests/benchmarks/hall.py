"""A meeting with hundreds of guests in the web room: ``uv run python -m tests.benchmarks.hall [--guests 300]``.

Guests come in by the link, all from one network address, as behind a hall's own network. Each keeps the page's stream
of events open. Then everybody taps, round after round, while the facilitator goes on. What counts is told: turns a
second, the time until a tap is answered, and until a change is on everybody's board.
"""

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

from aiohttp import ClientSession, ClientTimeout, CookieJar
from sqlalchemy.engine import URL

from tests.end_to_end.guests import Guest
from tests.end_to_end.installation import Installation, installation
from tests.end_to_end.process import free_port
from tests.end_to_end.visitors import Visitor
from tests.postgresql import postgresql
from tests.telegram import BotApiServer

KINDS: Final = ("government", "enterprise", "public", "organisation", "expert")
VOICES: Final = ("完全赞成", "赞成", "可以接受", "不赞成", "坚决反对")
AGENDA: Final = "\n".join(f"第{number}项议题" for number in range(1, 30))
LINK: Final = re.compile(r"http://[\w.:]+/m/[\w-]+")
PATIENCE: Final = 60.0
AT_ONCE: Final = 40
"""Guests who come in at the same moment."""


@dataclass
class Watched:
    """A guest whose page listens: what the board showed, and since when."""

    guest: Guest
    board: dict[str, Any] = field(default_factory=dict)
    boards: int = 0
    told: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def text(self) -> str:
        """The words on the board."""
        blocks = self.board["card"]["blocks"] if self.board else []
        return "\n".join(line for block in blocks for line in (block.get("text") or "", *block.get("lines", ())))

    async def listen(self) -> None:
        """Follow the page's events until cancelled."""
        url, headers = f"{self.guest.root}/events", self.guest.headers
        endless = ClientTimeout(total=None, sock_read=60)
        async with self.guest.session.get(url, headers=headers, timeout=endless) as response:
            assert response.status == 200, await response.text()
            async for line in response.content:
                if line.startswith(b"data: "):
                    await self._take(json.loads(line[6:]))

    async def _take(self, message: dict[str, Any]) -> None:
        card = message.get("card")
        if card is None or not (message.get("pinned") or message["number"] == self.board.get("number")):
            return
        async with self.told:
            self.board = message
            self.boards += 1
            self.told.notify_all()

    async def sees(self, *words: str) -> float:
        """Wait until the board holds all these words; gives when it did."""
        async with self.told:
            await asyncio.wait_for(self.told.wait_for(lambda: all(each in self.text for each in words)), PATIENCE)
        return time.monotonic()

    async def presses(self, label: str) -> float:
        """Press a button of the board as the page shows it; gives the seconds until it was answered."""
        buttons = [button for row in self.board["card"]["buttons"] for button in row if button["label"] == label]
        assert len(buttons) == 1, f"{label!r} is not on {self.board['card']['buttons']}"
        begun = time.monotonic()
        await self.guest._posts({"kind": "pressed", "data": buttons[0]["press"], "message": self.board["number"]})
        return time.monotonic() - begun


@dataclass
class Hall:
    """The meeting: its facilitator at a browser, and those who came in."""

    there: Installation
    chair: Visitor
    link: str
    guests: list[Watched] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    _streams: list["asyncio.Task[None]"] = field(default_factory=list)

    async def fill(self, count: int) -> float:
        """Let so many guests come in by the link; gives the seconds that it took."""
        begun, gate = time.monotonic(), asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._comes_in(number, gate) for number in range(count)))
        return time.monotonic() - begun

    async def _comes_in(self, number: int, gate: asyncio.Semaphore) -> None:
        session = ClientSession(cookie_jar=CookieJar(unsafe=True))
        watched = Watched(Guest(session, self.there.bot.url, f"来宾{number:03}"))
        self.guests.append(watched)
        async with gate:
            await watched.guest.comes_in(self.link, KINDS[number % len(KINDS)])
            self._streams.append(asyncio.create_task(watched.listen()))
            await watched.sees("到会")

    async def leave(self) -> None:
        """Close every page."""
        for stream in self._streams:
            stream.cancel()
        await asyncio.gather(*self._streams, return_exceptions=True)
        for watched in self.guests:
            await watched.guest.session.close()

    async def all_see(self, *words: str) -> list[float]:
        """Wait until every board holds words; gives when each did."""
        return list(await asyncio.gather(*(watched.sees(*words) for watched in self.guests)))

    async def tap(self, labels: Sequence[str], seconds: float) -> list[str]:
        """Let everybody press one of these within so many seconds, each at a moment of their own; gives which."""

        async def taps(watched: Watched) -> str:
            await asyncio.sleep(random.uniform(0, seconds))  # noqa: S311 (no secret)
            label = random.choice(labels)  # noqa: S311
            self.turns.append(await watched.presses(label))
            return label

        return await asyncio.gather(*(taps(watched) for watched in self.guests))

    async def leads(self, command: str, *words: str) -> list[float]:
        """Let the facilitator do something; gives the seconds until each board shows it."""
        await self.chair.acts(command)
        begun = time.monotonic()
        return [max(0.0, at - begun) for at in await self.all_see(*words)]


@asynccontextmanager
async def hall(folder: Path, database: URL | None = None) -> AsyncIterator[Hall]:
    """Serve an installation, and let a facilitator begin a meeting in its web room."""
    address = f"127.0.0.1:{free_port()}"
    async with (
        BotApiServer() as server,
        installation(server, folder, database=database, listen=address, public_url=f"http://{address}") as there,
        there.bot,
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as session,
    ):
        chair = Visitor(session, there, "陈主持")
        await chair.joins(await there.invitation(await there.organisation(), "facilitator"))
        opened = Hall(there, chair, await _begin(there, chair))
        try:
            yield opened
        finally:
            await opened.leave()


async def _begin(there: Installation, chair: Visitor) -> str:
    for deed in ("/agenda", "[现在就开一次]", "[基层事务]", "小区停车怎么管", AGENDA.replace("\n", "⏎"), "[二维码]"):
        await chair.acts(deed)
        await there.settle()
    found = LINK.search(json.dumps((await chair.page())["messages"]))
    assert found is not None, "no link into the room"
    return found[0]


@dataclass(frozen=True)
class Figures:
    """What was measured: seconds, in the order of their names."""

    guests: int
    entering: float
    taps: int
    rate: float
    answered: tuple[float, float]
    calm: tuple[float, float]
    busy: tuple[float, float]
    boards: float

    def lines(self) -> list[str]:
        """Say it, a line a figure."""
        named = {
            "guests in the web room, all at one network address": f"{self.guests}",
            "seconds until all were in": f"{self.entering:.1f}",
            "taps": f"{self.taps}",
            "turns a second": f"{self.rate:.0f}",
            "ms until a tap is answered, p50 / p99": _both(self.answered),
            "ms until a change is on a board while nobody taps, p50 / p99": _both(self.calm),
            "ms until a change is on a board while all tap, p50 / p99": _both(self.busy),
            "pictures of the board a guest in all": f"{self.boards:.1f}",
        }
        return [f"{name}: {value}" for name, value in named.items()]


async def measure(opened: Hall, guests: int, seconds: float, rounds: int) -> Figures:
    """Fill the hall and let everybody tap, round after round, while the facilitator goes on."""
    entering = await opened.fill(guests)
    await opened.all_see(f"到会 {guests} 人")
    calm = [lag for number in (1, 2, 3) for lag in await opened.leads("/next", f"现在：第 {number} 项")]
    await opened.leads("/poll 先登记后分配", "表决：先登记后分配")
    begun, busy = time.monotonic(), []
    for number in range(1, rounds + 1):
        tapping = asyncio.create_task(opened.tap(VOICES, seconds))
        await asyncio.sleep(seconds / 2)
        busy += await opened.leads(f"/decide 第{number}轮照此办理", "已记录一项决议")
        await tapping
        await opened.leads("/undo", "已撤回：决议")
    took = time.monotonic() - begun
    await opened.all_see("表决：先登记后分配")
    return Figures(
        guests,
        entering,
        len(opened.turns),
        len(opened.turns) / took,
        _percentiles(opened.turns),
        _percentiles(calm),
        _percentiles(busy),
        sum(watched.boards for watched in opened.guests) / guests,
    )


def _percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    cuts = quantiles(seconds, n=100, method="inclusive")
    return cuts[49], cuts[98]


def _both(figures: tuple[float, float]) -> str:
    return " / ".join(f"{1000 * figure:.0f}" for figure in figures)


async def main() -> None:
    """Measure, and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--guests", type=int, default=300)
    asked.add_argument("--seconds", type=float, default=10.0, help="within which everybody taps once a round")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="consultbot-hall-") as folder, _database(given.database) as database:
        async with hall(Path(folder), database) as opened:
            figures = await measure(opened, given.guests, given.seconds, given.rounds)
    sys.stdout.write("\n".join((*figures.lines(), "")))


@contextmanager
def _database(kind: str) -> Iterator[URL | None]:
    if kind == "sqlite":
        yield None
        return
    with postgresql() as server:
        yield server.url(server.create())


if __name__ == "__main__":
    asyncio.run(main())
