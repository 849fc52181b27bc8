import pytest

from bot.telegram.bot import TelegramBot
from bot.telegram.courier import TelegramCourier
from dialogs.engine.cards import Button, Card, Code, Document, Drawing, Heading, Page, Paragraph
from dialogs.engine.letters import Letter, Refused, TryLater, Unreachable
from tests.telegram import BotApiServer
from tests.telegram.faults import Fault

PNG = b"\x89PNG\r\n\x1a\n...."
CODE = Code(link="https://t.me/x?start=y", alternative="邀请链接")


async def drawn(picture: Drawing, locale: str) -> bytes:
    return PNG + locale.encode()


async def no_pen(picture: Drawing, locale: str) -> bytes:
    raise OSError("no font")


async def file(number: int) -> bytes:
    return {5: b"PK\x03\x04"}[number]


@pytest.fixture
async def courier(server: BotApiServer, bot: TelegramBot) -> TelegramCourier:
    await server.person(7).says("/start")
    return TelegramCourier(bot, drawn, file)


def letter(text: str, *labels: str, edit: str | None = None, live: bool = True) -> Letter:
    row = tuple(Button(label=label, press=f"p|{label}") for label in labels)
    card = Card(blocks=(Paragraph(text=text),) if text else (), buttons=(row,) if row else ())
    return Letter(card=card, edit=edit, live=live, locale="zh_CN")


async def test_a_card_is_sent_and_then_edited_in_place(server: BotApiServer, courier: TelegramCourier) -> None:
    first = await courier.deliver("7", letter("一", "甲", "乙"), None)
    second = await courier.deliver("7", letter("二", "丙", edit=first.message), first.message)
    assert second == first
    (seen,) = server.chat(7)
    assert (seen.text, seen.labels, seen.edits) == ("二", ["丙"], 1)
    assert server.called("editMessageReplyMarkup") == []


async def test_a_new_live_card_takes_the_buttons_off_the_former_one(
    server: BotApiServer, courier: TelegramCourier
) -> None:
    first = await courier.deliver("7", letter("一", "甲"), None)
    await courier.deliver("7", letter("插话", live=False), first.message)
    await courier.deliver("7", letter("二", "乙"), first.message)
    assert [(seen.text, seen.labels) for seen in server.chat(7)] == [("一", []), ("插话", []), ("二", ["乙"])]


async def test_an_edit_that_changes_nothing_counts_as_delivered(server: BotApiServer, courier: TelegramCourier) -> None:
    first = await courier.deliver("7", letter("一", "甲"), None)
    again = await courier.deliver("7", letter("一", "甲", edit=first.message), first.message)
    assert again == first
    assert len(server.chat(7)) == 1


async def test_a_card_whose_message_is_gone_is_sent_anew(server: BotApiServer, courier: TelegramCourier) -> None:
    for gone in ("99", "1", "no number"):
        done = await courier.deliver("7", letter(f"代替 {gone}", "甲", edit=gone), None)
        assert done.message == str(server.chat(7)[-1].message_id)
    assert [seen.text for seen in server.chat(7)] == ["代替 99", "代替 1", "代替 no number"]


async def test_a_drawn_page_is_sent_as_a_photo_or_told_when_its_file_is_gone(
    server: BotApiServer, bot: TelegramBot
) -> None:
    await server.person(7).says("/start")

    async def page(number: int) -> bytes:
        return {5: PNG}[number]

    courier = TelegramCourier(bot, no_pen, page)
    for number in (5, 6):
        card = Card(blocks=(Heading(text="请核对"),), picture=Page(file=number, alternative="纪要第一页"))
        await courier.deliver("7", Letter(card=card, locale="zh_CN"), None)

    photo, words = server.chat(7)
    assert photo.photo is not None
    assert (photo.photo.content, photo.text) == (PNG, "请核对")
    assert words.text == "请核对\n\n纪要第一页"


async def test_a_card_does_not_become_the_caption_of_a_photo(server: BotApiServer, courier: TelegramCourier) -> None:
    chart = Card(blocks=(Heading(text="结果"),), buttons=((Button(label="好", press="p"),),), picture=CODE)
    photo = await courier.deliver("7", Letter(card=chart, live=True, locale="zh_CN"), None)
    await courier.deliver("7", letter("下一步", "甲", edit=photo.message), photo.message)
    assert [(seen.text, seen.labels) for seen in server.chat(7)] == [("结果", []), ("下一步", ["甲"])]


async def test_a_picture_carries_the_words_and_buttons_where_they_fit(
    server: BotApiServer, courier: TelegramCourier
) -> None:
    buttons = ((Button(label="好", press="p"),),)
    short = Card(blocks=(Heading(text="结果"),), buttons=buttons, picture=CODE)
    await courier.deliver("7", Letter(card=short, live=True, locale="en"), None)
    seen = server.chat(7)[-1]
    assert seen.photo is not None
    assert (seen.photo.content, seen.text, seen.labels) == (PNG + b"en", "结果", ["好"])
    long = short.model_copy(update={"blocks": (Paragraph(text="字" * 1025),)})
    done = await courier.deliver("7", Letter(card=long, live=True, locale="en"), None)
    photo, words = server.chat(7)[-2], server.chat(7)[-1]
    assert (photo.text, photo.labels) == ("", [])
    assert (words.text, words.labels) == ("字" * 1025, ["好"])
    assert done.message == str(words.message_id)


