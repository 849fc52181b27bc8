"""The words that settled an agenda item are struck, and it stands as far as the rest goes."""

import pytest

from dialogs.meeting.performance import read_performance, year_until
from dialogs.meeting.terms import ItemState
from standard.library import library
from tests.dialogs.meeting.recording import say
from tests.dialogs.meeting.striking.scenes import held, now, opens
from tests.dialogs.talking import Scene


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
