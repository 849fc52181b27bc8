"""Pictures of cards, drawn when they are delivered."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache

from bot.drawing.qr import qr_png
from dialogs.engine.cards import Code, Drawing

KEPT = 32
"""How many pictures a process keeps: the chart of one round goes to many members at once."""


async def draw(picture: Drawing, locale: str) -> bytes:
    """Draw a rendered picture as a PNG, in a thread of its own, so that turns go on meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(_pen(), drawn, picture, locale)


@cache
def _pen() -> ThreadPoolExecutor:
    """One thread, because matplotlib can do one drawing at a time."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")


@lru_cache(maxsize=KEPT)
def drawn(picture: Drawing, locale: str) -> bytes:
    """Draw a rendered picture as a PNG, in this thread."""
    if isinstance(picture, Code):
        return qr_png(picture.link)
    from bot.drawing.charts.radar import radar_png

    return radar_png(picture, locale)
