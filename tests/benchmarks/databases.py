"""The databases that the benchmarks run on: seeded once, a copy for each measurement."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.engine import URL, make_url

from bot.database.access import Database
from bot.database.opening import opened
from dialogs.engine.house import Installation
from tests.benchmarks.seeding import seed, seed_answers
from tests.postgresql import PostgreSQL

INSTALLATION: Final = Installation(timezone=ZoneInfo("Asia/Shanghai"), locale="zh_CN", bot_username="bench_bot")
DURABLE: Final = """
ALTER SYSTEM RESET ALL;
SELECT pg_reload_conf();
"""
"""The tests' PostgreSQL does without the disk; here it must not."""


class Databases:
    """Seeded databases, by the number of people who stand at the first question and of answers given by others."""

    def __init__(self, folder: Path, server: PostgreSQL | None) -> None:
        self.key_file = folder / "consultbot.key"
        self._folder = folder
        self._server = server
        self._made: dict[tuple[str, int, int], str] = {}
        self._count = 0
        if server is not None:
            server._server.psql(DURABLE)

    @contextmanager
    def of(self, kind: str, people: int, answers: int = 0) -> Iterator[str]:
        """Give a copy's address; ``kind`` is ``sqlite`` or ``postgresql``."""
        self._count += 1
        name = f"copy_{self._count}"
        if kind == "sqlite":
            file = self._folder / f"{name}.db"
            shutil.copy(self._made[kind, people, answers], file)
            yield f"sqlite+aiosqlite:///{file}"
            for left in self._folder.glob(f"{name}.db*"):
                left.unlink()
        else:
            assert self._server is not None
            self._server.create(self._made[kind, people, answers], name)
            yield self._server.url(name).render_as_string(hide_password=False)
            self._server.drop(name)

    async def make(self, kind: str, people: int, answers: int = 0) -> None:
        """Seed one, unless it is there."""
        key = kind, people, answers
        if key in self._made:
            return
        self._made[key], url = self._new(kind, f"template_{people}_{answers}")
        database = Database(url)
        cipher = (await opened(database, self.key_file)).cipher
        await seed(database, cipher, INSTALLATION, people)
        if answers:
            await seed_answers(database, answers)
        await database.close()

    def _new(self, kind: str, name: str) -> tuple[str, URL]:
        if kind == "sqlite":
            file = self._folder / f"{name}.db"
            return str(file), make_url(f"sqlite+aiosqlite:///{file}")
        assert self._server is not None
        return self._server.create(name=name), self._server.url(name)
