import pytest
from structlog.testing import capture_logs
from telegram import Update

from bot.telegram.bot import TelegramBot
from bot.telegram.contents import Ignored
from bot.telegram.intake import Intake
from bot.telegram.pressing import Press
from bot.telegram.updates import Membership, Moved, Read, UpdateReader
from dialogs.engine.events import Attached, Command, Content, Incoming, Pressed, Typed, Unreadable
from tests.telegram import BotApiServer, SeenMessage

OPERATOR = 7


async def read(server: BotApiServer, bot: TelegramBot) -> Read:
    body = server.pending.queue[-1].body
    reader = UpdateReader(str(bot.id), server.username, frozenset({OPERATOR}))
    if "callback_query" in body:
        return reader.read_press(Press.model_validate(body))
    return reader.read(Update.de_json(dict(body), bot))


async def content(server: BotApiServer, bot: TelegramBot) -> Content:
    incoming = await read(server, bot)
    assert isinstance(incoming, Incoming)
    return incoming.content


async def test_words_come_with_who_where_and_in_which_language(server: BotApiServer, bot: TelegramBot) -> None:
    update = await server.person(7, language_code="en").says("机制")
    assert await read(server, bot) == Incoming(
        channel="telegram",
        bot=str(bot.id),
        update=str(update),
        address="7",
        content=Typed(text="机制"),
        language="en",
        operator=True,
    )


async def test_in_a_group_who_speaks_and_in_which_topic_comes_along(server: BotApiServer, bot: TelegramBot) -> None:
    group = server.group(-100)
    group.topics.add(77)
    await server.person(7).says("/say 好", group=group, topic=77)
    incoming = await read(server, bot)
    assert isinstance(incoming, Incoming)
    assert (incoming.address, incoming.sender, incoming.own_address) == ("-100", "7", "7")
    assert (incoming.thread, incoming.reply_to, incoming.private) == ("77", None, False)


async def test_a_thread_of_replies_outside_a_forum_is_no_topic(server: BotApiServer, bot: TelegramBot) -> None:
    await server.person(7).says("/next", group=server.group(-100), message_thread_id=5)
    incoming = await read(server, bot)
    assert isinstance(incoming, Incoming)
    assert incoming.thread is None


async def test_a_press_in_a_topic_comes_from_there(server: BotApiServer, bot: TelegramBot) -> None:
    group = server.group(-100)
    group.topics.add(77)
    group.messages[5] = SeenMessage(5, -100, by_bot=True, topic=77)
    await server.person(7).forges("a|x", message_id=5, group=group)
    incoming = await read(server, bot)
    assert isinstance(incoming, Incoming)
    assert (incoming.sender, incoming.thread, incoming.message) == ("7", "77", "5")


async def test_words_in_a_group_are_read_only_where_they_reply_to_us(server: BotApiServer, bot: TelegramBot) -> None:
    group, person = server.group(-100), server.person(7)
    ours, theirs = SeenMessage(5, -100, by_bot=True), SeenMessage(6, -100, by_bot=False)
    await person.says("支持", group=group, reply_to=ours)
    incoming = await read(server, bot)
    assert isinstance(incoming, Incoming)
    assert (incoming.content, incoming.reply_to) == (Typed(text="支持"), "5")
    assert await person.says("我们自己聊", group=group) == 0
    assert await person.says("我们自己聊", group=group, reply_to=theirs) == 0
    await person.sends({"text": "没有隐私模式也一样"}, group=group)
    assert await read(server, bot) == Ignored("said among themselves")
    await person.sends_photo(b"\xff\xd8", group=group)
    assert await read(server, bot) == Ignored("said among themselves")


async def test_a_group_that_becomes_a_supergroup_is_told_of(server: BotApiServer, bot: TelegramBot) -> None:
    group = server.group(-5)
    await server.becomes_supergroup(group, -1005)
    told = [UpdateReader("1", "x").read(Update.de_json(dict(each.body), bot)) for each in server.pending.queue]
    assert told == [Moved("-5", "-1005"), Ignored("no person")]


async def test_being_put_out_of_a_group_is_told(server: BotApiServer, bot: TelegramBot) -> None:
    group = server.group(-100)
    await server.removed_from(group, server.person(7))
    assert await read(server, bot) == Membership("-100", reachable=False, private=False)
    await server.added_to(group, server.person(7))
    assert await read(server, bot) == Membership("-100", reachable=True, private=False)


