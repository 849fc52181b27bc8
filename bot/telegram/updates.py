"""Telegram's updates as the engine's :class:`~dialogs.engine.events.Incoming` (Bot API, Update)."""

import re
from dataclasses import dataclass
from math import hypot
from typing import Final, Literal

from telegram import ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from bot.telegram import pressing
from bot.telegram.pressing import Press
from dialogs.engine.events import Attached, Command, Content, Incoming, Pressed, Typed, Unreadable, clean
from dialogs.engine.files import LARGEST

ALLOWED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""Bot API, getUpdates: allowed_updates."""

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


@dataclass(frozen=True)
class Membership:
    """The bot was blocked or removed, or let in again."""

    address: str
    reachable: bool
    private: bool


@dataclass(frozen=True)
class Moved:
    """A group became a supergroup (Bot API, Message: migrate_to_chat_id)."""

    address: str
    onto: str


Read = Incoming | Membership | Moved | Ignored


@dataclass(frozen=True)
class UpdateReader:
    """Reads the updates of one bot: its id and user name, and the Telegram ids of the installation's operators."""

    bot: str
    username: str
    operators: frozenset[int] = frozenset()

    def read(self, update: Update) -> Read:
        """Say what an update asks for that is no pressed button."""
        if update.message is not None:
            return self._message(update, update.message, edited=False)
        if update.edited_message is not None:
            return self._message(update, update.edited_message, edited=True)
        if update.my_chat_member is not None:
            return _membership(update.my_chat_member)
        return Ignored("kind")

    def read_press(self, press: Press) -> Read:
        """Say what a pressed button asks for."""
        query = press.callback_query
        if query.message is None or query.data is None:
            return Ignored("inline")
        chat = query.message.chat
        return self._incoming(
            press.update_id,
            chat.id,
            query.sender,
            Pressed(data=clean(query.data)),
            private=chat.type == ChatType.PRIVATE,
            message=str(query.message.message_id),
            thread=_topic(query.message),
        )

    def _message(self, update: Update, message: Message, *, edited: bool) -> Read:
        private = message.chat.type == ChatType.PRIVATE
        if message.migrate_to_chat_id is not None:
            return Moved(str(message.chat.id), str(message.migrate_to_chat_id))
        if message.from_user is None or message.from_user.is_bot or message.chat.type == ChatType.CHANNEL:
            return Ignored("no person")
        if edited and not private:
            return Ignored("edited in a group")
        content = Unreadable(what="edited_message") if edited else self._content(message)
        if isinstance(content, Ignored):
            return content
        answered = None if private else self._our_message(message)
        if not private and not isinstance(content, Command) and (answered is None or not isinstance(content, Typed)):
            return Ignored("said among themselves")
        return self._incoming(
            update.update_id,
            message.chat.id,
            message.from_user,
            content,
            private=private,
            thread=None if private else _topic(message),
            reply_to=answered,
        )

    def _our_message(self, message: Message) -> str | None:
        """Give the message of ours that a message replies to."""
        replied = message.reply_to_message
        if replied is None or replied.from_user is None or str(replied.from_user.id) != self.bot:
            return None
        return str(replied.message_id)

    def _content(self, message: Message) -> Content | Ignored:
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
            return self._words(clean(message.text))
        return Ignored("service message")

    def _words(self, text: str) -> Content | Ignored:
        command = COMMAND.fullmatch(text)
        if command is not None:
            if command["bot"] and command["bot"].lower() != self.username.lower():
                return Ignored("other bot")
            return Command(name=command["name"].lower(), argument=(command["rest"] or "").strip())
        return Typed(text=text) if text else Unreadable(what="empty")

    def _incoming(  # noqa: PLR0913 (an update's parts)
        self,
        update: int,
        chat: int,
        person: User | pressing.User,
        content: Content,
        *,
        private: bool,
        message: str | None = None,
        thread: str | None = None,
        reply_to: str | None = None,
    ) -> Incoming:
        return Incoming(
            channel="telegram",
            bot=self.bot,
            update=str(update),
            address=str(chat),
            content=content,
            message=message,
            language=person.language_code,
            private=private,
            operator=private and person.id in self.operators,
            sender=None if private else str(person.id),
            thread=thread,
            reply_to=reply_to,
        )


def _topic(message: Message | pressing.Message) -> str | None:
    """Give a forum's topic; a thread of replies has a number too, and is none."""
    return str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else None


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


def _membership(change: ChatMemberUpdated) -> Membership:
    gone = {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
    return Membership(
        address=str(change.chat.id),
        reachable=change.new_chat_member.status not in gone,
        private=change.chat.type == ChatType.PRIVATE,
    )
