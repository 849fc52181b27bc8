"""The page of a meeting's link: what it says before anybody comes in, and what comes in by its form."""

from dataclasses import replace

import aiohttp
import pytest
import pytest_asyncio

from bot.limits import Limits, Rate
from bot.web.services import MeetingRoom, WebServices
from tests.bot.web.conftest import Form, Opened, Visitor, opened

TOKEN = "m-abcdefghijklmnopqrstuvwx"


@pytest.fixture
def services(services: WebServices) -> WebServices:
    async def describe_room(token: str) -> MeetingRoom | None:
        return MeetingRoom(topic="小区停车<怎么>管", organisation="南山社工协会") if token == TOKEN else None

    async def is_person(address: str) -> bool:
        return address in persons

    persons: set[str] = set()
    return replace(services, describe_room=describe_room, is_person=is_person)


@pytest_asyncio.fixture
async def stranger(visitors: Opened) -> Visitor:
    return await visitors()


async def comes_in(visitor: Visitor, **given: str) -> int:
    page = await (await visitor.http.get(f"/m/{TOKEN}")).text()
    answer = await visitor.http.post(f"/m/{TOKEN}", data=Form(page).fields | given, allow_redirects=False)
    return answer.status


async def test_the_page_says_what_it_is_and_what_is_kept_and_consumes_nothing(stranger: Visitor) -> None:
    page = await (await stranger.http.get(f"/m/{TOKEN}")).text()

    assert "小区停车&lt;怎么&gt;管" in page
    assert "南山社工协会 holds this consultation. If you check in, this is kept:" in page
    assert page.count('type="radio"') == 5
    assert "<script" not in page, "it works without JavaScript"
    assert stranger.site.conversation.taken == []
    assert "Welcome" in await (await stranger.http.get("/")).text()


async def test_name_and_kind_come_in_by_the_form(stranger: Visitor) -> None:
    assert await comes_in(stranger, kind="public", name="  王\u202e芳  小姐 ") == 303
    (started,) = stranger.site.conversation.taken

    assert started.content.model_dump() == {
        "kind": "command",
        "name": "start",
        "argument": f"{TOKEN} public 王芳 小姐",
    }


async def test_a_whole_hall_comes_in_from_one_address_and_who_guesses_links_is_slowed_down(
    services: WebServices,
) -> None:
    site = await opened(replace(services, limits=Limits(entrance=Rate(burst=3, per_second=0.01))))
    async with aiohttp.ClientSession(site.url) as http:
        known = [(await http.get(f"/m/{TOKEN}")).status for _each in range(20)]
        guessed = [(await http.get(f"/m/m-guess{number}")).status for number in range(5)]
    await site.server.close()

    assert set(known) == {200}
    assert guessed == [410, 410, 410, 429, 429]


@pytest.mark.parametrize("given", [{}, {"kind": "public", "name": " "}, {"kind": "king", "name": "王芳"}])
async def test_whoever_does_not_say_who_they_are_is_asked_again(stranger: Visitor, given: dict[str, str]) -> None:
    assert await comes_in(stranger, **given) == 200
    assert stranger.site.conversation.taken == []


@pytest.mark.parametrize("token", ["m-unknown", "m-" + "a" * 80, "%00"])
async def test_a_link_that_leads_nowhere_says_so(stranger: Visitor, token: str) -> None:
    answer = await stranger.http.get(f"/m/{token}")

    assert answer.status == 410
    assert "This link leads nowhere any more" in await answer.text()


async def test_no_other_site_can_bring_somebody_in(stranger: Visitor) -> None:
    answer = await stranger.http.post(f"/m/{TOKEN}", data={"kind": "public", "name": "王芳", "csrf": "x"})

    assert answer.status == 403
    assert stranger.site.conversation.taken == []
