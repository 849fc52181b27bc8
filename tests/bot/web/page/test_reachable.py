"""The page without a pointer or without eyes: the keyboard, the focus, what a screen reader finds and hears."""

import re

import pytest
from playwright.async_api import expect

from tests.bot.web.browser import Window, needs_chromium
from tests.bot.web.conftest import Site
from tests.bot.web.conversation import QUESTIONS, RESULT, rating
from tests.bot.web.page.joined import address, assess

pytestmark = [pytest.mark.browser, needs_chromium]


async def test_number_keys_answer_where_nothing_is_being_typed(desk: Window, site: Site) -> None:
    page = desk.page
    await assess(page)
    await page.keyboard.press("3")
    await expect(page.get_by_text(QUESTIONS[1][1])).to_be_visible()
    await page.locator("#words").focus()
    await page.keyboard.press("3")
    await expect(page.locator("#words")).to_have_value("3")
    assert [said.content.kind for said in site.conversation.taken] == ["command", "pressed", "pressed"]


async def test_everything_can_be_reached_by_the_keyboard_in_a_sensible_order(desk: Window) -> None:
    page = desk.page
    await page.keyboard.press("Control+Home")
    await page.evaluate("document.activeElement.blur()")
    seen = []
    for _ in range(9):
        await page.keyboard.press("Tab")
        seen.append(await page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert seen == [
        "Go to the text box",
        "menu-button",
        "/assess",
        "/standard",
        "/help",
        "开始自评",
        "attach",
        "words",
        "send",
    ]


async def test_after_a_press_by_keyboard_the_focus_stays_with_the_card(desk: Window) -> None:
    page = desk.page
    await assess(page)
    await page.locator(".level").nth(1).focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text(QUESTIONS[1][1])).to_be_visible()
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.dataset.mark") == "0"


async def test_a_screen_reader_finds_a_log_named_groups_states_and_tables(desk: Window, site: Site) -> None:
    page = desk.page
    await site.conversation.show(address(site), rating("f", 0, chosen=2))
    await expect(page.get_by_role("log", name="Conversation")).to_be_visible()
    group = page.get_by_role("group", name=QUESTIONS[0][0])
    await expect(group.get_by_role("button", pressed=True)).to_have_text(re.compile("^2"))
    await site.conversation.show(address(site), RESULT)
    table = page.get_by_role("table", name="各条款的判定")
    await expect(table.get_by_role("columnheader")).to_have_count(4)
    await expect(table.get_by_role("rowheader").first).to_have_text("6.1.1.2 机制建设能力")
    await expect(page.get_by_role("img", name="雷达图")).to_be_visible()
    await page.get_by_text("The chart as a table").click()
    figures = page.get_by_role("table", name="各方面得分")
    await expect(figures.get_by_role("row", name="共识形成")).to_contain_text("no figure")


async def test_a_change_in_place_is_announced_by_the_status_and_not_by_the_log(desk: Window) -> None:
    page = desk.page
    await assess(page)
    await page.keyboard.press("1")
    await expect(page.locator("#status")).to_contain_text("已记录。")
    await expect(page.locator(".card").last).to_have_attribute("aria-live", "off")


async def test_the_menu_closes_by_escape_and_gives_the_focus_back(desk: Window) -> None:
    page = desk.page
    button = page.get_by_role("button", name="Menu")
    await button.click()
    await expect(button).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Escape")
    await expect(button).to_have_attribute("aria-expanded", "false")
    await expect(button).to_be_focused()
