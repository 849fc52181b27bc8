"""Which method of the Bot API is answered by what."""

import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from tests.telegram import facts
from tests.telegram.refusals import bad_request
from tests.telegram.requests import checked
from tests.telegram.screens import Screens

if TYPE_CHECKING:
    from tests.telegram.server import BotApiServer

JSON = dict[str, object]
F = TypeVar("F", bound=facts.Facts)
Method = Callable[[dict[str, object]], Awaitable[object]]
MAX_DOWNLOAD = 20 * 1024 * 1024
ACTIONS = {"typing", "upload_photo", "upload_document", "record_voice", "find_location"}


def methods(server: "BotApiServer") -> dict[str, Method]:
    """Give the methods by name; each checks its parameters against its facts first."""
    screens, others = Screens(server), Others(server)
    return {
        "getMe": method(facts.GetMe, others.get_me),
        "getUpdates": method(facts.GetUpdates, server.pending.get_updates),
        "setWebhook": method(facts.SetWebhook, server.pending.set_webhook),
        "deleteWebhook": method(facts.DeleteWebhook, others.delete_webhook),
        "getWebhookInfo": method(facts.GetWebhookInfo, others.get_webhook_info),
        "sendMessage": method(facts.SendMessage, screens.send_message),
        "sendPhoto": method(facts.SendPhoto, screens.send_photo),
        "sendDocument": method(facts.SendDocument, screens.send_document),
        "editMessageText": method(facts.EditMessageText, screens.edit_text),
        "editMessageCaption": method(facts.EditMessageCaption, screens.edit_caption),
        "editMessageReplyMarkup": method(facts.EditMessageReplyMarkup, screens.edit_keyboard),
        "deleteMessage": method(facts.DeleteMessage, screens.delete),
        "pinChatMessage": method(facts.PinChatMessage, screens.pin),
        "unpinChatMessage": method(facts.UnpinChatMessage, screens.unpin),
        "answerCallbackQuery": method(facts.AnswerCallbackQuery, others.answer_query),
        "getFile": method(facts.GetFile, others.get_file),
        "setMyCommands": method(facts.SetMyCommands, server.menus.set),
        "getMyCommands": method(facts.GetMyCommands, server.menus.get),
        "deleteMyCommands": method(facts.DeleteMyCommands, server.menus.delete),
        "setMyDescription": method(facts.SetMyDescription, others.describe),
        "sendChatAction": method(facts.SendChatAction, others.act),
    }


def method(parameters: type[F], answer: Callable[[F], object]) -> Method:
    """Bind an answer to the facts of its parameters."""

    async def called(values: dict[str, object]) -> object:
        result = answer(checked(values, parameters))
        return await result if inspect.isawaitable(result) else result

    return called


class Others:
    """The methods that are neither on messages nor on menus."""

    def __init__(self, server: "BotApiServer") -> None:
        self.server = server

    def get_me(self, _: facts.GetMe) -> JSON:
        """Answer getMe."""
        abilities: JSON = {"can_join_groups": True, "can_read_all_group_messages": False}
        return self.server.me() | abilities | {"supports_inline_queries": False}

    async def delete_webhook(self, wanted: facts.DeleteWebhook) -> bool:
        """Answer deleteWebhook."""
        drops = wanted.drop_pending_updates
        return await self.server.pending.set_webhook(facts.SetWebhook(url="", drop_pending_updates=drops))

    def get_webhook_info(self, _: facts.GetWebhookInfo) -> JSON:
        """Answer getWebhookInfo."""
        return self.server.pending.info()

    def answer_query(self, wanted: facts.AnswerCallbackQuery) -> bool:
        """Answer answerCallbackQuery: each query takes one answer, and opens no link but to the bot itself."""
        if wanted.url and not wanted.url.startswith(f"https://t.me/{self.server.username}?start="):
            raise bad_request("URL_INVALID")
        if self.server.queries.pop(wanted.callback_query_id, None) is None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self.server.answers[wanted.callback_query_id] = wanted.text
        self.server.opened_links[wanted.callback_query_id] = wanted.url
        return True

    def get_file(self, wanted: facts.GetFile) -> JSON:
        """Answer getFile: files up to 20 MB."""
        size = self.server.sizes.get(wanted.file_id)
        if size is None:
            raise bad_request("invalid file_id")
        if size > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        identified: JSON = {"file_id": wanted.file_id, "file_unique_id": f"u{wanted.file_id}"}
        return identified | {"file_size": size, "file_path": f"documents/{wanted.file_id}"}

    def describe(self, wanted: facts.SetMyDescription) -> bool:
        """Answer setMyDescription."""
        if len(wanted.description) > 512:
            raise bad_request("BOT_DESCRIPTION_TOO_LONG")
        return True

    def act(self, wanted: facts.SendChatAction) -> bool:
        """Answer sendChatAction."""
        self.server.find_chat(wanted.chat_id)
        if wanted.action not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True
