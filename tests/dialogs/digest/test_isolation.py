"""Another organisation's administrator reaches nothing, whatever button data they guess."""

from sqlalchemy import select

from bot.database.access import Database
from dialogs.assessment.records import evidence
from dialogs.assessment.responses import Given
from dialogs.digest.navigating import NO_SUCH_ROUND
from dialogs.engine.cipher import Cipher
from tests.dialogs.digest.scenes import LINK, new_scene, office

GUESSED = (
    "v|digest|{}",
    "v|digest-missing|{}",
    "v|digest-missing|{}|1",
    "v|digest-part|{}|verdicts",
    "v|digest-part|{}|findings",
    "v|digest-part|{}|advice",
    "v|digest-comments|{}",
    "v|digest-comments|{}|6.1.1.2|1|names",
    "a|remind|{}",
    "a|digest-export|{}",
    "a|close-round|{}|ask",
    "a|close-round|{}|yes",
    "a|open-round|{}|ask",
    "a|open-round|{}|yes",
)


async def test_another_organisations_round_cannot_be_reached_by_guessed_buttons(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher))
    lin = await place.scene.joins(place.organisation, "member", "林美玲")
    await place.answers("李秀兰", 2, {"6.1.1.2-1": Given(answer="2", comment="只给自己人看", evidence=(LINK,))})
    number = (await place.round()).id
    other = await office(place.scene, "前海金融同业公会", members=("赵敏",))
    trail = await place.audited()

    for guess in GUESSED:
        await other.admin.presses_data(guess.format(number))
        assert other.admin.text == f"! {NO_SUCH_ROUND.text}"

    assert await lin.receive() == ()
    assert (await place.round()).closed_at is None
    assert await place.audited() == trail
    assert (await other.round()).number == 1


async def test_another_organisations_evidence_cannot_be_opened(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 2, {"6.1.1.2-1": Given(answer="2", evidence=(LINK,))})
    other = await office(place.scene, "前海金融同业公会")
    async with place.scene.working() as work:
        (number,) = (await work.transaction.execute(select(evidence.c.id))).scalars().all()

    await other.admin.presses_data(f"a|digest-evidence|{number}")

    assert other.admin.text == "! That piece of evidence is not there any more."


async def test_nonsense_in_a_buttons_data_finds_no_round(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))

    for guess in GUESSED:
        for number in ("", "x", "-1", "²", "9" * 18, "0", "1.0"):
            await place.admin.presses_data(guess.format(number))
            assert place.admin.text == f"! {NO_SUCH_ROUND.text}", (guess, number)


async def test_the_lists_hold_ones_own_organisation_only(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 2, {"6.1.1.2-1": Given(answer="2", comment="只给自己人看")})
    other = await office(place.scene, "前海金融同业公会", members=("赵敏",))

    await other.admin.says("/digest")
    assert "Answered: 0 of 2 members (0%)." in other.admin.text
    await other.admin.presses("Who has not answered")
    assert "王建国" not in other.admin.text
    await other.admin.says("/digest")
    await other.admin.presses("All rounds")
    assert len(other.admin.labels) == 1
