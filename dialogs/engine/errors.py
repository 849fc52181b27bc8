"""Errors that a person hears of, each with the sentence that they hear."""

from dialogs.engine.text import Message, _


class Refusal(Exception):
    """What was asked cannot be done, for a reason to be told. The turn is undone, then the sentence is said."""

    def __init__(self, message: Message, cause: str = "") -> None:
        super().__init__(cause or message.text)
        self.message = message


class NotAllowed(Refusal):
    """The person's role does not cover this."""

    def __init__(self, what: str) -> None:
        super().__init__(_("Your role here does not cover this. /help shows what you can do."), f"not allowed: {what}")


class DatabaseUnavailable(Exception):
    """The records could not be reached or written: nothing was committed and nothing may be acknowledged."""
