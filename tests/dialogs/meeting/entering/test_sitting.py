"""Agenda, opinions and decisions entered item by item."""

from datetime import date

from dialogs.meeting.opinions import LONGEST_OPINION
from dialogs.meeting.terms import DecisionKind, ItemState, StakeholderKind, Stance
from tests.dialogs.meeting.entering.scenes import opens, prepared
from tests.dialogs.meeting.recording import found, joined, records, reference_to, say
from tests.dialogs.talking import Scene, Talk

INTERNAL = ("/meeting", "社会组织管理", "内部事务", "由我方组织", "会费")


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
    assert "- 1. 企业，王经理：反对" in lin.text
    assert "- 2. 公众，不具名：建议" in lin.text


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
