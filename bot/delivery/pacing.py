"""When a letter may go out: each channel's pace, what other processes have sent, and the pauses that are asked for."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.delivery.outbox import Row
from bot.delivery.pace import Pace
from dialogs.engine.under_way import SKEW


class Pacing:
    """The paces of the channels; one without a pace has none. ``now`` is aware, ``clock`` monotonic, in seconds."""

    def __init__(self, paces: Mapping[str, Pace], now: Callable[[], datetime], clock: Callable[[], float]) -> None:
        self._paces = paces
        self._now = now
        self._clock = clock
        self._paused: dict[str, float] = {}

    def wait(self, row: Row) -> float:
        """Give the seconds until a letter may go out."""
        now, pace = self._clock(), self._paces.get(row.channel)
        many = row.letter.batch is not None
        own = pace.wait(row.address, now, group=_is_group(row), many=many) if pace else 0.0
        return max(own, self._paused.get(row.channel, 0.0) - now, 0.0)

    def spend(self, row: Row) -> None:
        """Note that a letter goes out."""
        pace = self._paces.get(row.channel)
        if pace:
            pace.spend(row.address, self._clock(), group=_is_group(row))

    def take_over(self, row: Row) -> None:
        """Go on at the pace at which whichever process wrote to this chat last.

        What went out in the future went out before the clock was set back: who knows how long ago.
        """
        pace, now = self._paces.get(row.channel), self._now().timestamp()
        if pace and row.sends:
            ago = now - self._clock()
            sends = (at - ago for at in row.sends if at <= now + SKEW.total_seconds())
            pace.replay(row.address, sends, group=_is_group(row))

    def pause(self, channel: str, seconds: float) -> None:
        """Leave a whole channel alone for so long."""
        self._paused[channel] = max(self._paused.get(channel, 0.0), self._clock() + seconds)

    def resting(self, seconds: float) -> list[str]:
        """Give the channels that are left alone for longer than this."""
        return [channel for channel, until in self._paused.items() if until - self._clock() > seconds]

    def room(self, seconds: float, most: int) -> int:
        """Give how many letters go out in so many seconds, up to ``most``."""
        rooms = (pace.room(seconds) for pace in self._paces.values())
        return min(most, *(room for room in rooms if room is not None), most)


def _is_group(row: Row) -> bool:
    """Tell a Telegram group, whose chat id is negative (Bot API, Chat)."""
    return row.channel == "telegram" and row.address.startswith("-")
