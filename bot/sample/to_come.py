"""The demonstration's consultation that is to come: everybody has still to be told."""

from collections.abc import Mapping
from typing import Final

from bot.sample.days import DAY, afternoon
from dialogs.engine.work import Work
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.stages import plan_stages, reach_stage
from dialogs.meeting.templates import read_template
from dialogs.meeting.terms import Stage, StakeholderKind

HELD_IN: Final = 12 * DAY

TO_COME: Final = (
    ("街道办事处老龄办", StakeholderKind.GOVERNMENT, "海滨街道办事处"),
    ("何医生", StakeholderKind.EXPERT, "社区健康服务中心"),
    ("居民代表冯玉珍", StakeholderKind.PUBLIC, "海滨社区"),
)


async def enter_to_come(work: Work, organisation: int, people: Mapping[str, int]) -> None:
    """Write the consultation that is to come; ``people`` are the members' numbers by name."""
    at, by = afternoon(work.now + HELD_IN), people["陈志明"]
    template = await read_template(work, organisation, "5.1")
    new = NewConsultation(
        clause="5.1",
        subkind="policy",
        tags=("advising",),
        topic="社区居家养老服务补贴办法征求意见",
        starts_at=at,
        venue="线上与海滨社区党群服务中心同时进行",
        chair="陈志明",
        rules=template.rules,
    )
    reference = await create_consultation(work, organisation, new, by=by)
    planned = template.planned(at.date())
    await plan_stages(work, reference, planned, by=by)
    for stage in (Stage.COLLECTING, Stage.EXAMINING):
        if (day := planned.get(stage)) is not None:
            await reach_stage(work, reference, stage, by=by, at=at - (at.date() - day))
    invited = [NewParticipant(name=name, kind=kind, organisation=body) for name, kind, body in TO_COME]
    own = NewParticipant(name="林美玲", kind=StakeholderKind.SOCIAL_ORGANISATION, person=people["林美玲"])
    await add_participants(work, reference, [*invited, own], by=by)
    titles = ("补贴给谁、给多少", "服务质量怎么评", "对征求意见稿的修改建议")
    await add_items(work, reference, [NewItem(title=title, minutes=20) for title in titles], by=by)
