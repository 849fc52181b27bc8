"""Closing a round and opening the next."""

from datetime import UTC, datetime

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from tests.dialogs.digest.scenes import new_scene, office


async def test_a_round_is_closed_when_it_is_confirmed_and_then_takes_no_answers(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher))
    member = await place.scene.joins(place.organisation, "member", language="en")
    await place.admin.says("/digest")

    await place.admin.presses("Close the round")
    assert place.admin.text.splitlines()[:2] == ["# Close Round 1, 2026?", "Answered: 0 of 4 members (0%)."]
    assert (await place.round()).closed_at is None
    await place.admin.presses("Yes, close it")

    assert (await place.round()).closed_at == place.scene.now
    assert "! The round is closed. Its answers stand as they are." in place.admin.text
    await member.says("/assess")
    assert "This round closed on March 16, 2026" in member.text


async def test_pressing_twice_closes_once(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    yes = f"a|close-round|{(await place.round()).id}|yes"

    await place.admin.presses_data(yes)
    place.scene.later(hours=1)
    await place.admin.presses_data(yes)

    assert "! This round is closed already." in place.admin.text
    assert (await place.audited()).count("round closed") == 1


async def test_the_next_round_is_opened_when_it_is_confirmed(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 2)
    first = await place.round()
    await place.admin.presses_data(f"a|close-round|{first.id}|yes")

    await place.admin.presses("Open the next round")
    assert place.admin.text.startswith("# Open the next round?")
    await place.admin.presses("Yes, open it")

    second = await place.round()
    assert (second.year, second.number, second.kind, second.opened_at) == (2026, 2, "named", place.scene.now)
    assert place.admin.text.startswith("# Digest: Round 2, 2026\n! The round is open")
    assert (await place.audited())[-2:] == ["round closed", "round opened"]
    await place.admin.presses("All rounds")
    assert place.admin.labels == ("Round 2, 2026 (open)", "Round 1, 2026")
    await place.admin.presses("Round 1, 2026")
    assert "Answered: 1 of 3 members (33%)." in place.admin.text


async def test_pressing_twice_opens_one_round(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    first = (await place.round()).id
    await place.admin.presses_data(f"a|open-round|{first}|yes")
    assert "! A round is open already: this one." in place.admin.text
    await place.admin.presses_data(f"a|close-round|{first}|yes")

    await place.admin.presses_data(f"a|open-round|{first}|yes")
    await place.admin.presses_data(f"a|open-round|{first}|yes")

    assert "! A round is open already: this one." in place.admin.text
    assert (await place.round()).number == 2


async def test_a_new_year_by_the_organisations_own_clock_counts_anew(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    first = (await place.round()).id
    await place.admin.presses_data(f"a|close-round|{first}|yes")
    place.scene.now = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in Shenzhen

    await place.admin.presses_data(f"a|open-round|{first}|yes")

    opened = await place.round()
    assert (opened.year, opened.number) == (2027, 1)
