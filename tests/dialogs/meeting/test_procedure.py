"""Quorum, and whether notice and materials went out in time, minutes were confirmed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.meeting.procedure import Procedure, procedure_of
from dialogs.meeting.quorum import attendance_of, is_quorate
from dialogs.meeting.record import Consultation, Headcount, Minutes, Participant, Rules
from dialogs.meeting.terms import Attendance, MinutesState, Role, StakeholderKind

SHENZHEN = ZoneInfo("Asia/Shanghai")
HELD = datetime(2026, 3, 20, 6, tzinfo=UTC)
RULES = Rules(notice_days=7, materials_days=3, quorum="2/3", majority="1/2")


def consultation(**known: object) -> Consultation:
    base = {
        "id": 1,
        "number": "2026-社-001",
        "organisation": 1,
        "organisation_name": "协会",
        "clause": "5.4",
        "topic": "会费",
        "rules": RULES,
        "starts_at": HELD,
    }
    return Consultation.model_validate(base | known)


def person(number: int, attendance: Attendance, kind: StakeholderKind = StakeholderKind.PUBLIC) -> Participant:
    return Participant(id=number, name=f"第{number}位", kind=kind, attendance=attendance)


def test_proxies_count_as_present_and_absentees_as_invited() -> None:
    people = (person(1, Attendance.PRESENT), person(2, Attendance.PROXY), person(3, Attendance.ABSENT))
    held = consultation(participants=people)

    assert attendance_of(held) == {StakeholderKind.PUBLIC: (3, 2)}
    assert is_quorate(held) is True


def test_of_named_and_counted_the_greater_number_holds() -> None:
    people = (person(1, Attendance.PRESENT), person(2, Attendance.PRESENT, StakeholderKind.EXPERT))
    counts = (Headcount(id=1, kind=StakeholderKind.PUBLIC, invited=30, present=12),)
    held = consultation(participants=people, headcounts=counts)

    assert attendance_of(held) == {StakeholderKind.PUBLIC: (30, 12), StakeholderKind.EXPERT: (1, 1)}
    assert is_quorate(held) is False


@pytest.mark.parametrize("present", [19, 20, 21])
def test_two_thirds_of_thirty_are_twenty(present: int) -> None:
    counts = (Headcount(id=1, kind=StakeholderKind.PUBLIC, invited=30, present=present),)

    assert is_quorate(consultation(headcounts=counts)) is (present >= 20)


def test_without_a_rule_or_anybody_on_record_there_is_nothing_to_judge() -> None:
    assert is_quorate(consultation()) is None
    assert is_quorate(consultation(rules=Rules(), participants=(person(1, Attendance.PRESENT),))) is None


def test_lead_times_are_calendar_days_where_the_organisation_is() -> None:
    in_time = datetime(2026, 3, 13, 15, 59, tzinfo=UTC)  # 23:59 on the 13th in Shenzhen
    late = datetime(2026, 3, 13, 16, 1, tzinfo=UTC)

    assert procedure_of(consultation(notice_sent_at=in_time), SHENZHEN).notice is True
    assert procedure_of(consultation(notice_sent_at=late), SHENZHEN).notice is False


def test_what_was_never_sent_is_missed_once_it_was_held_and_open_before() -> None:
    assert procedure_of(consultation(), SHENZHEN) == Procedure(None, None, None, None)
    held = procedure_of(consultation(held_at=HELD), SHENZHEN)

    assert held == Procedure(notice=False, materials=False, quorum=None, minutes=False)
    assert (held.kept, held.judged) == (0, 3)


def test_everything_kept_is_counted() -> None:
    early = HELD - timedelta(days=8)
    counts = (Headcount(id=1, kind=StakeholderKind.PUBLIC, invited=3, present=2),)
    held = procedure_of(
        consultation(
            held_at=HELD,
            notice_sent_at=early,
            materials_sent_at=early,
            headcounts=counts,
            minutes=Minutes(state=MinutesState.SIGNED),
        ),
        SHENZHEN,
    )

    assert (held.kept, held.judged) == (4, 4)


def test_one_in_which_we_only_took_part_is_not_ours_to_judge() -> None:
    held = procedure_of(consultation(held_at=HELD, role=Role.PARTICIPATED), SHENZHEN)

    assert (held.kept, held.judged) == (0, 0)
