"""The Bot API's methods that the project calls: parameters, types and which are required (Bot API 10.1).

A field without a default is required. Values arrive as text in a query, a form or JSON, so objects and arrays
are ``Json`` and files are :class:`Upload`.
"""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, Json


@dataclass(frozen=True)
class Upload:
    """A file in a multipart request."""

    name: str
    media_type: str
    content: bytes


class Facts(BaseModel):
    """Base: closed to unknown names, so that a misspelt parameter is refused rather than ignored."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class InlineKeyboardButton(Facts):
    text: str
    icon_custom_emoji_id: str | None = None
    style: Literal["danger", "success", "primary"] | None = None
    url: str | None = None
    callback_data: str | None = None
    web_app: object = None
    login_url: object = None
    switch_inline_query: str | None = None
    switch_inline_query_current_chat: str | None = None
    switch_inline_query_chosen_chat: object = None
    copy_text: object = None
    callback_game: object = None
    pay: bool | None = None


class InlineKeyboardMarkup(Facts):
    inline_keyboard: list[list[InlineKeyboardButton]]


class LinkPreviewOptions(Facts):
    is_disabled: bool | None = None
    url: str | None = None
    prefer_small_media: bool | None = None
    prefer_large_media: bool | None = None
    show_above_text: bool | None = None


class BotCommand(Facts):
    command: str
    description: str


class BotCommandScope(Facts):
    type: Literal[
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ]
    chat_id: int | str | None = None
    user_id: int | None = None


class GetMe(Facts):
    pass


class GetUpdates(Facts):
    offset: int = 0
    limit: int = 100
    timeout: int = 0
    allowed_updates: Json[list[str]] | None = None


class SetWebhook(Facts):
    url: str
    certificate: Upload | None = None
    ip_address: str | None = None
    max_connections: int = 40
    allowed_updates: Json[list[str]] | None = None
    drop_pending_updates: bool = False
    secret_token: str = ""


class DeleteWebhook(Facts):
    drop_pending_updates: bool = False


class GetWebhookInfo(Facts):
    pass


class Sending(Facts):
    """What every sending method takes."""

    business_connection_id: str | None = None
    chat_id: str
    message_thread_id: int | None = None
    direct_messages_topic_id: int | None = None
    parse_mode: str = ""
    disable_notification: bool = False
    protect_content: bool = False
    allow_paid_broadcast: bool = False
    message_effect_id: str | None = None
    suggested_post_parameters: Json[object] | None = None
    reply_parameters: Json[object] | None = None
    reply_markup: Json[InlineKeyboardMarkup] | None = None


class SendMessage(Sending):
    text: str
    entities: Json[list[object]] | None = None
    link_preview_options: Json[LinkPreviewOptions] | None = None


class SendPhoto(Sending):
    photo: Upload | str
    caption: str = ""
    caption_entities: Json[list[object]] | None = None
    show_caption_above_media: bool = False
    has_spoiler: bool = False


class SendDocument(Sending):
    document: Upload | str
    thumbnail: Upload | str | None = None
    caption: str = ""
    caption_entities: Json[list[object]] | None = None
    disable_content_type_detection: bool = False


class Editing(Facts):
    """What every editing method takes."""

    business_connection_id: str | None = None
    chat_id: str = ""
    message_id: int = 0
    inline_message_id: str | None = None
    reply_markup: Json[InlineKeyboardMarkup] | None = None


class EditMessageText(Editing):
    text: str = ""
    parse_mode: str = ""
    entities: Json[list[object]] | None = None
    link_preview_options: Json[LinkPreviewOptions] | None = None
    rich_message: Json[object] | None = None


class EditMessageCaption(Editing):
    caption: str = ""
    parse_mode: str = ""
    caption_entities: Json[list[object]] | None = None
    show_caption_above_media: bool = False


class EditMessageReplyMarkup(Editing):
    pass


class DeleteMessage(Facts):
    chat_id: str
    message_id: int


class PinChatMessage(Facts):
    business_connection_id: str | None = None
    chat_id: str
    message_id: int
    disable_notification: bool = False


class UnpinChatMessage(Facts):
    business_connection_id: str | None = None
    chat_id: str
    message_id: int = 0


class AnswerCallbackQuery(Facts):
    callback_query_id: str
    text: str = Field("", max_length=200)
    show_alert: bool = False
    url: str = ""
    cache_time: int = 0


class GetFile(Facts):
    file_id: str


class MenuOf(Facts):
    """Whose command menu is meant."""

    scope: Json[BotCommandScope] | None = None
    language_code: str = ""


class SetMyCommands(MenuOf):
    commands: Json[list[BotCommand]]


class GetMyCommands(MenuOf):
    pass


class DeleteMyCommands(MenuOf):
    pass


class SetMyDescription(Facts):
    description: str = ""
    language_code: str = ""


class SendChatAction(Facts):
    business_connection_id: str | None = None
    chat_id: str
    message_thread_id: int | None = None
    action: str
