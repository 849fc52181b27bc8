"""Searches the log of every test for what no log may hold: tokens, names, addresses, people's words.

The tests' people say what they say through few hands (:class:`tests.dialogs.talking.Talk`, the browsers of
``tests/bot/web``, the persons of ``tests/telegram``), which note it here. What is logged meanwhile goes through the
processors that blank and shorten it in production, and is searched when the test is over.
"""

import json
import logging
from typing import Final

import pytest
import structlog
from structlog.typing import EventDict, WrappedLogger

from bot.logs import blanked, first_line, places

PLANTED: Final = frozenset({"李秀兰", "王建国", "林美玲", "林小雨", "陈主任", "只给自己人看", "planted-secret"})
"""People and words that many tests have in common."""

LONG_ENOUGH: Final = 3
LONG_ENOUGH_IN_ASCII: Final = 7
"""Signs: what is shorter may stand in a log by chance."""

_said: set[str] = set()
_logged: list[str] = []


def note(*words: str) -> None:
    """Note what somebody has said, or a token that was given out: no log may hold it from now on."""
    _said.update(word for said in words for word in [said.strip()] if _can_be_searched(word))


def _can_be_searched(word: str) -> bool:
    return len(word) >= (LONG_ENOUGH_IN_ASCII if word.isascii() else LONG_ENOUGH)


def found() -> list[str]:
    """Give the lines of this test's log that hold what they may not."""
    return [line for line in _logged if any(secret in line for secret in (*_said, *PLANTED))]


def _kept(logger: WrappedLogger, method: str, event: EventDict) -> str:
    del logger, method
    line = json.dumps(event, ensure_ascii=False, default=str)
    _logged.append(line)
    return line


class _Libraries(logging.Handler):
    """Keeps what libraries warn of, as short as production writes it."""

    def emit(self, record: logging.LogRecord) -> None:
        event = first_line(None, "", {"event": record.getMessage()})
        _logged.append(str(blanked(None, "", event)))


_libraries = _Libraries(logging.WARNING)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Begin a test with an empty log."""
    _said.clear()
    _logged.clear()
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, places, blanked, _kept]
    )
    logging.getLogger().addHandler(_libraries)
    logging.getLogger().setLevel(logging.WARNING)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Fail a test whose log holds what it may not."""
    logging.getLogger().removeHandler(_libraries)
    assert not (indiscreet := found()), f"the log tells what it may not: {indiscreet[:3]}"
