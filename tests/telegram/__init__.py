"""A strict Bot API server of the tests' own; see :mod:`tests.telegram.server`."""

from tests.telegram.chats import Chat, SeenButton, SeenMessage, SentFile
from tests.telegram.people import Person
from tests.telegram.server import BotApiServer

__all__ = ["BotApiServer", "Chat", "Person", "SeenButton", "SeenMessage", "SentFile"]
