"""Cards on the page: a question in view at once, edited in place, its pictures and words where they belong."""

import re

import pytest
from playwright.async_api import Browser, expect

from dialogs.engine.cards import Card, Paragraph
from tests.bot.web.browser import PHONE, Window, needs_chromium, window
from tests.bot.web.conftest import Site
from tests.bot.web.conversation import EXPORT, INVITE, LEVELS, QUESTIONS, RESULT, rating
from tests.bot.web.page.joined import address, assess, join

pytestmark = [pytest.mark.browser, needs_chromium]


async def test_a_level_is_one_button_of_its_number_and_description(phone: Window) -> None:
    await assess(phone.page)
    for mark, words in enumerate(LEVELS):
        button = phone.page.get_by_role("button", name=f"{mark} {words}")
        box = await button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 300
    assert await phone.page.get_by_role("button", name=re.compile(r"^\d$")).count() == 0


async def test_all_five_levels_are_in_view_on_a_phone(phone: Window) -> None:
    await assess(phone.page)
    await expect(phone.page.locator(".level").last).to_be_in_viewport(ratio=1)


async def test_pressing_through_the_questions_edits_one_card_in_place(phone: Window) -> None:
    page = phone.page
    await assess(page)
    for _, prompt in QUESTIONS[1:]:
        await page.locator(".level").nth(3).click()
        await expect(page.get_by_text(prompt)).to_be_visible()
    await page.locator(".level").nth(2).click()
    await expect(page.get_by_role("heading", name="您的结果")).to_be_in_viewport()
    assert await page.locator(".card").count() == 1


async def test_words_of_people_stay_words(phone: Window) -> None:
    page = phone.page
    evil = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script> مرحبا"
    await page.locator("#words").fill(evil)
    await page.locator("#send").click()
    await expect(page.locator(".own p")).to_have_text(evil)
    await expect(page.locator(".own p")).to_have_attribute("dir", "auto")
    await page.reload()
    await expect(page.locator(".own p")).to_have_text(evil)
    assert await page.title() == "Consultation Assistant"


async def test_a_former_cards_buttons_go(phone: Window, site: Site) -> None:
    page = phone.page
    await site.conversation.show(address(site), rating("a", 0, chosen=1))
    await expect(page.locator(".level")).to_have_count(5)
    await site.conversation.show(address(site), rating("b", 1))
    await expect(page.get_by_text(QUESTIONS[1][1])).to_be_visible()
    await expect(page.locator(".level")).to_have_count(5)
    former = page.locator(".card.past").last
    await expect(former).to_contain_text(LEVELS[1])
    await expect(former.get_by_role("button")).to_have_count(0)


async def test_a_picture_takes_its_place_before_it_is_there(phone: Window, site: Site) -> None:
    page = phone.page
    await page.route("**/picture/*", lambda route: route.abort())
    await site.conversation.show(address(site), INVITE)
    picture = page.get_by_role("img", name="邀请链接的二维码")
    await picture.scroll_into_view_if_needed()
    box = await picture.bounding_box()
    assert box is not None
    assert box["height"] == pytest.approx(box["width"])
    phone.faults.clear()


async def test_somebody_who_reads_above_is_not_pulled_down(desk: Window, site: Site) -> None:
    page = desk.page
    for count in range(30):
        await site.conversation.show(address(site), Card(blocks=(Paragraph(text=f"第{count}条"),)), live=False)
    await expect(page.get_by_text("第29条")).to_be_in_viewport()
    await page.wait_for_timeout(6500)  # what comes at once after an act of one's own is brought into view
    await page.evaluate("scrollTo(0, 0)")
    await site.conversation.show(address(site), Card(blocks=(Paragraph(text="新消息"),)), live=False)
    await expect(page.get_by_role("button", name="Go to the latest message")).to_be_visible()
    assert await page.evaluate("scrollY") == 0
    await page.get_by_role("button", name="Go to the latest message").click()
    await expect(page.get_by_text("新消息")).to_be_in_viewport()


async def test_leaving_on_one_page_ends_the_other(phone: Window) -> None:
    other = await phone.page.context.new_page()
    await other.goto(phone.page.url)
    await phone.page.get_by_role("button", name="Menu").click()
    await phone.page.get_by_text("Leave on this device").click()
    await phone.page.get_by_role("button", name="Leave now").click()
    await expect(phone.page.get_by_role("heading", name="Welcome")).to_be_visible()
    await expect(other.locator("#connection")).to_contain_text("This session has ended")
    await expect(other.locator("#words")).to_be_disabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
async def test_nothing_overflows_and_all_text_has_contrast(
    browser: Browser, site: Site, scheme: str, width: int
) -> None:
    device = {**PHONE, "viewport": {"width": width, "height": 740}, "color_scheme": scheme}
    async with window(browser, **device) as opened:
        page = opened.page
        await join(page, site)
        for card in (rating("f", 1, chosen=2), RESULT, INVITE, EXPORT, rating("f", 2, notice="已记录。")):
            await site.conversation.show(address(site), card)
        await page.locator("#words").fill("收到")
        await page.locator("#send").click()
        await expect(page.get_by_text("收到：收到")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await page.evaluate(LOW_CONTRAST) == []


LOW_CONTRAST = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const style = getComputedStyle(element);
    if (!own || !element.checkVisibility() || ["SCRIPT", "TITLE"].includes(element.tagName)) continue;
    const [one, two] = [light(parse(style.color)), light(ground(element))];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (ratio < 4.5) found.push(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
  }
  return found;
}"""
