"""Updates made of the Bot API's types, most of them right, many with something wrong in them."""

import json
from random import Random
from typing import Final

from pydantic import JsonValue

from dialogs.engine.registry import Registry
from tests.fuzzing.kinds import ANY, KINDS
from tests.fuzzing.nonsense import anything, nested, number, words
from tests.fuzzing.presses import press

JSON = dict[str, JsonValue]
DEPTH: Final = 5
WRONG: Final = 0.01
"""The chance of each single field to be missing, of a wrong kind, or one too many."""
MEDIA: Final = ("image/jpeg", "application/pdf", "text/plain", "application/x-msdownload", "", "image/")


class Updates:
    """Makes updates of a few private chats, so that conversations get somewhere, and of others."""

    def __init__(self, random: Random, registry: Registry, chats: tuple[int, ...]) -> None:
        self._random = random
        self._registry = registry
        self._chats = chats
        self._number = 1_000_000

    def body(self) -> bytes:
        """Give the body of a call of the webhook."""
        pick = self._random.random()
        if pick < 0.004:
            return json.dumps({"update_id": self._number, "message": nested(self._random.choice((50, 900)))}).encode()
        body = json.dumps(self.update()).encode()
        if pick < 0.02:
            at = self._random.randrange(len(body))
            return body[:at] + bytes(self._random.randrange(256) for _ in range(3)) + body[at + 1 :]
        return body

    def update(self) -> JSON:
        """Give an update: words or a press in one of the chats, or one of any kind."""
        self._number += 1
        pick = self._random.random()
        made: JSON = {"update_id": self._number}
        if pick < 0.35:
            made["message"] = self._message(self._said())
        elif pick < 0.6:
            made["callback_query"] = self._callback()
        else:
            fields = [field.partition(":")[0] for field in KINDS["Update"].split()[1:]]
            name = self._random.choice([*fields, *fields, "guessed_kind"])
            made[name] = self._of(dict(_fields("Update")).get(name, ANY).rstrip("!*"), 0)
        if self._random.random() < WRONG:
            made["update_id"] = self._random.choice((number(self._random), anything(self._random)))
        return made

    def _said(self) -> JSON:
        pick = self._random.random()
        if pick < 0.35:
            name = self._random.choice([*self._registry.commands, "nosuch", "START"])
            return {"text": f"/{name} {words(self._random)}" if self._random.random() < 0.5 else f"/{name}"}
        if pick < 0.85:
            return {"text": words(self._random)}
        if pick < 0.93:
            return {"photo": [self._of("PhotoSize", 2)], "caption": words(self._random)}
        document = self._object("Document", 2)
        document["mime_type"] = self._random.choice(MEDIA)
        return {"document": document}

    def _message(self, content: JSON) -> JSON:
        return {"message_id": self._random.randrange(1, 999), "date": 1_770_000_000, **self._whose(), **content}

    def _callback(self) -> JSON:
        message = {**self._message({"text": "…"}), "date": self._random.choice((0, 1_770_000_000))}
        return {
            "id": str(self._random.getrandbits(60)),
            "from": message["from"],
            "chat_instance": "1",
            "message": message,
            "data": press(self._random, self._registry),
        }

    def _whose(self) -> JSON:
        chat = self._random.choice(self._chats)
        person: JSON = {"id": chat, "is_bot": False, "first_name": "F"}
        if self._random.random() < 0.5:
            person["language_code"] = self._random.choice(("zh-hans", "en", "", "x" * 50, "\ud800"))
        return {"chat": {"id": chat, "type": "private"}, "from": person}

    def _of(self, kind: str, depth: int) -> JsonValue:
        if self._random.random() < WRONG:
            return anything(self._random)
        if kind.startswith('"'):
            return self._random.choice(kind.strip('"').split("|"))
        match kind:
            case "int":
                return self._random.choice((self._random.choice(self._chats), 7, number(self._random)))
            case "str":
                return words(self._random)
            case "bool":
                return self._random.random() < 0.5
            case "float":
                return self._random.choice((0.0, 22.5, -181.0, 1e308))
            case "Any":
                return {"date": 1, "chat": self._object("Chat", depth), "type": "x", "more": anything(self._random)}
            case _:
                return self._object(kind, depth)

    def _object(self, kind: str, depth: int) -> JSON:
        made: JSON = {}
        few = 0.5 if depth == 0 else 0.12
        for name, told in _fields(kind):
            wanted = told.endswith("!") or (depth < DEPTH and self._random.random() < few / (1 + depth))
            if not wanted or self._random.random() < WRONG:
                continue
            inner = told.rstrip("!")
            if inner.endswith("*"):
                made[name] = [self._of(inner[:-1], depth + 1) for _ in range(self._random.randrange(3))]
            else:
                made[name] = self._of(inner, depth + 1)
        if self._random.random() < WRONG:
            made[words(self._random)[:30]] = anything(self._random)
        return made


def _fields(kind: str) -> list[tuple[str, str]]:
    return [(name, told) for name, _sign, told in (field.partition(":") for field in KINDS[kind].split())]
