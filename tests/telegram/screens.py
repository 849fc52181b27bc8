"""The methods that change what people see: sending, editing, deleting."""

import time
from dataclasses import replace
from typing import Protocol

from tests.telegram.chats import Chat, SeenMessage, SentFile, keyboard
from tests.telegram.entities import Entity, parsed, units
from tests.telegram.facts import (
    DeleteMessage,
    Editing,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    PinChatMessage,
    SendDocument,
    Sending,
    SendMessage,
    SendPhoto,
    UnpinChatMessage,
    Upload,
)
from tests.telegram.refusals import Refusal, bad_request

JSON = dict[str, object]
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


class Keeper(Protocol):
    """Where chats, files and message numbers are kept."""

    def find_chat(self, chat_id: str) -> Chat:
        """Give a chat; refuses an unknown one."""

    def find_file(self, file_id: str) -> SentFile:
        """Give a file that is kept already."""

    def keep(self, file: SentFile) -> SentFile:
        """Keep a new file under an id."""

    def number(self, chat: Chat) -> int:
        """Give the next message id of a chat."""

    def me(self) -> JSON:
        """Give the bot's own User."""


class Screens:
    """Answers the methods on messages."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper

    async def send_message(self, wanted: SendMessage) -> JSON:
        """Answer sendMessage."""
        text, entities = parsed(wanted.text, wanted.parse_mode)
        if not text:
            raise bad_request("message text is empty")
        if units(text) > 4096:
            raise bad_request("message is too long")
        return await self._show(wanted, text, entities)

    async def send_photo(self, wanted: SendPhoto) -> JSON:
        """Answer sendPhoto."""
        text, entities = self._caption(wanted.caption, wanted.parse_mode)
        photo = self._file(wanted.photo, "photo.jpg")
        if not photo.content.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")):
            raise bad_request("IMAGE_PROCESS_FAILED")
        if len(photo.content) > 10_000_000:
            raise Refusal(413, "Request Entity Too Large")
        return await self._show(wanted, text, entities, photo=photo)

    async def send_document(self, wanted: SendDocument) -> JSON:
        """Answer sendDocument."""
        text, entities = self._caption(wanted.caption, wanted.parse_mode)
        document = self._file(wanted.document, "file")
        return await self._show(wanted, text, entities, document=document)

    async def edit_text(self, wanted: EditMessageText) -> JSON:
        """Answer editMessageText."""
        text, entities = parsed(wanted.text, wanted.parse_mode)
        if not text:
            raise bad_request("message text is empty")
        chat, message = self._own(wanted)
        if message.photo or message.document:
            raise bad_request("there is no text in the message to edit")
        if units(text) > 4096:
            raise bad_request("MESSAGE_TOO_LONG")
        return await self._change(chat, message, wanted, text, entities)

    async def edit_caption(self, wanted: EditMessageCaption) -> JSON:
        """Answer editMessageCaption."""
        text, entities = self._caption(wanted.caption, wanted.parse_mode)
        chat, message = self._own(wanted)
        if not message.photo and not message.document:
            raise bad_request("there is no caption in the message to edit")
        return await self._change(chat, message, wanted, text, entities)

    async def edit_keyboard(self, wanted: EditMessageReplyMarkup) -> JSON:
        """Answer editMessageReplyMarkup."""
        chat, message = self._own(wanted)
        return await self._change(chat, message, wanted, message.text, message.entities)

    async def delete(self, wanted: DeleteMessage) -> bool:
        """Answer deleteMessage."""
        chat = self._reachable(wanted.chat_id)
        if wanted.message_id not in chat.messages:
            raise bad_request("message to delete not found")
        del chat.messages[wanted.message_id]
        await chat.notify()
        return True

    async def pin(self, wanted: PinChatMessage) -> bool:
        """Answer pinChatMessage: in a group a right that the bot may lack."""
        chat = self._pinning(wanted.chat_id, wanted.message_id)
        chat.pinned = [*(each for each in chat.pinned if each != wanted.message_id), wanted.message_id]
        await chat.notify()
        return True

    async def unpin(self, wanted: UnpinChatMessage) -> bool:
        """Answer unpinChatMessage."""
        chat = self._pinning(wanted.chat_id, wanted.message_id)
        if wanted.message_id not in chat.pinned:
            raise bad_request("message to unpin not found")
        chat.pinned.remove(wanted.message_id)
        await chat.notify()
        return True

    def _pinning(self, chat_id: str, message: int) -> Chat:
        chat = self._reachable(chat_id)
        if not chat.may_pin and chat.kind != "private":
            raise bad_request("not enough rights to manage pinned messages in the chat")
        if message not in chat.messages:
            raise bad_request("message to pin not found")
        return chat

    def _caption(self, caption: str, parse_mode: str) -> tuple[str, tuple[Entity, ...]]:
        text, entities = parsed(caption, parse_mode)
        if units(text) > 1024:
            raise bad_request("message caption is too long")
        return text, entities

    def _file(self, wanted: Upload | str, name: str) -> SentFile:
        if isinstance(wanted, str):
            return self.keeper.find_file(wanted)
        if not wanted.content:
            raise bad_request("file must be non-empty")
        return self.keeper.keep(SentFile("", wanted.name or name, wanted.media_type, wanted.content))

    def _reachable(self, chat_id: str) -> Chat:
        chat = self.keeper.find_chat(chat_id)
        if chat.blocked:
            who = "bot was blocked by the user" if chat.kind == "private" else "bot was kicked from the group chat"
            raise Refusal(403, f"Forbidden: {who}")
        if not chat.opened:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def _own(self, wanted: Editing) -> tuple[Chat, SeenMessage]:
        if not wanted.chat_id:
            raise bad_request("chat_id is empty")
        if not wanted.message_id:
            raise bad_request("message identifier is not specified")
        chat = self._reachable(wanted.chat_id)
        message = chat.messages.get(wanted.message_id)
        if message is None:
            raise bad_request("message to edit not found")
        if not message.by_bot:
            raise bad_request("message can't be edited")
        if not chat.may_write:
            raise bad_request("CHAT_WRITE_FORBIDDEN")
        return chat, message

    async def _show(
        self,
        wanted: Sending,
        text: str,
        entities: tuple[Entity, ...],
        photo: SentFile | None = None,
        document: SentFile | None = None,
    ) -> JSON:
        buttons = keyboard(wanted.reply_markup)
        chat = self._reachable(wanted.chat_id)
        topic = wanted.message_thread_id
        _check_open(chat, topic)
        number = self.keeper.number(chat)
        message = SeenMessage(number, chat.id, True, text, entities, buttons, photo, document, topic=topic)
        return await self._put(chat, message)

    async def _change(
        self, chat: Chat, message: SeenMessage, wanted: Editing, text: str, entities: tuple[Entity, ...]
    ) -> JSON:
        buttons = keyboard(wanted.reply_markup)
        if (text, entities, buttons) == (message.text, message.entities, message.keyboard):
            raise bad_request(NOT_MODIFIED)
        changed = replace(message, text=text, entities=entities, keyboard=buttons, edits=message.edits + 1)
        return await self._put(chat, changed)

    async def _put(self, chat: Chat, message: SeenMessage) -> JSON:
        chat.messages[message.message_id] = message
        await chat.notify()
        return self._described(chat, message)

    def _described(self, chat: Chat, message: SeenMessage) -> JSON:
        body: JSON = {
            "message_id": message.message_id,
            "date": int(time.time()),
            "chat": chat.described(),
            "from": self.keeper.me(),
        }
        words = "caption" if message.photo or message.document else "text"
        if message.text:
            body[words] = message.text
        if message.photo:
            size: JSON = {"width": 1, "height": 1}
            body["photo"] = [size | _identified(message.photo)]
        if message.document:
            body["document"] = _identified(message.document) | {"file_name": message.document.name}
        return body


def _check_open(chat: Chat, topic: int | None) -> None:
    """Refuse a new message where the bot may not write; what stands in a closed topic can still be edited."""
    if not chat.may_write:
        raise bad_request("not enough rights to send text messages to the chat")
    if topic is not None and topic not in chat.topics:
        raise bad_request("message thread not found")
    if topic in chat.closed:
        raise bad_request("TOPIC_CLOSED")


def _identified(file: SentFile) -> JSON:
    return {
        "file_id": file.file_id,
        "file_unique_id": f"u{file.file_id}",
        "file_size": len(file.content),
    }
