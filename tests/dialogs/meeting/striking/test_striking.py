"""What was entered by mistake is struck with a reason: out of every count, in the history, and put back by a press."""

import pytest

from dialogs.meeting import history, participants, polls, records
from dialogs.meeting.minutes.keeping import read_for_minutes
from dialogs.meeting.opinions import NewOpinion, add_opinions
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.performance import read_performance, year_until
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import find_by_number
from dialogs.meeting.terms import ItemState, MinutesState, Position, StakeholderKind, Stance
from dialogs.meeting.undoing import read_changes
from dialogs.people.rights import RIGHTS
from standard.library import library
from tests.dialogs.meeting.recording import found, joined, reference_to, say
from tests.dialogs.meeting.recording import records as recorded
from tests.dialogs.talking import Scene, Talk

HELD = ("跳过",) * 9
"""The details of a consultation that was held, up to its items."""
ITEM = ("停放密度", "部分共识", "每百米一处", "收费没谈拢", "先试三个月", "就这些")
CLOSED = "! 会议纪要已经签字，记录不再改动。需要更正的，请在纪要中写更正说明。"
GONE = "! 这一项已不在本次协商的记录里。"


async def held(scene: Scene) -> tuple[int, Talk, Consultation]:
    """Record a consultation of yesterday: one item with a summary, an opinion, consensus, dissent and a decision."""
    organisation, lin = await joined(scene)
    actions = ("画车位图", "市政处", "跳过", "就这些", "在地铁站口增设停放区", "跳过", "就这些")
    await recorded(lin, "昨天", *HELD, *ITEM, *actions)
    reference = await reference_to(scene, organisation)
    (item,) = (await found(scene, organisation)).agenda
    await lin.presses_data(f"a|consultation-enter|{reference.id}|people")
    await lin.says("王经理，快行科技，企业\n老张，居民")
    await lin.presses_data(f"a|consultation-enter|{reference.id}|opinion|{item.id}")
    await say(lin, "[王经理]", "反对", "成本太高")
    await lin.presses_data(f"a|consultation-enter|{reference.id}|item|{item.id}")
    await say(lin, "[情况说明]", "企业担心成本", "[保存]")
    return organisation, lin, await found(scene, organisation)


async def opens(lin: Talk, consultation: Consultation) -> None:
    """Open the card of the one agenda item."""
    await lin.presses_data(f"v|consultation-item|{consultation.id}|{consultation.agenda[0].id}")


async def now(scene: Scene, organisation: int) -> Consultation:
    return await found(scene, organisation)


async def sign(scene: Scene, organisation: int, *, approved: bool = False) -> None:
    """Let the minutes be signed, with a copy of the record where one is asked for."""
    reference = await reference_to(scene, organisation)
    copy = (await found(scene, organisation)).model_dump_json() if approved else None
    async with scene.working() as work:
        fields = {"state": MinutesState.SIGNED, "approved": copy}
        await history.add(work, reference, records.minutes, [fields], by=None)


