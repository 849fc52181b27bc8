"""A meeting in the web room: begun on the spot by a facilitator, entered by guests without an account."""

import re

from playwright.async_api import Page, expect

from tests.bot.web.browser import PHONE
from tests.end_to_end.web_page import join, say

ROOM = re.compile(r"http://\S+/m/\S+")
SMALL = {**PHONE, "viewport": {"width": 360, "height": 640}}


async def press(page: Page, name: str) -> None:
    await page.locator("#log, #board").get_by_role("button", name=name, exact=True).last.click()


async def begin(page: Page, link: str) -> str:
    """Let a facilitator begin a meeting on the spot; gives the link into its room."""
    await join(page, link, "陈主持")
    await say(page, "/agenda")
    await press(page, "现在就开一次")
    await press(page, "基层事务")
    await say(page, "小区停车怎么管")
    await say(page, "车位怎么分\n收费标准\n夜间访客")
    await press(page, "二维码")
    await expect(page.get_by_role("heading", name="进入会议")).to_be_visible()
    said = await page.locator("#log").inner_text()
    found = ROOM.search(said)
    assert found is not None
    assert said.count(found[0]) == 1  # the code's caption does not say the link again
    return found[0]


async def come_in(page: Page, link: str, kind: str, name: str) -> None:
    """Come in by the link, without an account."""
    await page.goto(link)
    await page.get_by_label(kind).check()
    await page.get_by_label("怎么称呼您").fill(name)
    await page.get_by_role("button", name="同意并进入").click()
    await expect(page.locator("#board")).to_be_visible()
