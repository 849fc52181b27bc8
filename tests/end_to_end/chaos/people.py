"""People who walk at random through real dialogs, by what they are shown, and who do not always wait for an answer."""

import asyncio
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final

from dialogs.assessment.navigating import OPEN
from dialogs.assessment.selection import TARGETED
from dialogs.engine.presses import ActionPress, CommandPress, FormPress, ViewPress, unpacked
from tests.end_to_end.chaos.marks import mark
from tests.end_to_end.chaos.witness import Witness
from tests.telegram import Person, SeenMessage

WEIGHTS: Final[dict[str, float]] = {
    "answer": 10,
    "submit": 40,
    "keep": 4,
    "stay": 4,
    "edit": 0.5,
    "skip": 2,
    "back": 3,
    "ok": 3,
    "aside": 2,
    "comment": 2,
    "discard": 0.3,
    "leave": 1.5,
    "review": 0.5,
    "section": 0.2,
    "page": 0.2,
    "remove": 0.2,
}
"""How gladly a form's buttons are pressed, each by what it does; all others are let alone."""

COMMANDS: Final = ("/assess", "/assess", "/settings", "/standard", "/standard 协商 机制", "/help", "/cancel")
OFTEN_TYPED: Final = 8.0
PATIENT: Final = (2.0, 8.0)
"""Seconds after which somebody without an answer does something else."""


@dataclass(frozen=True)
class Deed:
    """Something to be done: words, or a button on a message."""

    said: str
    message: int | None = None


@dataclass
class Walker:
    """One of them. ``pause`` is how long they think at most, in seconds."""

    person: Person
    witness: Witness
    chance: Random
    token: str
    pause: float
    _old: "deque[Deed]" = field(default_factory=lambda: deque(maxlen=12))
    _count: int = 0

    async def walk(self) -> None:
        """Go on for ever."""
        await asyncio.sleep(self.chance.uniform(0, self.pause))
        while True:
            arriving = asyncio.create_task(self.witness.waits(self.person.id, self.chance.uniform(*PATIENT)))
            await asyncio.sleep(0)
            for deed in self._deeds():
                await self.do(deed)
            await arriving
            await asyncio.sleep(self.chance.uniform(0.1, 1) * self.pause)

    async def do(self, deed: Deed) -> None:
        """Press or say it."""
        if deed.message is None:
            await self.person.says(deed.said)
        else:
            await self.person.forges(deed.said, message_id=deed.message)

    def once_more(self) -> Deed:
        """Give one more thing to press on the newest card, or to say where there is nothing to press."""
        self._old.clear()
        return self._next(self._card())

    def _deeds(self) -> Iterator[Deed]:
        """Give what to do next: mostly one thing, now and then the same twice, or two things at once."""
        card = self._card()
        first = self._next(card)
        yield first
        drawn = self.chance.random()
        if drawn < 0.05:
            yield first
        elif drawn < 0.15:
            yield self._next(card)
        elif drawn < 0.2:
            yield self.command()

    def _card(self) -> SeenMessage | None:
        """Give the newest message on which there is something to press."""
        return next((message for message in reversed(list(self.person.chat)) if message.buttons), None)

    def _next(self, card: SeenMessage | None) -> Deed:
        if card is None:
            return Deed(f"/start {self.token}")
        stands = mark([button.data for button in card.buttons if button.data is not None])
        drawn = self.chance.random()
        joined = stands not in {"asks language", "asks consent", "asks name"}
        if self._old and drawn < 0.04:
            return self.chance.choice(self._old)
        if joined and drawn < 0.10:
            return self.command()
        choices = [*self._buttons(card), *self._typed(stands)]
        if not choices:
            return self.command() if joined else Deed(f"/start {self.token}")
        (deed,) = self.chance.choices([deed for deed, _ in choices], [weight for _, weight in choices])
        if stands.startswith("asks ") and deed.message is not None:
            self._old.append(deed)
        return deed

    def command(self) -> Deed:
        """Give a command to be said, often one that nobody has, which is answered by its name."""
        if self.chance.random() < 0.3:
            self._count += 1
            return Deed(f"/x{self.person.id}{self._count:04}")
        return Deed(self.chance.choice(COMMANDS))

    def _typed(self, stands: str) -> list[tuple[Deed, float]]:
        self._count += 1
        if stands.endswith("/note"):
            return [(Deed(f"补充说明第{self._count}条，{self.person.id}号"), OFTEN_TYPED)]
        if stands == "asks name":
            return [(Deed(f"林小雨{self.person.id}"), 1000.0)]
        if stands.startswith("asks ") and stands not in {"asks language", "asks consent"}:
            return [(Deed(self.chance.choice("01234")), OFTEN_TYPED)]
        return []

    def _buttons(self, card: SeenMessage) -> list[tuple[Deed, float]]:
        weighed = [
            (Deed(button.data, card.message_id), _weight(button.data))
            for button in card.buttons
            if button.data is not None
        ]
        return [(deed, weight) for deed, weight in weighed if weight > 0]


def _weight(data: str) -> float:
    match unpacked(data):
        case FormPress(step="consent", value="decline"):
            return 0
        case FormPress(action="aside", value=value) if value != "note":
            return 0
        case FormPress(action=action):
            return WEIGHTS.get(action, 0)
        case ActionPress(action=action, arguments=(_, what)) if action == OPEN:
            return 0 if what == TARGETED else 10
        case ActionPress(action="language") | ViewPress():
            return 1
        case CommandPress(command="assess"):
            return 5
        case _:
            return 0
