"""The whole of it on the web page, at phone width, in a real browser, against ``consultbot demo`` as it is started."""

import asyncio

import pytest
from playwright.async_api import Browser, Page, expect

from tests.bot.web.browser import DESKTOP, PHONE, needs_chromium, window
from tests.end_to_end.process import Consultbot
from tests.end_to_end.web_page import join, keep, links, say

pytestmark = [pytest.mark.browser, needs_chromium]

SKIPPED = 3


async def place(page: Page) -> str:
    """Give the progress of the question that is asked: ``3/12``."""
    return await page.locator(".card:not(.past) .progress .count").inner_text()


async def answer(page: Page, level: int) -> None:
    """Press a level, and wait until another question, or the review, stands there."""
    before = await place(page)
    await page.locator(".level").nth(level).click()
    await expect(page.locator(".card:not(.past) .progress .count").filter(has_text=before)).to_have_count(0)


async def test_a_member_joins_answers_and_sees_where_the_organisation_stands(
    demo: Consultbot, browser: Browser
) -> None:
    async with window(browser, **PHONE) as phone:
        page = phone.page
        await join(page, links(demo)[0], "林小雨")
        await page.get_by_role("button", name="开始测评").click()
        await page.get_by_role("button", name="速测").click()
        await expect(page.locator(".level")).to_have_count(5)
        await keep(page, "assessment")
        total = int((await place(page)).split("/")[1])
        for question in range(total):
            await answer(page, (question + 2) % 5)
        await expect(page.get_by_text(f"已答 {total}/{total} 题")).to_be_visible()
        await page.get_by_role("button", name="提交").click()
        await expect(page.get_by_role("heading", name="测评结果")).to_be_visible()
        chart = page.locator(".picture img").last
        await chart.scroll_into_view_if_needed()
        await expect(chart).to_have_js_property("complete", True)
        assert await chart.evaluate("image => image.naturalWidth") > 0
        assert await chart.get_attribute("alt")
        table = page.get_by_role("table", name="得分")
        await expect(table.get_by_role("rowheader").first).to_contain_text("6.1.1.1")
        await keep(page, "result")
        await page.get_by_role("button", name="逐条判定").click()
        await expect(page.get_by_role("heading", name="“应”的条款")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_a_conversation_goes_on_after_a_kill_where_it_was(demo: Consultbot, browser: Browser) -> None:
    async with window(browser, **PHONE) as phone:
        page = phone.page
        await join(page, links(demo)[0], "林小雨")
        await page.get_by_role("button", name="开始测评").click()
        await page.get_by_role("button", name="速测").click()
        for level in range(SKIPPED):
            await answer(page, level)
        before = await place(page)
        await demo.kill()
        await page.locator(".level").nth(4).click()
        await expect(page.locator("#connection")).to_contain_text("网络已断开")
        await demo.restart()
        number, _, total = before.partition("/")
        following = page.locator(".progress .count").filter(has_text=f"{int(number) + 1}/{total}")
        await expect(following).to_be_visible(timeout=30_000)
        phone.faults.clear()  # the browser writes the requests that failed down as errors


async def test_an_administrator_sees_the_digest_and_takes_the_export_along(demo: Consultbot, browser: Browser) -> None:
    async with window(browser, **DESKTOP) as desk:
        page = desk.page
        await join(page, links(demo)[2], "陈会长")
        await say(page, "/digest")
        await expect(page.locator(".card").last).to_contain_text("2026年第一轮")
        await say(page, "/export")
        file = page.locator("a.document").last
        async with page.expect_download() as downloading:
            await file.click()
        saved = await (await downloading.value).path()
        content = await asyncio.to_thread(saved.read_bytes)
        assert content.startswith(b"PK")
        await keep(page, "digest")


async def test_two_members_of_two_browsers_hear_nothing_of_each_other(demo: Consultbot, browser: Browser) -> None:
    async with window(browser, **PHONE) as one, window(browser, **PHONE) as other:
        await join(one.page, links(demo)[0], "林小雨")
        await join(other.page, links(demo)[0], "何一鸣")
        await say(one.page, "/standard 6.1.1.2")
        await expect(one.page.get_by_role("heading", name="6.1.1.2")).to_be_visible()
        await expect(other.page.get_by_text("何一鸣")).to_be_visible()
        await expect(other.page.get_by_text("6.1.1.2")).to_have_count(0)


async def test_the_page_follows_the_person_into_another_language(demo: Consultbot, browser: Browser) -> None:
    async with window(browser, **PHONE) as phone:
        page = phone.page
        await join(page, links(demo)[0], "Emma")
        await say(page, "/settings")
        await page.get_by_role("button", name="English").first.click()
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await expect(page.get_by_role("button", name="Menu")).to_be_visible()
