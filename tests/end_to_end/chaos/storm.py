"""One run from its beginning to its count: so many seconds of everything at once, then calm."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url

from tests.end_to_end.chaos import kept
from tests.end_to_end.chaos.disk import Disk, disk
from tests.end_to_end.chaos.disturbing import Disturber
from tests.end_to_end.chaos.ledger import Tally, count
from tests.end_to_end.chaos.scene import Plan, Scene, stuck
from tests.postgresql import PostgreSQL, postgresql

CALM_WITHIN: Final = 60.0
"""Seconds within which all is delivered once nothing goes wrong any more: what was put off often waits longest."""

TELLING: Final = ("补充说明", "林小雨", "号的手机")
"""What people say and are called: no log may hold it."""


@dataclass(frozen=True)
class Outcome:
    """What was counted, what went wrong on purpose, and what the processes logged.

    ``calm_after`` are the seconds from the last fault until everything was delivered.
    """

    plan: Plan
    tally: Tally
    faults: Counter[str]
    logged: Counter[str]
    calm_after: float


@dataclass(frozen=True)
class Ground:
    """Where the records lie: on a disk that can be filled, or in a server that can be restarted."""

    url: URL
    disk: Disk | None = None
    server: PostgreSQL | None = None

    def disturbances(self, disturber: Disturber) -> list[Coroutine[None, None, None]]:
        """Give what is to go wrong, loop by loop."""
        loops = [disturber.kills(), disturber.jumps()]
        if self.disk is not None:
            loops += [disturber.locks(self.disk.database), disturber.fills(self.disk)]
        if self.server is not None:
            loops.append(disturber.restarts(self.server))
        return loops


async def storm(plan: Plan) -> Outcome:
    """Do it all."""
    with tempfile.TemporaryDirectory(prefix="consultbot-chaos-") as name, _ground(plan, Path(name)) as ground:
        folder, key_file = Path(name), Path(name) / "consultbot.key"
        token = await kept.found(ground.url, key_file)
        async with Scene(plan, folder, ground.url, key_file) as scene:
            await scene.fleet.all_serve()
            walkers = scene.walkers(token)
            disturber = Disturber(scene.fleet, scene.clock, scene.another(), scene.counts)
            await _rage(plan.seconds, [*ground.disturbances(disturber), *(each.walk() for each in walkers)])
            await scene.calm_down()
            calm_after = await scene.settle(CALM_WITHIN)
            unanswered = await stuck(walkers)
            await scene.settle(CALM_WITHIN)
            await scene.fleet.stop()
        tally = await _counted(scene, ground, key_file)
        tally.stuck = unanswered
        return Outcome(plan, tally, scene.counts, scene.fleet.logged, calm_after)


async def _rage(seconds: float, loops: list[Coroutine[None, None, None]]) -> None:
    """Let everything happen for so long; raises what a loop failed with."""
    tasks = [asyncio.create_task(loop) for loop in loops]
    await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    for task in tasks:
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            raise result


async def _counted(scene: Scene, ground: Ground, key_file: Path) -> Tally:
    ids = [person.id for person in scene.server._people.values()]
    async with kept.working(ground.url, key_file) as work:
        found = await kept.read_kept(work, ids)
        joined = await kept.count_people(work)
    tally = count(scene.setting, scene.post.taken, scene.witness.arrivals, found)
    tally.failed = scene.witness.apologies
    if joined != sum(one.joined for one in found.values()):
        tally.too_much += 1
        tally.says(f"{joined} memberships")
    if ground.disk is not None and not kept.is_sound(ground.disk.database):
        tally.missing += 1
        tally.says("SQLite calls its file damaged")
    for line in scene.fleet.lines:
        if any(word in line for word in TELLING):
            tally.failed += 1
            tally.says(f"the log tells what it may not: {line}")
    return tally


@contextmanager
def _ground(plan: Plan, folder: Path) -> Iterator[Ground]:
    if plan.kind == "sqlite":
        with disk(folder) as place:
            yield Ground(make_url(f"sqlite+aiosqlite:///{place.database}"), disk=place)
    else:
        with postgresql() as server:
            server.make_durable()
            yield Ground(server.url(server.create()), server=server)
