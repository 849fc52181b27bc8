"""Logs: one line an event on standard error, with the correlation id of the update that it belongs to.

Whoever takes or delivers an update binds that id as a context variable of structlog's.

They say what happened without a token, a name or a person's words. So a traceback gives types and places only (an
exception's message may quote what somebody wrote), keys that could carry such things are blanked, and whatever
looks like a bot token is cut out of everything, also of what libraries log.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Callable
from functools import partial
from typing import Final, TextIO

import structlog
from pydantic_core import to_json
from structlog.typing import EventDict, Processor, WrappedLogger

BLANK: Final = "…"
TOKEN: Final = re.compile(r"bot[0-9]+:[A-Za-z0-9_-]+|[0-9]{6,}:[A-Za-z0-9_-]{20,}")
"""A bot token: in a Bot API address, whatever its length, or by itself."""
SIGN: Final = ":"
"""What every token has in it."""
BLANKED: Final = frozenset(
    {
        "address",
        "answer",
        "answers",
        "authorization",
        "body",
        "caption",
        "card",
        "comment",
        "contact",
        "cookie",
        "data",
        "first_name",
        "key",
        "last_name",
        "letter",
        "name",
        "note",
        "password",
        "payload",
        "phone",
        "secret",
        "text",
        "title",
        "token",
        "url",
        "username",
        "value",
        "words",
    }
)
"""Keys under which a token, a name or somebody's words might be logged by mistake."""


class Line(structlog.WriteLogger):
    """Writes our own events as lines; by the standard library's loggers each would take twice the time."""

    def __init__(self, name: str = "", *, file: TextIO) -> None:
        super().__init__(file)
        self.name = name


def configure(*, terminal: bool | None = None, level: int = logging.INFO, for_good: bool = False) -> None:
    """Send our events, and what libraries warn of, to standard error: JSON, or plain lines on a terminal.

    ``for_good``: nobody configures them anew, so that no line has to ask how it is written.
    """
    plain = sys.stderr.isatty() if terminal is None else terminal
    structlog.configure(
        processors=[*_before(), *_after(plain=plain)],
        logger_factory=partial(Line, file=sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=for_good,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_before(), first_line],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_after(plain=plain)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("aiohttp.access").disabled = True  # addresses hold invitation tokens
    logging.captureWarnings(capture=True)


def _before() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _after(*, plain: bool) -> list[Processor]:
    renderer = structlog.dev.ConsoleRenderer() if plain else structlog.processors.JSONRenderer(_as_json)
    return [places, blanked, renderer]


def _as_json(event: EventDict, *, default: Callable[[object], object]) -> str:
    try:
        return to_json(event, fallback=default).decode()
    except ValueError:  # a lone surrogate
        return json.dumps(event, ensure_ascii=False, default=default)


def places(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Write an exception as types and places, without any message."""
    del logger, method
    raised = _raised(event.pop("exc_info", None))
    if raised is not None:
        event["exception"] = _traced(raised)
    return event


def blanked(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Blank what a log must not hold."""
    del logger, method
    return {key: BLANK if key in BLANKED else _without_token(value) for key, value in event.items()}


def first_line(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Keep of a library's message what it says first: what follows quotes objects and exceptions."""
    del logger, method
    event["event"] = str(event["event"]).partition("\n")[0]
    return event


def _raised(given: object) -> BaseException | None:
    match given:
        case BaseException():
            return given
        case (_, BaseException() as raised, _):
            return raised
        case True:
            return sys.exception()
        case _:
            return None


def _traced(raised: BaseException) -> str:
    """Write a chain of exceptions, the first one first, as Python does; without their messages."""
    cause = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    within = raised.exceptions if isinstance(raised, BaseExceptionGroup) else ()
    place = "".join(traceback.format_tb(raised.__traceback__))
    parts = [*([_traced(cause)] if cause else ()), f"{place}{type(raised).__qualname__}", *map(_traced, within)]
    return "\n".join(parts)


def _without_token(value: object) -> object:
    match value:
        case bool() | int() | float() | None:
            return value
        case str() if SIGN not in value:
            return value
        case dict():
            return {key: _without_token(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_without_token(inner) for inner in value]
        case _:
            return TOKEN.sub(BLANK, str(value))
