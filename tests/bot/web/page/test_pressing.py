"""A press on a card: seen at once, sent once, and the card is free again as soon as there is an answer."""

import pytest
from playwright.async_api import Locator, Page, Route, expect

from dialogs.engine.cards import Button, Card, Paragraph
from tests.bot.web.browser import Window, needs_chromium
from tests.bot.web.conftest import Site
from tests.bot.web.conversation import QUESTIONS
from tests.bot.web.page.joined import address, assess

pytestmark = [pytest.mark.browser, needs_chromium]

ASIDE = Card(blocks=(Paragraph(text="资料"),), buttons=((Button(label="再发一份", press="x|again"),),))
"""A card whose button is answered by another message."""
SOON = 4_000
"""Milliseconds: longer than a slow machine's answer, well short of a wait that one would notice as such."""


async def aside(page: Page, site: Site) -> Locator:
    await site.conversation.show(address(site), ASIDE, live=False)
    card = page.locator(".card", has_text="资料")
    await expect(card).to_be_visible()
    return card


async def test_a_card_answered_by_another_message_is_free_again_at_once(phone: Window, site: Site) -> None:
    card = await aside(phone.page, site)
    for times in (1, 2):
        await card.get_by_role("button", name="再发一份").click(timeout=SOON)
        await expect(phone.page.get_by_text("这个按钮已经失效。")).to_have_count(times)
        await expect(card).not_to_have_attribute("aria-busy", "true", timeout=SOON)
    assert len(site.conversation.taken) == 3


async def test_a_press_without_any_reply_leaves_its_card_free(phone: Window, site: Site) -> None:
    async def taken(route: Route) -> None:
        await route.fulfill(json={})

    card = await aside(phone.page, site)
    await phone.page.route("**/say", taken)
    await card.get_by_role("button", name="再发一份").click()
    await expect(card).not_to_have_attribute("aria-busy", "true", timeout=SOON)
    await expect(card.locator(".pressing")).to_have_count(0)


async def test_a_press_is_seen_and_holds_its_card_until_the_server_has_it(phone: Window, site: Site) -> None:
    page = phone.page
    card = await aside(page, site)
    await page.route("**/say", lambda route: route.abort())
    button = card.get_by_role("button", name="再发一份")
    await button.click()
    await expect(card).to_have_attribute("aria-busy", "true")
    await expect(button).to_have_class("press first pressing")
    await page.wait_for_timeout(9_000)
    await button.click()
    assert await card.get_attribute("aria-busy") == "true"
    await page.unroute("**/say")
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page.get_by_text("这个按钮已经失效。")).to_have_count(1)
    await expect(card).not_to_have_attribute("aria-busy", "true", timeout=SOON)
    assert len(site.conversation.taken) == 2
    phone.faults.clear()


async def test_a_refused_press_can_be_made_again(phone: Window, site: Site) -> None:
    page = phone.page
    card = await aside(page, site)
    await page.route("**/say", lambda route: route.fulfill(status=400, json={"error": "请再试一次。"}))
    await card.get_by_role("button", name="再发一份").click()
    await expect(page.locator("#connection")).to_contain_text("请再试一次。")
    await expect(card).not_to_have_attribute("aria-busy", "true")
    await page.unroute("**/say")
    await card.get_by_role("button", name="再发一份").click()
    await expect(page.get_by_text("这个按钮已经失效。")).to_have_count(1)
    phone.faults.clear()


async def test_a_double_tap_answers_one_question(phone: Window, site: Site) -> None:
    page = phone.page
    await assess(page)
    box = await page.locator(".level").nth(3).bounding_box()
    assert box is not None
    await page.wait_for_timeout(500)
    for pause in (150, 0):  # the second tap of two comes after the next question
        await page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        await page.wait_for_timeout(pause)
    await expect(page.locator(".card").get_by_text(QUESTIONS[1][1])).to_be_visible()
    await page.wait_for_timeout(1_000)
    await expect(page.locator(".card").get_by_text(QUESTIONS[1][1])).to_be_visible()
    answers = [each for each in site.conversation.taken if getattr(each.content, "data", "").startswith("f|")]
    assert len(answers) == 1


async def test_a_key_that_is_held_answers_one_question(desk: Window, site: Site) -> None:
    page = desk.page
    await assess(page)
    await page.wait_for_timeout(500)
    await page.locator("h1, .bar").first.click()
    for _ in range(12):  # down again without up in between: the key repeats
        await page.keyboard.down("3")
        await page.wait_for_timeout(50)
    await page.keyboard.up("3")
    await page.wait_for_timeout(1_000)
    await expect(page.locator(".card").get_by_text(QUESTIONS[1][1])).to_be_visible()
