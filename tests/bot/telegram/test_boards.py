"""What a board needs of Telegram: its topic, its place at the top, another message where it was deleted; notices."""

import pytest

from bot.telegram.answering import Answering
from bot.telegram.bot import TelegramBot
from bot.telegram.courier import TelegramCourier
from bot.telegram.intake import Intake
from bot.telegram.polling import Poller
from bot.telegram.updates import UpdateReader
from dialogs.engine.cards import Button, Card, Code, Document, Drawing, Paragraph
from dialogs.engine.events import Incoming
from dialogs.engine.letters import Letter, Refused
from dialogs.engine.notices import Answer
from tests.bot.telegram.conftest import Ledger
from tests.telegram import BotApiServer, Chat

GROUP = -1001
PNG = b"\x89PNG\r\n\x1a\n...."


async def drawn(picture: Drawing, locale: str) -> bytes:
    return PNG


async def file(number: int) -> bytes:
    return b"PK"


@pytest.fixture
def group(server: BotApiServer) -> Chat:
    group = server.group(GROUP)
    group.topics.add(77)
    return group


@pytest.fixture
def courier(bot: TelegramBot) -> TelegramCourier:
    return TelegramCourier(bot, drawn, file)


def board(text: str, **more: object) -> Letter:
    buttons = ((Button(label="签到", press="a|meeting-part|1|in"),),)
    return Letter.model_validate(
        {"card": Card(blocks=(Paragraph(text=text),), buttons=buttons), "locale": "zh_CN", "thread": "77", **more}
    )


async def test_a_board_is_put_up_in_its_topic_and_pinned_once(group: Chat, courier: TelegramCourier) -> None:
    first = await courier.deliver(str(GROUP), board("一", pin="pin"), None)
    await courier.deliver(str(GROUP), board("二", pin="pin", edit=first.message), None)

    (seen,) = group
    assert (seen.text, seen.topic, seen.edits) == ("二", 77, 1)
    assert group.pinned == [int(first.message or 0)]
    await courier.deliver(str(GROUP), board("结束", pin="unpin", edit=first.message), None)
    assert group.pinned == []


async def test_a_board_that_somebody_deleted_is_sent_and_pinned_anew(
    server: BotApiServer, group: Chat, courier: TelegramCourier
) -> None:
    first = await courier.deliver(str(GROUP), board("一", pin="pin"), None)
    del group.messages[int(first.message or 0)]
    second = await courier.deliver(str(GROUP), board("二", pin="pin", edit=first.message), None)

    assert second != first
    assert group.pinned[-1:] == [int(second.message or 0)]
    assert [seen.topic for seen in group] == [77]


async def test_a_bot_that_may_not_pin_still_shows_its_board(group: Chat, courier: TelegramCourier) -> None:
    group.may_pin = False
    done = await courier.deliver(str(GROUP), board("一", pin="pin"), None)

    assert (len(group), group.pinned, done.message is not None) == (1, [], True)
    assert done.trouble == "unpinned"


async def test_a_board_that_takes_the_place_of_a_former_one_retires_it(group: Chat, courier: TelegramCourier) -> None:
    first = await courier.deliver(str(GROUP), board("一", pin="pin"), None)
    second = await courier.deliver(str(GROUP), board("二", pin="pin", former=first.message), None)

    assert [(seen.text, len(seen.buttons)) for seen in group] == [("一", 0), ("二", 1)]
    assert group.pinned == [int(second.message or 0)]


@pytest.mark.parametrize("trouble", ["closed", "gone", "mute"])
async def test_where_nothing_can_be_put_up_the_board_learns_why(
    group: Chat, courier: TelegramCourier, trouble: str
) -> None:
    first = await courier.deliver(str(GROUP), board("一", pin="pin"), None)
    match trouble:
        case "closed":
            group.closed.add(77)
        case "gone":
            group.lose_topic(77)
        case _:
            group.may_write = False
    with pytest.raises(Refused) as refused:
        await courier.deliver(str(GROUP), board("二", pin="pin", former=first.message), None)

    assert refused.value.trouble == trouble


async def test_pictures_and_files_stay_in_the_topic_too(group: Chat, courier: TelegramCourier) -> None:
    picture = Code(link="https://t.me/x?start=y", alternative="二维码")
    for more in ({"picture": picture}, {"document": Document(file=5, name="a.pdf", media_type="application/pdf")}):
        card = Card.model_validate({"blocks": (Paragraph(text="长" * 2000),), **more})
        await courier.deliver(str(GROUP), Letter(card=card, locale="zh_CN", thread="77"), None)

    assert {seen.topic for seen in group} == {77}
    assert len(group) == 4


class Answers(Ledger):
    """Says something over each pressed button."""

    async def take(self, incoming: Incoming) -> Answer:  # type: ignore[override]
        await super().take(incoming)
        return Answer(text="已举手", alert=True, link="https://t.me/consult_test_bot?start=m-1")


async def test_what_a_turn_says_is_shown_over_the_button_that_was_pressed_in_a_group(
    server: BotApiServer, bot: TelegramBot, group: Chat
) -> None:
    answering = Answering(bot)
    intake = Intake(bot, UpdateReader(str(bot.id), server.username), Answers(), answering)
    poller = Poller(bot, intake, long_poll=1)
    await server.person(7).forges("a|x", message_id=5, group=group)
    await server.person(7).forges("a|x", message_id=5)
    batch = [dict(waiting.body) for waiting in server.pending.queue]
    await poller._take(batch)
    while answering._tasks:
        await next(iter(answering._tasks))

    assert sorted(server.answers.values()) == ["", "已举手"]
    assert sorted(server.opened_links.values()) == ["", "https://t.me/consult_test_bot?start=m-1"]
    assert len(server.called("answerCallbackQuery")) == 2
