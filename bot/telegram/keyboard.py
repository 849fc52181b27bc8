"""A card's buttons as an inline keyboard (Bot API, InlineKeyboardMarkup)."""

from typing import Final
from urllib.parse import urlsplit

import structlog
from telegram import InlineKeyboardMarkup

from bot.telegram.markup import clean
from dialogs.engine.cards import CALLBACK_BYTES, Button, Card

log = structlog.get_logger(__name__)

MOST_BUTTONS: Final = 100
LABEL: Final = 64
"""Signs of a label; a phone shows fewer."""

CHOSEN: Final = "✓ "

Rows = list[list[dict[str, str]]]
"""Rows of InlineKeyboardButton as JSON."""


def keyboard(card: Card) -> InlineKeyboardMarkup | None:
    """Give the buttons that Telegram takes, or ``None`` where there is none."""
    made = inline_keyboard(card)
    return None if made is None else InlineKeyboardMarkup.de_json(made)


def inline_keyboard(card: Card) -> dict[str, Rows] | None:
    """Give the same as JSON."""
    rows: Rows = []
    left = MOST_BUTTONS
    for row in card.buttons:
        made = [button for each in row if (button := _button(each)) is not None][:left]
        left -= len(made)
        if made:
            rows.append(made)
    if left <= 0:
        log.warning("too many buttons", shown=MOST_BUTTONS)
    return {"inline_keyboard": rows} if rows else None


def addresses(card: Card) -> list[str]:
    """Give the links that cannot be buttons (``http://localhost``, say) as lines of text."""
    return [
        f"{each.label} {each.link}"
        for row in card.buttons
        for each in row
        if each.link is not None and not _takes_link(each.link)
    ]


def _button(button: Button) -> dict[str, str] | None:
    label = clean(str(button.label)).strip() or "…"
    if button.chosen:
        label = f"{CHOSEN}{label}"
    label = label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"
    if button.link is not None:
        return {"text": label, "url": button.link} if _takes_link(button.link) else None
    if not button.press or len(button.press if button.press.isascii() else button.press.encode()) > CALLBACK_BYTES:
        log.error("button without usable data", bytes=len((button.press or "").encode()))
        return None
    return {"text": label, "callback_data": button.press}


def _takes_link(link: str) -> bool:
    """Tell whether Telegram makes a button of a link: it wants a host with a dot in it."""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "tg" or (parts.scheme in {"http", "https"} and ("." in host or ":" in host))
