"""A file that is offered may be gone by then."""

from dialogs.engine.offering import NOT_THERE, offered, why_missing
from dialogs.engine.work import Work
from tests.dialogs.table import Table


async def test_a_file_that_is_gone_is_said_to_be(table: Table) -> None:
    async with table.database.writing() as connection:
        work = Work(table.house, connection, table.house.clock(), "")
        assert await offered(work, 7) == NOT_THERE
        assert await why_missing(work, "a.pdf", 7) == NOT_THERE
