"""The people of the tests: what they do becomes updates."""

import secrets
import time
from typing import TYPE_CHECKING

from tests import discretion
from tests.telegram.chats import Chat, SeenMessage, SentFile

if TYPE_CHECKING:
    from tests.telegram.server import BotApiServer

JSON = dict[str, object]


class Person:
    """Somebody with Telegram. Each deed returns the id of the update that it made."""

    def __init__(self, server: "BotApiServer", chat: Chat, language_code: str | None, first_name: str) -> None:
        self.server = server
        self.chat = chat
        self.id = chat.id
        self.language_code = language_code
        self.first_name = first_name

    async def says(
        self,
        text: str,
        *,
        group: Chat | None = None,
        topic: int | None = None,
        reply_to: SeenMessage | None = None,
        **more: object,
    ) -> int:
        """Send words; a leading ``/command`` carries its entity. ``more`` is merged into the Message.

        In a group the bot's privacy mode is on: it is told of commands and of replies to its own messages, and of
        nothing else; then there is no update, and 0 is given.
        """
        discretion.note(text, text.partition(" ")[2], self.first_name)
        content: JSON = {"text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        if reply_to is not None:
            whose = self.server.me() if reply_to.by_bot else self.described()
            chat = self.chat if group is None else group
            replied: JSON = {"message_id": reply_to.message_id, "date": 0, "chat": chat.described(), "from": whose}
            content["reply_to_message"] = replied | {"text": reply_to.text}
        if topic is not None:
            content |= {"message_thread_id": topic, "is_topic_message": True}
        heard = group is None or text.startswith("/") or (reply_to is not None and reply_to.by_bot)
        return await self.sends(content | more, group=group, heard=heard)

    async def presses(self, wanted: str, *, message: SeenMessage | None = None, group: Chat | None = None) -> int:
        """Press the latest button with this label or data."""
        chat = self.chat if group is None else group
        for seen in [message] if message else reversed(list(chat)):
            for button in seen.buttons:
                if wanted in (button.label, button.data):
                    assert button.data is not None, f"{wanted!r} opens {button.url}"
                    return await self.forges(button.data, message_id=seen.message_id, group=group)
        raise AssertionError(f"no button {wanted!r} on the screen:\n{chat}")

    async def forges(self, data: str, *, message_id: int, group: Chat | None = None, accessible: bool = True) -> int:
        """Send a callback with any data, on any message, whether it shows such a button or not."""
        chat = self.chat if group is None else group
        query_id = str(secrets.randbits(62))
        self.server.queries[query_id] = chat.id
        message: JSON = {"message_id": message_id, "chat": chat.described(), "date": 0}
        if accessible:
            message |= {"date": int(time.time()), "from": self.server.me(), "text": "…"}
            seen = chat.messages.get(message_id)
            if seen is not None and seen.topic is not None:
                message |= {"message_thread_id": seen.topic, "is_topic_message": True}
        query: JSON = {
            "id": query_id,
            "from": self.described(),
            "chat_instance": str(chat.id),
            "message": message,
            "data": data,
        }
        return await self.server.push(chat.id, {"callback_query": query})

    async def sends_photo(self, content: bytes, *, caption: str = "", group: Chat | None = None) -> int:
        """Send a photo; Telegram offers it in two sizes, the larger last."""
        small = self.server.keep(SentFile("", "photo.jpg", "image/jpeg", content[:64]))
        large = self.server.keep(SentFile("", "photo.jpg", "image/jpeg", content))
        sizes = [_file(each) | {"width": width, "height": width} for each, width in ((small, 90), (large, 1280))]
        return await self.sends({"photo": sizes, **_caption(caption)}, group=group)

    async def sends_document(
        self,
        content: bytes,
        *,
        name: str = "记录.pdf",
        media_type: str = "application/pdf",
        caption: str = "",
        size: int | None = None,
    ) -> int:
        """Send a file; ``size`` claims another size than the bytes have (20 MB need not be made)."""
        kept = self.server.keep(SentFile("", name, media_type, content), size)
        document = _file(kept, size) | {"file_name": name, "mime_type": media_type}
        return await self.sends({"document": document, **_caption(caption)})

    async def sends_sticker(self) -> int:
        """Send a sticker."""
        kept = self.server.keep(SentFile("", "sticker.webp", "image/webp", b"RIFF"))
        flags: JSON = {"is_animated": False, "is_video": False, "type": "regular"}
        return await self.sends({"sticker": _file(kept) | flags | {"width": 512, "height": 512}})

    async def sends_voice(self) -> int:
        """Send a voice note."""
        kept = self.server.keep(SentFile("", "voice.ogg", "audio/ogg", b"OggS"))
        return await self.sends({"voice": _file(kept) | {"duration": 3, "mime_type": "audio/ogg"}})

    async def sends_location(self) -> int:
        """Send a place."""
        return await self.sends({"location": {"latitude": 22.54, "longitude": 114.06}})

    async def edits(self, text: str) -> int:
        """Change the words of an earlier message."""
        message = self._message({"text": text, "edit_date": int(time.time())}, self.chat)
        return await self.server.push(self.id, {"edited_message": message})

    async def blocks(self) -> int:
        """Block the bot."""
        self.chat.blocked = True
        return await self.changes_membership(self.chat, "member", "kicked")

    async def unblocks(self) -> int:
        """Take the block back."""
        self.chat.blocked = False
        return await self.changes_membership(self.chat, "kicked", "member")

    async def sends(self, content: JSON, *, group: Chat | None = None, heard: bool = True) -> int:
        """Send a Message with this content; one that the bot is not told of makes no update, and gives 0."""
        chat = self.chat if group is None else group
        chat.opened = True
        message = self._message(content, chat)
        return await self.server.push(chat.id, {"message": message}) if heard else 0

    def described(self) -> JSON:
        """Give the Bot API's User."""
        user: JSON = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | ({"language_code": self.language_code} if self.language_code else {})

    def _message(self, content: JSON, chat: Chat) -> JSON:
        number = self.server.number(chat)
        text = content.get("text")
        chat.messages[number] = SeenMessage(number, chat.id, by_bot=False, text=str(text or ""))
        now = int(time.time())
        return {
            "message_id": number,
            "date": now,
            "chat": chat.described(),
            "from": self.described(),
        } | content

    async def changes_membership(self, chat: Chat, old: str, new: str) -> int:
        """Change what the bot is in a chat."""
        change: JSON = {
            "chat": chat.described(),
            "from": self.described(),
            "date": int(time.time()),
            "old_chat_member": _member(old, self.server.me()),
            "new_chat_member": _member(new, self.server.me()),
        }
        return await self.server.push(chat.id, {"my_chat_member": change})


def _member(status: str, user: JSON) -> JSON:
    return {"status": status, "user": user} | ({"until_date": 0} if status == "kicked" else {})


def _file(kept: SentFile, size: int | None = None) -> JSON:
    return {
        "file_id": kept.file_id,
        "file_unique_id": f"u{kept.file_id}",
        "file_size": len(kept.content) if size is None else size,
    }


def _caption(caption: str) -> JSON:
    return {"caption": caption} if caption else {}
