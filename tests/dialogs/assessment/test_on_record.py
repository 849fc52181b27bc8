"""What is on record stands beside the score: all of it, by capability with its rules, and in the findings."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from dialogs.assessment.records import assessment_round
from dialogs.assessment.responses import Given
from dialogs.meeting.actions import NewAction, add_actions
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.conversion import NewOutcome, add_outcomes
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.terms import Attendance, StakeholderKind
from standard.library import library
from tests.dialogs.digest.scenes import LINK, Office, office
from tests.dialogs.talking import Scene

HELD = datetime(2026, 3, 10, 6, tzinfo=UTC)


@pytest.fixture
def scene(quick_scene: Scene) -> Scene:
    return quick_scene


async def hold(place: Office, clause: str = "5.3", *, at: datetime = HELD) -> None:
    async with place.scene.working() as work:
        new = NewConsultation(clause=clause, topic="停放", held_at=at)
        reference = await create_consultation(work, place.organisation, new, by=None)
        who = NewParticipant(name="某", kind=StakeholderKind.PUBLIC, attendance=Attendance.PRESENT)
        await add_participants(work, reference, [who], by=None)


async def test_the_digest_leads_to_all_that_is_on_record_and_back(scene: Scene) -> None:
    place = await office(scene)
    await place.answers("李秀兰", 2)
    await hold(place)
    await hold(place, "5.1")
    await hold(place, at=HELD - timedelta(days=400))

    await place.admin.says("/digest")
    await place.admin.presses("On record")

    said = place.admin.text.splitlines()
    assert said[:4] == [
        "# On record: Round 1, 2026",
        "- Counted from March 16, 2025 to March 16, 2026.",
        "2 consultations held: organised by us 2, taken part in 0.",
        "• Public affairs: 1",
    ]
    assert "• Consultations with the public: 2 of 2 (100%)" in said
    assert "• Agenda items that reached consensus: nothing to count yet" in said
    await place.admin.presses("‹ Digest")
    assert place.admin.text.startswith("# Digest:")


async def test_why_a_score_leads_to_the_record_beside_it_each_figure_with_its_rule(scene: Scene) -> None:
    place = await office(scene)
    await place.answers("李秀兰", 2)
    await hold(place)
    number = (await place.round()).id

    await place.admin.presses_data(f"v|assess-why|{number}|6.1.2.2")
    await place.admin.presses("On record")

    said = place.admin.text.splitlines()
    assert said[1:4] == [
        "- Counted from March 16, 2025 to March 16, 2026.",
        "Questionnaire: 50.0, level 2 defined (n = 1).",
        "Stakeholder kinds that took part: 1 of 4 (25%)",
    ]
    assert said[4].startswith("- Of four kinds (party and government, enterprises, the public, social organisations)")
    assert said[5] == "Consultations with party and government bodies: 0 of 1 (0%)"
    await place.admin.presses("Why this score?")
    assert place.admin.text.startswith("# Why? 6.1.2.2")


async def test_a_capability_of_consultations_names_the_kinds_that_speak_for_it(scene: Scene) -> None:
    place = await office(scene)
    await hold(place)
    number = (await place.round()).id

    await place.admin.presses_data(f"v|assess-record|{number}|6.2.2.1")

    assert "1 consultation on record speaks for it." in place.admin.text
    assert "“Industry affairs”" in place.admin.text
    assert "Questionnaire: no score yet." in place.admin.text
    await place.admin.presses("‹ On record")
    assert "1 consultation held: organised by us 1, taken part in 0." in place.admin.text


async def test_a_capability_that_no_record_speaks_for_has_no_such_card(scene: Scene) -> None:
    place = await office(scene)
    await place.answers("李秀兰", 2)
    number = (await place.round()).id

    await place.admin.presses_data(f"v|assess-record|{number}|6.1.1.1")
    assert "There is no such figure." in place.admin.text
    await place.admin.presses_data(f"v|assess-why|{number}|6.1.1.1")
    assert "On record" not in place.admin.labels


async def test_records_never_change_a_score_and_are_told_while_an_anonymous_round_is_sealed(scene: Scene) -> None:
    place = await office(scene)
    await place.answers("李秀兰", 2)
    number = (await place.round()).id
    await place.admin.presses_data(f"v|assess-figures|{number}")
    before = place.admin.text
    await hold(place)
    await place.admin.presses_data(f"v|assess-figures|{number}")
    assert place.admin.text == before

    async with scene.working() as work:
        await work.transaction.execute(update(assessment_round).values(kind="anonymous", min_group=5))
    await place.admin.presses_data(f"v|assess-record|{number}|6.2.2.1")
    assert "1 consultation on record speaks for it." in place.admin.text
    assert "Questionnaire" not in place.admin.text


async def test_what_is_claimed_without_a_consultation_of_the_kind_on_record_is_a_finding(scene: Scene) -> None:
    place = await office(scene)
    proven = {
        next(item.code for item in library().items_of(clause)): Given(answer="3", evidence=(LINK,))
        for clause in ("6.2.2.1", "6.2.2.2")
    }
    await place.answers("李秀兰", 3, proven)
    await hold(place)
    number = (await place.round()).id

    await place.admin.presses_data(f"v|digest-part|{number}|findings")

    said = place.admin.text
    assert "6.2.2.2" in said
    assert "level 3 practised is claimed, but no consultation of this kind is on record." in said
    assert [line for line in said.splitlines() if "6.2.2.1 " in line and "claimed" in line] == []


async def test_what_is_overdue_and_what_was_never_converted_are_findings(scene: Scene) -> None:
    place = await office(scene)
    await place.answers("李秀兰", 2)
    async with scene.working() as work:
        new = NewConsultation(clause="5.3", topic="停放", held_at=HELD)
        reference = await create_consultation(work, place.organisation, new, by=None)
        late = scene.now.date() - timedelta(days=2)
        await add_actions(work, reference, [NewAction(what="整理", owner="街道办", due_on=late)], by=None)
        await add_outcomes(work, reference, [NewOutcome(text="建议", due_on=late)], by=None)
    number = (await place.round()).id

    await place.admin.presses_data(f"v|digest-part|{number}|findings")

    assert "1 of 1 actions are overdue." in place.admin.text
    assert "1 agreed outcome was not converted by its deadline." in place.admin.text


async def test_a_closed_rounds_record_ends_with_it(scene: Scene) -> None:
    place = await office(scene)
    number = (await place.round()).id
    await place.admin.presses_data(f"a|close-round|{number}|yes")
    scene.later(days=30)
    await hold(place, at=scene.now - timedelta(days=1))

    await place.admin.presses_data(f"v|assess-record|{number}")

    assert "- Counted from March 16, 2025 to March 16, 2026." in place.admin.text
    assert "No consultation was held and recorded in this time." in place.admin.text
