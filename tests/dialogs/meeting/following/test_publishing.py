"""What became of the outcomes is published once, to everybody who did not stay away."""

from datetime import timedelta

from sqlalchemy import select, update

from dialogs.engine import records as engine
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.terms import Attendance, ConversionState, StakeholderKind
from tests.dialogs.meeting.following.scenes import DUE, WORDS, Desk, agreed, desk, notes, number_of, stepped
from tests.dialogs.talking import Scene, Talk


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

    await notes(place.zhou, "[更正公示内容]", "[修改]", "您提的三个站口已列入四月的一批。", "[公示]")
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
