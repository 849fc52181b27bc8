"""What was entered by mistake is struck with a reason: out of every count, in the history, and put back by a press."""

import pytest

from dialogs.meeting import participants
from dialogs.meeting.minutes.keeping import read_for_minutes
from dialogs.meeting.undoing import read_changes
from tests.dialogs.meeting.recording import reference_to, say
from tests.dialogs.meeting.striking.scenes import GONE, held, now, opens
from tests.dialogs.talking import Scene


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
