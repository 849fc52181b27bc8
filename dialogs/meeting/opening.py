"""Opening a form about something on record, which may have changed since the form was left half filled in."""

from pydantic import BaseModel, JsonValue

from dialogs.engine import conversations
from dialogs.engine.turn import Turn


async def open_anew(
    turn: Turn, form: str, subject: str, given: BaseModel, answers: dict[str, JsonValue] | None = None
) -> None:
    """Open a form from its beginning, or at its review where ``answers`` say what is on record now.

    What was left half filled in is dropped: it may be about a record that has changed since.
    """
    await conversations.drop(turn, form, subject)
    await turn.open_form(form, subject, given.model_dump(mode="json"), answers)
