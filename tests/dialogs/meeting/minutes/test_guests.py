"""Guests of the web room find the minutes in the browser they came with, and answer there."""

from datetime import timedelta

import pytest

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.live.changing import turn_pages
from dialogs.meeting.minutes.approving import response_blocks
from dialogs.meeting.minutes.keeping import write_draft
from dialogs.meeting.participants import NewParticipant, add_participants, remove_participant
from dialogs.meeting.reading import read
from dialogs.meeting.terms import Attendance, MinutesState, StakeholderKind
from tests.dialogs.meeting.minutes.guests import Gathering, gathered, page, rows_of


@pytest.fixture
async def gathering(database: Database, cipher: Cipher) -> Gathering:
    return await gathered(database, cipher)


@pytest.fixture
async def quick(sqlite_database: Database, cipher: Cipher) -> Gathering:
    return await gathered(sqlite_database, cipher)


async def test_a_page_shows_the_minutes_once_they_go_round_and_takes_an_answer(gathering: Gathering) -> None:
    wang = gathering.wang
    assert "会议已经结束" in wang.as_text(*wang.cards)
    await gathering.circulate()

    assert "请参加协商的各位核对会议纪要" in page(wang)
    assert "2026年3月23日" in page(wang)
    assert "[查看纪要] [PDF]\n[确认无误] [我有异议]" in page(wang)
    await wang.presses_data(gathering.press("minutes-confirm"))
    assert "您的答复：确认无误。" in page(wang)
    assert "截止之前，您可以改变主意。" in page(wang)
    answers = await gathering.answers()
    assert (answers["王芳"].confirmed, answers["王芳"].answered) == (True, True)


async def test_the_minutes_are_read_and_taken_along_by_a_guest(quick: Gathering) -> None:
    await quick.circulate()
    await quick.wang.presses_data(f"v|minutes-copy|{quick.reference.id}")
    assert "小区停车怎么管" in quick.wang.text
    await quick.wang.presses_data(quick.press("minutes-pdf"))

    document = quick.wang.card.document
    assert document is not None
    assert (document.name, document.media_type) == (f"{quick.reference.number}.pdf", "application/pdf")


async def test_an_objection_stands_under_the_name_and_kind_they_joined_with_and_can_be_taken_back(
    gathering: Gathering,
) -> None:
    await gathering.circulate()
    await gathering.wang.presses_data(gathering.press("minutes-object"))
    await gathering.wang.says("我说的是夜里，不是白天。")
    await gathering.wang.presses("提交异议")
    assert "我说的是夜里，不是白天。" in page(gathering.wang)

    async with gathering.scene.working() as work:
        record = await read(work, gathering.reference)
    reader = gathering.scene.house.reader("zh_CN", gathering.scene.house.installation.timezone)
    said = str(list(response_blocks(record, reader)))
    assert "王芳（公众）" in said
    assert "我说的是夜里，不是白天。" in said
    await gathering.wang.presses_data(gathering.press("minutes-confirm"))
    assert (await gathering.sitting.record()).minutes.objections == ()


async def test_a_press_that_comes_twice_is_one_answer(gathering: Gathering) -> None:
    await gathering.circulate()
    for _twice in range(2):
        await gathering.wang.presses_data(gathering.press("minutes-confirm"))

    assert await rows_of(gathering, "response") == 1
    assert (await gathering.sitting.record()).minutes.confirmed == 1


async def test_an_objection_of_4000_characters_is_taken_and_one_of_40000_is_not(quick: Gathering) -> None:
    await quick.circulate()
    await quick.wang.presses_data(quick.press("minutes-object"))
    await quick.wang.says("长" * 40_000)
    assert "4,000" in quick.wang.text.replace("4000", "4,000")
    await quick.wang.says("长" * 4_000)
    await quick.wang.presses("提交异议")

    (objection,) = (await quick.sitting.record()).minutes.objections
    assert len(objection.text) == 4_000
    assert len(page(quick.wang)) < 1_500, "the card quotes its beginning"


async def test_an_answer_a_second_after_the_deadline_does_not_count_and_the_page_says_so(quick: Gathering) -> None:
    await quick.circulate("明天")
    await quick.wang.presses_data(quick.press("minutes-object"))
    await quick.wang.says("还有一句")
    until = (await quick.sitting.record()).minutes.confirm_by
    assert until is not None
    quick.scene.now = until
    await quick.wang.presses("提交异议")
    assert "确认期已过" in quick.wang.text
    await quick.pages_turn()

    assert "答复期已于2026年3月17日截止。" in page(quick.wang)
    assert "[确认无误]" not in page(quick.wang)
    assert (await quick.sitting.record()).minutes.objections == ()


