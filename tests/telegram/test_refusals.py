import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence

import aiohttp
import pytest

from tests.telegram import BotApiServer

JSON = dict[str, object]


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        await running.person(7).says("/start")
        yield running


async def call(server: BotApiServer, method: str, **values: object) -> tuple[int, JSON]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{server.token}/{method}", json=values) as response,
    ):
        return response.status, await response.json()


async def refusal(server: BotApiServer, method: str, **values: object) -> str:
    status, body = await call(server, method, **values)
    assert body["ok"] is False
    assert body["error_code"] == status
    return f"{status} {body['description']}"


def buttons(*rows: Sequence[Mapping[str, object]]) -> JSON:
    return {"inline_keyboard": list(rows)}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": "好"}, "400 Bad Request: chat_id is empty"),
        ({"chat_id": 8, "text": "好"}, "400 Bad Request: chat not found"),
        ({"chat_id": 7}, "400 Bad Request: message text is empty"),
        ({"chat_id": 7, "text": "  \n"}, "400 Bad Request: message text is empty"),
        ({"chat_id": 7, "text": "<b></b>", "parse_mode": "HTML"}, "400 Bad Request: message text is empty"),
        ({"chat_id": 7, "text": "𝕏" * 2049}, "400 Bad Request: message is too long"),
        ({"chat_id": 7, "text": "好", "colour": "red"}, '400 Bad Request: unknown parameter "colour"'),
        (
            {"chat_id": 7, "text": "<b>好", "parse_mode": "HTML"},
            "400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"chat_id": 7, "text": "好<br>", "parse_mode": "HTML"},
            '400 Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 3',
        ),
        (
            {"chat_id": 7, "text": "<b>好</i>", "parse_mode": "HTML"},
            '400 Bad Request: can\'t parse entities: Unmatched end tag at byte offset 6, expected "</b>"',
        ),
        (
            {"chat_id": 7, "text": "1 < 2", "parse_mode": "HTML"},
            "400 Bad Request: can't parse entities: Unclosed start tag at byte offset 2",
        ),
        ({"chat_id": 7, "text": "好", "parse_mode": "BBCode"}, "400 Bad Request: unsupported parse_mode"),
    ],
)
async def test_a_message_that_telegram_would_not_send_is_refused(
    server: BotApiServer, values: JSON, words: str
) -> None:
    assert (await refusal(server, "sendMessage", **values)).startswith(words)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (buttons([{"text": "", "callback_data": "a"}]), "inline keyboard button text must be non-empty"),
        (buttons([{"text": "好"}]), "Text buttons are unallowed in the inline keyboard"),
        (buttons([{"text": "好", "callback_data": "界" * 22}]), "BUTTON_DATA_INVALID"),
        (buttons([]), "empty row"),
        (buttons([{"text": "好", "url": "http://localhost:8000/"}]), "Wrong HTTP URL"),
        (buttons([{"text": "好", "url": "javascript:alert(1)"}]), "Unsupported URL protocol"),
        (buttons(*[[{"text": "好", "callback_data": "a"}]] * 101), "BUTTONS_TOO_MUCH"),
        (buttons([{"text": "好", "data": "a"}]), "can't parse inline keyboard button"),
        (buttons(*[[{"text": "好" * 100, "callback_data": "a"}]] * 40), "reply markup is too long"),
    ],
)
async def test_a_keyboard_that_telegram_would_not_show_is_refused(
    server: BotApiServer, markup: JSON, words: str
) -> None:
    answer = await refusal(server, "sendMessage", chat_id=7, text="好", reply_markup=markup)
    assert answer.startswith("400 Bad Request: ")
    assert words in answer


async def test_a_person_who_blocked_the_bot_or_never_wrote_to_it_is_out_of_reach(
    server: BotApiServer,
) -> None:
    server.person(9)
    words = "403 Forbidden: bot can't initiate conversation with a user"
    assert await refusal(server, "sendMessage", chat_id=9, text="好") == words
    await server.person(7).blocks()
    words = "403 Forbidden: bot was blocked by the user"
    assert await refusal(server, "sendMessage", chat_id=7, text="好") == words
    await server.person(7).unblocks()
    assert (await call(server, "sendMessage", chat_id=7, text="好"))[0] == 200


