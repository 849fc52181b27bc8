"""The demonstration's organisation: people, their answers and their consultations, all invented."""

from typing import Final

from sqlalchemy import func, select

from bot.sample import members
from bot.sample.held import enter_held
from bot.sample.to_come import enter_to_come
from dialogs.engine.work import Work
from dialogs.people import invitations, records
from dialogs.people.organisations import Founding, found
from dialogs.people.roles import Role
from standard.library import Library
from standard.models import Stage

NAME: Final = {"zh_CN": "深圳市海滨社工服务中心（示例）", "en": "Haibin Social Work Service Centre, Shenzhen (sample)"}


async def furnish(work: Work, library: Library, locale: str) -> int:
    """Write the sample organisation unless it is there; gives its number."""
    table = records.organisation
    existing = (await work.transaction.execute(select(func.min(table.c.id)))).scalar_one()
    if existing is not None:
        return int(existing)
    founding = Founding(name=NAME.get(locale, NAME["en"]), stage=Stage.GROWTH, affairs=["5.1", "5.2", "5.4"])
    organisation = await found(work, founding)
    people = await members.enter_all(work, library, organisation)
    await enter_held(work, organisation, people)
    await enter_to_come(work, organisation, people)
    return organisation


async def invite(work: Work, organisation: int) -> dict[Role, str]:
    """Make an invitation for each role; gives their tokens."""
    return {role: await invitations.create(work, organisation, role, None) for role in Role}
