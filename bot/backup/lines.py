"""A backup's lines of JSON: a heading; for each table its name and columns, then a line a row; what all sums up to.

Values that JSON does not know are objects of one letter: ``{"t": …}`` an instant in UTC, ``{"d": …}`` a calendar day,
``{"b": …}`` bytes in base64, ``{"a": …}`` bytes that are ASCII, as sealed values are; and so is ``{"j": …}``, what a
column of JSON holds. The same rows give the same lines from either kind of database, so that sums over them can be
compared.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter

MODULUS: Final = 1 << 256


class Line(BaseModel):
    """Base of the lines that are no rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Heading(Line):
    """The first line: the schema's revision, and when the rows were read."""

    consultbot: Literal[1] = 1
    revision: str
    read_at: datetime


class TableBegins(Line):
    """The rows that follow are this table's, their values in this order."""

    table: str
    columns: tuple[str, ...]


class Tally(BaseModel):
    """How many rows a table has, and the sum of their lines' SHA-256 modulo 2²⁵⁶, whatever their order."""

    rows: int = 0
    digest: int = 0

    def add(self, line: bytes) -> None:
        """Count a row."""
        self.rows += 1
        self.digest = (self.digest + int.from_bytes(sha256(line).digest(), "big")) % MODULUS


class End(Line):
    """The last line: every table's tally, and the highest number that each has ever given."""

    tables: dict[str, Tally]
    numbers: dict[str, int]


SPECIAL: Final[TypeAdapter[TableBegins | End]] = TypeAdapter(TableBegins | End)


def row_line(values: Iterable[object]) -> bytes:
    """Write a row."""
    written = json.dumps([_written(value) for value in values], ensure_ascii=False, separators=(",", ":"))
    return written.encode() + b"\n"


def row_values(line: bytes) -> list[object]:
    """Read a row back; instants are aware, in UTC. Raises ``ValueError``."""
    values: list[JsonValue] = json.loads(line)
    return [_read(value) for value in values]


def special_line(line: Line) -> bytes:
    """Write a line that is no row."""
    return line.model_dump_json().encode() + b"\n"


def _written(value: object) -> JsonValue:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case bytes() | memoryview():
            plain = bytes(value)
            return {"a": plain.decode()} if plain.isascii() else {"b": base64.b64encode(plain).decode()}
        case datetime():
            instant = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
            return {"t": instant.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case list() | dict():
            return {"j": value}
    raise TypeError(f"a backup has no words for {type(value).__name__}")


def _read(value: JsonValue) -> object:
    match value:
        case {"a": str(plain)}:
            return plain.encode("ascii")
        case {"b": str(plain)}:
            return base64.b64decode(plain, validate=True)
        case {"t": str(instant)}:
            return datetime.fromisoformat(instant).astimezone(UTC)
        case {"d": str(day)}:
            return date.fromisoformat(day)
        case {"j": list() | dict() as structure}:
            return structure
        case dict() | list():
            raise ValueError("not a value of a backup")
    return value


@dataclass
class LineReader:
    """Reads a backup's lines, whose order is checked, and keeps the tally as it goes."""

    lines: Iterator[bytes]
    tallies: dict[str, Tally] = field(default_factory=dict)

    def heading(self) -> Heading:
        """Read the first line; raises ``ValueError``."""
        return Heading.model_validate_json(next(self.lines, b""))

    def rows(self) -> Iterator[tuple[TableBegins, list[object]] | End]:
        """Give every row with its table, and at the end what they should have summed up to; raises ``ValueError``."""
        table: TableBegins | None = None
        for line in self.lines:
            if line.startswith(b"["):
                if table is None:
                    raise ValueError("a row before its table")
                self.tallies[table.table].add(line)
                yield table, row_values(line)
                continue
            special = SPECIAL.validate_json(line)
            if isinstance(special, End):
                yield special
                return
            table = special
            self.tallies[table.table] = Tally()
        raise ValueError("no end")


def split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut chunks into lines, each with its line break."""
    rest: list[bytes] = []
    for chunk in chunks:
        *whole, last = chunk.split(b"\n")
        for piece in whole:
            yield b"".join([*rest, piece, b"\n"])
            rest = []
        rest.append(last)


def differing(found: dict[str, Tally], expected: dict[str, Tally]) -> list[str]:
    """Name the tables whose tallies differ."""
    return [name for name in sorted({*found, *expected}) if found.get(name) != expected.get(name)]
