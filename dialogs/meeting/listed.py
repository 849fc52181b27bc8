"""A consultation in a list: said in a line with its topic and its day, opened by a button that bears its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, RowMapping

from dialogs.engine.cards import Button
from dialogs.engine.cipher import Cipher, open_text
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.navigating import CONSULTATION, view_button
from dialogs.meeting.records import consultation
from dialogs.meeting.references import Reference, reference_of

A_ROW: Final = 2
"""Numbers side by side that a phone shows whole."""

COLUMNS: Final[tuple[ColumnElement[object], ...]] = (
    *(consultation.c.id, consultation.c.organisation_id, consultation.c.year, consultation.c.clause),
    *(consultation.c.serial, consultation.c.sealed_topic, consultation.c.held_at, consultation.c.starts_at),
    consultation.c.called_off_at,
)
"""What :func:`listed_of` reads."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One consultation in a list; ``at`` is when it was held, or begins."""

    reference: Reference
    topic: str
    at: datetime | None
    called_off: bool = False


def listed_of(cipher: Cipher, row: RowMapping) -> Listed:
    """Make an entry of a row of :data:`COLUMNS`."""
    return Listed(
        reference=reference_of(row),
        topic=open_text(cipher, row["sealed_topic"]),
        at=row["held_at"] or row["starts_at"],
        called_off=row["held_at"] is None and row["called_off_at"] is not None,
    )


def listed_line(turn: Turn, one: Listed) -> Text:
    """Say one of them: its number, its topic, its day where it has one."""
    if one.at is None:
        return _("{number} {topic}", number=one.reference.number, topic=shortened(one.topic))
    day, topic = one.at.astimezone(turn.who.timezone).date(), shortened(one.topic)
    if one.called_off:
        return _("{number} {topic} ({day}, called off)", number=one.reference.number, topic=topic, day=day)
    return _("{number} {topic} ({day})", number=one.reference.number, topic=topic, day=day)


def opening_rows(shown: Sequence[Listed]) -> tuple[tuple[Button, ...], ...]:
    """Open each by its number alone: the line above says what it is about, and a phone cuts long labels off."""
    return paired([view_button(one.reference.number, CONSULTATION, one.reference.id) for one in shown])


def paired(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Put numbers beside each other."""
    return tuple(tuple(buttons[start : start + A_ROW]) for start in range(0, len(buttons), A_ROW))
