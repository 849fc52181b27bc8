"""An installation on either kind of database."""

import pytest

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from tests.dialogs.talking import Scene


@pytest.fixture
def scene(database: Database, cipher: Cipher) -> Scene:
    return Scene(database, cipher)
