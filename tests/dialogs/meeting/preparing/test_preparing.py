"""A consultation prepared or recorded: what is written of what was answered, on both databases."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from dialogs.meeting.record import Rules
from dialogs.meeting.templates import templates
from dialogs.meeting.templates.own import Settings, change_template
from dialogs.meeting.terms import (
    ActionState,
    Attendance,
    ConversionState,
    ItemState,
    Role,
    Stage,
    StakeholderKind,
)
from dialogs.people import records as people
from tests.dialogs.meeting.recording import ORGANISED, found, joined, records, say
from tests.dialogs.talking import Scene

SKIPPED = ("跳过",) * 7
"""Marks, the two fields of the kind, background, venue, chair, recorder."""


async def test_what_is_required_is_recorded_in_eight_turns(scene: Scene) -> None:
    organisation, lin = await joined(scene)
    before = len(lin.cards)
    await records(lin, "4月20日 14:00-16:00")

    assert len(lin.cards) - before == 8
    written = await found(scene, organisation)
    assert (written.clause, written.subkind, written.role, written.topic) == (
        *("5.3", "standards", Role.ORGANISED, "停放标准"),
    )
    assert written.starts_at == datetime(2026, 4, 20, 6, tzinfo=UTC)
    assert written.ends_at == datetime(2026, 4, 20, 8, tzinfo=UTC)
    assert (written.held_at, written.day_only) == (None, False)
    assert written.rules == templates()["5.3"].rules
    assert [item.title for item in written.agenda] == [item.zh for item in templates()["5.3"].agenda]
    assert {stage.stage: stage.planned for stage in written.stages}[Stage.CONVENING] == date(2026, 4, 10)


async def test_whoever_adds_one_thing_more_need_not_skip_all_the_others(scene: Scene) -> None:
    organisation, lin = await joined(scene)
    await say(lin, *ORGANISED, "4月20日 14:00", "继续补充", "跳过", "3000名会员", "[总览]", "[保存]")

    written = await found(scene, organisation)
    assert [field.text for field in written.fields] == ["3000名会员"]
    assert written.venue is None
    assert [item.title for item in written.agenda] == [item.zh for item in templates()["5.3"].agenda]


async def test_a_day_gone_by_is_recorded_as_held(scene: Scene) -> None:
    organisation, lin = await joined(scene)
    await records(lin, "昨天")

    written = await found(scene, organisation)
    assert written.held_at == written.starts_at == datetime(2026, 3, 15, 4, tzinfo=UTC)
    assert written.day_only
    assert written.agenda == ()
    assert [stage.stage for stage in written.stages if stage.reached_at is not None] == [Stage.CONSULTING]
    assert all(stage.planned is None or stage.planned >= date(2026, 3, 16) for stage in written.stages)


async def test_where_we_only_took_part_no_rules_of_ours_hold(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    await records(lin, "4月20日", required=("/meeting", "公共事务", "听证会", "我方参与", "停车条例听证"))

    written = await found(quick_scene, organisation, "2026-公-001")
    assert written.rules == Rules()
    assert [stage.stage for stage in written.stages] == [Stage.CONSULTING]
    assert written.agenda == ()


async def test_the_organisations_own_template_is_taken(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    ours = Settings(notice_days=3, materials_days=1, quorum="3/4", agenda=("签到", "讨论"))
    async with quick_scene.working() as work:
        await change_template(work, organisation, "5.3", ours, by=None)
    await records(lin, "4月20日")

    written = await found(quick_scene, organisation)
    assert written.rules.quorum == "3/4"
    assert [item.title for item in written.agenda] == ["签到", "讨论"]
    assert {stage.stage: stage.planned for stage in written.stages}[Stage.CONVENING] == date(2026, 4, 17)


async def test_a_draft_waits_for_days_and_another_process_and_tomorrow_is_then_the_next_day(scene: Scene) -> None:
    organisation, lin = await joined(scene)
    await say(lin, *ORGANISED)
    scene.later(days=3)
    scene.restart()
    await lin.says("/meeting")
    assert "什么时候开" in lin.text
    scene.later(days=1)
    await say(lin, "明天 15:00", "就这样保存", "[保存]")

    assert (await found(scene, organisation)).starts_at == datetime(2026, 3, 21, 7, tzinfo=UTC)


async def test_a_draft_is_discarded_and_the_form_begins_anew(quick_scene: Scene) -> None:
    _organisation, lin = await joined(quick_scene)
    await say(lin, "/meeting", "行业事务", "/cancel", "放弃", "/meeting")

    assert "这是哪一类协商" in lin.text


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("2月30日", "没有“2月30日”"),
        ("25:00", "没有“25:00”"),
        ("15:00", "哪一天"),
        ("4月20日上午", "几点"),
        ("2026-04-20 星期三", "周一"),
        ("改天再说", "没有看懂"),
    ],
)
async def test_a_day_that_is_none_is_asked_for_again(quick_scene: Scene, typed: str, asked: str) -> None:
    _organisation, lin = await joined(quick_scene)
    await say(lin, *ORGANISED, typed)

    assert lin.text.startswith("! ")
    assert asked in lin.text.splitlines()[0]
    assert "什么时候开" in lin.text


async def test_people_are_typed_a_line_each_and_asked_for_the_kind_that_is_missing(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    typed = "1. 周敏，协会秘书处，社会组织/专家\n2. 王经理，快行科技，企业\n3. 老张"
    await records(lin, "4月20日", *SKIPPED, typed, "公众", "跳过")

    written = await found(quick_scene, organisation)
    assert [(one.name, one.organisation, one.kind, one.also, one.attendance) for one in written.participants] == [
        ("周敏", "协会秘书处", StakeholderKind.SOCIAL_ORGANISATION, StakeholderKind.EXPERT, Attendance.INVITED),
        ("王经理", "快行科技", StakeholderKind.ENTERPRISE, None, Attendance.INVITED),
        ("老张", None, StakeholderKind.PUBLIC, None, Attendance.INVITED),
    ]


async def test_a_line_that_cannot_be_read_is_named_and_nobody_is_taken_in(quick_scene: Scene) -> None:
    _organisation, lin = await joined(quick_scene)
    await say(lin, *ORGANISED, "4月20日", "继续补充", *SKIPPED)
    await lin.says("周敏，社会组织\n王经理，快行科技，机器人")

    assert lin.text.startswith("! 第 2 行：类别请写党政部门")


async def test_an_own_agenda_takes_the_place_of_the_usual_one(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    await records(lin, "4月20日", *SKIPPED, "跳过", "1、停放密度\n2、收费")
    assert [item.title for item in (await found(quick_scene, organisation)).agenda] == ["停放密度", "收费"]

    await say(lin, "/meeting new", *ORGANISED[1:], "4月21日", "继续补充", *SKIPPED, "跳过")
    await lin.says("\n".join(f"事项{n}" for n in range(61)))
    assert "最多 60 项" in lin.text


async def test_everything_that_came_of_it_is_taken_down_in_the_same_run(scene: Scene) -> None:
    organisation, lin = await joined(scene)
    await scene.joins(organisation, "member", "周敏")
    required = ("/meeting", "社会组织管理", "内部事务", "由我方组织", "会费标准")
    item = ("会费分档", "部分共识", "分三档", "第三档偏高", "通过分档方案", "就这些")
    to_do = ("起草办法", "周敏", "4月10日", "再添加一项", "送区民政局备案", "民政局", "跳过", "就这些")
    outcome = ("会费标准（草案）", "6月30日", "就这些")
    await records(lin, "昨天 9:30", *SKIPPED, "跳过", "社会组织 12/30", *item, *to_do, *outcome, required=required)

    written = await found(scene, organisation, "2026-社-001")
    (settled,) = written.agenda
    assert (settled.state, settled.consensus, settled.dissent) == (ItemState.PARTIAL, "分三档", "第三档偏高")
    assert [(one.text, one.quorate) for one in settled.decisions] == [("通过分档方案", False)]
    assert [(one.what, one.owner, one.due_on, one.state) for one in written.actions] == [
        ("起草办法", "周敏", date(2026, 4, 10), ActionState.OPEN),
        ("送区民政局备案", "民政局", None, ActionState.OPEN),
    ]
    assert written.actions[0].person is not None, "a member is reminded"
    assert written.actions[1].person is None
    assert [(one.text, one.due_on, one.state) for one in written.outcomes] == [
        ("会费标准（草案）", date(2026, 6, 30), ConversionState.AGREED)
    ]


async def test_marks_and_fields_of_the_kind_are_kept_with_their_labels(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    await records(lin, "4月20日", "应急", "确定", "37 家", *("跳过",) * 7)

    written = await found(quick_scene, organisation)
    assert written.tags == ("emergency",)
    assert [(field.key, field.zh, field.text) for field in written.fields] == [("coverage", "会员覆盖面", "37 家")]


async def test_a_facilitator_made_a_member_in_the_middle_of_the_form_is_told_so(scene: Scene) -> None:
    organisation, lin = await joined(scene)
    await say(lin, *ORGANISED)
    async with scene.working() as work:
        table = people.membership
        await work.transaction.execute(
            update(table).where(table.c.organisation_id == organisation).values(role="member")
        )
    await lin.says("4月20日")

    assert "不再对您开放" in lin.text


async def test_a_number_opens_its_card_and_another_organisations_is_not_there(quick_scene: Scene) -> None:
    _organisation, lin = await joined(quick_scene)
    await records(lin, "4月20日")
    await lin.says("/meeting ２０２６ 行 1")
    assert lin.text.startswith("# 2026-行-001 · 停放标准")

    _other, wang = await joined(quick_scene, "admin", "王")
    await wang.says("/meeting 2026-行-001")
    assert wang.text == "! 本组织没有编号为 2026-行-001 的协商。/meetings 可以查看全部。"


async def test_two_facilitators_each_have_a_draft_of_their_own(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    wang = await quick_scene.joins(organisation, "facilitator", "王")
    await say(lin, *ORGANISED)
    await say(wang, "/meeting", "公共事务")
    await say(lin, "4月20日", "就这样保存", "[保存]")

    assert "# 2026-行-001" in lin.text
    assert "具体是哪一种" in wang.text
