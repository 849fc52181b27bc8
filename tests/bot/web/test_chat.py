import json
from typing import Any

import pytest

from bot.web.refusals import Refusal
from bot.web.said import read_act
from dialogs.engine.cards import Button, Card, Paragraph
from tests.bot.web.conftest import Opened, Visitor
from tests.bot.web.conversation import rating

WORDS = "我们每季度发一次问卷"


async def test_what_is_typed_is_taken_and_stands_on_the_page(member: Visitor) -> None:
    answer = await member.say(id="aaaaaaaa-1", kind="typed", text=WORDS)
    assert (answer.status, await answer.json()) == (200, {})
    taken = member.site.conversation.taken[-1]
    assert taken.content.model_dump() == {"kind": "typed", "text": WORDS}
    assert taken.update == f"{member.address}:aaaaaaaa-1"
    page = await (await member.http.get("/")).text()
    assert f"收到：{WORDS}" in page


async def test_the_same_act_sent_again_is_taken_and_shown_once(member: Visitor) -> None:
    for _ in range(3):
        assert (await member.say(id="aaaaaaaa-1", kind="typed", text=WORDS)).status == 200
    assert [incoming.content.kind for incoming in member.site.conversation.taken] == ["command", "typed"]
    assert (await shown(member)).count(WORDS) == 1


async def test_two_pages_may_use_the_same_id(visitors: Opened) -> None:
    one, other = await visitors(), await visitors()
    await one.join()
    await other.join()
    for visitor in (one, other):
        assert (await visitor.say(id="aaaaaaaa-1", kind="typed", text=WORDS)).status == 200
    assert [incoming.content.kind for incoming in one.site.conversation.taken].count("typed") == 2


async def test_a_press_names_the_message_that_it_hangs_on(member: Visitor) -> None:
    number = await member.site.conversation.show(member.address, rating("f", 0))
    await member.say(id="aaaaaaaa-2", kind="pressed", data="f|0|3", message=int(number))
    taken = member.site.conversation.taken[-1]
    assert (taken.message, taken.content.model_dump()) == (number, {"kind": "pressed", "data": "f|0|3"})
    assert "6.1.2.1 议题收集能力" in await (await member.http.get("/")).text()


async def test_a_menu_entry_is_a_command(member: Visitor) -> None:
    await member.say(id="aaaaaaaa-3", kind="command", name="assess")
    assert member.site.conversation.taken[-1].content.model_dump() == {
        "kind": "command",
        "name": "assess",
        "argument": "",
    }


async def test_a_turn_that_could_not_be_committed_may_be_sent_again(member: Visitor) -> None:
    member.site.conversation.failing = 1
    failed = await member.say(id="aaaaaaaa-4", kind="typed", text=WORDS)
    assert failed.status >= 500
    assert "Retry-After" in failed.headers
    assert "Nothing is lost" in (await failed.json())["error"]
    assert (await member.say(id="aaaaaaaa-4", kind="typed", text=WORDS)).status == 200
    assert (await shown(member)).count(WORDS) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"id":"12345678","kind":"typed"}',
        b'{"id":"12345678","kind":"typed","text":"x","extra":1}',
        b'{"id":"12345678","kind":"typed","text":"\\ud800"}',
        b'{"id":"12345678","kind":"typed","text":"\\u0000"}',
        b'{"id":"12345678","kind":"typed","text":"\xed\xa0\x80"}',
        b'{"id":"12345678","kind":"typed","text":7}',
        b'{"id":"1","kind":"typed","text":"x"}',
        b'{"id":"12345678","kind":"pressed","data":"f|1\\u0000","message":1}',
        b'{"id":"12345678","kind":"pressed","data":"f|1","message":-1}',
        b'{"id":"12345678","kind":"pressed","data":"f|1","message":99999999999999999999}',
        b'{"id":"12345678","kind":"command","name":"../etc"}',
        b'{"id":"12345678","kind":"attached","file":1,"name":"a","media_type":"image/png"}',
        b'{"id":"12345678","kind":"typed","text":"%s"}' % (b"x" * 10_000),
        b'{"id":"12345678","kind":"typed","text":"' + "协".encode() * 10_000 + b'"}',
        b"[" * 60_000,
    ],
)
async def test_bad_input_gets_a_plain_sentence_and_changes_nothing(member: Visitor, body: bytes) -> None:
    headers = {"X-CSRF-Token": member.csrf, "Content-Type": "application/json"}
    answer = await member.http.post("/say", data=body, headers=headers)
    assert answer.status == 400
    assert (await answer.json())["error"].endswith((".", "。"))
    assert len(member.site.conversation.taken) == 1


async def test_a_body_beyond_all_measure_is_not_read_to_its_end(member: Visitor) -> None:
    headers = {"X-CSRF-Token": member.csrf, "Content-Type": "application/json"}
    answer = await member.http.post("/say", data=b'"' + b"x" * 1_000_000, headers=headers)
    assert answer.status == 413


async def test_only_json_is_read(member: Visitor) -> None:
    answer = await member.http.post("/say", data={"kind": "typed"}, headers={"X-CSRF-Token": member.csrf})
    assert answer.status == 415


async def test_markup_and_direction_marks_come_out_as_harmless_words(member: Visitor) -> None:
    await member.say(id="aaaaaaaa-5", kind="typed", text="</script><img src=x onerror=alert(1)>\u202e\x00坏")
    page = await (await member.http.get("/")).text()
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert await shown(member) == ["</script><img src=x onerror=alert(1)>坏"]


async def test_a_stale_or_forged_press_stays_on_the_persons_own_page(visitors: Opened) -> None:
    one, other = await visitors(), await visitors()
    await one.join()
    await other.join()
    number = await one.site.conversation.show(one.address, rating("f", 0))
    await other.say(id="aaaaaaaa-6", kind="pressed", data="f|0|3", message=int(number))
    assert "6.1.1.2 机制建设能力" in await (await one.http.get("/")).text()


async def test_the_page_begins_with_the_last_two_hundred_messages(member: Visitor) -> None:
    for count in range(205):
        card = Card(blocks=(Paragraph(text=f"第{count}条"),), buttons=((Button(label="好", press="v|ok"),),))
        await member.site.conversation.show(member.address, card, live=False)
    data = await page_data(member)
    assert [message["number"] for message in data["messages"]] == list(range(7, 207))
    assert data["edition"] >= data["messages"][-1]["edition"]


async def test_the_page_speaks_the_language_that_the_person_is_written_to_in(member: Visitor) -> None:
    assert 'lang="zh-CN"' in await (await member.http.get("/")).text()


async def test_refusals_carry_no_words_of_the_person() -> None:
    with pytest.raises(Refusal) as refused:
        read_act(b'{"id":"12345678","kind":"typed","text":"secret","more":1}')
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


async def shown(visitor: Visitor) -> list[str]:
    return [message["text"] for message in (await page_data(visitor))["messages"] if message["kind"] == "words"]


async def page_data(visitor: Visitor) -> Any:  # the page's own JSON
    page = await (await visitor.http.get("/")).text()
    data = page.split('<script type="application/json" id="page">')[1].split("</script>")[0]
    return json.loads(data)
