"""An installation with one organisation in which two have joined."""

import pytest

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from tests.dialogs.talking import Scene


@pytest.fixture
def scene(database: Database, cipher: Cipher) -> Scene:
    """A scene on either kind of database."""
    return Scene(database, cipher)


@pytest.fixture
def quick_scene(sqlite_database: Database, cipher: Cipher) -> Scene:
    """A scene on SQLite, where what is tested does not touch the database's own ways."""
    return Scene(sqlite_database, cipher)
