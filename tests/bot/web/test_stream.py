import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientResponse

from bot.web.bells import MOST_PAGES, Bells
from bot.web.courier import WebCourier
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.letters import Letter
from tests.bot.web.conftest import Opened, Visitor
from tests.bot.web.conversation import rating

PATIENCE = 8


def said(text: str) -> Card:
    return Card(blocks=(Paragraph(text=text),))


@asynccontextmanager
async def listening(
    visitor: Visitor, since: int | str = 0, headers: dict[str, str] | None = None
) -> AsyncIterator[ClientResponse]:
    answer = await visitor.http.get(f"/events?since={since}", headers=headers)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    yield answer
    answer.close()


async def events(answer: ClientResponse, count: int) -> list[tuple[str, str, Any]]:
    """Read so many events: their id, name and data."""
    found: list[tuple[str, str, Any]] = []
    fields: dict[str, str] = {}
    async with asyncio.timeout(PATIENCE):
        while len(found) < count:
            line = (await answer.content.readline()).decode().rstrip("\n")
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif "event" in fields:
                found.append((fields.get("id", ""), fields["event"], json.loads(fields["data"])))
                fields = {}
    return found


async def test_a_page_gets_what_it_has_not_seen_in_the_order_of_the_changes(member: Visitor) -> None:
    async with listening(member) as stream:
        (menu, welcome) = await events(stream, 2)
    assert (menu[1], menu[2]["commands"][0]) == ("menu", ["assess", "开始自评"])
    assert (welcome[1], welcome[2]["card"]["blocks"][0]["text"]) == ("message", "欢迎，您已加入鹏城社工服务中心")


async def test_a_message_arrives_as_it_comes(member: Visitor) -> None:
    async with listening(member, since=2) as stream:
        await member.site.conversation.show(member.address, said("第一条"), live=False)
        ((number, _, message),) = await events(stream, 1)
    assert (number, message["card"]["blocks"][0]["text"]) == ("3", "第一条")


async def test_after_a_lost_connection_only_what_was_missed_comes_again(member: Visitor) -> None:
    for text in ("第一条", "第二条"):
        await member.site.conversation.show(member.address, said(text), live=False)
    async with listening(member, headers={"Last-Event-ID": "3"}) as stream:
        ((_, _, message),) = await events(stream, 1)
    assert message["card"]["blocks"][0]["text"] == "第二条"


async def test_an_edit_comes_under_the_messages_own_number(member: Visitor) -> None:
    number = await member.site.conversation.show(member.address, rating("f", 0))
    async with listening(member, since=4) as stream:
        await member.site.conversation.show(member.address, rating("f", 1), edit=number)
        ((_, _, message),) = await events(stream, 1)
    assert str(message["number"]) == number
    assert message["card"]["blocks"][0]["number"] == 2


async def test_a_message_changed_twice_comes_once_in_its_last_state(member: Visitor) -> None:
    number = await member.site.conversation.show(member.address, rating("f", 0))
    for question in (1, 2):
        await member.site.conversation.show(member.address, rating("f", question), edit=number)
    async with listening(member, since=2) as stream:
        await member.site.conversation.show(member.address, said("danach"), live=False)
        found = [message for _, _, message in await events(stream, 3)]
    assert [message["card"]["blocks"][0].get("number") for message in found] == [None, 3, None]


async def test_a_page_far_behind_catches_up_in_batches(member: Visitor) -> None:
    for count in range(45):
        await member.site.conversation.show(member.address, said(f"第{count}条"), live=False)
    async with listening(member, since=2) as stream:
        found = await events(stream, 45)
    assert [int(number) for number, _, _ in found] == list(range(3, 48))


async def test_an_edition_from_nowhere_begins_at_the_beginning(member: Visitor) -> None:
    for since in (999_999, "x", "-1"):
        async with listening(member, since=since) as stream:
            assert len(await events(stream, 2)) == 2


async def test_nobody_hears_another_session(visitors: Opened) -> None:
    one, other = await visitors(), await visitors()
    await one.join()
    await other.join()
    async with listening(one, since=2) as stream:
        await one.site.conversation.show(other.address, said("geheim"), live=False)
        await one.site.conversation.show(one.address, said("eigen"), live=False)
        ((_, _, message),) = await events(stream, 1)
    assert message["card"]["blocks"][0]["text"] == "eigen"


async def test_what_another_process_writes_arrives_within_a_second_or_two(member: Visitor) -> None:
    services = member.site.services
    elsewhere = WebCourier(services.database, services.cipher, Bells(), services.clock)
    async with listening(member, since=2) as stream:
        await elsewhere.deliver(member.address, Letter(card=said("von dort"), locale="en"), None)
        ((_, _, message),) = await events(stream, 1)
    assert message["locale"] == "en"


async def test_leaving_ends_every_open_page(member: Visitor) -> None:
    async with listening(member, since=2) as stream:
        await member.http.post("/leave", data={"csrf": member.csrf})
        ((_, name, _),) = await events(stream, 1)
        async with asyncio.timeout(PATIENCE):
            rest = await stream.content.read()
    assert (name, rest) == ("ended", b"")


async def test_a_quiet_page_is_told_that_the_connection_lives(member: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.stream.HEARTBEAT_SECONDS", 0.05)
    async with listening(member, since=2) as stream:
        assert [name for _, name, _ in await events(stream, 2)] == ["beat", "beat"]


async def test_a_page_that_takes_nothing_is_let_go(member: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.stream.WRITE_SECONDS", 0.2)
    async with listening(member, since=2) as stream:
        assert stream.connection is not None
        assert stream.connection.transport is not None
        stream.connection.transport.pause_reading()
        for _ in range(60):
            await member.site.conversation.show(member.address, said("长" * 60_000), live=False)
        async with asyncio.timeout(PATIENCE):
            while member.site.services.bells.addresses():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.05)


async def test_of_more_pages_than_anybody_has_open_the_oldest_are_let_go(member: Visitor) -> None:
    async with AsyncExitStack() as open_pages:
        pages = [await open_pages.enter_async_context(listening(member, since=2)) for _ in range(MOST_PAGES + 2)]
        async with asyncio.timeout(PATIENCE):
            ended = [await page.content.read() for page in pages[:2]]
        await member.site.conversation.show(member.address, said("noch da"), live=False)
        kept = [await events(page, 1) for page in pages[2:]]
    assert [rest.count(b"event: ") for rest in ended] == [0, 0]
    assert len(kept) == MOST_PAGES


async def test_the_server_stops_without_waiting_for_open_pages(member: Visitor) -> None:
    async with listening(member, since=2):
        async with asyncio.timeout(3):
            await member.site.server.close()


async def test_bells_ring_only_where_they_hang() -> None:
    bells = Bells()
    bells.ring("nobody")
    with bells.listen("a") as one, bells.listen("a") as two, bells.listen("b") as other:
        bells.ring("a")
        assert [one.is_set(), two.is_set(), other.is_set()] == [True, True, False]
        assert set(bells.addresses()) == {"a", "b"}
    assert bells.addresses() == ()
