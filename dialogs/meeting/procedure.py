"""Whether a consultation kept to its procedure (6.1.2.3): notice and materials in time, quorum, minutes confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from dialogs.engine.text import Message, _
from dialogs.meeting.quorum import is_quorate
from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import MinutesState, Role

SIGNED: Final = frozenset({MinutesState.SIGNED, MinutesState.PUBLISHED})
"""Where the record is closed: what has to be put right goes into an amendment."""

CLOSED: Final[Message] = _(
    "The minutes are signed, so the record stays as it is. What has to be put right goes into an amendment of the "
    "minutes."
)


@dataclass(frozen=True)
class Procedure:
    """What was kept; none where no rule asks for it, or it cannot be judged yet."""

    notice: bool | None
    materials: bool | None
    quorum: bool | None
    minutes: bool | None

    @property
    def kept(self) -> int:
        """How many of the rules that can be judged were kept."""
        return sum(bool(one) for one in self._judged())

    @property
    def judged(self) -> int:
        """How many rules can be judged."""
        return sum(1 for _one in self._judged())

    def _judged(self) -> Iterator[bool]:
        yield from (one for one in (self.notice, self.materials, self.quorum, self.minutes) if one is not None)


def procedure_of(consultation: Consultation, timezone: tzinfo) -> Procedure:
    """Judge a consultation by the rules that it began with; one in which we only took part is not ours to judge."""
    if consultation.role is not Role.ORGANISED:
        return Procedure(None, None, None, None)
    rules, held = consultation.rules, consultation.held_at is not None
    return Procedure(
        notice=in_time(consultation, consultation.notice_sent_at, rules.notice_days, timezone),
        materials=in_time(consultation, consultation.materials_sent_at, rules.materials_days, timezone),
        quorum=is_quorate(consultation) if held else None,
        minutes=(consultation.minutes.state in SIGNED) if held else None,
    )


def in_time(consultation: Consultation, sent: datetime | None, days: int | None, timezone: tzinfo) -> bool | None:
    """Whether something went out so many days before; none while there is time, or where no day is fixed.

    Days are calendar days in the organisation's time zone.
    """
    day = consultation.held_at or consultation.starts_at
    if days is None or day is None or (sent is None and consultation.held_at is None):
        return None
    if sent is None:
        return False
    latest = day.astimezone(timezone).date() - timedelta(days=days)
    return sent.astimezone(timezone).date() <= latest
