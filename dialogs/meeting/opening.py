"""Opening a form about something on record, which may have changed since the form was left half filled in."""

from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine import conversations
from dialogs.engine.turn import Turn


class OneConsultation(BaseModel):
    """What most forms about a consultation are opened with, and what the others add to: its row and its number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    consultation: int
    number: str


EXAMPLE: Final[JsonValue] = OneConsultation(consultation=0, number="2026-行-001").model_dump(mode="json")
"""What such a form is opened with when it is played in the terminal."""


async def open_anew(
    turn: Turn, form: str, subject: str, given: BaseModel, answers: dict[str, JsonValue] | None = None
) -> None:
    """Open a form from its beginning, or at its review where ``answers`` say what is on record now.

    What was left half filled in is dropped: it may be about a record that has changed since.
    """
    await conversations.drop(turn, form, subject)
    await turn.open_form(form, subject, given.model_dump(mode="json"), answers)
