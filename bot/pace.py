"""How fast a channel may be written to (Telegram, Bots FAQ: "My bot is hitting limits").

About one message a second in a private chat with short bursts, 20 a minute in a group, 30 a second overall.
"""

from collections import OrderedDict, deque
from typing import Final

BURST: Final = 3
"""Messages that a private chat may get at once."""

REMEMBERED: Final = 10_000
"""Chats whose last messages are remembered; the longest silent are forgotten first."""


class Window:
    """At most ``count`` in any ``seconds``."""

    def __init__(self, count: int, seconds: float) -> None:
        self._times: deque[float] = deque(maxlen=count)
        self._seconds = seconds

    def wait(self, now: float) -> float:
        """Give the seconds until one more is allowed."""
        if len(self._times) < (self._times.maxlen or 0):
            return 0.0
        return max(0.0, self._times[0] + self._seconds - now)

    def spend(self, now: float) -> None:
        """Note one."""
        self._times.append(now)


class Pace:
    """The limits of one channel: ``chat`` and ``overall`` a second, ``group`` a minute; 0 is off.

    Times are monotonic seconds, handed in.
    """

    def __init__(self, chat: float = 1, group: float = 20, overall: float = 30) -> None:
        self._chat = chat
        self._group = group
        self._overall = _window(overall, 1.0)
        self._chats: OrderedDict[str, Window | None] = OrderedDict()

    def wait(self, address: str, now: float, *, group: bool) -> float:
        """Give the seconds until a chat may get one more message."""
        windows = (self._of(address, group=group), self._overall)
        return max(0.0, *(window.wait(now) for window in windows if window is not None), 0.0)

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


def _window(rate: float, seconds: float) -> Window | None:
    """Give a window of ``rate`` in ``seconds``, or none where the rate is 0; a rate below 1 stretches the time."""
    if rate <= 0:
        return None
    return Window(max(1, int(rate)), seconds if rate >= 1 else seconds / rate)
