"""What the Bot API does to calls, by chance: busy, broken, garbage, gone, silent."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Final

from tests.telegram.faults import Fault, Faults, Script

SENDING: Final = frozenset({"sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageReplyMarkup"})
POLLING: Final = "getUpdates"

RATES: Final[dict[Fault, float]] = {
    429: 0.003,
    500: 0.01,
    "garbage": 0.01,
    "nothing": 0.01,
    "lost": 0.0002,
    "timeout": 0.0005,
}
"""How often a call meets which fault.

429 is rarer than others, since three chats that meet it within five seconds make the bot rest a second for all. Of
``lost`` (done, but the answer never arrives) a bot cannot know: the Bot API has nothing by which a message sent again
could be told from a new one, so each that was a new message comes twice. ``timeout`` is a silence until the caller
gives up, or is killed.
"""

EACH_AT: Final = 6
"""So many messages are sent from the first sure fault to the next, until all have been."""

NAMES: Final[dict[Fault, str]] = {
    429: "Bot API: 429",
    500: "Bot API: 500",
    "garbage": "Bot API: garbage",
    "nothing": "Bot API: dropped connection",
    "lost": "Bot API: done, never answered",
    "timeout": "Bot API: silence",
}


@dataclass
class ByChance(Faults):
    """Faults by chance, each counted by its name; every one of them comes at least once in a run."""

    chance: Random = field(default_factory=Random)
    counts: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    happening: bool = True

    def take(self, method: str) -> Script | None:
        """Give the fault for this call, if there is to be one."""
        if not self.happening:
            return None
        self.calls += method in SENDING
        once, rest = divmod(self.calls, EACH_AT)
        if method in SENDING and rest == 0 and once <= len(RATES):
            return self._script(method, list(RATES)[once - 1])
        drawn = self.chance.random()
        for fault, rate in RATES.items():
            drawn -= rate
            if drawn < 0:
                return self._script(method, fault)
        return None

    def _script(self, method: str, fault: Fault) -> Script | None:
        if fault == "timeout" and method not in SENDING:
            return None  # a start or a poll that hangs would only hold up all else
        self.counts[NAMES[fault]] += 1
        return Script(fault, 1, retry_after=1, description="")

    def calm(self) -> None:
        """Let nothing happen any more."""
        self.happening = False
