"""The search of the logs finds what it is to find."""

import logging

import pytest
import structlog

from tests import discretion


@pytest.fixture
def log() -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.get_logger("bot.tests")
    return logger


def caught() -> list[str]:
    """Give what was found, and let it be forgotten: this test is to pass."""
    lines = discretion.found()
    discretion._logged.clear()
    return lines


@pytest.mark.parametrize("secret", ["我们的秘密", "a-token_of-32-signs", "李秀兰"])
def test_a_secret_in_any_event_is_found(log: structlog.stdlib.BoundLogger, secret: str) -> None:
    discretion.note(secret)
    log.info("taken", chat=f"somebody said {secret}")
    log.info(secret)
    assert len(caught()) == 2


def test_what_production_blanks_is_no_finding(log: structlog.stdlib.BoundLogger) -> None:
    discretion.note("我们的秘密")
    log.info("taken", text="我们的秘密")
    said = "我们的秘密"
    try:
        int(said)
    except ValueError:
        log.exception("failed")
    assert caught() == []


def test_a_librarys_warning_is_searched_in_its_first_line() -> None:
    discretion.note("我们的秘密")
    logging.getLogger("a.library").warning("lost\n我们的秘密")
    assert caught() == []
    logging.getLogger("a.library").warning("lost %s", "我们的秘密")
    assert len(caught()) == 1


def test_words_too_short_to_be_told_from_chance_are_not_searched(log: structlog.stdlib.BoundLogger) -> None:
    discretion.note("3", "三", "assess", " ")
    log.info("assess 3 三")
    assert caught() == []
