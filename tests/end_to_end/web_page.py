"""The web page as people use it: they join by a link, say something; its pictures are kept when they are asked for."""

import os
import re
from pathlib import Path

from playwright.async_api import Page, expect

from tests.end_to_end.process import Consultbot

SCREENSHOTS = Path(__file__).parent / "screenshots"
KEEPING = os.environ.get("KEEP_SCREENSHOTS") == "1"
"""Set when the README's pictures are to be made anew."""

LINK = re.compile(r"http://\S+/j/\S+")


def links(demo: Consultbot) -> list[str]:
    """Give the invitations that it has printed: a member's, a facilitator's, an administrator's."""
    return LINK.findall("\n".join(demo.stdout))


async def join(page: Page, link: str, name: str) -> None:
    """Come in by an invitation, agree, and say who one is."""
    await page.goto(link)
    await page.get_by_role("button", name="开始", exact=True).click()
    await page.get_by_role("button", name="同意并加入").click()
    await say(page, name)
    await expect(page.get_by_role("heading", name="欢迎加入")).to_be_visible()


async def say(page: Page, words: str) -> None:
    await page.get_by_label("您的消息").fill(words)
    await page.get_by_role("button", name="发送").click()


async def keep(page: Page, name: str) -> None:
    if KEEPING:
        SCREENSHOTS.mkdir(exist_ok=True)
        await page.wait_for_timeout(500)
        await page.screenshot(path=SCREENSHOTS / f"{name}.png")
