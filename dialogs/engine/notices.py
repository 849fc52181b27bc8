"""The small notice over a pressed button, where nobody else sees it."""

from dataclasses import dataclass
from typing import Final

from dialogs.engine.text import Reader, Text

LONGEST_NOTICE: Final = 200
"""Characters (Bot API, answerCallbackQuery: text)."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The notice in its reader's words; ``alert`` asks to be closed.

    ``link`` opens a chat with the bot instead (Bot API, answerCallbackQuery: url).
    """

    text: str = ""
    alert: bool = False
    link: str | None = None


def notice(reader: Reader, text: Text, *, alert: bool = False, link: str | None = None) -> Answer:
    """Give a notice in the words of whoever pressed, no longer than it may be."""
    said = reader.say(text)
    short = said if len(said) <= LONGEST_NOTICE else f"{said[: LONGEST_NOTICE - 1]}…"
    return Answer(text=short, alert=alert, link=link)
