"""Token buckets: how often one network address, one session or one chat may ask."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

REMEMBERED: Final = 10_000
"""How many keys a limiter remembers; the longest idle are forgotten first, and begin anew with a full bucket."""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A token bucket's size: ``burst`` at once, then ``per_second``."""

    burst: float
    per_second: float


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much the web channel takes from one network address or one session before the answer is 429.

    A whole meeting of some hundreds sits behind one hall's address, and everybody's page asks anew at once when the
    server was started again, hence the generous ``requests``. ``entrance`` is for those who try tokens, ``sessions``
    for those who hold one and would fill a meeting with people who are not there.
    """

    requests: Rate = Rate(burst=2000, per_second=100)
    entrance: Rate = Rate(burst=80, per_second=2)
    sessions: Rate = Rate(burst=500, per_second=1)
    acts: Rate = Rate(burst=40, per_second=4)
    uploads: Rate = Rate(burst=12, per_second=0.1)


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
