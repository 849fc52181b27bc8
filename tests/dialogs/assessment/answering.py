"""Ways to fill in the assessment form."""

from collections.abc import Iterable
from itertools import cycle, islice

from dialogs.engine.cards import Progress
from tests.dialogs.talking import Talk


def place(talk: Talk) -> str | None:
    """Where the form stands (``6.1.1.2 机制建设能力``); none when it asks nothing."""
    shown = [block for block in talk.card.blocks if isinstance(block, Progress)]
    return str(shown[0].place) if shown else None


def position(talk: Talk) -> tuple[int, int]:
    """Which question is asked, counted from 1, of how many."""
    (shown,) = (block for block in talk.card.blocks if isinstance(block, Progress))
    return shown.number, shown.total


async def answer(talk: Talk, levels: Iterable[str], most: int = 100) -> int:
    """Answer the questions that are asked one after the other; gives how many there were."""
    given = 0
    for level in islice(cycle(levels), most):
        if place(talk) is None:
            break
        await talk.chooses(level)
        given += 1
    return given


async def fill_in(talk: Talk, form: str, levels: Iterable[str] = "2") -> None:
    """Fill in the pulse or the full form from the start card, and submit it."""
    await talk.says("/assess")
    await talk.chooses(form)
    await answer(talk, levels)
    await talk.says("提交")
