"""Reminding those who have not answered: one tap, each at most once a day."""

from sqlalchemy import update

from bot.database.access import Database
from dialogs.engine import records as engine
from dialogs.engine.cipher import Cipher
from tests.dialogs.digest.scenes import new_scene, office


async def test_one_tap_writes_to_those_who_can_be_reached_and_names_the_others(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher))
    lin = await place.scene.joins(place.organisation, "member", "林美玲")
    await place.answers("李秀兰", 2)

    await place.admin.says("/digest")
    await place.admin.presses("Remind the 3 who have not")

    assert place.admin.text.splitlines() == [
        "# Reminders: Round 1, 2026",
        "Written to 1 person:",
        "• 林美玲",
        "1 person cannot be reached here; please ask them another way:",
        "• 王建国",
        "- Your own answers are missing, too: /assess",
        "[‹ Digest]",
    ]
    (letter,) = await lin.receive()
    assert "海滨社工服务中心" in lin.as_text(letter)
    assert ("members reminded", f"{(await place.round()).id}: 1") in await place.audit_details()


async def test_the_reminders_button_begins_the_assessment(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    lin = await place.scene.joins(place.organisation, "member", "Lin", language="en")
    await place.admin.says("/digest")
    await place.admin.presses("Remind the 4 who have not")

    await lin.receive()
    await lin.presses("Begin now")

    assert lin.text.startswith("# Assessment: Round 1, 2026")


async def test_who_was_reminded_today_is_not_written_to_twice_but_may_be_tomorrow(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher), members=())
    lin = await place.scene.joins(place.organisation, "member", "林美玲")
    remind = f"a|remind|{(await place.round()).id}"

    await place.admin.presses_data(remind)
    await lin.receive()
    place.scene.later(hours=14)  # 23:30 in Shenzhen
    await place.admin.presses_data(remind)
    assert "Nobody was written to." in place.admin.text
    assert "1 person was reminded earlier today, and is not written to twice:\n• 林美玲" in place.admin.text
    assert await lin.receive() == ()

    place.scene.later(hours=1)  # 00:30 the next day
    await place.admin.presses_data(remind)
    assert "Written to 1 person:\n• 林美玲" in place.admin.text
    assert len(await lin.receive()) == 1


async def test_who_blocked_the_bot_is_named_and_may_be_reminded_once_they_are_back(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher), members=())
    lin = await place.scene.joins(place.organisation, "member", "林美玲")
    remind = f"a|remind|{(await place.round()).id}"
    async with place.scene.working() as work:
        blocked = engine.chat.c.fingerprint == work.cipher.fingerprint(f"telegram:{lin.address}")
        await work.transaction.execute(update(engine.chat).where(blocked).values(unreachable_at=work.now))

    await place.admin.presses_data(remind)
    assert "cannot be reached here; please ask them another way:\n• 林美玲" in place.admin.text

    async with place.scene.working() as work:
        await work.transaction.execute(update(engine.chat).values(unreachable_at=None))
    await place.admin.presses_data(remind)
    assert "Written to 1 person:\n• 林美玲" in place.admin.text


async def test_a_member_of_two_organisations_is_taken_to_the_one_that_reminded_them(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher), members=())
    lin = await place.scene.joins(place.organisation, "member", "Lin", language="en")
    other = await place.scene.organisation("前海金融同业公会")
    await lin.says(f"/start {await place.scene.invitation(other, 'member')}")
    await lin.chooses("join")

    await place.admin.presses_data(f"a|remind|{(await place.round()).id}")
    await lin.receive()
    await lin.presses("Begin now")
    assert lin.text.startswith("# Assessment: Round 1, 2026")
    await lin.says("/settings")

    assert "[✓ 海滨社工服务中心]" in lin.text


async def test_the_names_of_those_who_have_not_answered_are_shown_on_request_and_audited(
    database: Database, cipher: Cipher
) -> None:
    names = tuple(f"成员{number:02}" for number in range(1, 25))
    place = await office(new_scene(database, cipher), members=names)
    await place.answers("成员01", 2)
    await place.admin.says("/digest")
    assert "成员" not in place.admin.text

    await place.admin.presses("Who has not answered")
    first = place.admin.text.splitlines()
    assert first[1:3] == ["• 陈主任", "• 成员02"]
    assert first[20] == "• 成员20"
    await place.admin.presses("Next page")

    assert place.admin.text.splitlines()[1:5] == [f"• 成员{number}" for number in range(21, 25)]
    assert (await place.audited()).count("names of those who have not answered viewed") == 2


async def test_nobody_is_reminded_of_a_closed_round(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    lin = await place.scene.joins(place.organisation, "member", "林美玲")
    number = (await place.round()).id
    await place.admin.presses_data(f"a|close-round|{number}|yes")
    assert "Who has not answered" in place.admin.labels

    await place.admin.presses_data(f"a|remind|{number}")

    assert place.admin.text == "! This round is closed, so nobody was reminded."
    assert await lin.receive() == ()


async def test_what_is_kept_of_reminders_goes_with_a_persons_own_data(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher), members=())
    await place.scene.joins(place.organisation, "member", "林美玲")
    number = (await place.round()).id
    await place.admin.presses_data(f"a|remind|{number}")

    async with place.scene.working() as work:
        own = place.scene.house.registry.personal["reminders"]
        kept = [await own(work, person) for person in range(1, 4)]

    assert [{"round": number, "reminded": place.scene.now.isoformat()}] in kept
