"""What facilitators enter from a consultation's cards, played word for word and read back."""

from datetime import UTC, date, datetime

import pytest

from dialogs.meeting.opinions import LONGEST_OPINION
from dialogs.meeting.terms import (
    Attendance,
    DecisionKind,
    ItemState,
    Stage,
    StakeholderKind,
    Stance,
)
from tests.dialogs.meeting.recording import ORGANISED, found, joined, records, reference_to, say
from tests.dialogs.talking import Scene, Talk

INTERNAL = ("/meeting", "社会组织管理", "内部事务", "由我方组织", "会费")


async def prepared(scene: Scene, when: str = "4月20日 14:00") -> tuple[int, Talk]:
    organisation, lin = await joined(scene)
    await records(lin, when)
    return organisation, lin


async def opens(scene: Scene, talk: Talk, organisation: int, what: str) -> None:
    """Press a button of the consultation's own by its data: ``consultation-enter|<number>|…``."""
    reference = await reference_to(scene, organisation)
    view, _sign, rest = what.partition("|")
    kind = "v" if view.startswith("consultation-part") else "a"
    await talk.presses_data(f"{kind}|{view}|{reference.id}|{rest}")


# Stages.


async def test_a_stage_reached_on_another_day_is_dated_so(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    await opens(scene, lin, organisation, "consultation-enter|reached|examining")
    await lin.says("3月10日")

    stage = next(one for one in (await found(scene, organisation)).stages if one.stage is Stage.EXAMINING)
    assert stage.reached_at == datetime(2026, 3, 10, 4, tzinfo=UTC)
    assert stage.by == "林美玲"


async def test_a_day_to_come_is_not_one_on_which_a_stage_was_reached(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|reached|examining")
    await lin.says("2026-04-10")

    assert lin.text.startswith("! 2026年4月10日")


async def test_the_consultation_reached_is_the_consultation_held_at_the_time_planned(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene, "今天 15:00")
    await opens(quick_scene, lin, organisation, "consultation-do|reach|consulting")
    assert (await found(quick_scene, organisation)).held_at == datetime(2026, 3, 16, 7, tzinfo=UTC)

    await opens(quick_scene, lin, organisation, "consultation-do|reopen|consulting")
    assert (await found(quick_scene, organisation)).held_at is None


async def test_notice_and_materials_are_dated_and_judged(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene, "3月22日 14:00")
    await opens(quick_scene, lin, organisation, "consultation-enter|notice")
    await lin.says("3月14日")
    await opens(quick_scene, lin, organisation, "consultation-enter|materials")
    await lin.says("今天")

    assert "• 提前通知：2026年3月14日发出，没有提前满 10 天" in lin.text
    assert "• 提前发材料：2026年3月16日发出，及时" in lin.text
    assert "✓ 确定主体·通知：2026年3月14日完成（林美玲记录）" in lin.text


# People.


async def test_many_are_added_at_once_and_counted_as_invited(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|people")
    await lin.says("\n".join(f"代表{n}，企业" for n in range(1, 31)))

    assert lin.text.startswith("! 已添加 30 人。")
    assert "[下一页]" in lin.text
    assert len((await found(quick_scene, organisation)).participants) == 30


async def test_whoever_is_added_after_it_was_held_was_there(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene, "昨天")
    await opens(quick_scene, lin, organisation, "consultation-enter|people")
    await lin.says("老张，居民")

    (one,) = (await found(quick_scene, organisation)).participants
    assert one.attendance is Attendance.PRESENT


async def test_attendance_is_counted_by_kind(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene, "昨天")
    await opens(quick_scene, lin, organisation, "consultation-enter|counts")
    await lin.says("企业5/8 公众12")

    assert "到场/受邀：企业 5/8、公众 12/12" in lin.text


async def test_a_participant_is_corrected_and_the_former_version_kept(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    await opens(scene, lin, organisation, "consultation-enter|people")
    await say(lin, "王经理，快行科技，企业", "[王经理]", "[更正]", "[姓名]", "王总", "[第二类别]", "[专家·其他]")
    await say(lin, "[出席情况]", "[委托出席]", "赵助理", "[保存]")

    (one,) = (await found(scene, organisation)).participants
    assert (one.name, one.kind, one.also) == ("王总", StakeholderKind.ENTERPRISE, StakeholderKind.EXPERT)
    assert (one.attendance, one.proxy) == (Attendance.PROXY, "赵助理")
    await opens(scene, lin, organisation, "consultation-part|history")
    assert "“姓名：王经理”" in lin.text
    assert "“出席情况：已邀请”" in lin.text


# Agenda, opinions, decisions.


async def first_item(scene: Scene, talk: Talk, organisation: int) -> int:
    await opens(scene, talk, organisation, "consultation-part|agenda|1")
    return (await found(scene, organisation)).agenda[0].id


async def test_items_are_added_moved_taken_off_and_put_back(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|items")
    await lin.says("1. 执法配合\n2. 经费")
    assert [item.title for item in (await found(quick_scene, organisation)).agenda][-2:] == ["执法配合", "经费"]

    await say(lin, "[7. 经费]", "[上移]")
    assert "6. 经费\n7. 执法配合" in lin.text
    await say(lin, "[6. 经费]", "[撤下]")
    assert lin.text.startswith("! 已从议程撤下。")
    await say(lin, "[恢复]")
    assert len((await found(quick_scene, organisation)).agenda) == 7


async def test_an_agenda_of_sixty_items_is_full_and_turns_its_pages(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|items")
    await lin.says("\n".join(f"事项{n}" for n in range(1, 56)))
    assert "[60. 事项55]" in lin.text
    await say(lin, "[上一页]")
    assert "[56. 事项51]" in lin.text

    await opens(quick_scene, lin, organisation, "consultation-enter|items")
    await lin.says("第六十一项")
    assert lin.text == "! 议程最多 60 项，现已有 60 项。"
    assert len((await found(quick_scene, organisation)).agenda) == 60


async def test_an_item_is_corrected_and_settled(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    item = await first_item(scene, lin, organisation)
    await opens(scene, lin, organisation, f"consultation-enter|item|{item}")
    await say(lin, "[用时（分钟）]", "二十", "[汇报人]", "张工", "[保存]")
    await opens(scene, lin, organisation, f"consultation-enter|result|{item}")
    await say(lin, "达成共识", "每百米一处", "[保存]")
    assert "共识：每百米一处" in lin.text

    await opens(scene, lin, organisation, f"consultation-enter|result|{item}")
    await say(lin, "[结果]", "未达成共识", "间距没谈拢", "[保存]")
    settled = (await found(scene, organisation)).agenda[0]
    assert (settled.presenter, settled.minutes) == ("张工", 20)
    assert (settled.state, settled.consensus, settled.dissent) == (ItemState.DISSENT, None, "间距没谈拢")


async def test_an_opinion_is_a_participants_or_nobodys(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    await opens(scene, lin, organisation, "consultation-enter|people")
    await lin.says("王经理，快行科技，企业")
    item = await first_item(scene, lin, organisation)
    await opens(scene, lin, organisation, f"consultation-enter|opinion|{item}")
    await say(lin, "[王经理]", "反对", "成本太高")
    await opens(scene, lin, organisation, f"consultation-enter|opinion|{item}")
    await say(lin, "不具名", "公众", "建议", "路口留空")

    named, unnamed = (await found(scene, organisation)).agenda[0].opinions
    assert (named.kind, named.stance, named.anonymous) == (StakeholderKind.ENTERPRISE, Stance.OPPOSITION, False)
    assert (unnamed.participant, unnamed.kind, unnamed.anonymous) == (None, StakeholderKind.PUBLIC, True)
    assert "- 企业，王经理：反对" in lin.text
    assert "- 公众，不具名：建议" in lin.text


async def test_an_opinion_of_four_thousand_characters_is_kept_whole_and_one_more_is_asked_to_be_shortened(
    quick_scene: Scene,
) -> None:
    organisation, lin = await prepared(quick_scene)
    item = await first_item(quick_scene, lin, organisation)
    await opens(quick_scene, lin, organisation, f"consultation-enter|opinion|{item}")
    await say(lin, "公众", "支持")
    await lin.says("好" * (LONGEST_OPINION + 1))
    assert "4,001" in lin.text
    await lin.says("好" * LONGEST_OPINION)

    (opinion,) = (await found(quick_scene, organisation)).agenda[0].opinions
    assert len(opinion.text) == LONGEST_OPINION
    await opens(quick_scene, lin, organisation, f"consultation-enter|opinion-edit|{opinion.id}")
    await say(lin, "[意见]", "很好", "[保存]")
    assert (await found(quick_scene, organisation)).agenda[0].opinions[0].text == "很好"


async def test_a_decision_without_a_quorum_is_warned_of_and_recorded_as_such(scene: Scene) -> None:
    organisation, lin = await joined(scene)
    await records(
        lin,
        "昨天",
        *("跳过",) * 8,
        "社会组织 3/30",
        "会费",
        "未定",
        "跳过",
        "就这些",
        "跳过",
        "跳过",
        required=INTERNAL,
    )
    reference = await reference_to(scene, organisation, "2026-社-001")
    item = (await found(scene, organisation, "2026-社-001")).agenda[0].id
    await lin.presses_data(f"a|consultation-enter|{reference.id}|decision|{item}")
    assert "! 到会人数没有达到要求" in lin.text
    await say(lin, "会费分三档", "决议", "6月30日")

    (decision,) = (await found(scene, organisation, "2026-社-001")).agenda[0].decisions
    assert (decision.kind, decision.review_on, decision.quorate) == (
        *(DecisionKind.RESOLUTION, date(2026, 6, 30)),
        False,
    )
    await lin.presses_data(f"a|consultation-enter|{reference.id}|decision-edit|{decision.id}")
    await say(lin, "[决议]", "会费分两档", "[保存]")
    (corrected,) = (await found(scene, organisation, "2026-社-001")).agenda[0].decisions
    assert (corrected.text, corrected.quorate) == ("会费分两档", False)


# The consultation itself.


async def test_moving_it_to_another_day_moves_what_is_planned(scene: Scene) -> None:
    organisation, lin = await prepared(scene)
    await opens(scene, lin, organisation, "consultation-enter|facts")
    await say(lin, "[时间]", "4月27日 9:00", "[地点]", "三楼", "[会员覆盖面]", "40 家", "[保存]")

    moved = await found(scene, organisation)
    assert (moved.starts_at, moved.venue) == (datetime(2026, 4, 27, 1, tzinfo=UTC), "三楼")
    assert [field.text for field in moved.fields] == ["40 家"]
    planned = {stage.stage: stage.planned for stage in moved.stages}
    assert (planned[Stage.CONVENING], planned[Stage.CONSULTING]) == (date(2026, 4, 17), date(2026, 4, 27))


async def test_moved_to_a_day_gone_by_it_was_held_and_moved_back_it_was_not(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|facts")
    await say(lin, "[时间]", "昨天 9:00", "[保存]")
    held = await found(quick_scene, organisation)
    assert held.held_at == datetime(2026, 3, 15, 1, tzinfo=UTC)

    await opens(quick_scene, lin, organisation, "consultation-enter|facts")
    await say(lin, "[时间]", "明天 9:00", "[保存]")
    again = await found(quick_scene, organisation)
    assert again.held_at is None
    assert all(stage.reached_at is None for stage in again.stages)


async def test_left_items_go_onto_the_agenda_of_one_that_is_to_come(scene: Scene) -> None:
    organisation, lin = await joined(scene)
    item = ("收费", "未达成共识", "企业反对", "跳过", "就这些")
    await records(lin, "昨天", *("跳过",) * 9, *item, "跳过", "跳过")
    await records(lin, "4月20日", required=("/meeting new", *ORGANISED[1:4], "停放标准（二）"))
    await opens(scene, lin, organisation, "consultation-enter|carry")
    await say(lin, "[1. 收费]", "[确定]", "[2026-行-002 停放标准（二）]")

    assert lin.text.startswith("! 已转入 1 项。")
    following = await found(scene, organisation, "2026-行-002")
    assert following.follows == "2026-行-001"
    assert (following.agenda[-1].title, following.agenda[-1].carried_from) == ("收费", "2026-行-001")
    assert (await found(scene, organisation)).agenda[0].state is ItemState.CARRIED_OVER


# What is not there, or no longer.


@pytest.mark.parametrize(
    "what",
    ["nonsense", "skip|nowhere", "item|999", "opinion|999", "opinion-edit|999", "decision-edit|x", "participant|0"],
)
async def test_what_a_button_names_and_is_not_there_is_said_so(quick_scene: Scene, what: str) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, f"consultation-enter|{what}")

    assert lin.text == "! 这一项已不在本次协商的记录里。"


async def test_a_participant_taken_out_meanwhile_gives_no_opinion(quick_scene: Scene) -> None:
    organisation, lin = await prepared(quick_scene)
    await opens(quick_scene, lin, organisation, "consultation-enter|people")
    await lin.says("王经理，企业")
    item = await first_item(quick_scene, lin, organisation)
    await opens(quick_scene, lin, organisation, f"consultation-enter|opinion|{item}")
    await say(lin, "[王经理]", "反对")
    wang = await quick_scene.joins(organisation, "facilitator", "王")
    number = (await found(quick_scene, organisation)).participants[0].id
    await opens(quick_scene, wang, organisation, f"strike|p{number}")
    await say(wang, "[登记有误]")
    await lin.says("成本太高")

    assert lin.text == "! 这一项已不在本次协商的记录里。"
    assert (await found(quick_scene, organisation)).agenda[0].opinions == ()
