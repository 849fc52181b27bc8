"""A pressed button as it comes (Bot API, CallbackQuery): what is read of it, and no more.

Presses are most of what comes. PTB would make objects of the whole card that the button hangs on, with each of its
buttons, which costs as much as to record the answer.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field


class Plain(BaseModel):
    """Base of what is read of an object of the Bot API."""

    model_config = ConfigDict(frozen=True, strict=True)


class Chat(Plain):
    """Bot API, Chat."""

    id: int
    type: str


class Message(Plain):
    """Bot API, MaybeInaccessibleMessage."""

    message_id: int
    chat: Chat
    message_thread_id: int | None = None
    is_topic_message: bool = False


class User(Plain):
    """Bot API, User."""

    id: int
    language_code: str | None = None


class Query(Plain):
    """Bot API, CallbackQuery."""

    id: str
    sender: User = Field(alias="from")
    message: Message | None = None
    data: str | None = None


class Press(Plain):
    """An update with a pressed button."""

    update_id: int
    callback_query: Query


def is_in_group(body: Mapping[str, object]) -> bool:
    """Tell whether an update is a button that was pressed in a group, where its turn says what is shown over it."""
    found: object = body
    for name in ("callback_query", "message", "chat"):
        found = found.get(name) if isinstance(found, dict) else None
    return isinstance(found, dict) and found.get("type") != "private"


def query_of(body: Mapping[str, object]) -> str | None:
    """Give the id by which a press is answered (Bot API, answerCallbackQuery); ``None`` for any other update."""
    query = body.get("callback_query")
    number = query.get("id") if isinstance(query, dict) else None
    return number if isinstance(number, str) else None
