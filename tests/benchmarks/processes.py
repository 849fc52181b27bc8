"""The processes that are measured: begun on a core of their own where the system can, their time and memory read."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

STARTING: Final = 60.0
STOPPING: Final = 20.0


class NotServing(AssertionError):
    """A process ended, or did not listen in time; says what it wrote."""


class Serving:
    """A running process and where it listens."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, port: int) -> None:
        self.port = port
        self._log = folder / f"{port}.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)

    @property
    def cpu(self) -> float:
        """Give the seconds of processor time that it has used, all threads, user and system; NaN where unknown."""
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text("ascii")
        except OSError:
            return float("nan")
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def megabytes(self) -> float:
        """Give its resident memory; NaN where unknown."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text("ascii")
        except OSError:
            return float("nan")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def pin(self, cores: set[int]) -> None:
        """Keep it to some cores; at once after its beginning, so that its threads keep to them too."""
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(self._process.pid, cores)

    def wait(self) -> None:
        """Wait until it answers whatever is asked."""
        end = time.monotonic() + STARTING
        while time.monotonic() < end and self._process.poll() is None:
            try:
                knocking = HTTPConnection("127.0.0.1", self.port, timeout=STARTING)
                knocking.request("GET", "/healthz")
                knocking.getresponse().read()
                knocking.close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise NotServing(self.said())

    def said(self) -> str:
        """Give what it wrote."""
        return self._log.read_text("utf-8", errors="replace")

    def kill(self) -> None:
        """End it at once: nothing in it gets to run any more."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Let it end."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def cores() -> tuple[set[int], set[int]]:
    """Give the bots' cores and the load's; the same one where there is only one."""
    if not hasattr(os, "sched_getaffinity"):
        return set(), set()
    known = sorted(os.sched_getaffinity(0))
    return (set(known[:-1]) or set(known)), {known[-1]}


def free_port() -> int:
    """Give a port of the loopback that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextmanager
def rivals() -> Iterator[Path]:
    """Make the rivals' environment, and give its Python."""
    uv = os.environ.get("UV", "uv")  # uv run tells where it is
    requirements = Path(__file__).parent / "rivals" / "requirements.txt"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, folder], check=True)
        python = Path(folder, "bin", "python") if os.name != "nt" else Path(folder, "Scripts", "python.exe")
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--no-config", "--python", str(python), "-r", str(requirements)],
            check=True,
        )
        yield python
