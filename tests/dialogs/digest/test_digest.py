"""The digest: who has answered, where the organisation stands."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.database.access import Database
from dialogs.assessment.records import assessment_round
from dialogs.assessment.responses import Given
from dialogs.engine.cards import Radar
from dialogs.engine.cipher import Cipher
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.people import records
from tests.dialogs.digest.scenes import LINK, Office, new_scene, office


async def _make_anonymous(place: Office) -> None:
    async with place.scene.working() as work:
        await work.transaction.execute(update(assessment_round).values(kind="anonymous", min_group=5))


async def test_before_anybody_answers_the_digest_says_so(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))

    await place.admin.says("/digest")

    assert place.admin.text.splitlines()[:4] == [
        "# Digest: Round 1, 2026",
        "Answered: 0 of 3 members (0%).",
        "- Open since March 16, 2026.",
        "There are no figures yet: nobody has answered.",
    ]
    assert place.admin.card.picture is None


async def test_what_is_on_record_has_its_place_though_nobody_has_answered(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    async with place.scene.working() as work:
        for clause in ("5.3", "5.3", "5.4"):
            new = NewConsultation(clause=clause, topic="停放标准", held_at=place.scene.now - timedelta(days=3))
            await create_consultation(work, place.organisation, new, by=None)
    await place.admin.says("/digest")

    said = place.admin.text.splitlines()
    begins = said.index("# On record")
    assert said[begins - 1] == "There are no figures yet: nobody has answered."
    assert "3 consultations held: organised by us 3, taken part in 0." in said[begins:]
    assert "• Industry affairs: 2" in said[begins:]
    assert "# Consensus and procedure" in said[begins:]
    assert "On record" in place.admin.labels
    await place.answers("李秀兰", 2)
    await place.admin.says("/digest")
    assert "# On record" not in place.admin.text, "then it stands beside the answers, behind its button"


async def test_the_digest_shows_the_rate_the_figures_and_the_verdicts_of_either_kind_apart(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 1, {"6.1.1.2-1": Given(answer="4"), "6.1.1.2-2": Given(answer="4")})

    await place.admin.says("/digest")

    said = place.admin.text.splitlines()
    assert "Answered: 1 of 3 members (33%)." in said
    required, recommended = (said.index(f"{kind} clauses ({word})") for kind, word in _KINDS)
    assert "6.1.1.2 Building mechanisms | 62.5 | 65.0 | 1 | met" in said[required:recommended]
    assert "6.2.1.1 Advising on state affairs | 25.0 | 40.0 | 1 | partly adopted" in said[recommended:]
    assert "Findings by severity: medium 6, low 7." in said
    picture = place.admin.card.picture
    assert isinstance(picture, Radar)
    assert len(picture.axes) == 13


_KINDS = (("Required", "shall"), ("Recommended", "should"))


@pytest.mark.parametrize("part", ["Verdicts", "Findings", "Advice"])
async def test_the_parts_shared_with_the_result_lead_back_to_the_digest(
    database: Database, cipher: Cipher, part: str
) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 1)
    await place.admin.says("/digest")
    digest = place.admin.text

    await place.admin.presses(part)
    assert place.admin.text.startswith(f"# {part}: Round 1, 2026")
    await place.admin.presses("‹ Digest")

    assert place.admin.text == digest


async def test_a_member_is_told_that_the_digest_is_not_theirs(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    member = await place.scene.joins(place.organisation, "member", language="en")
    facilitator = await place.scene.joins(place.organisation, "facilitator", language="en")

    for talk in (member, facilitator):
        for pressed in ("v|digest|1", "a|remind|1", "a|close-round|1|yes", "v|digest-comments|1"):
            await talk.presses_data(pressed)
            assert "Your role here does not cover this" in talk.text
        await talk.says("/digest")
        assert "Your role here does not cover this" in talk.text
        assert not {"digest", "export"} & {name for name, _description in talk.menu}


async def test_those_who_left_before_the_end_are_not_counted_and_newcomers_not_in_a_closed_round(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 2)
    table = records.membership
    place.scene.later(hours=1)
    async with place.scene.working() as work:
        gone = table.c.person_id == place.members["王建国"]
        await work.transaction.execute(update(table).where(gone).values(left_at=work.now))
    await place.admin.says("/digest")
    assert "Answered: 1 of 2 members (50%)." in place.admin.text

    await place.admin.presses("Close the round")
    await place.admin.presses("Yes, close it")
    place.scene.later(hours=1)
    await place.scene.joins(place.organisation, "member", "新来的")
    await place.admin.says("/digest")

    assert "Answered: 1 of 2 members (50%)." in place.admin.text


async def test_an_open_anonymous_round_shows_the_rate_and_nothing_else(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 2, {"6.1.1.2-1": Given(answer="2", comment="悄悄话", evidence=(LINK,))})
    await _make_anonymous(place)

    await place.admin.says("/digest")

    assert "Answered: 1 of 3 members (33%)." in place.admin.text
    assert "appear when it has closed" in place.admin.text
    assert place.admin.labels == ("Close the round", "All rounds")
    number = (await place.round()).id
    for pressed in ("digest-part|{}|verdicts", "digest-comments|{}|6.1.1.2|1|names"):
        await place.admin.presses_data("v|" + pressed.format(number))
        assert "appear when it has closed" in place.admin.text
    await place.admin.presses_data(f"v|digest-missing|{number}|1")
    assert "王建国" not in place.admin.text
    assert "李秀兰" not in place.admin.text


async def test_comments_of_a_closed_anonymous_round_are_shown_where_enough_have_answered(
    database: Database, cipher: Cipher
) -> None:
    names = ("甲", "乙", "丙", "丁", "戊")
    place = await office(new_scene(database, cipher), members=names)
    await _make_anonymous(place)
    for name in names[:4]:
        await place.answers(name, 2, {"6.1.1.2-1": Given(answer="2", comment=f"{name}的悄悄话")})
    number = (await place.round()).id
    await place.admin.presses_data(f"a|close-round|{number}|yes")

    await place.admin.presses_data(f"v|digest-comments|{number}|6.1.1.2|1")
    assert "So few have answered this anonymous round" in place.admin.text

    await place.answers("戊", 2)
    await place.admin.presses_data(f"v|digest-comments|{number}|6.1.1.2|1|names")
    assert "“甲的悄悄话”" in place.admin.text
    assert "- By" not in place.admin.text
    assert "With names" not in place.admin.labels


async def test_a_round_that_ends_by_itself_says_until_when_and_then_since_when(
    database: Database, cipher: Cipher
) -> None:
    place = await office(new_scene(database, cipher))
    async with place.scene.working() as work:
        await work.transaction.execute(update(assessment_round).values(closes_at=work.now + timedelta(days=7)))

    await place.admin.says("/digest")
    assert "- Open since March 16, 2026, closes on March 23, 2026." in place.admin.text
    place.scene.later(days=8)
    await place.admin.says("/digest")

    assert "- Closed since March 23, 2026." in place.admin.text
    assert "Open the next round" in place.admin.labels


async def test_a_figure_that_there_is_not_is_not_shown(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))

    await place.admin.presses_data(f"v|digest-part|{(await place.round()).id}|weather")

    assert place.admin.text == "! There is no such figure. /digest leads to all that there are."
