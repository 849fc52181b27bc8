import asyncio
import gc
import json
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure

TOKEN = "123456789:AAE-planted_planted_planted_planted"


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> "Lines":
    return Lines(capsys)


class Lines:
    """What was written to standard error since the last look."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def begin(self) -> None:
        configure(terminal=False)  # in the test itself, for standard error is another one while fixtures are made

    def text(self) -> str:
        return self._capture.readouterr().err

    def events(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.text().splitlines()]


def log() -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.get_logger("bot.channel")
    return logger


def test_an_event_is_one_line_of_json_with_its_time_level_and_place(lines: Lines) -> None:
    lines.begin()
    log().info("交付", attempt=2)
    (event,) = lines.events()

    assert event.pop("timestamp")
    assert event == {"event": "交付", "level": "info", "logger": "bot.channel", "attempt": 2}


def test_lines_of_one_update_carry_its_correlation_into_the_tasks_that_it_starts(lines: Lines) -> None:
    lines.begin()

    async def reply() -> None:
        log().info("reply")

    async def turn(identity: str) -> None:
        with structlog.contextvars.bound_contextvars(correlation=identity):
            log().info("turn")
            await asyncio.create_task(reply())

    async def both() -> None:
        await asyncio.gather(turn("u-1"), turn("u-2"))

    asyncio.run(both())
    log().info("after")
    seen = sorted((str(event.get("correlation")), str(event["event"])) for event in lines.events())
    assert seen == [("None", "after"), ("u-1", "reply"), ("u-1", "turn"), ("u-2", "reply"), ("u-2", "turn")]


@pytest.mark.parametrize(
    "planted",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/sendMessage",
        "GET http://127.0.0.1/bot42:planted/getUpdates",
        f"token {TOKEN}",
    ],
)
def test_a_bot_token_is_cut_out_of_everything(lines: Lines, planted: str) -> None:
    lines.begin()
    log().info(planted, cause=planted, nested={"deep": [planted]}, fault=ValueError(planted))
    logging.getLogger("telegram.request").warning("failed: %s", planted)

    written = lines.text()
    assert written.count("failed: ") == 1
    assert "planted" not in written


def test_keys_that_could_carry_names_or_words_are_blanked(lines: Lines) -> None:
    lines.begin()
    log().info("refused", text="planted", name="planted", caption="planted", username="planted", secret="planted")

    written = lines.text()
    assert '"text":"…"' in written
    assert "planted" not in written


def test_a_failure_gives_types_and_places_but_no_message_that_may_quote_somebody(lines: Lines) -> None:
    lines.begin()
    try:
        try:
            int("planted words")
        except ValueError as fault:
            raise ExceptionGroup("planted group", [KeyError("planted key")]) from fault
    except ExceptionGroup:
        log().exception("dialog failed")
    written = lines.text()
    (line,) = written.splitlines()
    trace = json.loads(line)["exception"]

    assert trace.index("ValueError") < trace.index("ExceptionGroup") < trace.index("KeyError")
    assert "test_logs.py" in trace
    quoted = [row for row in trace.splitlines() if "planted" in row]
    assert all('"planted' in row for row in quoted), "only the source's own lines are shown"


def test_of_a_library_we_hear_warnings_and_the_first_line_only(lines: Lines) -> None:
    gc.collect()  # what other tests left behind says so now, and not among these lines
    lines.begin()
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: planted words")
    logging.getLogger("asyncio").info("details")
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn_explicit("an old way", UserWarning, "somewhere.py", 1)
    failed, warned = lines.events()

    assert failed["event"] == "Task exception was never retrieved"
    assert "an old way" in str(warned["event"])


def test_the_access_log_is_silent_since_addresses_hold_invitations(lines: Lines) -> None:
    lines.begin()
    logging.getLogger("aiohttp.access").warning("GET /j/planted")

    assert lines.text() == ""


def test_on_a_terminal_the_lines_are_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    configure(terminal=True)
    log().warning("telegram out of reach", again_in=3, text="planted")
    written = capsys.readouterr().err

    assert "telegram out of reach" in written
    assert "again_in" in written
    assert "planted" not in written
