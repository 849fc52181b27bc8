"""Steps whose typed words mean something that is kept in their place: a time, a list of names."""

from collections.abc import Callable
from dataclasses import dataclass

from dialogs.engine.forms import Step
from dialogs.engine.text import Text


@dataclass(frozen=True)
class Understood:
    """What typed words mean: ``value`` is kept."""

    value: str


@dataclass(frozen=True)
class Unsure:
    """Why typed words cannot be taken yet; ``readings`` are values to choose from, at most 20 bytes each."""

    why: Text
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Interpreted(Step):
    """Typed words, kept as what ``read`` makes of them; ``say`` says such a value, ``takes`` how it may be written.

    Where they can mean several things, the readings become buttons. What was taken is said, so that a slip is seen.
    """

    read: Callable[[str], Understood | Unsure]
    say: Callable[[str], Text]
    takes: Text
