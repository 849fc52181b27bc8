"""Minutes for those without an account, at phone width, in a real browser: a guest's page, and a link of one's own."""

import re
from typing import Final

import pytest
from playwright.async_api import Browser, Page, expect

from tests.bot.web.browser import needs_chromium, window
from tests.end_to_end.process import Consultbot
from tests.end_to_end.web_page import keep, links, say
from tests.end_to_end.web_room import SMALL, begin, come_in, press

pytestmark = [pytest.mark.browser, needs_chromium]

OWN: Final = re.compile(r"http://\S+/m/r-[0-9a-f]+")


async def open_minutes(chair: Page) -> None:
    """Open the minutes of the consultation that was begun on the spot, by its number."""
    found = re.search(r"20\d\d-基-\d{3}", await chair.locator("body").inner_text())
    assert found is not None
    await say(chair, f"/meeting {found[0]}")
    await press(chair, "会议纪要")


async def send_round(chair: Page) -> None:
    """Send the minutes round for a week."""
    await open_minutes(chair)
    await press(chair, "征求确认")
    await say(chair, "7天后")
    await press(chair, "发送")


async def sign(chair: Page) -> None:
    """Let chair and recorder sign, and publish."""
    await open_minutes(chair)
    await press(chair, "签署")
    for office, name in (("主持人签署", "陈主持"), ("记录人签署", "苏敏")):
        await press(chair, office)
        await say(chair, name)
        await press(chair, "签署")
        await expect(chair.locator("#log")).to_contain_text(f"{name}")
    await expect(chair.locator("#log")).to_contain_text("的纪要已签署")
    await open_minutes(chair)
    await press(chair, "公布纪要")
    await expect(chair.locator("#log")).to_contain_text("发给全体参与者")
    await press(chair, "公布纪要")


async def test_a_guest_reads_answers_and_sees_what_becomes_of_the_minutes(demo: Consultbot, browser: Browser) -> None:
    async with window(browser, **SMALL) as host, window(browser, **SMALL) as guest:
        chair, wang = host.page, guest.page
        link = await begin(chair, links(demo)[1])
        await come_in(wang, link, "公众", "王芳")
        await say(chair, "/end")
        await expect(wang.locator("#log")).to_contain_text("会议已经结束")
        await wang.goto(link)
        await expect(wang.locator("#log")).to_contain_text("您可以在这里核对")
        await send_round(chair)
        await expect(chair.locator("#log")).to_contain_text("以来宾身份参会")
        board = wang.locator("#board")
        await expect(board).to_contain_text("请参加协商的各位核对会议纪要")
        await keep(wang, "minutes-page")
        await board.get_by_role("button", name="确认无误").click()
        await expect(board).to_contain_text("您的答复：确认无误。")
        await wang.reload()
        await expect(board).to_contain_text("您的答复：确认无误。")
        await board.get_by_role("button", name="我有异议").click()
        await say(wang, "第二项的时间写错了。")
        await press(wang, "提交异议")
        await expect(board).to_contain_text("您提出的异议：")
        await wang.emulate_media(color_scheme="dark")
        await keep(wang, "minutes-objected-dark")
        await wang.emulate_media(color_scheme="light")
        await board.get_by_role("button", name="查看纪要").click()
        await expect(wang.locator("#log")).to_contain_text("王芳（公众）")
        await keep(wang, "minutes-read")
        await sign(chair)
        await expect(board).to_contain_text("这是已签署的会议纪要")
        await keep(wang, "minutes-published")
        assert guest.hosts == {"127.0.0.1"}


async def test_a_link_of_ones_own_leads_to_the_minutes_in_any_browser(demo: Consultbot, browser: Browser) -> None:
    english = {**SMALL, "locale": "en-GB"}
    async with window(browser, **SMALL) as host, window(browser, **english) as other:
        chair, page = host.page, other.page
        await begin(chair, links(demo)[1])
        await say(chair, "/end")
        await enter_by_name(chair, "赵强 党政部门")
        await send_round(chair)
        await press(chair, "取专属链接")
        await press(chair, "赵强")
        await press(chair, "要转发的文字")
        await expect(chair.locator("#log")).to_contain_text("链接只供赵强本人使用")
        await keep(chair, "minutes-forward")
        found = OWN.search(await chair.locator("#log").inner_text())
        assert found is not None
        await page.goto(found[0])
        await expect(page.get_by_text("The link is for 赵强 alone.")).to_be_visible()
        await keep(page, "minutes-door-en")
        await page.get_by_role("button", name="Open the minutes").click()
        board = page.locator("#board")
        await expect(board).to_contain_text("whether the minutes are right")
        await board.get_by_role("button", name="They are right").click()
        await expect(board).to_contain_text("You answered: they are right.")
        await keep(page, "minutes-page-en")
        await chair.goto(str(chair.url))
        await open_minutes(chair)
        await press(chair, "答复情况")
        await expect(chair.locator("#log")).to_contain_text("各类参与方的答复")
        await keep(chair, "minutes-answers")


async def enter_by_name(chair: Page, line: str) -> None:
    """Enter somebody who came without a chat."""
    found = re.search(r"20\d\d-基-\d{3}", await chair.locator("body").inner_text())
    assert found is not None
    await say(chair, f"/meeting {found[0]}")
    await press(chair, "参与者（0）")
    await press(chair, "添加人员")
    await say(chair, line)
    await expect(chair.get_by_role("button", name=line.partition(" ")[0], exact=True)).to_be_visible()
