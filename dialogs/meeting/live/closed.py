"""What is said where a live meeting would change a record that is closed."""

from dialogs.engine.errors import Refusal
from dialogs.meeting.procedure import CLOSED


class RecordClosed(Refusal):
    """The minutes are signed: what they tell is told, and the record takes nothing more."""

    def __init__(self) -> None:
        super().__init__(CLOSED, "minutes are signed")
