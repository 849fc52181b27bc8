"""An organisation with members of whom some have answered, for the digest's tests."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.database.access import Database
from dialogs.assessment.responses import Given, Submission, submit
from dialogs.assessment.rounds import Round, current_round
from dialogs.engine.cipher import Cipher, open_text
from dialogs.engine.forms import Kept
from dialogs.people import membership, records
from dialogs.people.roles import Role
from standard.library import library
from tests.dialogs.talking import Scene, Talk

LINK = Kept(name="协商制度（2025年修订）", link="https://example.org/rules")


@dataclass
class Office:
    """One organisation in a scene: its administrator's chat, and its members by name."""

    scene: Scene
    organisation: int
    admin: Talk
    members: dict[str, int]

    async def round(self) -> Round:
        """Give the current round."""
        async with self.scene.working() as work:
            found = await current_round(work, self.organisation)
        assert found is not None
        return found

    async def answers(self, name: str, level: int, remarks: dict[str, Given] | None = None) -> None:
        """Let a member submit the full form, the same level throughout, some answers with a remark."""
        given = {code: Given(answer=str(level)) for code in library().items} | (remarks or {})
        async with self.scene.working() as work:
            found = await current_round(work, self.organisation)
            assert found is not None
            await submit(library(), work, found, self.members[name], Submission(form="full", given=given))

    async def audited(self) -> list[str]:
        """Give the audit trail's actions in this organisation, in their order."""
        return [action for action, _detail in await self.audit_details()]

    async def audit_details(self) -> list[tuple[str, str]]:
        """Give the audit trail's actions with their details."""
        table = records.audit
        async with self.scene.working() as work:
            rows = await work.transaction.execute(
                select(table).where(table.c.organisation_id == self.organisation).order_by(table.c.id)
            )
            return [(row.action, open_text(work.cipher, row.sealed_detail)) for row in rows]


async def office(
    scene: Scene, name: str = "海滨社工服务中心", members: tuple[str, ...] = ("李秀兰", "王建国")
) -> Office:
    """Found an organisation; its administrator reads English, its members can be reached in no chat."""
    organisation = await scene.organisation(name)
    admin = await scene.joins(organisation, "admin", "陈主任", language="en")
    numbers: dict[str, int] = {}
    async with scene.working() as work:
        for member in members:
            numbers[member] = await membership.write_person(work, member, "zh_CN")
            await membership.grant(work, numbers[member], organisation, Role.MEMBER)
    return Office(scene, organisation, admin, numbers)


def new_scene(database: Database, cipher: Cipher) -> Scene:
    """Open a scene."""
    return Scene(database, cipher)
