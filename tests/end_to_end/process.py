"""``consultbot`` as a process of its own: started, told to stop, killed, started again; what it logs is kept."""

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Self

STARTING: Final = 30.0
"""Seconds within which a process serves; it takes two where nothing else runs."""

STOPPING: Final = 20.0
LINE: Final = 1 << 20

Event = dict[str, object]


class Consultbot:
    """One installation in a directory: ``async with Consultbot(tmp_path, "run", settings={...}) as bot``.

    ``settings`` are named as in :class:`bot.settings.Settings`. The process sees these, the directory and next to
    nothing else of the environment that the tests run in. ``stdout`` and ``stderr`` hold the lines of every start.
    """

    def __init__(
        self,
        directory: Path,
        *command: str,
        settings: Mapping[str, object] = MappingProxyType({}),
        language: str = "zh_CN.UTF-8",
    ) -> None:
        self.directory = directory
        self.command = command
        self.environment = environment(directory, language, settings)
        self.stdout: list[str] = []
        self.stderr: list[str] = []
        self.port = 0
        self.starts = 0
        self._process: Process | None = None
        self._serving = asyncio.Event()
        self._readers: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.running:
            return
        code = await self.terminate()
        assert error is not None or code == 0, self._said(f"ended with {code}")

    @property
    def running(self) -> bool:
        """Tell whether the process is there."""
        return self._process is not None and self._process.returncode is None

    @property
    def log(self) -> str:
        """All that was written to standard error so far."""
        return "\n".join(self.stderr)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def events(self) -> list[Event]:
        """Give what was logged, line by line; fails where a line is no JSON object."""
        return [event for event in map(json.loads, filter(None, self.stderr)) if isinstance(event, dict)]

    def logged(self, words: str) -> list[Event]:
        """Give the logged events of this name."""
        return [event for event in self.events if event["event"] == words]

    async def start(self) -> None:
        """Start, and wait until it serves; fails with its log when it ends first."""
        self.launched = await self._launch()
        waiting = asyncio.create_task(self._serving.wait())
        ended = asyncio.create_task(self.launched.wait())
        try:
            await asyncio.wait({waiting, ended}, timeout=STARTING, return_when=asyncio.FIRST_COMPLETED)
            assert self._serving.is_set(), self._said("does not serve")
        finally:
            for task in (waiting, ended):
                task.cancel()

    async def finish(self) -> int:
        """Start a command that ends by itself, and give its exit status."""
        process = await self._launch()
        return await self._ended(process)

    async def terminate(self) -> int:
        """Ask it to stop (SIGTERM), and give its exit status."""
        return await self._signal(signal.SIGTERM)

    async def kill(self) -> None:
        """Kill it (SIGKILL): nothing in it gets to run any more."""
        await self._signal(signal.SIGKILL)

    async def restart(self) -> None:
        """Start again after it has ended."""
        assert not self.running, "still running"
        await self.start()

    def alive(self) -> None:
        """Fail with the log when it has died."""
        assert self.running, self._said("has died")

    async def _launch(self) -> Process:
        self._serving.clear()
        self.starts += 1
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *self.command,
            cwd=self.directory,
            env=self.environment,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=PIPE,
            limit=LINE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        self._process = process
        self._readers = [
            asyncio.create_task(self._collect(process.stdout, self.stdout)),
            asyncio.create_task(self._collect(process.stderr, self.stderr)),
        ]
        return process

    async def _signal(self, number: signal.Signals) -> int:
        assert self._process is not None
        self.alive()
        self._process.send_signal(number)
        return await self._ended(self._process)

    async def _ended(self, process: Process) -> int:
        try:
            code = await asyncio.wait_for(process.wait(), STOPPING)
        except TimeoutError:
            process.kill()
            await process.wait()
            raise AssertionError(self._said(f"has not ended within {STOPPING:.0f} s")) from None
        finally:
            await asyncio.gather(*self._readers)
        return code

    async def _collect(self, stream: asyncio.StreamReader, lines: list[str]) -> None:
        async for raw in stream:
            line = raw.decode(errors="backslashreplace").rstrip("\n")
            lines.append(line)
            if '"serving"' in line:
                self.port = int(json.loads(line)["port"])
                self._serving.set()

    def _said(self, what: str) -> str:
        return "\n".join((f"consultbot {' '.join(self.command)} {what}:", *self.stdout, *self.stderr))


def environment(directory: Path, language: str, settings: Mapping[str, object]) -> dict[str, str]:
    """Give a clean environment: a home, a language, a path, and our settings."""
    given = {f"CONSULTBOT_{name.upper()}": str(value) for name, value in settings.items()}
    plain = {"HOME": str(directory), "LANG": language, "PATH": os.defpath, "PYTHONUTF8": "1"}
    # Windows does not load sockets without it; coverage and the like may ask for theirs.
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PYTHONPATH") if name in os.environ}
    return {**plain, **kept, **given}


def free_port() -> int:
    """Give a port of the loopback that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])
