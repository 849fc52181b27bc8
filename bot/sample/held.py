"""The demonstration's consultation that was held and is being followed up: something is done, something overdue."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from bot.sample.days import DAY, afternoon
from dialogs.engine.work import Work
from dialogs.meeting.actions import NewAction, add_actions
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import NewConsultation, correct_consultation, create_consultation
from dialogs.meeting.conversion import NewOutcome, NewStep, add_outcomes, add_step
from dialogs.meeting.decisions import NewDecision, add_decisions
from dialogs.meeting.opinions import NewOpinion, add_opinions
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.references import Reference
from dialogs.meeting.stages import plan_stages, reach_stage
from dialogs.meeting.templates import read_template
from dialogs.meeting.terms import (
    ActionState,
    Attendance,
    ConversionState,
    DecisionKind,
    ItemState,
    Stage,
    StakeholderKind,
    Stance,
)

HELD_BEFORE: Final = 17 * DAY

CAME: Final = (
    ("王芳", StakeholderKind.PUBLIC, "海滨花园业主", Attendance.PRESENT),
    ("刘德海", StakeholderKind.PUBLIC, "海滨花园业主委员会", Attendance.PRESENT),
    ("吴月娥", StakeholderKind.PUBLIC, "海滨花园租户", Attendance.PRESENT),
    ("赵强", StakeholderKind.GOVERNMENT, "海滨街道办事处", Attendance.PRESENT),
    ("郑文斌", StakeholderKind.GOVERNMENT, "交警大队", Attendance.ABSENT),
    ("孙丽", StakeholderKind.ENTERPRISE, "安居物业服务有限公司", Attendance.PRESENT),
    ("钱立", StakeholderKind.EXPERT, "城市交通研究所", Attendance.PRESENT),
)
"""Those who were invited beside the organisation's own members: name, kind, for whom, whether they came."""

SAID: Final = (
    (0, "王芳", Stance.SUPPORT, "先登记再分配，谁都看得见名单，心里就服气。"),
    (0, "吴月娥", Stance.RESERVATION, "租户也天天要停车，登记时不要只认房产证。"),
    (0, "赵强", Stance.SUGGESTION, "登记结果请在公告栏公示七天，街道可以派人监督。"),
    (1, "孙丽", Stance.SUGGESTION, "夜间临停可以比白天便宜，但总要收一点，否则外来车辆会占满。"),
    (1, "刘德海", Stance.OPPOSITION, "业主已经交了物业费，夜间临停不应再收费。"),
    (2, None, Stance.SUGGESTION, "两号楼前的消防通道晚上常有车停，请先把它划出来。"),
)
"""Opinions: on which item, by whom (none: without a name, one of the public), which way, and the words."""


async def enter_held(work: Work, organisation: int, people: Mapping[str, int]) -> None:
    """Write the consultation that was held; ``people`` are the members' numbers by name."""
    at, recorder = afternoon(work.now - HELD_BEFORE), people["李秀兰"]
    template = await read_template(work, organisation, "5.2")
    new = NewConsultation(
        clause="5.2",
        subkind="mediation",
        topic="海滨花园停车位怎么分、怎么收费",
        background="小区有车位 210 个、车辆 340 辆，去年因停车引起的投诉有 57 件。",
        starts_at=at,
        held_at=at,
        venue="海滨社区党群服务中心二楼会议室",
        chair="陈志明",
        recorder="李秀兰",
        rules=template.rules,
    )
    reference = await create_consultation(work, organisation, new, by=recorder)
    await correct_consultation(
        work, reference, by=recorder, notice_sent_at=at - 8 * DAY, materials_sent_at=at - 4 * DAY
    )
    await _way(work, reference, template.planned(at.date()), at, recorder)
    came = await _participants(work, reference, people, recorder)
    items = await _items(work, reference, recorder)
    await _said(work, reference, items, came, at, recorder)
    await _assigned(work, reference, items, people)
    await _converted(work, reference, items[0], at.date(), recorder)


async def _way(work: Work, reference: Reference, planned: Mapping[Stage, date | None], at: datetime, by: int) -> None:
    await plan_stages(work, reference, planned, by=by)
    for stage, before in ((Stage.COLLECTING, 20), (Stage.EXAMINING, 12), (Stage.CONVENING, 8), (Stage.CONSULTING, 0)):
        if stage in planned or stage is Stage.CONSULTING:
            await reach_stage(work, reference, stage, by=by, at=at - before * DAY)


