"""Words, commands and files sent from the page: kept without a connection, sent once, or come back with the reason."""

import pytest
from playwright.async_api import FilePayload, expect

from tests.bot.web.browser import Window, needs_chromium
from tests.bot.web.conftest import Site
from tests.bot.web.conversation import QUESTIONS
from tests.bot.web.page.joined import assess

pytestmark = [pytest.mark.browser, needs_chromium]

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IEND\xaeB`\x82"
"""The least that is a picture: a signature and an end."""


async def test_words_written_without_a_connection_are_sent_once_when_it_is_back(phone: Window, site: Site) -> None:
    page = phone.page
    await page.context.set_offline(True)
    await page.locator("#words").fill("在地铁里写的")
    await page.locator("#send").click()
    await expect(page.locator(".own.pending")).to_contain_text("Waiting for the connection")
    await page.context.set_offline(False)
    await expect(page.get_by_text("收到：在地铁里写的")).to_be_visible()
    await expect(page.locator(".own")).to_have_count(1)
    assert [said.content.kind for said in site.conversation.taken] == ["command", "typed"]
    phone.faults.clear()  # the browser writes failed requests down as errors


async def test_an_answer_that_could_not_be_kept_is_sent_again_by_itself(desk: Window, site: Site) -> None:
    page = desk.page
    await assess(page)
    site.conversation.failing = 1
    await page.keyboard.press("3")
    await expect(page.get_by_text(QUESTIONS[1][1])).to_be_visible(timeout=15_000)
    desk.faults.clear()


async def test_what_is_typed_and_not_sent_survives_a_reload(phone: Window) -> None:
    page = phone.page
    await page.locator("#words").fill("还没写完")
    await page.reload()
    await expect(page.locator("#words")).to_have_value("还没写完")


async def test_words_that_are_refused_come_back_with_the_reason(phone: Window) -> None:
    page = phone.page
    await page.evaluate("document.getElementById('words').removeAttribute('maxlength')")
    await page.locator("#words").fill("长" * 8001)
    await page.locator("#send").click()
    await expect(page.locator("#connection")).to_contain_text("at most 8,000 characters")
    assert len(await page.locator("#words").input_value()) == 8001
    phone.faults.clear()


async def test_commands_come_from_the_menu_and_from_our_own_words(phone: Window, site: Site) -> None:
    page = phone.page
    await page.get_by_role("button", name="Menu").click()
    await page.get_by_role("button", name="帮助").click()
    await expect(page.get_by_text("按 /assess 开始自评。")).to_be_visible()
    await page.locator(".notice").get_by_role("button", name="/assess").click()
    await expect(page.get_by_text(QUESTIONS[0][1])).to_be_visible()
    names = [getattr(said.content, "name", "") for said in site.conversation.taken]
    assert names == ["start", "help", "assess"]


async def test_a_file_is_attached_by_the_button_and_stands_on_the_page(phone: Window, site: Site) -> None:
    page = phone.page
    await page.locator("#words").fill("会议照片")
    await page.locator("#file").set_input_files(FilePayload(name="照片.png", mimeType="image/png", buffer=PNG))
    await expect(page.get_by_text("已收到文件：照片.png")).to_be_visible()
    await expect(page.locator(".own .document")).to_contain_text("照片.png")
    await expect(page.locator(".own p")).to_have_text("会议照片")
    assert site.files.kept[0][:2] == ("照片.png", "image/png")


async def test_a_file_that_is_not_taken_is_explained(phone: Window) -> None:
    page = phone.page
    await page.locator("#file").set_input_files(FilePayload(name="virus.png", mimeType="image/png", buffer=b"MZ\x90\0"))
    await expect(page.locator("#connection")).to_contain_text("Please send a picture")
    await expect(page.locator(".own")).to_have_count(0)
    phone.faults.clear()
