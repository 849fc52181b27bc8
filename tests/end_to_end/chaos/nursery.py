"""A process that has read the whole program and forks one of ``consultbot run`` at each order.

A start takes a second and a half, nearly all of it to import. Killed every second, a bot would hardly ever serve; a
fork serves within half a second, and does all else that a start does. An order is one line of JSON on standard input:
``folder``, ``environment`` and the file of the ``clock``; the answer is the process's number on standard output. What
the processes log goes to this one's standard error.
"""

import ctypes
import gc
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NoReturn

from bot import app, catalogues, logs, settings
from bot.commands import cli
from tests.end_to_end.chaos.clock import obey

PARENT_DIED: Final = 1
"""``prctl(PR_SET_PDEATHSIG)``: nothing is left behind, however this ends."""

READ: Final = (app, logs, settings)


def main() -> None:
    """Take orders until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    catalogues.read_all()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            _become(json.loads(line))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def _become(order: Mapping[str, object]) -> NoReturn:
    """Be a process of its own from here on."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGKILL)
        for number in (signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        environment = order["environment"]
        assert isinstance(environment, dict)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(str(order["folder"]))
        obey(Path(str(order["clock"])))
        sys.argv = ["consultbot", "run"]
        cli.main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
