"""Those who talk in the benchmarks' chats: one who says the same again, one who answers the assessment."""

from dataclasses import dataclass
from typing import Final, Protocol

from dialogs.engine.presses import FormPress, packed

DATE: Final = 1_773_000_000
GREETING: Final = "你好，协商"

Content = dict[str, object]
"""A JSON object of the Bot API: an update without its id, or a message."""


class Unexpected(AssertionError):
    """A bot showed something that it should not have shown."""


class Talker(Protocol):
    """Somebody in a chat."""

    chat: int

    def says(self, shown: Content | None) -> Content | None:
        """Give the next update, after what was shown last; none when there is no more to say."""


@dataclass
class Greeter:
    """Says the same again and again, to a bot that echoes it."""

    chat: int

    def says(self, shown: Content | None) -> Content:
        """Say it; what was shown must be its echo."""
        if shown is not None and shown["text"] != GREETING:
            raise Unexpected(f"no echo: {shown}")
        return {"message": {**_message(self.chat, 7), "from": _person(self.chat), "text": GREETING}}


@dataclass
class Respondent:
    """Stands at a question of the assessment and presses an answer to it and to each that follows.

    ``conversation`` is the form's, ``items`` are those that it asks; ``most`` is the number of answers given.
    """

    chat: int
    conversation: int
    items: tuple[str, ...]
    most: int
    given: int = 0

    def says(self, shown: Content | None) -> Content | None:
        """Press an answer on the card, which must ask the next item."""
        if self.given >= self.most:
            return None
        item, level = self.items[self.given], str((self.given * 7 + self.chat) % 5)
        data = packed(FormPress(self.conversation, item, "answer", level))
        if shown is not None and data not in _pressable(shown):
            raise Unexpected(f"{item} is not asked: {shown}")
        self.given += 1
        message = shown or {**_message(self.chat, 900), "text": "…"}
        query = {"id": f"{self.chat}{self.given:03}", "from": _person(self.chat), "message": message}
        return {"callback_query": {**query, "chat_instance": "1", "data": data}}


def _pressable(shown: Content) -> set[str]:
    markup = shown.get("reply_markup")
    rows = markup["inline_keyboard"] if isinstance(markup, dict) else []
    return {button.get("callback_data", "") for row in rows for button in row}


def _message(chat: int, number: int) -> Content:
    return {"message_id": number, "date": DATE, "chat": {"id": chat, "type": "private", "first_name": "林小雨"}}


def _person(chat: int) -> Content:
    return {"id": chat, "is_bot": False, "first_name": "林小雨", "language_code": "zh-hans"}
