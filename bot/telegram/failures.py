"""What an answer of Telegram's means for a letter (Bot API, "Making requests"; the server's own words)."""

import random
import re
from collections import deque
from datetime import timedelta
from typing import Final

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from dialogs.engine.letters import DeliveryFault, Refused, Trouble, TryLater, Unreachable

SHORT: Final = 2.0
"""Seconds before a call that failed on the way is tried again; the delivery lengthens it with every attempt."""

TOKEN_PAUSE: Final = 60.0
CROWD: Final = 3
CROWD_SECONDS: Final = 5.0

GONE_MESSAGE: Final = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
    "message not found",
)
TROUBLES: Final[dict[str, Trouble]] = {
    "topic_closed": "closed",
    "message thread not found": "gone",
    "topic_deleted": "gone",
    "not enough rights to send": "mute",
    "have no rights to send": "mute",
    "need administrator rights": "mute",
    "chat_write_forbidden": "mute",
    "chat_restricted": "mute",
    "chat_send_plain_forbidden": "mute",
    "not enough rights to manage pinned": "unpinned",
    "chat_admin_required": "unpinned",
}
"""What a group's administrators have to mend, by Telegram's words for it."""

GONE_CHAT: Final = ("chat not found", "peer_id_invalid", "user not found", "chat_id is empty", "user_is_deactivated")


def is_unchanged(fault: TelegramError) -> bool:
    """Tell whether an edit was refused because the message shows it already."""
    return isinstance(fault, BadRequest) and "message is not modified" in fault.message.lower()


def is_gone(fault: TelegramError) -> bool:
    """Tell whether an edit was refused because that message cannot show it any more."""
    return isinstance(fault, BadRequest) and any(words in fault.message.lower() for words in GONE_MESSAGE)


def trouble_of(fault: TelegramError) -> Trouble | None:
    """Give what a group's administrators have to mend, where it is that."""
    if not isinstance(fault, BadRequest | Forbidden):
        return None
    said = fault.message.lower()
    return next((trouble for words, trouble in TROUBLES.items() if words in said), None)


def retry_seconds(fault: RetryAfter) -> float:
    """Give the seconds that Telegram asks to wait."""
    span = fault.retry_after
    return span.total_seconds() if isinstance(span, timedelta) else float(span)


class Floods:
    """Tells a busy chat from a busy bot.

    Telegram's 429 does not say whose limit was met: one chat's (1 a second, 20 a minute in a group) or the bot's
    (30 a second). Pausing everybody for one group's minute would be wrong, so the pause is for all only when several
    chats were refused within a few seconds.
    """

    def __init__(self) -> None:
        self._refused: deque[tuple[float, str]] = deque(maxlen=64)

    def is_everyone(self, address: str, now: float) -> bool:
        """Note a 429 in a chat; tell whether it seems to hold for all."""
        self._refused.append((now, address))
        recent = {chat for at, chat in self._refused if now - at <= CROWD_SECONDS}
        return len(recent) >= CROWD

    def meaning(self, fault: TelegramError, address: str, now: float) -> DeliveryFault:
        """Give what a failed call means for a letter to this chat."""
        busy = isinstance(fault, RetryAfter)
        return meaning(fault, everyone=busy and self.is_everyone(address, now))


def meaning(fault: TelegramError, *, everyone: bool = False) -> DeliveryFault:
    """Give what a failed call means. No cause quotes what people wrote."""
    match fault:
        case RetryAfter():
            seconds = retry_seconds(fault) + random.uniform(0, 0.5)  # noqa: S311 (spreads the retries)
            return TryLater(seconds, everyone=everyone, cause=cause(fault))
        case InvalidToken() | Conflict():
            return TryLater(TOKEN_PAUSE, everyone=True, cause=cause(fault))
        case BadRequest() | Forbidden() if (trouble := trouble_of(fault)) is not None:
            return Refused(cause(fault), trouble)
        case Forbidden():
            return Unreachable(cause(fault))
        case BadRequest():
            gone = any(words in fault.message.lower() for words in GONE_CHAT)
            return (Unreachable if gone else Refused)(cause(fault))
        case _:
            return TryLater(SHORT, cause=cause(fault))


def cause(fault: TelegramError) -> str:
    """Give a fault for the log: Telegram's words up to where they quote ours, which may hold a person's or a link."""
    words = re.split(r"['\"«“]", fault.message, maxsplit=1)[0].strip()
    return f"{type(fault).__name__}: {words}" if isinstance(fault, BadRequest | Forbidden) else type(fault).__name__