async def test_only_an_operator_alone_with_the_bot_is_one(server: BotApiServer, bot: TelegramBot) -> None:
    await server.person(8).says("好")
    stranger = await read(server, bot)
    await server.person(OPERATOR).says("/org", group=server.group(-100))
    in_group = await read(server, bot)
    assert isinstance(stranger, Incoming)
    assert isinstance(in_group, Incoming)
    assert (stranger.operator, in_group.operator) == (False, False)
    assert (in_group.address, in_group.private) == ("-100", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start Ab_c-1", Command(name="start", argument="Ab_c-1")),
        ("/ASSESS", Command(name="assess")),
        ("/standard@Consult_Test_Bot 协商 机制", Command(name="standard", argument="协商 机制")),
        ("/org 深圳市\n某社", Command(name="org", argument="深圳市\n某社")),
        ("/etc/passwd", Typed(text="/etc/passwd")),
        ("不是 /start", Typed(text="不是 /start")),
        (" \u202e3\u0000 ", Typed(text="3")),
        ("好\ud800的", Typed(text="好的")),
        ("<b>&amp;", Typed(text="<b>&amp;")),
        ("\u202e\u200f", Unreadable(what="empty")),
    ],
)
async def test_words_are_cleaned_and_commands_told_from_them(
    server: BotApiServer, bot: TelegramBot, text: str, expected: Content
) -> None:
    await server.person(7).says(text)
    assert await content(server, bot) == expected


async def test_a_command_for_another_bot_is_ignored(server: BotApiServer, bot: TelegramBot) -> None:
    await server.person(7).says("/start@other_bot", group=server.group(-100))
    assert await read(server, bot) == Ignored("other bot")


async def test_of_a_photo_the_largest_size_is_taken(server: BotApiServer, bot: TelegramBot) -> None:
    await server.person(7).sends_photo(b"\xff\xd8" * 500, caption=" 会议\u202e照片 ")
    photo = await content(server, bot)
    assert isinstance(photo, Attached)
    assert (photo.media_type, photo.size, photo.caption) == ("image/jpeg", 1000, "会议照片")
    assert server.find_file(photo.remote or "").content == b"\xff\xd8" * 500


async def test_a_document_keeps_its_name_and_one_over_20_mb_is_unreadable(
    server: BotApiServer, bot: TelegramBot
) -> None:
    await server.person(7).sends_document(b"PK", name="协商\u202e制度.pdf")
    document = await content(server, bot)
    assert isinstance(document, Attached)
    assert (document.name, document.media_type, document.size) == ("协商制度.pdf", "application/pdf", 2)
    await server.person(7).sends_document(b"PK", size=20 * 1024 * 1024 + 1)
    assert await content(server, bot) == Unreadable(what="file_too_large")


async def test_what_no_dialog_takes_is_unreadable(server: BotApiServer, bot: TelegramBot) -> None:
    person = server.person(7)
    kinds = []
    for deed in (person.sends_sticker, person.sends_voice, person.sends_location):
        await deed()
        kinds.append(await content(server, bot))
    assert kinds == [Unreadable(what="sticker"), Unreadable(what="voice"), Unreadable(what="location")]


async def test_an_edit_of_earlier_words_is_unreadable_so_that_the_person_hears_of_it(
    server: BotApiServer, bot: TelegramBot
) -> None:
    await server.person(7).edits("4")
    assert await content(server, bot) == Unreadable(what="edited_message")


async def test_forwarded_words_count_as_the_persons_own(server: BotApiServer, bot: TelegramBot) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "某人", "date": 1}
    await server.person(7).says("转来的话", forward_origin=origin)
    assert await content(server, bot) == Typed(text="转来的话")


@pytest.mark.parametrize("accessible", [True, False])
async def test_a_press_names_its_message_though_telegram_has_forgotten_it(
    server: BotApiServer, bot: TelegramBot, *, accessible: bool
) -> None:
    await server.person(7).forges("f|1|q|a|3", message_id=42, accessible=accessible)
    incoming = await read(server, bot)
    assert isinstance(incoming, Incoming)
    assert (incoming.content, incoming.message) == (Pressed(data="f|1|q|a|3"), "42")


async def test_blocking_and_unblocking_are_told(server: BotApiServer, bot: TelegramBot) -> None:
    await server.person(7).blocks()
    assert await read(server, bot) == Membership("7", reachable=False, private=True)
    await server.person(7).unblocks()
    assert await read(server, bot) == Membership("7", reachable=True, private=True)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -1, "type": "channel", "title": "x"}}}, "kind"),
        (
            {"poll_answer": {"poll_id": "1", "option_ids": [0], "user": {"id": 7, "is_bot": False, "first_name": "x"}}},
            "kind",
        ),
        ({"something_new_in_2027": {}}, "kind"),
        ({"message": {"date": 1}}, "kind"),
        ({"message": []}, "kind"),
    ],
)
async def test_unknown_and_malformed_updates_are_ignored(intake: Intake, body: dict[str, object], reason: str) -> None:
    await intake.take(intake.read({"update_id": 1, **body}))
    assert intake.ignored == {reason: 1}


async def test_a_service_message_is_ignored(server: BotApiServer, bot: TelegramBot) -> None:
    await server.person(7).sends({"pinned_message": {"message_id": 1, "date": 0, "chat": server.chat(7).described()}})
    assert await read(server, bot) == Ignored("service message")


async def test_an_update_that_is_not_understood_can_be_found_again(intake: Intake) -> None:
    with capture_logs() as lines:
        for number in (7, 8):
            intake.read({"update_id": number, "message": 5})
    assert [(line["event"], line["update"]) for line in lines] == [
        ("update not understood", 7),
        ("update not understood", 8),
    ]
    assert len({line["correlation"] for line in lines}) == 2
