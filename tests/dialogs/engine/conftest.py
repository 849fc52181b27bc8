"""The small house at work on either database, with a clock that the test moves."""

from datetime import datetime

import pytest

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from tests.dialogs.engine.desk import Desk
from tests.dialogs.small_house import small_house
from tests.dialogs.table import Table


@pytest.fixture
def time(now: datetime) -> dict[str, datetime]:
    return {"now": now}


@pytest.fixture
def table(database: Database, cipher: KeyRingCipher, time: dict[str, datetime]) -> Table:
    return Table(database, small_house(cipher, lambda: time["now"]))


@pytest.fixture
async def desk(database: Database, cipher: KeyRingCipher, now: datetime) -> Desk:
    desk = Desk(database, cipher, now)
    await desk.open()
    return desk


@pytest.fixture
async def sqlite_desk(sqlite_database: Database, cipher: KeyRingCipher, now: datetime) -> Desk:
    desk = Desk(sqlite_database, cipher, now)
    await desk.open()
    return desk
