"""Somebody who has joined by an invitation, and what they do on the page."""

from playwright.async_api import Page, expect

from tests.bot.web.conftest import Site
from tests.bot.web.conversation import GOOD_TOKEN, QUESTIONS


async def join(page: Page, site: Site) -> None:
    await page.goto(f"{site.url}/j/{GOOD_TOKEN}")
    await page.get_by_role("button", name="Begin").click()
    await expect(page.get_by_role("heading", name="欢迎")).to_be_visible()


def address(site: Site) -> str:
    return site.conversation.taken[-1].address


async def assess(page: Page) -> None:
    await page.get_by_role("button", name="开始自评").click()
    await expect(page.get_by_text(QUESTIONS[0][1])).to_be_visible()