async def test_an_edit_that_changes_nothing_or_has_nothing_to_change_is_refused(server: BotApiServer) -> None:
    await call(server, "sendMessage", chat_id=7, text="好")
    edit = {"chat_id": 7, "message_id": server.chat(7)[-1].message_id}
    assert "message is not modified" in await refusal(server, "editMessageText", **edit, text="好")
    assert "message is not modified" in await refusal(server, "editMessageReplyMarkup", **edit)
    assert "MESSAGE_TOO_LONG" in await refusal(server, "editMessageText", **edit, text="好" * 4097)
    assert "there is no caption" in await refusal(server, "editMessageCaption", **edit, caption="好")
    theirs = {"chat_id": 7, "message_id": 1, "text": "好"}
    assert "message can't be edited" in await refusal(server, "editMessageText", **theirs)
    assert "message to edit not found" in await refusal(server, "editMessageText", **{**theirs, "message_id": 99})
    assert server.chat(7)[-1].edits == 0


async def test_a_photo_takes_a_caption_of_1024_and_no_text(server: BotApiServer) -> None:
    form = aiohttp.FormData({"chat_id": "7", "caption": "图"})
    form.add_field("photo", b"\x89PNG....", filename="radar.png", content_type="image/png")
    async with aiohttp.ClientSession() as session:
        url = f"{server.url}/bot{server.token}/sendPhoto"
        async with session.post(url, data=form) as response:
            sent = (await response.json())["result"]
    photo = server.chat(7)[-1].photo
    assert photo is not None
    assert (photo.name, photo.content) == ("radar.png", b"\x89PNG....")
    edit = {"chat_id": 7, "message_id": sent["message_id"]}
    assert "there is no text in the message to edit" in await refusal(server, "editMessageText", **edit, text="好")
    again = {"chat_id": 7, "photo": photo.file_id, "caption": "字" * 1025}
    assert "message caption is too long" in await refusal(server, "sendPhoto", **again)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ({"command": "Start", "description": "开始"}, "BOT_COMMAND_INVALID"),
        ({"command": "s" * 33, "description": "开始"}, "BOT_COMMAND_INVALID"),
        ({"command": "start", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"command": "start", "description": "开" * 257}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"command": "start"}, "can't parse BotCommand"),
    ],
)
async def test_a_command_that_telegram_would_not_list_is_refused(
    server: BotApiServer, command: JSON, words: str
) -> None:
    assert words in await refusal(server, "setMyCommands", commands=[command])


async def test_the_menu_of_a_chat_comes_before_the_general_one(server: BotApiServer) -> None:
    general = [{"command": "help", "description": "帮助"}]
    own = [{"command": "assess", "description": "评估"}]
    await call(server, "setMyCommands", commands=general)
    assert server.menu(server.person(7)) == ["help"]
    await call(server, "setMyCommands", commands=own, scope={"type": "chat", "chat_id": 7})
    assert server.menu(server.person(7)) == ["assess"]
    await call(server, "deleteMyCommands", scope={"type": "chat", "chat_id": 7})
    assert server.menu(server.person(7)) == ["help"]
    assert "LANG_CODE_INVALID" in await refusal(server, "setMyCommands", commands=own, language_code="zh-hans")
    assert "BOT_COMMANDS_TOO_MUCH" in await refusal(server, "setMyCommands", commands=general * 101)


async def test_a_wrong_token_or_method_is_not_answered(server: BotApiServer) -> None:
    assert await refusal(server, "sendDance") == "404 Not Found: method not found"
    right, server.token = server.token, "1:other"
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/bot{right}/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")


async def test_a_query_takes_one_answer(server: BotApiServer) -> None:
    markup = buttons([{"text": "好", "callback_data": "ok"}])
    await call(server, "sendMessage", chat_id=7, text="?", reply_markup=markup)
    await server.person(7).presses("好")
    query = next(iter(server.queries))
    assert (await call(server, "answerCallbackQuery", callback_query_id=query))[0] == 200
    assert "query is too old" in await refusal(server, "answerCallbackQuery", callback_query_id=query)


async def test_a_file_over_20_mb_cannot_be_fetched(server: BotApiServer) -> None:
    await server.person(7).sends_document(b"PK", size=20 * 1024 * 1024 + 1)
    (file_id,) = server.sizes
    assert await refusal(server, "getFile", file_id=file_id) == "400 Bad Request: file is too big"
    assert await refusal(server, "getFile", file_id="x") == "400 Bad Request: invalid file_id"