async def test_a_picture_that_cannot_be_drawn_is_told_in_words(server: BotApiServer, bot: TelegramBot) -> None:
    await server.person(7).says("/start")
    card = Card(blocks=(Heading(text="结果"),), picture=CODE)
    await TelegramCourier(bot, no_pen, file).deliver("7", Letter(card=card, locale="zh_CN"), None)
    assert [seen.text for seen in server.chat(7)] == ["结果\n\n邀请链接"]


async def test_a_document_arrives_under_its_name(server: BotApiServer, courier: TelegramCourier) -> None:
    paper = Document(file=5, name="汇总.xlsx", media_type="application/zip")
    await courier.deliver(
        "7", Letter(card=Card(blocks=(Paragraph(text="导出"),), document=paper), locale="zh_CN"), None
    )
    seen = server.chat(7)[-1]
    assert seen.document is not None
    assert (seen.document.name, seen.document.content, seen.text) == ("汇总.xlsx", b"PK\x03\x04", "导出")
    lost = Card(blocks=(), document=paper.model_copy(update={"file": 6}))
    with pytest.raises(Refused):
        await courier.deliver("7", Letter(card=lost, locale="zh_CN"), None)


async def test_a_long_card_comes_in_several_messages_with_its_buttons_on_the_last(
    server: BotApiServer, courier: TelegramCourier
) -> None:
    first = await courier.deliver("7", letter("一", "甲"), None)
    done = await courier.deliver("7", letter("长" * 9000, "乙", edit=first.message), first.message)
    assert [(len(seen.text), seen.labels) for seen in server.chat(7)] == [(4096, []), (4096, []), (808, ["乙"])]
    assert done.message == str(server.chat(7)[-1].message_id)


async def test_the_command_menu_is_the_chats_own(server: BotApiServer, courier: TelegramCourier) -> None:
    menu = Letter(commands=(("assess", "开始评估"), ("help", "帮助")), locale="zh_CN")
    assert (await courier.deliver("7", menu, None)).message is None
    assert server.menu(server.person(7)) == ["assess", "help"]
    await courier.deliver("7", Letter(commands=(), locale="zh_CN"), None)
    assert server.menu(server.person(7)) == []
    assert len(server.chat(7)) == 0


async def test_a_person_who_blocked_the_bot_is_unreachable(server: BotApiServer, courier: TelegramCourier) -> None:
    await server.person(7).blocks()
    with pytest.raises(Unreachable, match="blocked by the user"):
        await courier.deliver("7", letter("好"), None)
    with pytest.raises(Unreachable, match="Chat not found"):
        await courier.deliver("8", letter("好"), None)


@pytest.mark.parametrize("fault", [500, 502, "garbage", "portal", "nothing", "lost"])
async def test_a_fault_on_the_way_is_for_later(server: BotApiServer, courier: TelegramCourier, fault: Fault) -> None:
    server.fail_next("sendMessage", fault)
    with pytest.raises(TryLater) as later:
        await courier.deliver("7", letter("好"), None)
    assert (later.value.everyone, 0 < later.value.seconds < 5) == (False, True)
    await courier.deliver("7", letter("好"), None)
    assert server.chat(7)[-1].text == "好"


async def test_one_busy_chat_waits_alone_and_several_mean_everybody(
    server: BotApiServer, courier: TelegramCourier
) -> None:
    everyone = []
    for chat in (7, 7, 8, 9):
        await server.person(chat).says("/start")
        server.fail_next("sendMessage", 429, retry_after=30)
        with pytest.raises(TryLater) as later:
            await courier.deliver(str(chat), letter("好"), None)
        assert 30 <= later.value.seconds <= 31
        everyone.append(later.value.everyone)
    assert everyone == [False, False, False, True]


async def test_what_telegram_refuses_for_good_is_refused_without_quoting_it(
    server: BotApiServer, courier: TelegramCourier
) -> None:
    words = "Bad Request: URL 'https://t.me/x?start=secret' is invalid"
    server.fail_next("sendMessage", 400, description=words)
    with pytest.raises(Refused) as refused:
        await courier.deliver("7", letter("好"), None)
    assert "secret" not in str(refused.value)
    server.fail_next("sendMessage", 401)
    with pytest.raises(TryLater) as later:
        await courier.deliver("7", letter("好"), None)
    assert later.value.everyone


async def test_buttons_that_cannot_be_taken_off_do_not_hold_up_the_new_card(
    server: BotApiServer, courier: TelegramCourier
) -> None:
    first = await courier.deliver("7", letter("一", "甲"), None)
    server.fail_next("editMessageReplyMarkup", 502)
    await courier.deliver("7", letter("二", "乙"), first.message)
    assert [seen.text for seen in server.chat(7)] == ["一", "二"]


async def test_a_group_that_moved_is_followed(server: BotApiServer, courier: TelegramCourier) -> None:
    server.group(-1)
    server.group(-1001)
    server.fail_next("sendMessage", 400, migrate_to=-1001)
    done = await courier.deliver("-1", letter("好"), None)
    assert server.chat(-1001)[-1].text == "好"
    assert done.message == str(server.chat(-1001)[-1].message_id)
