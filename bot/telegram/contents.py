"""What a message of Telegram's holds (Bot API, Message): a command, words, a file, or what no dialog takes."""

import re
from dataclasses import dataclass
from math import hypot
from typing import Final, Literal

from telegram import Message

from dialogs.engine.events import Attached, Command, Content, Typed, Unreadable, clean
from dialogs.engine.files import LARGEST

COMMAND: Final = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>[A-Za-z0-9_]+))?(?:\s+(?P<rest>.*))?", re.DOTALL)

UNREADABLE: Final = (
    "sticker",
    "voice",
    "location",
    "video",
    "video_note",
    "audio",
    "animation",
    "venue",
    "contact",
    "poll",
    "dice",
    "story",
    "game",
    "invoice",
    "paid_media",
    "checklist",
)
"""Kinds of content that no dialog takes. An animation comes with a document, a venue with a location."""

Reason = Literal[
    "kind", "service message", "other bot", "no person", "inline", "edited in a group", "said among themselves"
]


@dataclass(frozen=True)
class Ignored:
    """An update that calls for nothing, and why."""

    reason: Reason


def content_of(message: Message, username: str) -> Content | Ignored:
    """Say what a message holds for the bot of this user name."""
    unreadable = next((kind for kind in UNREADABLE if getattr(message, kind, None)), None)
    if unreadable is not None:
        return Unreadable(what=unreadable)
    if message.photo:
        photo = max(message.photo, key=lambda size: hypot(size.width, size.height))
        return _attached(message, "photo.jpg", "image/jpeg", photo.file_id, photo.file_size)
    if message.document is not None:
        file = message.document
        name, kind = file.file_name or "file", file.mime_type or "application/octet-stream"
        return _attached(message, name, kind, file.file_id, file.file_size)
    if message.text is not None:
        return _words(clean(message.text), username)
    return Ignored("service message")


def _words(text: str, username: str) -> Content | Ignored:
    command = COMMAND.fullmatch(text)
    if command is not None:
        if command["bot"] and command["bot"].lower() != username.lower():
            return Ignored("other bot")
        return Command(name=command["name"].lower(), argument=(command["rest"] or "").strip())
    return Typed(text=text) if text else Unreadable(what="empty")


def _attached(message: Message, name: str, media_type: str, remote: str, size: int | None) -> Content:
    if size is not None and size > LARGEST:
        return Unreadable(what="file_too_large")
    if size is not None and size < 0:
        size = None
    return Attached(
        name=clean(name)[-128:] or "file",
        media_type=clean(media_type)[:128],
        size=size,
        remote=remote,
        caption=clean(message.caption or ""),
    )
