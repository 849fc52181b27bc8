"""Telegram's updates as the engine's :class:`~dialogs.engine.events.Incoming` (Bot API, Update)."""

from dataclasses import dataclass
from typing import Final

from telegram import ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from bot.telegram import pressing
from bot.telegram.contents import Ignored, content_of
from bot.telegram.pressing import Press
from dialogs.engine.events import Command, Content, Incoming, Pressed, Typed, Unreadable, clean

ALLOWED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""Bot API, getUpdates: allowed_updates."""


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
        content = Unreadable(what="edited_message") if edited else content_of(message, self.username)
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


def _membership(change: ChatMemberUpdated) -> Membership:
    gone = {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
    return Membership(
        address=str(change.chat.id),
        reachable=change.new_chat_member.status not in gone,
        private=change.chat.type == ChatType.PRIVATE,
    )
