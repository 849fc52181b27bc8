"""A short form of the fuzzers, on both databases: nothing that is sent makes anything crash."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from bot.house import registry_of
from standard.library import library
from tests.fuzzing.fuzz import CHATS, Counts, fuzz_updates, fuzz_visits
from tests.fuzzing.kinds import ANY, KINDS
from tests.fuzzing.updates import Updates
from tests.postgresql import PostgreSQL


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'consultbot.db'}"
    server = request.getfixturevalue("postgresql_server")
    assert isinstance(server, PostgreSQL)
    return server.url(server.create()).render_as_string(hide_password=False)


async def test_no_update_makes_anything_crash(database: str, tmp_path: Path) -> None:
    counts = await fuzz_updates(database, tmp_path, 600, 2)
    assert counts.clean, counts
    assert counts.answers[200] > 500


async def test_no_request_makes_anything_crash(database: str, tmp_path: Path) -> None:
    counts = await fuzz_visits(database, tmp_path, 600, 2)
    assert counts.clean, counts
    assert counts.answers[200] > 50


@pytest.mark.parametrize(
    "crashed", [Counts(failed_turns=1), Counts(answers=Counter({503: 1})), Counts(faults=Counter({"dialog failed": 1}))]
)
def test_a_crash_is_noticed(crashed: Counts) -> None:
    assert Counts(answers=Counter({200: 1, 413: 1})).clean
    assert not crashed.clean


def test_every_field_is_of_a_kind_that_there_is() -> None:
    plain = {"int", "str", "bool", "float", ANY}
    told = {field.partition(":")[2].rstrip("!*") for fields in KINDS.values() for field in fields.split()}
    assert {kind for kind in told if not kind.startswith('"')} - plain <= set(KINDS)


def test_a_seed_makes_the_same_updates_again() -> None:
    registry = registry_of(library())
    one, other = (Updates(Random(5), registry, CHATS) for _ in range(2))  # noqa: S311 (not for secrets)
    assert [one.body() for _ in range(50)] == [other.body() for _ in range(50)]
