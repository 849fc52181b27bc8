"""The page of a meeting's link: what it says before anybody comes in, and what comes in by its form."""

from dataclasses import replace

import aiohttp
import pytest
import pytest_asyncio

from bot.limits import Limits, Rate
from bot.web.services import MeetingRoom, WebServices
from tests.bot.web.conftest import Form, Opened, Visitor, opened

TOKEN = "m-abcdefghijklmnopqrstuvwx"
OVER = "m-00000000000000000000000000000000"
OWN = "r-0000000000000000000000000000000000000000"

LINKS = {
    TOKEN: MeetingRoom(topic="小区停车<怎么>管", organisation="南山社工协会"),
    OVER: MeetingRoom(topic="小区停车怎么管", organisation="南山社工协会", over=True),
    OWN: MeetingRoom(topic="小区停车怎么管", organisation="南山社工协会", name="赵<强>"),
}


@pytest.fixture
def services(services: WebServices) -> WebServices:
    async def describe_room(token: str) -> MeetingRoom | None:
        return LINKS.get(token)

    async def is_person(address: str) -> bool:
        return address in persons

    async def took_part(token: str, address: str) -> bool:
        return token == OVER and bool(address)

    persons: set[str] = set()
    return replace(services, describe_room=describe_room, is_person=is_person, took_part=took_part)


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


async def test_after_the_end_the_link_tells_a_stranger_no_more_than_that(stranger: Visitor) -> None:
    answer = await stranger.http.get(f"/m/{OVER}")
    page = await answer.text()

    assert answer.status == 410
    assert "The meeting is over" in page
    assert "小区停车" not in page
    assert "南山社工协会" not in page
    assert "<form" not in page


async def test_after_the_end_the_link_leads_whoever_took_part_back_to_their_page(stranger: Visitor) -> None:
    assert await comes_in(stranger, kind="public", name="王芳") == 303
    answer = await stranger.http.get(f"/m/{OVER}", allow_redirects=False)

    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert len(stranger.site.conversation.taken) == 1, "looking takes no turn"


async def test_nobody_comes_in_after_the_end(stranger: Visitor) -> None:
    page = await (await stranger.http.get(f"/m/{TOKEN}")).text()
    given = Form(page).fields | {"kind": "public", "name": "王芳"}
    answer = await stranger.http.post(f"/m/{OVER}", data=given, allow_redirects=False)

    assert answer.status == 410
    assert stranger.site.conversation.taken == []


async def test_ones_own_link_says_for_whom_it_is_and_asks_for_no_name(stranger: Visitor) -> None:
    answer = await stranger.http.get(f"/m/{OWN}")
    page = await answer.text()

    assert "The link is for 赵&lt;强&gt; alone." in page
    assert 'type="radio"' not in page
    assert "<script" not in page
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert stranger.site.conversation.taken == []
    given = await stranger.http.post(f"/m/{OWN}", data=Form(page).fields, allow_redirects=False)
    (started,) = stranger.site.conversation.taken
    assert given.status == 303
    assert started.content.model_dump() == {"kind": "command", "name": "start", "argument": OWN}


async def test_no_other_site_can_open_ones_own_link(stranger: Visitor) -> None:
    answer = await stranger.http.post(f"/m/{OWN}", data={"csrf": "x"})

    assert answer.status == 403
    assert stranger.site.conversation.taken == []