async def test_updates_come_again_until_the_offset_passes_them(server: BotApiServer) -> None:
    second = await server.person(7).says("二")
    _, body = await call(server, "getUpdates")
    assert [each["update_id"] for each in updates(body)] == [second - 1, second]
    _, body = await call(server, "getUpdates", offset=second)
    assert [each["update_id"] for each in updates(body)] == [second]
    _, body = await call(server, "getUpdates", offset=second + 1)
    assert updates(body) == []
    await server.pending.redeliver(second)
    _, body = await call(server, "getUpdates", offset=second + 1)
    assert [each["update_id"] for each in updates(body)] == [second]


async def test_a_group_refuses_what_its_administrators_do_not_let_the_bot_do(server: BotApiServer) -> None:
    group = server.group(-1001)
    group.topics |= {77, 78}
    there = {"chat_id": -1001, "message_thread_id": 77}
    await call(server, "sendMessage", **there, text="看板")
    edit = {"chat_id": -1001, "message_id": group[-1].message_id}
    group.closed.add(77)
    assert await refusal(server, "sendMessage", **there, text="好") == "400 Bad Request: TOPIC_CLOSED"
    assert (await call(server, "editMessageText", **edit, text="还能改"))[0] == 200
    group.may_write = False
    words = "400 Bad Request: not enough rights to send text messages to the chat"
    assert await refusal(server, "sendMessage", chat_id=-1001, message_thread_id=78, text="好") == words
    assert await refusal(server, "editMessageText", **edit, text="好") == "400 Bad Request: CHAT_WRITE_FORBIDDEN"
    group.may_write, group.may_pin = True, False
    words = "400 Bad Request: not enough rights to manage pinned messages in the chat"
    assert await refusal(server, "pinChatMessage", **edit) == words
    group.lose_topic(77)
    assert await refusal(server, "sendMessage", **there, text="好") == "400 Bad Request: message thread not found"
    assert await refusal(server, "editMessageText", **edit, text="好") == "400 Bad Request: message to edit not found"


async def test_a_second_poll_ends_the_first_and_a_webhook_ends_polling(server: BotApiServer) -> None:
    _, body = await call(server, "getUpdates")
    offset = updates(body)[-1]["update_id"]
    assert isinstance(offset, int)
    first = asyncio.create_task(call(server, "getUpdates", offset=offset + 1, timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call(server, "getUpdates", offset=offset + 1, timeout=20))
    status, body = await first
    assert (status, str(body["description"])[:30]) == (409, "Conflict: terminated by other ")
    await server.person(7).says("三")
    assert len(updates((await second)[1])) == 1
    await call(server, "setWebhook", url="https://bot.example.org/telegram")
    assert (await refusal(server, "getUpdates")).startswith("409 Conflict: can't use getUpdates method while")


async def test_a_webhook_needs_https_away_from_this_machine(server: BotApiServer) -> None:
    words = "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    assert await refusal(server, "setWebhook", url="http://bot.example.org/") == words
    answer = await refusal(server, "setWebhook", url="https://bot.example.org/", secret_token="a b")
    assert answer == "400 Bad Request: secret token contains unallowed characters"


async def test_faults_come_as_scripted_and_then_end(server: BotApiServer) -> None:
    server.fail_next("sendMessage", 429, retry_after=3)
    server.fail_next("sendMessage", 502)
    server.fail_next("sendMessage", "nothing")
    server.fail_next("sendMessage", "lost")
    status, body = await call(server, "sendMessage", chat_id=7, text="一")
    assert (status, body["parameters"]) == (429, {"retry_after": 3})
    with pytest.raises(aiohttp.ContentTypeError):
        await call(server, "sendMessage", chat_id=7, text="二")
    for text in ("三", "四"):
        with pytest.raises(aiohttp.ClientError):
            await call(server, "sendMessage", chat_id=7, text=text)
    await call(server, "sendMessage", chat_id=7, text="五")
    assert [message.text for message in server.chat(7)] == ["四", "五"]
    assert len(server.called("sendMessage")) == 5


async def test_words_keep_their_formatting_by_utf_16_offsets(server: BotApiServer) -> None:
    html = "𝕏 <b>协商</b> &lt;<i>二</i>&gt; <blockquote>引\n文</blockquote>"
    await call(server, "sendMessage", chat_id=7, text=html, parse_mode="HTML")
    seen = server.chat(7)[-1]
    assert seen.text == "𝕏 协商 <二> 引\n文"
    assert (seen.styled("bold"), seen.styled("italic")) == (["协商"], ["二"])
    assert seen.styled("blockquote") == ["引\n文"]
    assert json.dumps(seen.entities[0].offset) == "3"


def updates(body: JSON) -> list[JSON]:
    result = body["result"]
    assert isinstance(result, list)
    return result
