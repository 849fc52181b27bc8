"""An outcome goes its way step by step: only steps that make sense, each correctable, with its proof."""

from datetime import date, timedelta

import pytest

from dialogs.engine import files
from dialogs.meeting.following.path import NEXT, WAITING
from dialogs.meeting.reading import read
from dialogs.meeting.terms import ConversionState, Stage
from tests.dialogs.meeting.following.scenes import DUE, WORDS, agreed, desk, notes, stepped
from tests.dialogs.talking import Scene


async def test_an_outcome_goes_its_way_from_being_agreed_to_being_carried_out(scene: Scene) -> None:
    place = await desk(scene)
    await place.zhou.presses_data(f"v|outcomes|{place.reference.id}")
    await notes(place.zhou, "[添加成果]", WORDS, "下周五", "[记下]")
    assert "已达成；下一步2026年3月27日（周五）到期，还有 11 天" in place.zhou.text

    await notes(place.zhou, "[已报送]", "今天", "深圳市城市管理局", "停放标准建议稿", "跳过", "4月20日", "[记下]")
    await notes(place.zhou, "[部分采纳]", "今天", "深圳市城市管理局", "深城管函〔2026〕31号")
    await notes(place.zhou, "三个站口用地未批", "跳过", "跳过", "[记下]")
    await notes(place.zhou, "[已落实]", "今天", "福田区城管局", "跳过", "跳过", "[记下]")

    said = place.zhou.text.splitlines()
    assert said[said.index("- 转化进展：") + 1 :][:3] == [
        "• 已报送：2026年3月16日 · 深圳市城市管理局 · 停放标准建议稿",
        "• 部分采纳：2026年3月16日 · 深圳市城市管理局 · 深城管函〔2026〕31号。原因：三个站口用地未批",
        "• 已落实：2026年3月16日 · 福田区城管局",
    ]
    assert not {"已报送", "已受理", "已采纳", "部分采纳", "未采纳", "已落实"} & set(place.zhou.labels)
    async with scene.working() as work:
        record = await read(work, place.reference)
    assert record.outcomes[0].state is ConversionState.IMPLEMENTED
    assert [stage.stage for stage in record.stages if stage.reached_at] == [Stage.CONVERTING]


@pytest.mark.parametrize("state", list(ConversionState))
async def test_only_steps_that_make_sense_from_a_state_are_offered_and_taken(
    quick_scene: Scene, state: ConversionState
) -> None:
    place = await desk(quick_scene)
    number = await agreed(place)
    if state is not ConversionState.AGREED:
        await stepped(place, number, (state, DUE - timedelta(days=10)))

    await place.zhou.presses_data(f"v|outcome|{number}")
    offered = {
        str(button.press).rpartition("|")[2] for button in place.zhou.buttons if "outcome-step" in str(button.press)
    }
    assert offered == {each.value for each in NEXT[state]}
    for other in set(ConversionState) - set(NEXT[state]):
        await place.zhou.presses_data(f"a|outcome-step|{number}|{other.value}")
        assert "不衔接" in place.zhou.text


def test_every_state_is_reached_and_every_way_ends() -> None:
    reached = {ConversionState.AGREED, *(state for states in NEXT.values() for state in states)}

    assert reached == set(ConversionState)
    assert [state for state in NEXT if not NEXT[state]] == [ConversionState.IMPLEMENTED]
    assert set(WAITING) == set(ConversionState) - {ConversionState.REJECTED, ConversionState.IMPLEMENTED}


async def test_two_facilitators_note_the_same_step_and_it_is_there_once(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    chen = await scene.joins(place.organisation, "facilitator", "陈", language="en")
    for talk in (place.zhou, chen):
        await talk.presses_data(f"a|outcome-step|{number}|submitted")
        await notes(talk, "2026-03-16", "市城管局")
        await talk.says("skip" if talk is chen else "跳过")
        await talk.says("skip" if talk is chen else "跳过")
        await talk.says("skip" if talk is chen else "跳过")
    await place.zhou.presses("记下")
    await chen.presses("Write it down")

    assert "Somebody has noted a step meanwhile; yours was not added." in chen.text
    async with scene.working() as work:
        assert len((await read(work, place.reference)).outcomes[0].steps) == 1


async def test_a_step_is_corrected_and_what_it_was_is_still_told(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    await stepped(
        *(place, number),
        (ConversionState.SUBMITTED, date(2026, 3, 2)),
        (ConversionState.ACCEPTED, date(2026, 3, 9)),
        (ConversionState.ADOPTED, date(2026, 3, 12)),
    )
    await place.zhou.presses_data(f"v|outcome|{number}")

    await notes(place.zhou, "[更正：已受理（2026年3月9日）]", "[日期]", "3月1日")
    assert "上一步是2026年3月2日，这一步不能早于那天。" in place.zhou.text
    await place.zhou.says("3月13日")
    assert "下一步是2026年3月12日，这一步不能晚于那天。" in place.zhou.text
    await notes(place.zhou, "3月10日", "[记下]")

    assert "• 已受理：2026年3月10日" in place.zhou.text
    assert "• 日期：2026年3月9日（至 2026年3月16日，周敏 修改）" in place.zhou.text
    assert "已采纳" in place.zhou.text.splitlines()[3]


async def test_a_step_struck_leaves_the_outcome_where_it_was_before(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    await stepped(place, number, (ConversionState.SUBMITTED, DUE), (ConversionState.REJECTED, DUE))
    await place.zhou.presses_data(f"v|outcome|{number}")

    await notes(place.zhou, "[撤销：未采纳]", "[确认撤销]")

    assert place.zhou.text.splitlines()[3] == "已报送"
    assert "已受理" in place.zhou.labels


async def test_a_proof_is_kept_with_its_step_and_opened_by_participants(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    await place.takes_part(place.lin, "林美玲")
    await place.zhou.presses_data(f"a|outcome-step|{number}|submitted")
    await notes(place.zhou, "今天", "市城管局", "跳过", "<回执.pdf>", "跳过", "[记下]")
    async with scene.working() as work:
        (awaited,) = await files.awaiting(work.transaction, work.cipher, work.now)
        await files.arrived(work.transaction, work.cipher, awaited.id, b"%PDF-")

    await place.lin.presses_data(f"v|outcome|{number}")
    assert "Correct" not in place.lin.text
    await place.lin.presses("See the proof of March 16, 2026")

    assert place.lin.card.document is not None
    assert place.lin.card.document.name == "回执.pdf"