async def test_an_opinion_is_struck_with_its_reason_and_counts_no_more(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await opens(lin, before)
    await say(lin, "[作废意见 1]")
    assert lin.text.startswith("# 这条意见为什么作废？\n“成本太高”")
    await say(lin, "[本人要求撤回]")

    assert lin.text.startswith("! 已作废。\n# 1. 停放密度")
    assert lin.labels[0] == "恢复"
    (item,) = (await now(scene, organisation)).agenda
    assert item.opinions == ()
    reference = await reference_to(scene, organisation)
    async with scene.working() as work:
        drafted = await read_for_minutes(work, reference)
    assert drafted.agenda[0].opinions == ()


async def test_the_history_shows_it_struck_with_whoever_struck_it_and_puts_it_back(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await opens(lin, before)
    await say(lin, "[作废意见 1]", "[其他原因]", "发言人说的是另一项", f"/meeting {before.number}", "[修改记录]")
    assert "林美玲作废了：意见。原因：发言人说的是另一项\n~~成本太高~~" in lin.text
    await say(lin, "[恢复：成本太高]")

    assert lin.text.startswith("! 已恢复。\n# 1. 停放密度")
    assert (await now(scene, organisation)).agenda == before.agenda
    await say(lin, f"/meeting {before.number}", "[修改记录]")
    assert "~~成本太高~~" in lin.text, "that it was struck once stays in the history"
    assert "恢复：" not in lin.text


async def test_a_press_to_put_back_what_is_back_already_is_said_so(quick_scene: Scene) -> None:
    _organisation, lin, before = await held(quick_scene)
    await opens(lin, before)
    await say(lin, "[作废决议 1]", "[重复登记]")
    press = next(str(button.press) for button in lin.buttons if button.label == "恢复")
    await lin.presses_data(press)
    assert lin.text.startswith("! 已恢复。")
    await lin.presses_data(press)
    assert lin.text == GONE


async def test_a_decision_is_struck(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await opens(lin, before)
    await say(lin, "[作废决议 1]")
    assert "本人要求撤回" not in lin.text
    await say(lin, "[登记有误]")

    assert (await now(scene, organisation)).agenda[0].decisions == ()


@pytest.mark.parametrize(
    ("label", "field", "state"),
    [
        ("作废情况说明", "summary", ItemState.PARTIAL),
        ("作废共识", "consensus", ItemState.DISSENT),
        ("作废分歧", "dissent", ItemState.CONSENSUS),
    ],
)
async def test_words_that_settled_an_item_are_struck_and_it_stands_as_far_as_the_rest_goes(
    quick_scene: Scene, label: str, field: str, state: ItemState
) -> None:
    organisation, lin, before = await held(quick_scene)
    await opens(lin, before)
    await say(lin, f"[{label}]", "[登记有误]")

    (item,) = (await now(quick_scene, organisation)).agenda
    assert getattr(item, field) is None
    assert item.state is state
    await say(lin, "[恢复]")
    assert (await now(quick_scene, organisation)).agenda == before.agenda


async def test_a_struck_consensus_counts_in_no_figure(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await opens(lin, before)
    await say(lin, "[作废分歧]", "[登记有误]")
    assert await consensus(scene, organisation) == 1
    await say(lin, "[作废共识]", "[登记有误]")

    assert await consensus(scene, organisation) == 0
    assert (await now(scene, organisation)).agenda[0].state is ItemState.OPEN


async def consensus(scene: Scene, organisation: int) -> int:
    """Count the items on record that reached consensus."""
    async with scene.working() as work:
        facts = await read_performance(library(), work, await year_until(work, organisation, scene.now))
    return next(count.of for measure, count in facts.counts.items() if "CONSENSUS" in measure.name)


async def test_words_are_not_put_back_over_newer_ones(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await opens(lin, before)
    await say(lin, "[作废情况说明]", "[登记有误]")
    press = next(str(button.press) for button in lin.buttons if button.label == "恢复")
    item = before.agenda[0].id
    await lin.presses_data(f"a|consultation-enter|{before.id}|item|{item}")
    await say(lin, "[情况说明]", "另一段摘要", "[保存]")
    await lin.presses_data(press)

    assert lin.text.startswith("! 那里已经有了新的内容")
    assert (await now(quick_scene, organisation)).agenda[0].summary == "另一段摘要"


async def test_words_of_an_item_that_was_taken_off_stay_with_it(quick_scene: Scene) -> None:
    _organisation, lin, before = await held(quick_scene)
    await opens(lin, before)
    await say(lin, "[作废情况说明]", "[登记有误]")
    press = next(str(button.press) for button in lin.buttons if button.label == "恢复")
    await lin.presses_data(f"a|consultation-do|{before.id}|drop-item|{before.agenda[0].id}")
    await lin.presses_data(press)

    assert lin.text.startswith("! 那里已经有了新的内容")


async def test_an_opinion_of_an_item_that_was_taken_off_is_put_back_with_the_item(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await opens(lin, before)
    await say(lin, "[作废意见 1]", "[登记有误]")
    press = next(str(button.press) for button in lin.buttons if button.label == "恢复")
    item = before.agenda[0].id
    await lin.presses_data(f"a|consultation-do|{before.id}|drop-item|{item}")
    await lin.presses_data(press)
    assert lin.text.startswith("! 已恢复。\n# 2026-行-001 的议程")
    await lin.presses_data(f"a|consultation-do|{before.id}|back-item|{item}")

    assert (await now(quick_scene, organisation)).agenda == before.agenda


async def test_a_participant_is_struck_with_their_opinions_and_their_voice(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    reference = await reference_to(scene, organisation)
    wang, zhang = before.participants
    async with scene.working() as work:
        poll = await polls.open_poll(work, reference, before.agenda[0].id, "同意？", "1/2", by=None)
        for person, position in ((wang, Position.ENDORSE), (zhang, Position.BLOCK)):
            await polls.take_position(work, reference, poll, person.id, position)
        await polls.close_poll(work, reference, poll, by=None)
    assert (await now(scene, organisation)).agenda[0].polls[0].carried is False
    voted = await now(scene, organisation)
    await say(lin, f"/meeting {before.number}", "[参与者（2）]", "[老张]", "[移除]")
    assert "没有到场的，记为缺席即可，不必移除。" in lin.text
    assert "一并作废" not in lin.text
    await say(lin, "[登记有误]")

    (left,) = (await now(scene, organisation)).participants
    (counted,) = (await now(scene, organisation)).agenda[0].polls
    assert left.name == "王经理"
    assert (counted.carried, counted.tally) == (True, {StakeholderKind.ENTERPRISE: {Position.ENDORSE: 1}})
    await say(lin, "[恢复]")
    assert await now(scene, organisation) == voted


async def test_opinions_under_a_struck_name_go_with_it_and_come_back_with_it(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await say(lin, f"/meeting {before.number}", "[参与者（2）]", "[王经理]", "[移除]")
    assert "这个名字下的 1 条意见会一并作废。要保留的，请先更正发言人。" in lin.text
    await say(lin, "[重复登记]")
    assert (await now(quick_scene, organisation)).agenda[0].opinions == ()
    await say(lin, f"/meeting {before.number}", "[修改记录]")
    assert lin.labels.count("恢复：王经理") == 1
    assert "恢复：成本太高" not in lin.labels, "they are put back together"
    await say(lin, "[恢复：王经理]")

    assert (await now(quick_scene, organisation)).agenda == before.agenda


async def test_the_speaker_of_an_opinion_is_corrected(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    (opinion,) = before.agenda[0].opinions
    await lin.presses_data(f"a|consultation-enter|{before.id}|opinion-edit|{opinion.id}")
    await say(lin, "[发言人]", "[老张]", "[保存]")

    (corrected,) = (await now(quick_scene, organisation)).agenda[0].opinions
    assert (corrected.participant, corrected.kind) == (before.participants[1].id, StakeholderKind.PUBLIC)


async def test_who_said_something_without_a_name_is_never_asked(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    item = before.agenda[0].id
    said = NewOpinion(item=item, kind=StakeholderKind.PUBLIC, stance=Stance.SUPPORT, text="很好", anonymous=True)
    reference = await reference_to(quick_scene, organisation)
    async with quick_scene.working() as work:
        (number,) = await add_opinions(work, reference, [said], by=None)
    await lin.presses_data(f"a|consultation-enter|{before.id}|opinion-edit|{number}")

    assert "发言人" not in lin.text


async def test_somebody_who_is_on_the_list_again_is_not_put_back_a_second_time(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await scene.joins(organisation, "member", "王经理")
    await say(lin, f"/meeting {before.number}", "[参与者（2）]", "[王经理]", "[就是本组织的这位成员]", "[移除]")
    person = (await now(scene, organisation)).participants[0].person
    await say(lin, "[登记有误]")
    press = next(str(button.press) for button in lin.buttons if button.label == "恢复")
    again = NewParticipant(name="王经理", kind=StakeholderKind.ENTERPRISE, person=person)
    reference = await reference_to(scene, organisation)
    async with scene.working() as work:
        await add_participants(work, reference, [again], by=None)
    await lin.presses_data(press)

    assert lin.text == "! 这位已经又在名单上了。"
    assert len((await now(scene, organisation)).participants) == 2


async def test_an_action_and_an_outcome_are_struck_and_put_back(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    for row, one in (("[行动事项（1）]", "[画车位图]"), ("[成果（1）]", "[在地铁站口增设停放区]")):
        await say(lin, f"/meeting {before.number}", row, one, "[作废]", "[重复登记]")
        assert lin.text.startswith("! 已作废。") or "! 已作废。" in lin.text
        await say(lin, f"/meeting {before.number}")
        assert row.replace("1", "0")[1:-1] in lin.labels
        await say(lin, "[修改记录]", f"[恢复：{one[1:-1]}]")
        assert one[1:-1] in lin.labels

    assert await now(scene, organisation) == before


async def test_what_is_struck_already_is_not_struck_again(quick_scene: Scene) -> None:
    _organisation, lin, before = await held(quick_scene)
    await opens(lin, before)
    await say(lin, "[作废意见 1]")
    asked = next(str(button.press) for button in lin.buttons if button.label == "登记有误")
    he = await quick_scene.joins(before.organisation, "facilitator", "何佩珊")
    await opens(he, before)
    await say(he, "[作废意见 1]", "[登记有误]")
    await lin.presses_data(asked)
    assert lin.text == GONE


@pytest.mark.parametrize("code", ["", "o", "o999", "x1", "o1x", "s999", "w999"])
async def test_what_is_not_there_is_said_so(quick_scene: Scene, code: str) -> None:
    _organisation, lin, before = await held(quick_scene)
    await lin.presses_data(f"a|strike|{before.id}|{code}")
    assert lin.text == GONE


@pytest.mark.parametrize("change", ["", "x", "999999"])
async def test_what_was_never_struck_is_not_put_back(quick_scene: Scene, change: str) -> None:
    _organisation, lin, before = await held(quick_scene)
    await lin.presses_data(f"a|put-back|{before.id}|{change}")
    assert lin.text == GONE


async def test_a_correction_without_striking_is_not_put_back_by_this_button(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    reference = await reference_to(quick_scene, organisation)
    async with quick_scene.working() as work:
        await participants.correct_participant(work, reference, before.participants[0].id, by=None, name="王总")
    async with quick_scene.working() as work:
        change = (await read_changes(work, reference, limit=1))[0]
    await lin.presses_data(f"a|put-back|{before.id}|{change.id}")
    assert lin.text == GONE


# Signed minutes.


async def test_what_signed_minutes_tell_is_not_struck(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await opens(lin, before)
    await say(lin, "[作废意见 1]")
    await sign(scene, organisation, approved=True)
    await say(lin, "[登记有误]")
    assert lin.text == CLOSED

    item = before.agenda[0]
    for code in (
        *(f"o{item.opinions[0].id}", f"d{item.decisions[0].id}", f"c{item.id}", f"p{before.participants[0].id}"),
        *(f"a{before.actions[0].id}", f"r{before.outcomes[0].id}", f"w{before.id}"),
    ):
        await lin.presses_data(f"a|strike|{before.id}|{code}")
        assert lin.text == CLOSED
    await say(lin, f"/meeting {before.number}")
    assert "作废" not in lin.labels


async def test_what_followed_the_signed_minutes_is_struck_all_the_same(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await sign(scene, organisation, approved=True)
    await say(
        lin, f"/meeting {before.number}", "[行动事项（1）]", "[添加行动事项]", "通知街道", "市政处", "跳过", "[记下]"
    )
    await say(lin, "[作废]", "[重复登记]")
    assert len((await now(scene, organisation)).actions) == 1
    await say(lin, f"/meeting {before.number}", "[修改记录]", "[恢复：通知街道]")
    assert len((await now(scene, organisation)).actions) == 2


async def test_what_was_struck_before_the_minutes_were_signed_is_not_put_back_after(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await opens(lin, before)
    await say(lin, "[作废意见 1]", "[登记有误]")
    await sign(quick_scene, organisation)
    await say(lin, "[恢复]")

    assert lin.text == CLOSED


# A whole consultation.


async def test_a_whole_consultation_is_struck_after_telling_what_hangs_under_it(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[重复登记]")
    assert lin.text.startswith("2/2 · 作废\n# 要把 2026-行-001 整个作废吗？")
    for line in ("1 项议程", "2 位参与者", "1 条意见", "1 项决议", "1 项行动事项", "1 项成果"):
        assert f"• {line}" in lin.text
    await say(lin, "[是，整个作废]")

    assert lin.text.startswith("! 已作废。\n# 2026-行-001（已作废）\n~~停放标准~~")
    assert "林美玲作废。原因：重复登记" in lin.text
    async with scene.working() as work:
        assert await find_by_number(work, organisation, before.number) is None
        facts = await read_performance(library(), work, await year_until(work, organisation, scene.now))
    assert facts.held == 0


async def test_it_is_put_back_as_it_was_by_whoever_struck_it(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[登记有误]", "[是，整个作废]", "/meeting 2026行1", "[恢复]")

    assert lin.text.startswith("! 已恢复。\n# 2026-行-001 · 停放标准")
    assert await now(scene, organisation) == before


async def test_it_is_put_back_by_an_administrator_but_by_no_other_facilitator(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[登记有误]", "[是，整个作废]")
    press = next(str(button.press) for button in lin.buttons if button.label == "恢复")
    he = await scene.joins(organisation, "facilitator", "何佩珊")
    await say(he, "/meetings", "[已作废（1）]", "[2026-行-001 停放标准]")
    assert "恢复" not in he.labels
    await he.presses_data(press)
    assert he.text == "! 只有作废这次协商的人或管理员可以恢复它。"
    chen = await scene.joins(organisation, "admin", "陈会长")
    await say(chen, "/meetings 2026-行-001", "[恢复]")

    assert await now(scene, organisation) == before
    await say(chen, "/meetings")
    assert "已作废" not in chen.text


async def test_a_member_sees_no_struck_consultation(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[登记有误]", "[是，整个作废]")
    wu = await quick_scene.joins(organisation, "member", "吴桐")
    await say(wu, "/meetings 2026-行-001")
    assert wu.text.startswith("! 没有这次协商")
    assert {right.roles for right in RIGHTS if right.name in {"struck", "strike", "put-back"}} == {
        frozenset({"facilitator"})
    }


async def test_it_is_left_after_all(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await say(lin, f"/meeting {before.number}", "[作废]", "[登记有误]", "[不作废]")

    assert lin.text.startswith("# 2026-行-001 · 停放标准")
    assert await now(quick_scene, organisation) == before


async def test_it_is_not_struck_while_it_is_held(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    await recorded(lin, "今天 9:00")
    number = (await found(quick_scene, organisation)).id
    await lin.presses_data(f"a|meeting-open|{number}")
    await lin.presses_data(f"a|strike|{number}|w{number}")
    assert lin.text == "! 正在开会。请先结束会议（/end），再作废这次协商。"
    await say(lin, "/end")
    await lin.presses_data(f"a|strike|{number}|w{number}")
    assert lin.text.startswith("1/2 · 作废")


async def test_the_list_of_struck_ones_turns_its_pages(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    for day in range(1, 11):
        await recorded(
            lin, f"4月{day}日", required=("/meeting new", "行业事务", "标准制定", "由我方组织", f"议题{day}")
        )
        await say(lin, "[作废]", "[登记有误]", "[是，整个作废]")
        quick_scene.later(minutes=1)
    await say(lin, "/meetings", "[已作废（10）]")
    assert "• 2026-行-010 议题10" in lin.text
    await say(lin, "[下一页]")
    assert "• 2026-行-001 议题1" in lin.text
    await say(lin, "[上一页]")
    assert "• 2026-行-003 议题3" in lin.text
    await lin.presses_data("v|struck|one|999")
    assert lin.text.startswith("! 没有这次协商")
    async with quick_scene.working() as work:
        assert await find_by_number(work, organisation, "2026-行-010", struck=True) is not None


async def test_minutes_out_for_confirmation_are_told_of(quick_scene: Scene) -> None:
    organisation, lin = await joined(quick_scene)
    await recorded(lin, "4月20日", required=("/meeting", "行业事务", "标准制定", "我方参与", "停放标准"))
    reference = await reference_to(quick_scene, organisation)
    async with quick_scene.working() as work:
        await history.add(work, reference, records.minutes, [{"state": MinutesState.CIRCULATED}], by=None)
    await say(lin, "[作废]", "[登记有误]")

    assert "• 已发出请各方确认的纪要" in lin.text
    assert "项议程" not in lin.text
