"""The chat page in a real browser."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Page, expect

from dialogs.engine.cards import Card, Paragraph
from tests.bot.web.browser import DESKTOP, PHONE, Window, chromium, needs_chromium, window
from tests.bot.web.conftest import Site
from tests.bot.web.conversation import EXPORT, GOOD_TOKEN, INVITE, LEVELS, QUESTIONS, RESULT, rating

pytestmark = [pytest.mark.browser, needs_chromium]

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IEND\xaeB`\x82"
"""The least that is a picture: a signature and an end."""


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture
async def phone(browser: Browser, site: Site) -> AsyncIterator[Window]:
    async with window(browser, **PHONE) as opened:
        await join(opened.page, site)
        yield opened


@pytest_asyncio.fixture
async def desk(browser: Browser, site: Site) -> AsyncIterator[Window]:
    async with window(browser, **DESKTOP) as opened:
        await join(opened.page, site)
        yield opened


async def join(page: Page, site: Site) -> None:
    await page.goto(f"{site.url}/j/{GOOD_TOKEN}")
    await page.get_by_role("button", name="Begin").click()
    await expect(page.get_by_role("heading", name="欢迎")).to_be_visible()


def address(site: Site) -> str:
    return site.conversation.taken[-1].address


async def assess(page: Page) -> None:
    await page.get_by_role("button", name="开始自评").click()
    await expect(page.get_by_text(QUESTIONS[0][1])).to_be_visible()


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


async def test_the_menu_closes_by_escape_and_gives_the_focus_back(desk: Window) -> None:
    page = desk.page
    button = page.get_by_role("button", name="Menu")
    await button.click()
    await expect(button).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Escape")
    await expect(button).to_have_attribute("aria-expanded", "false")
    await expect(button).to_be_focused()


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