async def _participants(work: Work, reference: Reference, people: Mapping[str, int], by: int) -> dict[str, int]:
    own = [
        NewParticipant(
            name=name, kind=StakeholderKind.SOCIAL_ORGANISATION, attendance=Attendance.PRESENT, person=people[name]
        )
        for name in ("陈志明", "李秀兰", "张晓燕")
    ]
    others = [
        NewParticipant(name=name, kind=kind, organisation=body, attendance=attendance)
        for name, kind, body, attendance in CAME
    ]
    numbers = await add_participants(work, reference, [*own, *others], by=by)
    return {one.name: number for one, number in zip([*own, *others], numbers, strict=True)}


async def _items(work: Work, reference: Reference, by: int) -> tuple[int, ...]:
    items = (
        NewItem(
            title="车位怎么分",
            presenter="刘德海",
            minutes=30,
            state=ItemState.CONSENSUS,
            summary="登记、公示、摇号三步的办法经逐条讨论，各方都能接受。",
            consensus="先登记、后公示、再摇号；租户凭租赁合同同样登记。",
        ),
        NewItem(
            title="夜间临时停车收不收费",
            presenter="孙丽",
            minutes=25,
            state=ItemState.PARTIAL,
            summary="收费有无必要、标准多少，物业与业主代表看法不同。",
            consensus="试行三个月，按月公布收支。",
            dissent="业主委员会认为业主车辆夜间临停不应收费。",
        ),
        NewItem(title="消防通道怎么管", presenter="赵强", minutes=15, summary="时间不够，留待下次。"),
    )
    return await add_items(work, reference, items, by=by)


async def _said(  # noqa: PLR0913, PLR0917 - what was said hangs on all of it
    work: Work, reference: Reference, items: tuple[int, ...], came: Mapping[str, int], at: datetime, by: int
) -> None:
    kinds = {name: kind for name, kind, _body, _attendance in CAME}
    opinions = [
        NewOpinion(
            item=items[item],
            kind=kinds[name] if name else StakeholderKind.PUBLIC,
            stance=stance,
            text=words,
            participant=came[name] if name else None,
            anonymous=name is None,
            at=at + timedelta(minutes=5 * place),
        )
        for place, (item, name, stance, words) in enumerate(SAID, start=1)
    ]
    await add_opinions(work, reference, opinions, by=by)
    decisions = [
        NewDecision(item=items[0], text="车位按“登记—公示—摇号”分配，每年一次，租户同等参加。", at=at),
        NewDecision(
            item=items[1],
            text="夜间临停收费试行三个月，到期复议。",
            kind=DecisionKind.AGREEMENT,
            review_on=at.date() + 90 * DAY,
            at=at,
        ),
    ]
    await add_decisions(work, reference, decisions, by=by)


async def _assigned(work: Work, reference: Reference, items: tuple[int, ...], people: Mapping[str, int]) -> None:
    today = work.now.date()
    to_do = (
        NewAction(
            what="绘制车位图并张贴",
            owner="李秀兰",
            person=people["李秀兰"],
            due_on=today - 5 * DAY,
            state=ActionState.DONE,
            done_at=work.now - 6 * DAY,
            item=items[0],
        ),
        NewAction(what="公布登记办法和表格", owner="安居物业服务有限公司", due_on=today - 2 * DAY, item=items[0]),
        NewAction(
            what="收集租户的意见", owner="张晓燕", person=people["张晓燕"], due_on=today + 6 * DAY, item=items[1]
        ),
    )
    await add_actions(work, reference, to_do, by=people["李秀兰"])


async def _converted(work: Work, reference: Reference, item: int, held: date, by: int) -> None:
    due = work.now.date() + 20 * DAY
    agreed = NewOutcome(text="建议街道把“登记—公示—摇号”写进小区停车管理指引", due_on=due, item=item)
    (outcome,) = await add_outcomes(work, reference, [agreed], by=by)
    steps = (
        NewStep(
            state=ConversionState.SUBMITTED,
            taken_on=held + 3 * DAY,
            body="海滨街道办事处",
            document=f"海滨社工〔{held.year}〕12 号",
        ),
        NewStep(
            state=ConversionState.ACCEPTED,
            taken_on=held + 8 * DAY,
            body="海滨街道办事处",
            document=f"海街办收〔{held.year}〕88 号",
        ),
    )
    for step in steps:
        await add_step(work, reference, outcome, step, by=by)
