"""What is kept, counted."""

from sqlalchemy import func, select

from dialogs.engine.records import metadata
from tests.dialogs.talking import Scene


async def count(scene: Scene, table: str) -> int:
    """Count the rows of a table."""
    async with scene.database.reading() as connection:
        counted = await connection.execute(select(func.count()).select_from(metadata.tables[table]))
        return int(counted.scalar_one())
