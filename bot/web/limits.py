"""Token buckets: how often one network address or one session may ask."""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Final

from bot.web.services import Rate

REMEMBERED: Final = 10_000
"""How many keys a limiter remembers; the longest idle are forgotten first, and begin anew with a full bucket."""


class Limiter:
    """One token bucket a key."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take one token: 0 when there was one, else the seconds until there is."""
        now = self._clock()
        tokens, at = self._buckets.pop(key, (self._rate.burst, now))
        tokens = min(self._rate.burst, tokens + (now - at) * self._rate.per_second)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / self._rate.per_second
        self._buckets[key] = (tokens if wait else tokens - 1, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return wait
