"""The ledger of the outcome conversion: only steps that make sense, each correctable, reminded of, published once."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from dialogs.engine import files
from dialogs.engine import records as engine
from dialogs.meeting.conversion import NewOutcome, NewStep, add_outcomes, add_step
from dialogs.meeting.following.path import NEXT, WAITING
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.reading import read
from dialogs.meeting.terms import Attendance, ConversionState, Stage, StakeholderKind
from tests.dialogs.meeting.following.scenes import Desk, desk, number_of
from tests.dialogs.meeting.following.test_reminding import days_after, through
from tests.dialogs.talking import Scene, Talk

WORDS = "在地铁站口增设停放区"
DUE = date(2026, 3, 20)


async def agreed(place: Desk, text: str = WORDS, *, due: date | None = None) -> int:
    async with place.scene.working() as work:
        new = [NewOutcome(text=text, due_on=due)]
        (number,) = await add_outcomes(work, place.reference, new, by=await number_of(place.scene, place.zhou))
    return number


async def stepped(place: Desk, outcome: int, *steps: tuple[ConversionState, date]) -> list[int]:
    async with place.scene.working() as work:
        return [
            await add_step(work, place.reference, outcome, NewStep(state=state, taken_on=day), by=None)
            for state, day in steps
        ]


async def notes(talk: Talk, *lines: str) -> None:
    for line in lines:
        await talk.play(line)


async def test_an_outcome_goes_its_way_from_being_agreed_to_being_carried_out(scene: Scene) -> None:
    place = await desk(scene)
    await place.zhou.presses_data(f"v|outcomes|{place.reference.id}")
    await notes(place.zhou, "[添加成果]", WORDS, "下周五", "[记下]")
    assert "已达成；下一步2026年3月27日到期，还有 11 天" in place.zhou.text

    await notes(place.zhou, "[已报送]", "今天", "深圳市城市管理局", "停放标准建议稿", "跳过", "4月20日", "[记下]")
    await notes(place.zhou, "[部分采纳]", "今天", "深圳市城市管理局", "深城管函〔2026〕31号")
    await notes(place.zhou, "三个站口用地未批", "跳过", "跳过", "[记下]")
    await notes(place.zhou, "[已落实]", "今天", "福田区城管局", "跳过", "跳过", "[记下]")

    said = place.zhou.text.splitlines()
    assert said[said.index("- 转化进展：") + 1 :][:3] == [
        "• 已报送：2026年3月16日、深圳市城市管理局、停放标准建议稿",
        "• 部分采纳：2026年3月16日、深圳市城市管理局、深城管函〔2026〕31号。原因：三个站口用地未批",
        "• 已落实：2026年3月16日、福田区城管局",
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


async def test_publishing_tells_everybody_once_who_did_not_stay_away(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    await stepped(place, number, (ConversionState.SUBMITTED, DUE - timedelta(days=12)))
    await place.takes_part(place.lin, "林美玲")
    away = await scene.joins(place.organisation, "member", "何")
    guest = scene.chat(language="en")
    await guest.says("/help")
    await among(place, "何", person=await number_of(scene, away), attendance=Attendance.ABSENT)
    await among(place, "刘店长", chat=await chat_of(scene, guest))
    await among(place, "张大爷")

    await place.zhou.presses_data(f"v|outcome|{number}")
    await notes(place.zhou, "[公示反馈]", "您提的三个站口已列入下一批。", "[公示]")

    assert "! 已公示：将通知 2 位参与者。请用其他方式告知：张大爷。" in place.zhou.text
    assert "- 已于2026年3月16日向参与者公示反馈。" in place.zhou.text
    told = place.lin.as_text(*await place.lin.receive())
    assert told.splitlines() == [
        "# What became of it: 共享单车停放标准",
        "- 深圳市物业管理行业协会, consultation 2026-行-001",
        "You took part in this consultation. One of its outcomes:",
        f"“{WORDS}”",
        "It now stands: submitted.",
        "• submitted: March 8, 2026",
        "您提的三个站口已列入下一批。",
    ]
    assert guest.as_text(*await guest.receive()) == told
    assert await away.receive() == ()

    await notes(place.zhou, "[更正公示内容]", "[您的说明]", "您提的三个站口已列入四月的一批。", "[公示]")
    assert "已更正，没有再次发送。" in place.zhou.text
    assert "四月的一批" in place.zhou.text
    assert await place.lin.receive() == ()


async def test_of_two_who_publish_at_once_one_does(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    await place.takes_part(place.lin, "林美玲")
    chen = await scene.joins(place.organisation, "facilitator", "陈", language="en")
    for talk in (place.zhou, chen):
        await talk.presses_data(f"a|outcome-publish|{number}")
        await talk.says("已列入下一批。")
    await place.zhou.presses("公示")
    await chen.presses("Publish")

    assert "It was not sent again." in chen.text
    assert len(await place.lin.receive()) == 1


async def test_the_letters_of_a_publication_are_a_batch_that_can_be_taken_back(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    for index in range(12):
        talk = await scene.joins(place.organisation, "member", f"成员{index}")
        await place.takes_part(talk, f"成员{index}")
    await place.zhou.presses_data(f"a|outcome-publish|{number}")
    await notes(place.zhou, "跳过", "[公示]")

    async with scene.database.reading() as connection:
        batches = await connection.execute(select(engine.outbox.c.batch).where(engine.outbox.c.batch.is_not(None)))
        assert list(batches.scalars()) == [f"publication-{number}"] * 12


async def test_who_blocked_the_bot_is_named_to_be_told_in_another_way(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    await place.takes_part(place.lin, "林美玲")
    guest = scene.chat()
    await guest.says("/help")
    await among(place, "刘店长", chat=await chat_of(scene, guest))
    async with scene.working() as work:
        table = engine.chat
        blocked = [await chat_of(scene, place.lin), await chat_of(scene, guest)]
        await work.transaction.execute(update(table).where(table.c.id.in_(blocked)).values(unreachable_at=work.now))

    await place.zhou.presses_data(f"a|outcome-publish|{number}")
    await notes(place.zhou, "跳过", "[公示]")

    assert "将通知 0 位参与者。请用其他方式告知：林美玲、刘店长。" in place.zhou.text


async def test_whoever_recorded_an_outcome_is_reminded_until_its_next_step_is_taken(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place, due=DUE)

    assert await through(place, place.zhou, DUE + timedelta(days=2)) == days_after(DUE, -3, -1, 1)
    assert place.zhou.text.splitlines()[1:] == [
        "由您跟进下一步的成果：",
        f"• {WORDS}（已达成）：2026年3月20日到期，已逾期 1 天（2026-行-001）",
        f"[查看：{WORDS}]",
    ]
    await notes(place.zhou, f"[查看：{WORDS}]", "[已报送]", "今天", "市城管局", "跳过", "跳过", "4月30日", "[记下]")

    april = date(2026, 4, 30)
    assert await through(place, place.zhou, date(2026, 6, 30)) == days_after(april, -3, -1, 1, 8, 15, 22, 29)
    await stepped(place, number, (ConversionState.IMPLEMENTED, date(2026, 6, 30)))


@pytest.mark.parametrize("state", [ConversionState.REJECTED, ConversionState.IMPLEMENTED])
async def test_nothing_is_said_of_what_has_come_to_its_end(quick_scene: Scene, state: ConversionState) -> None:
    place = await desk(quick_scene)
    number = await agreed(place, due=DUE)
    await stepped(place, number, (state, DUE - timedelta(days=8)))

    assert await through(place, place.zhou, date(2026, 5, 1)) == []


async def test_an_outcome_is_changed_and_struck(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    await place.zhou.presses_data(f"v|outcome|{number}")

    await notes(place.zhou, "[修改]", "[成果]", "在全部站口增设停放区", "[记下]")
    assert f"• 成果：{WORDS}（至 2026年3月16日，周敏 修改）" in place.zhou.text
    await notes(place.zhou, "[作废]", "[登记有误]")

    assert "还没有记下成果。" in place.zhou.text
    await place.zhou.presses_data(f"v|outcome|{number}")
    assert "没有这项成果" in place.zhou.text


async def test_a_member_without_a_part_sees_nothing_of_it(scene: Scene) -> None:
    place = await desk(scene)
    number = await agreed(place)
    (step,) = await stepped(place, number, (ConversionState.SUBMITTED, DUE))

    for pressed in (f"v|outcome|{number}", f"a|outcome-file|{step}", f"a|outcome-open|{number}"):
        await place.lin.presses_data(pressed)
        assert "not there any more, or not yours to see" in place.lin.text
    await place.lin.presses_data(f"v|outcomes|{place.reference.id}")
    assert "not one that you can see" in place.lin.text


async def test_many_outcomes_are_turned_page_by_page(quick_scene: Scene) -> None:
    place = await desk(quick_scene)
    for index in range(1, 10):
        await agreed(place, f"建议{index}")

    await place.zhou.presses_data(f"v|outcomes|{place.reference.id}")
    first = [label for label in place.zhou.labels if label.startswith("建议")]
    await place.zhou.presses("下一页")
    second = [label for label in place.zhou.labels if label.startswith("建议")]

    assert first + second == [f"建议{index}" for index in range(1, 10)]
    assert all(a < b for a, b in pairwise(first))


async def among(place: Desk, name: str, **known: object) -> None:
    async with place.scene.working() as work:
        new = NewParticipant.model_validate({"name": name, "kind": StakeholderKind.PUBLIC, **known})
        await add_participants(work, place.reference, [new], by=None)


async def chat_of(scene: Scene, talk: Talk) -> int:
    table = engine.chat
    fingerprint = scene.cipher.fingerprint(f"{talk.channel}:{talk.address}")
    async with scene.database.reading() as connection:
        found = await connection.execute(select(table.c.id).where(table.c.fingerprint == fingerprint))
        return int(found.scalar_one())
