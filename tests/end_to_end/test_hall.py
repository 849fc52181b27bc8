"""Three hundred guests in the web room, all behind one hall's address: everybody counted, every board right."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.benchmarks.hall import KINDS, VOICES, Hall, hall

GUESTS = 300
SECONDS = 2.0


@pytest_asyncio.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hall]:
    async with hall(tmp_path) as opened:
        yield opened


async def test_three_hundred_take_part_at_once(opened: Hall) -> None:
    await opened.fill(GUESTS)
    await opened.all_see(f"到会 {GUESTS} 人", *(f"{GUESTS // len(KINDS)}" for _kind in KINDS[:1]))
    await opened.leads("/next", "现在：第 1 项")
    for watched in opened.guests[:20]:
        await watched.presses("举手")
    await opened.all_see("等候发言", "另有 12 人")
    assert all(watched.text.count("来宾") == 8 for watched in opened.guests)
    await opened.leads("/poll 先登记后分配", "表决：先登记后分配")
    await opened.tap(VOICES, SECONDS)
    taken = Counter(await opened.tap(VOICES, SECONDS))

    assert sum(taken.values()) == GUESTS
    await opened.all_see(*(f"{voice} {count}（" for voice, count in taken.items()))
    await opened.leads("/end", "会议已经结束")
    assert opened.there.bot.logged("web_request_failed") == []
    opened.there.discreet()
