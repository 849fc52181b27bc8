"""Statements that every turn executes, given to the driver as they are.

SQLAlchemy writes a statement and knows how its values are kept; to ask it again at each execution takes five times what
the statement takes. So it is asked once for each kind of database. A connection that cannot be given statements
directly, or whose transaction SQLAlchemy has yet to begin, executes them as all others.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Generic, Protocol, TypeVar

from sqlalchemy import Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from dialogs.engine.records import Moment

DIRECT: Final = "consultbot_direct"
"""Under which a connection's ``info`` holds its :class:`Direct`, where it has one."""

ROW = TypeVar("ROW")
Change = Callable[[object], object]


class Direct(Protocol):
    """A driver's own connection; ``driver`` names it as SQLAlchemy does."""

    driver: str

    def is_ready(self) -> bool:
        """Whether a transaction has begun on it."""

    async def run(self, statement: str, values: Sequence[object]) -> Sequence[Sequence[object]]:
        """Execute; raises what SQLAlchemy would, and says there whether the connection is lost."""


@dataclass(frozen=True)
class Prepared:
    """A statement as one driver takes it, its values in their places; how they are kept, and how they are read."""

    sql: str
    places: tuple[tuple[str, Change | None], ...]
    columns: tuple[tuple[int, Change], ...]

    def given(self, values: Mapping[str, object]) -> list[object]:
        """Give the values as they are kept."""
        return [values[name] if change is None else change(values[name]) for name, change in self.places]

    def read(self, found: Sequence[object]) -> Sequence[object]:
        """Give a row's values as they were."""
        if not self.columns:
            return found
        row = list(found)
        for at, change in self.columns:
            row[at] = change(row[at])
        return row


class Statement(Generic[ROW]):
    """A statement whose ``values`` are named at each execution; ``row`` makes something of each row's columns."""

    def __init__(
        self,
        core: "Select[*tuple[Any, ...]] | Insert | Update | Delete",
        values: Sequence[str],
        row: Callable[..., ROW],
    ) -> None:
        self._core = core
        self._values = tuple(values)
        self._row = row
        self._prepared: dict[str, Prepared] = {}

    async def one_or_none(self, transaction: AsyncConnection, **values: object) -> ROW | None:
        """Execute it; gives the first row, or none."""
        rows = await self.all(transaction, **values)
        return rows[0] if rows else None

    async def all(self, transaction: AsyncConnection, **values: object) -> list[ROW]:
        """Execute it; gives its rows."""
        direct = _direct(transaction)
        if direct is None:
            result = await transaction.execute(self._core, values)
            return [self._row(*row) for row in result] if result.returns_rows else []
        prepared = self._prepared.get(direct.driver) or self._prepare(direct.driver, transaction.dialect)
        try:
            found = await direct.run(prepared.sql, prepared.given(values))
        except DBAPIError as fault:
            if fault.connection_invalidated:
                await transaction.invalidate(fault)
            raise
        return [self._row(*prepared.read(row)) for row in found]

    def _prepare(self, driver: str, dialect: Dialect) -> Prepared:
        compiled = self._core.compile(dialect=dialect, column_keys=self._values)
        places = ((name, compiled.binds[name].type) for name in compiled.positiontup or ())
        columns = enumerate(column.type for column in self._core.exported_columns)
        prepared = self._prepared[driver] = Prepared(
            str(compiled),
            tuple((name, _kept(type_, dialect)) for name, type_ in places),
            tuple((at, change) for at, type_ in columns if (change := _read(type_, dialect)) is not None),
        )
        return prepared


def _direct(transaction: AsyncConnection) -> Direct | None:
    assert transaction.sync_connection is not None  # noqa: S101 (it was opened)
    direct: Direct | None = transaction.sync_connection.info.get(DIRECT)
    return direct if direct is not None and direct.is_ready() else None


def _kept(type_: TypeEngine[object], dialect: Dialect) -> Change | None:
    change = type_.dialect_impl(dialect).bind_processor(dialect)
    # A turn has one time, which it writes down again and again.
    return lru_cache(maxsize=16)(change) if change is not None and isinstance(type_, Moment) else change


def _read(type_: TypeEngine[object], dialect: Dialect) -> Change | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)
