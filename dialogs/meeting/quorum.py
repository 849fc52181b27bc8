"""Whether enough of those invited are there, by the rule that the consultation began with."""

from fractions import Fraction
from typing import Final

from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import Attendance, StakeholderKind

HERE: Final = frozenset({Attendance.PRESENT, Attendance.PROXY})


def attendance_of(consultation: Consultation) -> dict[StakeholderKind, tuple[int, int]]:
    """Count by kind how many were invited and how many came, in person or by proxy; only kinds that there are.

    Of those named and those counted on the spot the greater number holds, for whoever is named was counted, too.
    """
    counts: dict[StakeholderKind, tuple[int, int]] = {}
    counted = {one.kind: (one.invited, one.present) for one in consultation.headcounts}
    for kind in StakeholderKind:
        named = [one for one in consultation.participants if one.kind is kind]
        came = sum(one.attendance in HERE for one in named)
        invited, present = counted.get(kind, (0, 0))
        if named or invited or present:
            counts[kind] = (max(len(named), invited), max(came, present))
    return counts


def is_quorate(consultation: Consultation) -> bool | None:
    """Whether the quorum is there; none where the rule asks for none, or nobody is on record yet."""
    if consultation.rules.quorum is None:
        return None
    counts = attendance_of(consultation).values()
    invited, present = sum(count[0] for count in counts), sum(count[1] for count in counts)
    return Fraction(present, invited) >= Fraction(consultation.rules.quorum) if invited else None
