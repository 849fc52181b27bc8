"""Those known by name alone are sent a link of their own, by hand, and answer as themselves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.database.access import Database
from dialogs.engine import records as engine
from dialogs.engine.cipher import Cipher
from dialogs.meeting import records
from dialogs.meeting.live import groups
from dialogs.meeting.minutes import links
from dialogs.meeting.participants import remove_participant
from tests.dialogs.meeting.minutes.guests import Gathering, gathered, page


@pytest.fixture
async def gathering(database: Database, cipher: Cipher) -> Gathering:
    place = await gathered(database, cipher)
    await place.circulate()
    return place


@pytest.fixture
async def quick(sqlite_database: Database, cipher: Cipher) -> Gathering:
    place = await gathered(sqlite_database, cipher)
    await place.circulate()
    return place


async def test_the_text_to_forward_names_whom_it_is_for_and_until_when(quick: Gathering) -> None:
    await quick.personal_link("赵强")

    lines = quick.chair.text.splitlines()
    assert lines[0] == "【请确认会议纪要】"
    assert "2026年3月23日前打开以下链接" in lines[1]
    assert lines[2].startswith("https://consult.example.org/m/r-")
    assert lines[3] == "链接只供赵强本人使用，请不要转给别人。"


async def test_whoever_opens_their_link_sees_the_minutes_and_answers_as_themselves(gathering: Gathering) -> None:
    token = await gathering.personal_link("赵强")
    zhao = gathering.scene.chat(channel="web")
    await zhao.says(f"/start {token}")
    assert "[确认无误] [我有异议]" in page(zhao)
    await zhao.presses_data(gathering.press("minutes-object"))
    await zhao.says("请写明由物业负责。")
    await zhao.presses("提交异议")

    (objection,) = (await gathering.sitting.record()).minutes.objections
    assert (objection.name, objection.kind, objection.text) == ("赵强", "government", "请写明由物业负责。")
    assert "请写明由物业负责。" in page(zhao)


async def test_the_link_opens_in_a_second_browser_and_in_telegram(quick: Gathering) -> None:
    token = await quick.personal_link("赵强")
    first, second = quick.scene.chat(channel="web"), quick.scene.chat(channel="telegram")
    await first.says(f"/start {token}")
    await second.says(f"/start {token}")
    await second.presses_data(quick.press("minutes-confirm"))
    await quick.pages_turn()
    await first.receive()

    assert "您的答复：确认无误。" in second.as_text(*second.cards) or (await quick.answers())["赵强"].confirmed
    assert (await quick.answers())["赵强"].confirmed is True


async def test_the_facilitator_sees_who_is_to_be_told_and_notes_it(gathering: Gathering) -> None:
    chair, number = gathering.chair, gathering.reference.id
    await chair.presses_data(f"v|minutes-answers|{number}")
    assert "• 赵强" in chair.text
    assert "由您另行告知" in chair.text
    await chair.presses("由您另行告知：1人")
    await chair.presses("赵强")
    await chair.presses("已告知")
    assert "已另行告知" in chair.text
    assert (await gathering.answers())["赵强"].told_at is not None
    await chair.presses_data(f"v|minutes-answers|{number}|1|hand")
    assert "没有。" in chair.text
    await chair.presses_data(f"{gathering.press('minutes-work')}|all-told")
    await gathering.take_back()
    gathering.scene.later(minutes=1)
    await gathering.circulate()
    assert (await gathering.answers())["赵强"].told_at is None, "of these minutes nobody has been told"


async def test_answers_are_counted_by_kind(gathering: Gathering) -> None:
    await gathering.wang.presses_data(gathering.press("minutes-confirm"))
    await gathering.wu.presses_data(gathering.press("minutes-object"))
    await gathering.wu.says("漏了一句")
    await gathering.wu.presses("提交异议")
    await gathering.chair.presses_data(f"v|minutes-answers|{gathering.reference.id}")

    (table,) = [block for block in gathering.chair.card.blocks if block.kind == "table"]
    assert table.rows == (
        ("党政部门", "0", "0", "1"),
        ("企业", "0", "1", "0"),
        ("公众", "1", "0", "0"),
        ("合计", "1", "1", "1"),
    )


async def test_a_link_ends_with_the_signing(gathering: Gathering) -> None:
    token = await gathering.personal_link("赵强")
    before = gathering.scene.chat(channel="web")
    await before.says(f"/start {token}")
    await gathering.sign()
    await before.receive()
    late = gathering.scene.chat(channel="web")
    await late.says(f"/start {token}")

    assert "会议纪要已经签署" in page(before), "who has opened it goes on reading"
    assert "这条链接已失效" in late.text


async def test_a_link_ends_with_its_participant(quick: Gathering) -> None:
    token = await quick.personal_link("赵强")
    number = (await quick.answers())["赵强"].participant
    async with quick.scene.working() as work:
        await remove_participant(work, quick.reference, number, by=None)
    late = quick.scene.chat(channel="web")
    await late.says(f"/start {token}")

    assert "这条链接已失效" in late.text


async def test_a_link_is_no_door_into_a_room_and_an_unknown_one_leads_nowhere(quick: Gathering) -> None:
    token = await quick.personal_link("赵强")
    for wrong in (token[:-1], f"m-{token[2:]}", "r-" + "0" * 40, "r-", "r-%00"):
        talk = quick.scene.chat(channel="web")
        await talk.says(f"/start {wrong}")
        assert "停车" not in talk.text


async def test_somebody_on_the_list_who_opens_anothers_link_answers_as_themselves(quick: Gathering) -> None:
    token = await quick.personal_link("赵强")
    await quick.wang.says(f"/start {token}")
    assert "那条链接是给赵强的" in quick.wang.as_text(*quick.wang.cards)
    await quick.wang.presses_data(quick.press("minutes-confirm"))

    answers = await quick.answers()
    assert (answers["王芳"].confirmed, answers["赵强"].confirmed) == (True, None)


async def test_a_token_is_kept_as_a_fingerprint_and_sealed(gathering: Gathering) -> None:
    token = await gathering.personal_link("赵强")
    again = await gathering.personal_link("赵强")
    async with gathering.scene.working() as work:
        door = records.door
        rows = (await work.transaction.execute(select(door).where(door.c.purpose == "minutes"))).mappings().all()

    assert token == again
    assert token.removeprefix(links.PREFIX).isalnum()
    assert token.encode() not in b"".join(
        bytes(value) for row in rows for value in row.values() if isinstance(value, bytes)
    )


async def test_a_guest_whose_session_is_over_is_to_be_told_by_hand(quick: Gathering) -> None:
    async with quick.scene.working() as work:
        chats = engine.chat
        await work.transaction.execute(chats.update().where(chats.c.channel == "web").values(unreachable_at=work.now))
    await quick.chair.presses_data(f"v|minutes-answers|{quick.reference.id}|1|hand")

    assert "• 王芳" in quick.chair.text


async def test_a_guests_chat_is_kept_while_the_minutes_go_round_and_ninety_days_more(gathering: Gathering) -> None:
    async def kept(after: timedelta) -> int:
        async with gathering.scene.working() as work:
            return len((await work.transaction.execute(groups.guests(work.now + after))).all())

    assert await kept(timedelta(days=95)) == 2, "the time for answering ended a week after the meeting"
    assert await kept(timedelta(days=99)) == 0


async def test_a_guest_who_has_joined_since_is_written_to_in_the_same_chat(quick: Gathering) -> None:
    await quick.wang.says(f"/start {await quick.scene.invitation(quick.sitting.organisation, 'member')}")
    await quick.wang.chooses("agree")
    await quick.wang.says("王芳")
    await quick.chair.presses_data(f"{quick.press('minutes-work')}|remind")
    await quick.wang.receive()
    assert "请确认会议纪要" in quick.wang.text
    await quick.wang.presses("确认无误")

    assert (await quick.answers())["王芳"].confirmed is True
