"""How commands speak to the person at the terminal, in the terminal's language."""

import os
from typing import Final

from bot.faults import SetUpFault
from bot.offline.words import language_of

LANGUAGE: Final = language_of(os.environ)
NO_LANGUAGE: Final = ("", "C", "POSIX")


def say(*, zh: str, en: str) -> str:
    """Choose by the terminal's locale."""
    return zh if LANGUAGE.startswith("zh") else en


def told(fault: SetUpFault) -> str:
    """Give a fault's words, in both languages where the terminal has none, as in a container's log."""
    if LANGUAGE.partition(".")[0] in NO_LANGUAGE:
        return f"{fault.zh}\n{fault.en}"
    return say(zh=fault.zh, en=fault.en)
