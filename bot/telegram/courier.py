"""Delivers letters in Telegram: one card, edited in place where it can be."""

import time
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from telegram import BotCommand, BotCommandScopeChat, InputFile, Message
from telegram.constants import ParseMode
from telegram.error import ChatMigrated, NetworkError, TelegramError

from bot.telegram.bot import TelegramBot
from bot.telegram.failures import Floods, is_gone, is_unchanged, trouble_of
from bot.telegram.keyboard import addresses, inline_keyboard, keyboard
from bot.telegram.markup import CAPTION_UNITS, messages
from dialogs.engine.cards import Card, Drawing, Page, Paragraph, Picture
from dialogs.engine.letters import Delivered, Letter, Refused, Trouble

log = structlog.get_logger(__name__)

Draw = Callable[[Drawing, str], Awaitable[bytes]]
"""Draws a rendered picture, with labels in a locale, as a PNG."""

FetchFile = Callable[[int], Awaitable[bytes]]
"""Gives the bytes of a file's row; raises ``LookupError`` when it is gone."""

NO_PREVIEW: Final = {"is_disabled": True}
"""Bot API, LinkPreviewOptions."""

MOST_COMMANDS: Final = 100
DESCRIPTION: Final = 256


class TelegramCourier:
    """A :class:`~dialogs.engine.letters.Courier`; ``clock`` is monotonic, in seconds."""

    def __init__(
        self, bot: TelegramBot, draw: Draw, fetch_file: FetchFile, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._bot = bot
        self._draw = draw
        self._fetch_file = fetch_file
        self._clock = clock
        self._floods = Floods()

    async def deliver(self, address: str, letter: Letter, former_live: str | None) -> Delivered:
        """Deliver one letter to a chat id; see :class:`~dialogs.engine.letters.Courier` for what it raises."""
        try:
            return await self._deliver(int(address), letter, former_live)
        except ChatMigrated as moved:
            log.info("group became a supergroup")
            return await self.deliver(str(moved.new_chat_id), letter.model_copy(update={"edit": None}), None)
        except TelegramError as fault:
            raise self._floods.meaning(fault, address, self._clock()) from None

    async def _deliver(self, chat: int, letter: Letter, former_live: str | None) -> Delivered:
        if letter.commands is not None:
            await self._set_menu(chat, letter.commands)
        if letter.card is None:
            return Delivered()
        shown = await self._show(chat, letter.card, letter)
        trouble = None
        if letter.pin == "pin" and shown not in {None, letter.edit}:
            trouble = await self._pin(chat, "pinChatMessage", shown, disable_notification=True)
        for message in {shown} if letter.pin == "unpin" else {letter.former} - {shown}:
            await self._pin(chat, "unpinChatMessage", message)
        stale = {letter.edit, letter.former, former_live if letter.live else None} - {None, shown}
        for message in stale:
            await self._strip(chat, str(message))
        return Delivered(message=shown, trouble=trouble)

    async def _pin(self, chat: int, method: str, message: str | None, **how: bool) -> Trouble | None:
        """Pin a message, or take it down. At best effort: a bot that may not is no reason to say nothing."""
        if message is None or not message.isdecimal():
            return None
        try:
            await self._bot.call(method, chat_id=chat, message_id=int(message), **how)
        except TelegramError as fault:
            log.info("not pinned", cause=type(fault).__name__)
            return "unpinned" if trouble_of(fault) == "unpinned" else None
        return None

    async def _set_menu(self, chat: int, commands: tuple[tuple[str, str], ...]) -> None:
        scope = BotCommandScopeChat(chat)
        if commands:
            menu = [BotCommand(name, words[:DESCRIPTION] or name) for name, words in commands[:MOST_COMMANDS]]
            await self._bot.set_my_commands(menu, scope=scope)
        else:
            await self._bot.delete_my_commands(scope=scope)

    async def _show(self, chat: int, card: Card, letter: Letter) -> str | None:
        """Show a card; gives the message that carries its buttons."""
        if card.document is not None:
            return await self._show_document(chat, card, letter)
        if card.picture is not None:
            png = await self._drawn(card.picture, letter.locale)
            if png is not None:
                return await self._show_picture(chat, card, png, letter)
            words = Paragraph(text=card.picture.alternative)
            card = card.model_copy(update={"blocks": (*card.blocks, words)})
        return await self._show_words(chat, card, messages(card, extra=addresses(card)), letter)

    async def _drawn(self, picture: Picture, locale: str) -> bytes | None:
        try:
            if isinstance(picture, Page):
                return await self._fetch_file(picture.file)
            return await self._draw(picture, locale)
        except Exception as fault:  # noqa: BLE001 (whatever the drawing met, its words can still be delivered)
            log.error("picture not drawn", kind=picture.kind, cause=type(fault).__name__)  # noqa: TRY400
            return None

    async def _show_picture(self, chat: int, card: Card, png: bytes, letter: Letter) -> str | None:
        caption, rest = _captioned(card)
        photo = InputFile(png, filename="chart.png")
        sent = await self._bot.send_photo(
            chat,
            photo,
            caption=caption,
            parse_mode=ParseMode.HTML,
            reply_markup=None if rest else keyboard(card),
            message_thread_id=_topic(letter),
        )
        return await self._show_words(chat, card, rest, _anew(letter)) if rest else _number(sent)

    async def _show_document(self, chat: int, card: Card, letter: Letter) -> str | None:
        assert card.document is not None  # noqa: S101 (the caller has looked)
        try:
            content = await self._fetch_file(card.document.file)
        except LookupError:
            raise Refused("the file is gone") from None
        caption, rest = _captioned(card)
        sent = await self._bot.send_document(
            chat,
            InputFile(content, filename=card.document.name),
            caption=caption,
            parse_mode=ParseMode.HTML,
            reply_markup=None if rest else keyboard(card),
            message_thread_id=_topic(letter),
        )
        return await self._show_words(chat, card, rest, _anew(letter)) if rest else _number(sent)

    async def _show_words(self, chat: int, card: Card, pages: list[str], letter: Letter) -> str | None:
        """Show pages of words, the first in place of what the letter edits, the card's buttons on the last."""
        edit = letter.edit
        shown = edit if edit is not None and edit.isdecimal() else None
        buttons = inline_keyboard(card)
        for place, page in enumerate(pages):
            words = {"chat_id": chat, "text": page, "parse_mode": ParseMode.HTML, "link_preview_options": NO_PREVIEW}
            markup = buttons if place == len(pages) - 1 else None
            if place > 0 or shown is None or not await self._edited(int(shown), words, markup):
                shown = await self._sent(words, markup, _topic(letter))
        return shown if pages else None

    async def _sent(self, words: dict[str, object], markup: object, topic: int | None) -> str:
        sent = await self._bot.call("sendMessage", **words, reply_markup=markup, message_thread_id=topic)
        if not isinstance(sent, dict) or not isinstance(sent.get("message_id"), int):
            raise NetworkError("sendMessage gave no message")
        return str(sent["message_id"])

    async def _edited(self, message: int, words: dict[str, object], markup: object) -> bool:
        try:
            await self._bot.call("editMessageText", **words, message_id=message, reply_markup=markup)
        except TelegramError as fault:
            if is_gone(fault):
                return False
            if not is_unchanged(fault):
                raise
        return True

    async def _strip(self, chat: int, message: str) -> None:
        """Take the buttons off a message. At best effort: the new card stands, and a stale press is answered."""
        if not message.isdecimal():
            return
        try:
            await self._bot.edit_message_reply_markup(chat, int(message), reply_markup=None)
        except TelegramError as fault:
            if not is_gone(fault) and not is_unchanged(fault):
                log.info("former buttons left", cause=type(fault).__name__)


def _captioned(card: Card) -> tuple[str | None, list[str]]:
    """Give the words as a caption, or as messages to follow where they are too long for one."""
    lines = addresses(card)
    short = messages(card, extra=lines, limit=CAPTION_UNITS)
    if len(short) <= 1:
        return (short[0] if short else None), []
    return None, messages(card, extra=lines)


def _topic(letter: Letter) -> int | None:
    return int(letter.thread) if letter.thread is not None else None


def _anew(letter: Letter) -> Letter:
    return letter.model_copy(update={"edit": None})


def _number(sent: Message) -> str:
    return str(sent.message_id)
