"""A consultation's rows under the names of their fields: what is sealed, is opened; ``item_id`` is called ``item``."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Final

from pydantic import JsonValue
from sqlalchemy import RowMapping, Table

from dialogs.engine.cipher import Cipher, open_text, seal_text
from dialogs.engine.records import Moment

SEALED: Final = "sealed_"
NUMBER: Final = "_id"
SCOPE: Final = frozenset({"organisation_id", "consultation_id"})


def column_of(table: Table, name: str) -> str:
    """Give the column that holds a field; raises ``KeyError`` for a field that the table does not have."""
    for column in (f"{SEALED}{name}", name, f"{name}{NUMBER}"):
        if column in table.c and column not in SCOPE:
            return column
    raise KeyError(f"{table.name} has no field {name!r}")


def columns_of(cipher: Cipher, table: Table, fields: Mapping[str, object]) -> dict[str, object]:
    """Give what is written for fields, by column."""
    written: dict[str, object] = {}
    for name, value in fields.items():
        column = column_of(table, name)
        if column.startswith(SEALED) and value is not None:
            written[column] = seal_text(cipher, str(value))
        else:
            written[column] = value.value if isinstance(value, Enum) else value
    return written


def fields_of(cipher: Cipher, table: Table, row: RowMapping) -> dict[str, object]:
    """Give a row's fields by name, without organisation and consultation; raises ``SealBroken``."""
    fields: dict[str, object] = {}
    for column in table.c:
        if column.name in SCOPE:
            continue
        value = row[column.name]
        if column.name.startswith(SEALED):
            fields[column.name.removeprefix(SEALED)] = None if value is None else open_text(cipher, value)
        else:
            # A participant has an organisation of their own, and none of ours is called so.
            fields.setdefault(column.name.removesuffix(NUMBER), value)
    return fields


def as_kept(fields: Mapping[str, object]) -> dict[str, JsonValue]:
    """Write fields as JSON keeps them: days and instants in ISO 8601."""
    return {name: _kept(value) for name, value in fields.items()}


def as_it_was(table: Table, kept: Mapping[str, JsonValue]) -> dict[str, object]:
    """Read fields back from :func:`as_kept`, each as its column holds it."""
    return {name: _was(table, name, value) for name, value in kept.items()}


def _kept(value: object) -> JsonValue:
    match value:
        case Enum():
            return str(value.value)
        case datetime() | date():
            return value.isoformat()
        case None | bool() | int() | str():
            return value
    raise TypeError(f"no field of a consultation holds a {type(value).__name__}")


def _was(table: Table, name: str, value: JsonValue) -> object:
    kind = table.c[column_of(table, name)].type
    if not isinstance(value, str):
        return value
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind.python_type is date else value
