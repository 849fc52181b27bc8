"""Holds back a chat that sends more than anybody can mean: told so once, then not listened to for a while.

Nothing that was acknowledged is touched. What is passed over is confirmed to Telegram, or it would come again for
ever; the person has been told that it does not count. Each process counts for itself.
"""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Final, Protocol

import structlog

from bot.limits import REMEMBERED, Limiter, Rate
from bot.telegram.intake import Taker
from dialogs.engine.errors import Refusal
from dialogs.engine.events import Incoming
from dialogs.engine.notices import Answer
from dialogs.engine.text import _

log = structlog.get_logger(__name__)

BURST: Final = 60
"""Updates at once: more than the full form has questions, pressed without reading."""

SILENCE: Final = 20.0
"""Seconds for which a chat that floods is passed over."""


class Flood(Refusal):
    """One chat sends too much at a time."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "That was a great deal at once, so what you send in the next {seconds} seconds is passed over. "
                "Whatever was answered before is kept; please go on then.",
                seconds=round(SILENCE),
            ),
            "flood",
        )


class Refusing(Taker, Protocol):
    """Takes updates, or says why one is not taken: :class:`dialogs.engine.taking.Turns`."""

    async def refuse(self, incoming: Incoming, refusal: Refusal) -> None:
        """Say the refusal's sentence in the update's chat; raise only when nothing was committed."""


class FloodGate:
    """A taker before the taker: lets through ``per_second`` updates a chat, and :data:`BURST` at once."""

    def __init__(self, turns: Refusing, per_second: float, clock: Callable[[], float] = monotonic) -> None:
        self._turns = turns
        self._limiter = Limiter(Rate(burst=BURST, per_second=per_second), clock)
        self._clock = clock
        self._silent: OrderedDict[str, float] = OrderedDict()

    async def take(self, incoming: Incoming) -> Answer | None:
        """Hand an update on, refuse it, or pass it over. In a group each counts for themselves."""
        until = self._silent.get(incoming.own_address)
        if until is not None and self._clock() < until:
            return None
        if self._limiter.take(incoming.own_address) == 0:
            return await self._turns.take(incoming)
        log.warning("flood", silence=SILENCE)
        await self._turns.refuse(incoming, Flood())
        self._silence(incoming.own_address)
        return None

    def _silence(self, address: str) -> None:
        self._silent.pop(address, None)
        self._silent[address] = self._clock() + SILENCE
        if len(self._silent) > REMEMBERED:
            self._silent.popitem(last=False)