async def test_signed_published_and_amended_minutes_are_on_the_page(quick: Gathering) -> None:
    await quick.circulate()
    await quick.sign()
    assert "会议纪要已经签署" in page(quick.wang)
    await quick.chair.presses_data(f"{quick.press('minutes-work')}|publish|yes")
    assert "在来宾的浏览器里显示：1人" in quick.chair.text
    await quick.pages_turn()
    assert "这是已签署的会议纪要" in page(quick.wang)
    await quick.chair.presses_data(f"{quick.press('minutes-work')}|amend")
    await quick.chair.says("第二项改为：每月一次。")
    await quick.chair.presses("附上更正")
    await quick.pages_turn()

    assert "会议纪要已于2026年3月16日更正：\n“第二项改为：每月一次。”" in page(quick.wang)
    await quick.wang.presses_data(f"v|minutes-copy|{quick.reference.id}")
    assert "第二项改为：每月一次。" in quick.wang.as_text(*quick.wang.cards)


async def test_a_guest_in_telegram_gets_the_letters(quick: Gathering) -> None:
    await quick.circulate()
    assert "请确认会议纪要" in quick.wu.text
    await quick.wu.presses("查看纪要")
    assert "小区停车怎么管" in quick.wu.as_text(*quick.wu.cards)
    await quick.wu.presses_data(quick.press("minutes-confirm"))

    assert (await quick.answers())["吴刚"].confirmed is True


async def test_the_rooms_link_leads_back_who_took_part_and_nobody_else(quick: Gathering) -> None:
    await quick.circulate()
    before = len(quick.wang.cards)
    await quick.wang.says(f"/start {quick.token}")
    stranger = quick.scene.chat(channel="web")
    await stranger.says(f"/start {quick.token} public 李四")

    assert "请参加协商的各位核对会议纪要" in quick.wang.as_text(*quick.wang.cards[before:])
    assert "核对会议纪要" not in stranger.as_text(*stranger.cards)
    assert "失效" in stranger.text
    for data in ("v|minutes-copy", "a|minutes-pdf", "a|minutes-confirm", "a|minutes-object", "a|minutes-open"):
        await stranger.presses_data(f"{data}|{quick.reference.id}")
        assert "停车" not in stranger.text
    assert (await quick.sitting.record()).minutes.confirmed == 0


async def test_nothing_is_shown_before_the_minutes_go_round(quick: Gathering) -> None:
    await quick.wang.presses_data(f"v|minutes-copy|{quick.reference.id}")
    assert "纪要还没有发出" in quick.wang.text
    await quick.wang.presses_data(quick.press("minutes-confirm"))
    assert (await quick.sitting.record()).minutes.confirmed == 0


async def test_minutes_taken_back_void_what_was_confirmed_and_say_so(gathering: Gathering) -> None:
    await gathering.circulate()
    await gathering.wang.presses_data(gathering.press("minutes-confirm"))
    await gathering.wu.presses_data(gathering.press("minutes-object"))
    await gathering.wu.says("漏了一句")
    await gathering.wu.presses("提交异议")
    await gathering.chair.presses_data(f"{gathering.press('minutes-work')}|take-back")
    assert "已有1人确认无误" in gathering.chair.text
    await gathering.take_back()
    assert "原有1人的确认作废" in gathering.chair.text
    await gathering.pages_turn()
    assert "您对前一稿的确认已作废。" in page(gathering.wang)
    await gathering.wang.presses_data(gathering.press("minutes-confirm"))
    assert "已收回修改" in gathering.wang.text
    await gathering.circulate()

    assert "您之前的确认已作废，请重新核对。" in page(gathering.wang)
    answers = await gathering.answers()
    assert (answers["王芳"].confirmed, answers["王芳"].void) == (None, True)
    assert (answers["吴刚"].confirmed, answers["吴刚"].answered) == (False, False), "an objection stays"
    await gathering.wang.presses_data(gathering.press("minutes-confirm"))
    record = await gathering.sitting.record()
    assert (record.minutes.confirmed, len(record.minutes.objections)) == (1, 1)


