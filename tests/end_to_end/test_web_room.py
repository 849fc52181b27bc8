"""A meeting in the web room alone, at phone width, in a real browser: a facilitator, and guests without an account."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.bot.web.browser import needs_chromium, window
from tests.end_to_end.process import Consultbot
from tests.end_to_end.web_page import keep, links, say
from tests.end_to_end.web_room import SMALL, begin, come_in, press

pytestmark = [pytest.mark.browser, needs_chromium]


async def sees_all(page: Page, *names: str) -> None:
    """See all answers to a poll at once, on a small phone."""
    for name in names:
        await expect(page.locator("#board").get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)


async def test_guests_come_in_by_the_link_speak_and_vote(demo: Consultbot, browser: Browser) -> None:
    async with window(browser, **SMALL) as host, window(browser, **SMALL) as first, window(browser, **SMALL) as second:
        chair, wang, li = host.page, first.page, second.page
        link = await begin(chair, links(demo)[1])
        await wang.goto(link)
        await keep(wang, "room-door")
        await come_in(wang, link, "公众", "王芳")
        await come_in(li, link, "企业", "李明")
        await expect(wang.locator("#board")).to_contain_text("到会 2 人")
        await keep(wang, "room-before")
        await say(chair, "/next")
        await expect(wang.locator("#board")).to_contain_text("现在：第 1 项")
        await say(chair, "/poll 先登记后分配，是否同意 2/3")
        await sees_all(wang, "完全赞成", "赞成", "可以接受", "不赞成", "坚决反对")
        await press(wang, "完全赞成")
        await expect(wang.locator("#board").get_by_role("button", name="完全赞成")).to_have_attribute(
            "aria-pressed", "true"
        )
        await press(li, "不赞成")
        await expect(wang.locator("#board")).to_contain_text("不赞成 1（企业 1）")
        await keep(wang, "room-poll")
        await press(wang, "举手")
        await expect(wang.locator("#board").get_by_role("button", name="放下手")).to_be_visible()
        await press(wang, "我要发言")
        await press(wang, "匿名")
        await keep(wang, "room-opinion")
        await press(wang, "反对")
        await say(wang, "夜里没有地方停")
        await expect(wang.locator("#log")).to_contain_text("已记录，谢谢。")
        await press(chair, "结束表决")
        await expect(li.locator("#board")).to_contain_text("王芳（公众）")
        await expect(li.locator("#board")).to_contain_text("已有 1 条意见")
        await keep(wang, "room-after")
        await say(chair, "/opinions")
        await expect(chair.locator("#log")).to_contain_text("夜里没有地方停")
        assert "王芳" not in await chair.locator("#log .quote").last.inner_text()
        await keep(chair, "room-chair")
        await say(chair, "/end")
        await expect(wang.locator("#log")).to_contain_text("会议已经结束")
        await expect(wang.locator("#board")).to_be_hidden()
        await press(chair, "撤回结束")
        await expect(wang.locator("#board")).to_contain_text("已撤回：结束会议")
        await expect(wang.locator("#log")).not_to_contain_text("会议已经结束")
        await expect(wang.locator("#board").get_by_role("button", name="我要发言")).to_be_visible()
        await say(chair, "/end")
        await expect(wang.locator("#log")).to_contain_text("会议已经结束")
        await wang.goto(link)
        await expect(wang.locator("#log")).to_contain_text("会议已经结束")
        async with window(browser, **SMALL) as late:
            await late.page.goto(link)
            await expect(late.page.get_by_text("换一个浏览器是看不到的")).to_be_visible()
            late.faults.clear()  # 410 is what is expected here


async def test_a_guest_who_reads_english_is_in_the_same_meeting(demo: Consultbot, browser: Browser) -> None:
    english = {**SMALL, "locale": "en-GB"}
    async with window(browser, **SMALL) as host, window(browser, **english) as guest:
        chair, page = host.page, guest.page
        link = await begin(chair, links(demo)[1])
        await page.goto(link)
        await keep(page, "room-door-en")
        await page.get_by_label("The public").check()
        await page.get_by_label("Under which name?").fill("Wang Fang")
        await page.get_by_role("button", name="I agree and come in").click()
        await say(chair, "/next")
        await say(chair, "/poll Register first?")
        await sees_all(page, "fully agree", "agree", "can live with it", "disagree", "firmly against")
        await press(page, "can live with it")
        await expect(page.locator("#board")).to_contain_text("can live with it 1 (The public 1)")
        await keep(page, "room-poll-en")
        await expect(chair.locator("#board")).to_contain_text("可以接受 1（公众 1）")
        await keep(chair, "room-chair-board")
