"""What the log says of a fault: what kind it is, never its words."""

import sqlite3
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.exc import OperationalError

from dialogs.engine.faults import name_of


def test_a_lock_is_named_as_sqlite_names_it(tmp_path: Path) -> None:
    first, second = (sqlite3.connect(tmp_path / "a.db", timeout=0, isolation_level=None) for _each in range(2))
    first.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError) as met:
        second.execute("BEGIN IMMEDIATE")
    assert name_of(OperationalError("INSERT '王芳'", None, met.value)) == "OperationalError SQLITE_BUSY"
    for connection in (first, second):
        connection.close()


def test_postgresqls_faults_have_their_state() -> None:
    wrapped = OperationalError("UPDATE '王芳'", None, Exception("王芳"))
    wrapped.__cause__ = asyncpg.DeadlockDetectedError("王芳")
    assert name_of(wrapped) == "OperationalError 40P01"
    assert name_of(asyncpg.DeadlockDetectedError("王芳")) == "DeadlockDetectedError 40P01"
    assert name_of(ValueError("王芳")) == "ValueError"