async def test_another_day_leaves_the_answers(quick: Gathering) -> None:
    await quick.circulate()
    await quick.wang.presses_data(quick.press("minutes-confirm"))
    await quick.chair.presses_data(f"{quick.press('minutes-work')}|circulate")
    await quick.chair.says("10天后")
    await quick.chair.presses("发送")
    await quick.pages_turn()

    assert "您的答复：确认无误。" in page(quick.wang)
    assert (await quick.answers())["王芳"].answered


async def test_a_guest_merged_with_a_member_meanwhile_answers_as_that_member(gathering: Gathering) -> None:
    await gathering.circulate()
    await gathering.wang.presses_data(gathering.press("minutes-confirm"))
    people = {one.name: one for one in (await gathering.sitting.record()).participants}
    await gathering.chair.presses_data(
        f"a|meeting-preside|{gathering.sitting.number}|merge|{people['赵强'].id}|{people['王芳'].id}"
    )
    await gathering.pages_turn()

    answers = await gathering.answers()
    assert answers["赵强"].confirmed is True
    assert "王芳" not in answers
    assert "您的答复：确认无误。" in page(gathering.wang)
    await gathering.chair.presses("撤销合并")
    await gathering.pages_turn()
    answers = await gathering.answers()
    assert (answers["赵强"].confirmed, answers["王芳"].confirmed) == (None, True)


async def test_a_struck_participant_reads_and_answers_no_more(quick: Gathering) -> None:
    await quick.circulate()
    one = (await quick.answers())["王芳"]
    async with quick.scene.working() as work:
        await remove_participant(work, quick.reference, one.participant, by=None)
        await turn_pages(work, quick.reference)
    await quick.pages_turn()

    assert "您已不在参加人员名单上" in page(quick.wang)
    await quick.wang.presses_data(quick.press("minutes-confirm"))
    await quick.wang.presses_data(f"v|minutes-copy|{quick.reference.id}")
    assert "停车" not in quick.wang.text
    assert (await quick.sitting.record()).minutes.confirmed == 0


async def test_a_consultation_struck_under_an_open_page_says_so(quick: Gathering) -> None:
    await quick.circulate()
    await quick.chair.presses_data(f"a|strike|{quick.reference.id}|consultation")
    for _step in range(4):
        values = [str(button.press).rpartition("|")[2] for button in quick.chair.buttons]
        chosen = next((value for value in ("mistake", "duplicate", "yes", "sure", "submit") if value in values), None)
        if chosen is None:
            break
        await quick.chair.chooses(chosen)
    await quick.pages_turn()
    await quick.wang.presses_data(quick.press("minutes-confirm"))

    assert "停车" not in quick.wang.text


async def test_the_page_is_right_again_when_the_end_is_taken_back_and_comes_again(quick: Gathering) -> None:
    await quick.circulate()
    await quick.chair.presses_data(f"a|meeting-preside|{quick.sitting.number}|undo")
    await quick.pages_turn()
    assert "[签到]" in quick.wang.as_text(*quick.wang.cards[-3:]) or "举手" in quick.wang.as_text(
        *quick.wang.cards[-3:]
    )
    await quick.chair.presses_data(f"a|meeting-preside|{quick.sitting.number}|end|yes")
    await quick.pages_turn()

    assert "请参加协商的各位核对会议纪要" in quick.wang.as_text(*quick.wang.cards[-2:])
    assert (await quick.sitting.record()).minutes.state is MinutesState.CIRCULATED


async def test_another_consultation_is_none_of_a_guests(quick: Gathering) -> None:
    await quick.circulate()
    async with quick.scene.working() as work:
        topic = NewConsultation(clause="5.2", topic="另一次协商")
        other = await create_consultation(work, quick.sitting.organisation, topic, by=None)
        people = [NewParticipant(name="王芳", kind=StakeholderKind.PUBLIC, attendance=Attendance.PRESENT)]
        await add_participants(work, other, people, by=None)
        until = quick.scene.now + timedelta(days=7)
        state = MinutesState.CIRCULATED
        await write_draft(work, other, by=None, state=state, circulated_at=quick.scene.now, confirm_by=until)
    for data in ("v|minutes-copy", "a|minutes-pdf", "a|minutes-confirm", "a|minutes-object", "a|minutes-open"):
        await quick.wang.presses_data(f"{data}|{other.id}")
        assert "另一次协商" not in quick.wang.text

    async with quick.scene.working() as work:
        assert (await read(work, other)).minutes.confirmed == 0
