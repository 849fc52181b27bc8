"""How fast a channel may be written to (Telegram, Bots FAQ: "My bot is hitting limits").

About one message a second in a private chat with short bursts, 20 a minute in a group, 30 a second overall.
"""

from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import Final

BURST: Final = 3
"""Messages that a private chat may get at once."""

MANY: Final = 0.8
"""The share of the overall pace that what goes out to many may take; the rest is for replies."""

REMEMBERED: Final = 10_000
"""Chats whose last messages are remembered; the longest silent are forgotten first."""


class Window:
    """At most ``count`` in any ``seconds``."""

    def __init__(self, count: int, seconds: float, times: Iterable[float] = ()) -> None:
        self.times: deque[float] = deque(times, maxlen=count)
        self._seconds = seconds

    def wait(self, now: float, share: float = 1.0) -> float:
        """Give the seconds until one more is allowed within a ``share`` of what is."""
        count = max(1, round((self.times.maxlen or 1) * share))
        if len(self.times) < count:
            return 0.0
        return max(0.0, self.times[-count] + self._seconds - now)

    def spend(self, now: float) -> None:
        """Note one."""
        self.times.append(now)

    def replay(self, times: Iterable[float]) -> None:
        """Forget all, and note those of other times, the earliest first."""
        self.times.clear()
        self.times.extend(times)

    def within(self, seconds: float) -> int:
        """Give how many are allowed in so many seconds."""
        return max(1, int((self.times.maxlen or 0) * seconds / self._seconds))


class Pace:
    """The limits of one channel: ``chat`` and ``overall`` a second, ``group`` a minute; 0 is off.

    Times are monotonic seconds, handed in.
    """

    def __init__(self, chat: float = 1, group: float = 20, overall: float = 30) -> None:
        self._chat = chat
        self._group = group
        self._all = overall
        self._overall = _window(overall, 1.0)
        self._chats: OrderedDict[str, Window | None] = OrderedDict()

    @property
    def limits_chats(self) -> bool:
        """Whether it matters when a chat's last messages went out."""
        return self._chat > 0 or self._group > 0

    def share(self, processes: int) -> None:
        """Divide the overall pace by the processes that keep it together."""
        if self._overall is not None:
            self._overall = _window(self._all / processes, 1.0, self._overall.times)

    def room(self, seconds: float) -> int | None:
        """Give how many messages go out in so many seconds at most; none where there is no limit."""
        return self._overall.within(seconds) if self._overall is not None else None

    def replay(self, address: str, times: Iterable[float], *, group: bool) -> None:
        """Take over when a chat's last messages went out, by whichever process."""
        window = self._of(address, group=group)
        if window is not None:
            window.replay(times)

    def wait(self, address: str, now: float, *, group: bool, many: bool = False) -> float:
        """Give the seconds until a chat may get one more message; one of ``many`` leaves room for replies."""
        own, overall = self._of(address, group=group), self._overall
        return max(
            own.wait(now) if own is not None else 0.0,
            overall.wait(now, MANY if many else 1.0) if overall is not None else 0.0,
        )

    def spend(self, address: str, now: float, *, group: bool) -> None:
        """Note a message to a chat."""
        for window in (self._of(address, group=group), self._overall):
            if window is not None:
                window.spend(now)

    def _of(self, address: str, *, group: bool) -> Window | None:
        if address in self._chats:
            self._chats.move_to_end(address)
            return self._chats[address]
        window = _window(self._group, 60.0) if group else _window(self._chat * BURST, float(BURST))
        self._chats[address] = window
        if len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        return window


def _window(rate: float, seconds: float, times: Iterable[float] = ()) -> Window | None:
    """Give a window of ``rate`` in ``seconds``, or none where the rate is 0; a rate below 1 stretches the time."""
    if rate <= 0:
        return None
    return Window(max(1, int(rate)), seconds if rate >= 1 else seconds / rate, times)
