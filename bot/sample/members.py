"""The demonstration's members: eight, of whom six have answered, so that nothing is empty.

The people are invented. Each answers from the organisation's usual level on a capability, a little above or below it,
so that the figures, the spread and the findings look like those of a real social organisation.
"""

from dataclasses import dataclass
from typing import Final

from dialogs.assessment.responses import Given, Submission, submit
from dialogs.assessment.rounds import current_round
from dialogs.engine.forms import Kept
from dialogs.engine.work import Work
from dialogs.people import membership
from dialogs.people.roles import Role
from standard.library import Library

USUAL_LEVELS: Final[dict[str, int]] = {
    "6.1.1.1": 3,
    "6.1.1.2": 2,
    "6.1.1.3": 1,
    "6.1.2.1": 3,
    "6.1.2.2": 2,
    "6.1.2.3": 3,
    "6.1.2.4": 1,
    "6.2.1.1": 0,
    "6.2.1.2": 1,
    "6.2.1.3": 2,
    "6.2.2.1": 1,
    "6.2.2.2": 3,
    "6.2.2.3": 2,
}


@dataclass(frozen=True)
class Member:
    """One invented member: how far above or below the usual level they answer, and what they do not know."""

    name: str
    leaning: int = 0
    unsure_of: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    answered: bool = True


MEMBERS: Final = (
    Member("陈志明", 1, (), (("6.1.2.4-1", "去年提的无障碍通道建议被街道采纳了，但没有人跟进落实情况。"),)),
    Member("李秀兰", 0, ("6.1.1.3-2",), (("6.1.1.2-1", "协商制度有初稿，理事会还没有讨论。"),)),
    Member("王建国", -1, ("6.2.1.2-1", "6.2.1.2-2")),
    Member("张晓燕", 0, (), (("6.2.2.2-6", "三个小区的停车问题都是通过居民议事会谈成的。"),)),
    Member("黄伟强", 1, ("6.2.1.1-1",)),
    Member("林美玲", 0, ("6.1.1.3-1",), (("6.1.1.3-1", "希望有人教我们怎么做问卷。"),)),
    Member("周海涛", 0, answered=False),
    Member("何佩珊", 0, answered=False),
)

EVIDENCE: Final = {"6.2.2.2-6": Kept(name="议事会纪要", link="https://example.org/minutes")}


async def enter_all(work: Work, library: Library, organisation: int) -> dict[str, int]:
    """Let the invented members join, and answer unless they have not; gives each one's number under their name."""
    return {
        member.name: await _enter(work, library, organisation, index, member) for index, member in enumerate(MEMBERS)
    }


async def _enter(work: Work, library: Library, organisation: int, index: int, member: Member) -> int:
    person = await membership.write_person(work, member.name, "zh_CN")
    await membership.grant(work, person, organisation, Role.MEMBER)
    round_ = await current_round(work, organisation)
    if round_ is not None and member.answered:
        given = {code: _given(library, code, index, member) for code in library.items}
        await submit(library, work, round_, person, Submission(form="full", given=given))
    return person


def _given(library: Library, code: str, index: int, member: Member) -> Given:
    item = library.items[code]
    wavering = (int(code.rpartition("-")[2]) + index) % 3 - 1
    level = USUAL_LEVELS[item.capability] + (member.leaning + wavering) // 2
    answer = "DK" if code in member.unsure_of else str(min(4, max(0, level)))
    evidence = EVIDENCE.get(code)
    return Given(
        answer=answer,
        comment=dict(member.remarks).get(code),
        evidence=(evidence,) if evidence is not None and member.leaning > 0 else (),
    )
