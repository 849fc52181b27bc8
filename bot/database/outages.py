"""Which of PostgreSQL's errors say that it is away, full or busy, and not that a statement is wrong.

asyncpg has a class for each, but SQLAlchemy passes nearly all of them on as a bare ``DBAPIError``, a value that is too
long beside a server that is being restarted. The one must be given up, the other tried again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from asyncpg import InterfaceError, InternalClientError, PostgresError
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError

OUTAGES: Final = frozenset(
    {
        "08",  # connection exception
        "40",  # transaction rollback: a deadlock
        "53",  # insufficient resources: the disk, too many connections
        "55",  # not now: a lock that is not available
        "57",  # operator intervention: it is shutting down, or just starting
        "58",  # system error: its own files and machine
    }
)
"""Classes of SQLSTATE (PostgreSQL, appendix A)."""


def as_outage(context: ExceptionContext) -> OperationalError | None:
    """Say ``OperationalError`` for an outage, as every other driver does; for the event ``handle_error``."""
    fault = context.original_exception
    if isinstance(fault.__cause__, InternalClientError):
        # asyncpg has lost its way on a connection that was cut in the midst of something.
        context.is_disconnect = True
    elif not _is_outage(fault):
        return None
    return OperationalError(context.statement, None, fault, connection_invalidated=context.is_disconnect)


def as_sqlalchemy_says(statement: str, fault: Exception, *, lost: bool) -> DBAPIError:
    """Give the same for what asyncpg itself raised; ``lost`` says that its connection is closed."""
    lost = lost or isinstance(fault, InternalClientError)
    kind = OperationalError if lost or _is_outage(fault) or isinstance(fault, InterfaceError) else DBAPIError
    return kind(statement, None, fault, connection_invalidated=lost)


def _is_outage(fault: BaseException) -> bool:
    return str(getattr(fault, "sqlstate", None))[:2] in OUTAGES


@contextmanager
def connecting() -> Iterator[None]:
    """Say ``OperationalError`` for whatever a new connection meets: SQLAlchemy passes it on as asyncpg says it."""
    try:
        yield
    except (InterfaceError, InternalClientError, PostgresError) as fault:
        raise OperationalError("CONNECT", None, fault) from fault
