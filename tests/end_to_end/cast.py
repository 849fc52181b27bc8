"""People who talk with a running consultbot in Telegram, and what they see, written as a transcript writes it.

A line of a transcript names who does it: ``> 林小雨：[3]`` presses, ``> 林小雨：<照片.jpg> 说明`` sends a photo (any
other ending, a document), ``> 林小雨：（贴纸）`` sends something that nobody can read, and all else is typed. What
comes back is what changed on the screens: a new message, or ``✎`` and one that was changed in its place; what others
see is headed by their name. Tokens are numbered in the order of their appearance, and may be typed so: ``/start
⟨第1个令牌⟩``. Days and years are written as ⟨日期⟩ and ⟨年份⟩, since they pass; this year may be typed so.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from tests.end_to_end.installation import Installation
from tests.telegram import Person, SeenMessage

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9) + b"\xff\xda\x00\x02" + bytes(2048) + b"\xff\xd9"
PDF = b"%PDF-1.7\n" + bytes(2048)
TOKEN = re.compile(r"(?<=start=)[A-Za-z0-9_-]{20,}|(?<=/[jm]/)[A-Za-z0-9_-]{20,}")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DAY = re.compile(
    rf"20\d\d年\d{{1,2}}月\d{{1,2}}日|\b\d{{1,2}} {MONTH} 20\d\d|\b{MONTH} \d{{1,2}}, 20\d\d|20\d\d-\d\d-\d\d"
)
YEAR = re.compile(r"20\d\d(?=年)|(?<=Round \d, )20\d\d|(?<=consultbot-)20\d\d|20\d\d(?=-[公基行社]-\d)")
WEEKDAY = re.compile(r"(?<=⟨日期⟩)(?:（周.）| \([MTWFS][a-z]+\))")
LINE = re.compile(r"(?P<name>[^：:]+)(?:：|: )(?P<deed>.*)", re.DOTALL)
FILE = re.compile(r"<(?P<name>[^>]+)>\s*(?P<caption>.*)")
Deed = Callable[[Person], Awaitable[int]]
AGAIN = "（刚才的按钮）"
"""Pressed once more."""

OTHERS: Mapping[str, Deed] = {
    "贴纸": Person.sends_sticker,
    "语音": Person.sends_voice,
    "位置": Person.sends_location,
    "sticker": Person.sends_sticker,
    "voice message": Person.sends_voice,
    "location": Person.sends_location,
}


@dataclass(frozen=True)
class Part:
    """Somebody in a transcript: their name there, their Telegram id, their device's language."""

    name: str
    id: int
    language_code: str = "zh-hans"


class Cast:
    """Everybody in a transcript, in front of one installation."""

    def __init__(
        self,
        installation: Installation,
        *parts: Part,
        deeds: Mapping[str, Deed] = OTHERS,
        tokens: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.deeds = deeds
        self.tokens = dict(tokens)
        self.installation = installation
        self.server = installation.server
        self.people = {
            part.name: self.server.person(part.id, language_code=part.language_code, first_name=part.name)
            for part in parts
        }
        self._pressed: dict[int, tuple[str, int]] = {}
        self._shown: dict[str, dict[int, SeenMessage]] = {name: {} for name in self.people}
        self._menus: dict[str, list[str]] = {name: [] for name in self.people}

    async def play(self, line: str) -> str:
        """Act one line, and give all that anybody sees of it."""
        found = LINE.fullmatch(line)
        assert found is not None, f"{line!r} does not say who does it"
        await self._act(self.people[found["name"]], self._unmasked(found["deed"]))
        await self.installation.settle()
        return self._news(found["name"])

    async def _act(self, person: Person, deed: str) -> None:
        if deed.startswith("[") and deed.endswith("]"):
            data, message = _button(person, deed[1:-1])
            await person.forges(data, message_id=message)
            self._pressed[person.id] = data, message
        elif deed == AGAIN:
            data, message = self._pressed[person.id]
            await person.forges(data, message_id=message)
        elif deed.strip("（）()") in self.deeds:
            await self.deeds[deed.strip("（）()")](person)
        elif (file := FILE.fullmatch(deed)) is None:
            await person.says(deed.replace("⏎", "\n"))
        elif file["name"].endswith(".jpg"):
            await person.sends_photo(JPEG, caption=file["caption"])
        else:
            await person.sends_document(PDF, name=file["name"], caption=file["caption"])

    def _news(self, actor: str) -> str:
        lines = self._news_of(actor)
        for name in self.people:
            if name != actor and (seen := self._news_of(name)):
                lines += [f"→ {name}：", *seen]
        return self._masked("\n".join(lines))

    def _news_of(self, name: str) -> list[str]:
        person = self.people[name]
        now = {message.message_id: message for message in person.chat}
        before, self._shown[name] = self._shown[name], now
        lines: list[str] = []
        for number, message in now.items():
            if message != before.get(number) and not _only_stripped(message, before.get(number)):
                lines += _written(message)
        menu = self.server.menu(person)
        if menu != self._menus[name]:
            self._menus[name] = menu
            lines.append(f"（菜单 {' '.join(f'/{command}' for command in menu)}）")
        return lines

    def _masked(self, text: str) -> str:
        named = TOKEN.sub(lambda found: f"⟨{self._name(found[0])}令牌⟩", text)
        return YEAR.sub("⟨年份⟩", WEEKDAY.sub("", DAY.sub("⟨日期⟩", named)))

    def _unmasked(self, deed: str) -> str:
        deed = deed.replace("⟨年份⟩", str(datetime.now(self.installation.timezone).year))
        return re.sub(r"⟨(.+)令牌⟩", lambda found: self.tokens[found[1]], deed)

    def _name(self, token: str) -> str:
        """Give a token's name: those not handed in are numbered as they appear."""
        known = {value: name for name, value in self.tokens.items()}
        if token not in known:
            self.tokens[f"第{len(known) + 1}个"] = token
            return f"第{len(known) + 1}个"
        return known[token]


def _button(person: Person, label: str) -> tuple[str, int]:
    """Find the latest button with a label: its data, and the message that it hangs on."""
    for message in reversed(list(person.chat)):
        for button in message.buttons:
            if button.label == label and button.data is not None:
                return button.data, message.message_id
    raise AssertionError(f"no button {label!r} on the screen:\n{person.chat}")


def _only_stripped(message: SeenMessage, before: SeenMessage | None) -> bool:
    return before is not None and message.text == before.text and not message.keyboard


def _written(message: SeenMessage) -> list[str]:
    edited = "✎ " if message.edits else ""
    lines = []
    if message.photo is not None:
        lines.append(f"（图片 {message.photo.name}）")
    if message.document is not None:
        lines.append(f"（文件 {message.document.name}）")
    lines += [line for line in message.text.splitlines() if line]
    lines += [
        " ".join(f"[{each.label}]" if each.url is None else f"[{each.label}]({each.url})" for each in row)
        for row in message.keyboard
    ]
    return [edited + lines[0], *lines[1:]] if lines else []
