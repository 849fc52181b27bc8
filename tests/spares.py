"""PostgreSQL databases that are lent to one test after the other, empty each time.

To copy a template takes some hundred times as long as to delete the few rows of a test. A test that changed anything
but rows (a table, a column, a constraint) gives back a database that is dropped instead.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import asyncpg
from sqlalchemy.engine import URL

from tests.postgresql import PostgreSQL

PART: Final = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

EMPTY: Final = """
DO $$
DECLARE
    name text;
BEGIN
    SET LOCAL session_replication_role = replica;  -- no foreign key is asked, so any order will do
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM public.%I', name);
    END LOOP;
    PERFORM setval(seqrelid::regclass, seqstart, false) FROM pg_sequence;
END
$$
"""

SHAPE: Final = """
SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
    SELECT format('%s %s', oid, xmin) FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s %s %s', attrelid, attnum, xmin) FROM pg_attribute
        WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    UNION ALL SELECT format('%s %s', oid, xmin) FROM pg_constraint
    UNION ALL SELECT format('%s %s', oid, xmin) FROM pg_trigger
    UNION ALL SELECT format('%s %s', oid, xmin) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s', version_num) FROM alembic_version
    UNION ALL SELECT format('%s', setconfig) FROM pg_db_role_setting
) AS shape (line)
"""
"""Which transaction made or changed what: the same in every copy of a template until a test changes something."""


class Spares:
    """Lends databases of a server, each made like its ``template``."""

    def __init__(self, server: PostgreSQL, template: str) -> None:
        self._server = server
        self._template = template
        self._spare: list[str] = []
        self._shape: str | None = None

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[URL]:
        """Lend one."""
        name = self._spare.pop() if self._spare else await self._made()
        try:
            yield self._server.url(name)
        finally:
            if await self._emptied(name) == self._shape:
                self._spare.append(name)
            else:
                self._server.drop(name)

    async def _made(self) -> str:
        name = self._server.create(self._template)
        self._shape = self._shape or await self._emptied(name)
        return name

    async def _emptied(self, name: str) -> str | None:
        """Delete all rows; gives the database's shape, or ``None`` where a test left it without one."""
        address = self._server.url(name).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(address)
        try:
            await connection.execute(PART)
            await connection.execute(EMPTY)
            return str(await connection.fetchval(SHAPE))
        except asyncpg.PostgresError:
            return None
        finally:
            await connection.close()
