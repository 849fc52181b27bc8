"""What the people of the tests see on their screens."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.telegram.entities import Entity, units
from tests.telegram.facts import InlineKeyboardMarkup
from tests.telegram.refusals import bad_request

MAX_BUTTONS = 100
MAX_KEYBOARD = 10_240


@dataclass(frozen=True)
class SeenButton:
    """A button on a screen."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class SentFile:
    """A photo or document as it arrived."""

    file_id: str
    name: str
    media_type: str
    content: bytes


@dataclass
class SeenMessage:
    """One message on a screen; ``text`` is the caption where there is a photo or document."""

    message_id: int
    chat_id: int
    by_bot: bool
    text: str = ""
    entities: tuple[Entity, ...] = ()
    keyboard: tuple[tuple[SeenButton, ...], ...] = ()
    photo: SentFile | None = None
    document: SentFile | None = None
    edits: int = 0
    topic: int | None = None

    @property
    def buttons(self) -> list[SeenButton]:
        """Every button, row by row."""
        return [button for row in self.keyboard for button in row]

    @property
    def labels(self) -> list[str]:
        """The words on the buttons."""
        return [button.label for button in self.buttons]

    def styled(self, kind: str) -> list[str]:
        """Give the stretches of one kind of formatting: ``bold``, ``italic``, ``blockquote`` ..."""
        wide = self.text.encode("utf-16-le")
        return [
            wide[2 * each.offset : 2 * (each.offset + each.length)].decode("utf-16-le")
            for each in self.entities
            if each.type == kind
        ]


@dataclass
class Chat:
    """One chat: iterating gives the bot's messages as they stand now, oldest first."""

    id: int
    kind: str
    title: str = ""
    opened: bool = False
    blocked: bool = False
    may_pin: bool = True
    may_write: bool = True
    topics: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    pinned: list[int] = field(default_factory=list)
    numbered: int = 0
    messages: dict[int, SeenMessage] = field(default_factory=dict)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __iter__(self) -> Iterator[SeenMessage]:
        return iter([message for message in self.messages.values() if message.by_bot])

    def __bool__(self) -> bool:
        return True  # an empty chat is a chat

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __getitem__(self, place: int) -> SeenMessage:
        return list(iter(self))[place]

    async def sees(self, wanted: str | Callable[[SeenMessage], bool], timeout: float = 10) -> SeenMessage:  # noqa: ASYNC109 (an assertion's patience, not a task's)
        """Wait until a message of the bot holds the words or meets the condition, and give the latest."""
        meets = (lambda message: wanted in message.text) if isinstance(wanted, str) else wanted
        end = time.monotonic() + timeout
        async with self.changed:
            while True:
                for message in reversed(list(self)):
                    if meets(message):
                        return message
                try:
                    async with asyncio.timeout(max(0, end - time.monotonic())):
                        await self.changed.wait()
                except TimeoutError:
                    raise AssertionError(f"not seen in {timeout} s: {wanted!r}; on the screen:\n{self}") from None

    def lose_topic(self, topic: int) -> None:
        """Let a forum's topic be deleted, its messages with it."""
        self.topics.discard(topic)
        self.messages = {number: message for number, message in self.messages.items() if message.topic != topic}
        self.pinned = [number for number in self.pinned if number in self.messages]

    async def notify(self) -> None:
        """Tell those who wait that the screen has changed."""
        async with self.changed:
            self.changed.notify_all()

    def __str__(self) -> str:
        return "\n---\n".join(f"{message.text}\n{message.labels}" for message in self)

    def described(self) -> dict[str, object]:
        """Give the Bot API's Chat."""
        if self.kind == "private":
            return {"id": self.id, "type": "private", "first_name": self.title}
        forum = {"is_forum": True} if self.topics else {}
        return {"id": self.id, "type": self.kind, "title": self.title} | forum


def keyboard(markup: InlineKeyboardMarkup | None) -> tuple[tuple[SeenButton, ...], ...]:
    """Give a keyboard's buttons; refuses what Telegram refuses and what it would silently drop."""
    if markup is None:
        return ()
    if len(markup.model_dump_json(exclude_none=True).encode()) > MAX_KEYBOARD:
        raise bad_request("reply markup is too long")
    if sum(len(row) for row in markup.inline_keyboard) > MAX_BUTTONS:
        raise bad_request("BUTTONS_TOO_MUCH")
    rows = []
    for row in markup.inline_keyboard:
        if not row:
            raise bad_request("can't parse inline keyboard button: empty row")
        rows.append(tuple(_button(each.text, each.callback_data, each.url) for each in row))
    return tuple(rows)


def _button(label: str, data: str | None, url: str | None) -> SeenButton:
    if not label.strip() or units(label) > 512:
        raise bad_request("inline keyboard button text must be non-empty")
    if url is not None:
        _check_link(url)
    elif not data:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    elif len(data.encode()) > 64:
        raise bad_request("BUTTON_DATA_INVALID")
    return SeenButton(label, data, url)


def _check_link(url: str) -> None:
    scheme, _, rest = url.partition("://")
    host = rest.split("/", 1)[0].split("?", 1)[0].rsplit(":", 1)[0]
    refusal = f"inline keyboard button URL '{url}' is invalid: "
    if scheme.lower() not in {"http", "https", "tg"}:
        raise bad_request(refusal + "Unsupported URL protocol")
    if scheme.lower() != "tg" and "." not in host and not host.startswith("["):
        raise bad_request(refusal + "Wrong HTTP URL")
