"""Rights that go while somebody is at something: a role is lowered, a membership ends, an organisation is deleted."""

from sqlalchemy import delete, update

from dialogs.people import records
from dialogs.people.roles import Role
from tests.dialogs.talking import Scene


async def demote(scene: Scene, organisation: int, role: Role) -> None:
    table = records.membership
    async with scene.working() as work:
        await work.transaction.execute(
            update(table).where(table.c.organisation_id == organisation).values(role=role.value)
        )


async def remove(scene: Scene, organisation: int) -> None:
    table = records.membership
    async with scene.working() as work:
        await work.transaction.execute(
            update(table).where(table.c.organisation_id == organisation).values(left_at=work.now)
        )


async def erase(scene: Scene, organisation: int) -> None:
    table = records.organisation
    async with scene.working() as work:
        await work.transaction.execute(delete(table).where(table.c.id == organisation))
