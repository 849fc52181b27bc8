from dataclasses import replace

import pytest
from aiohttp import ClientSession, CookieJar
from structlog.testing import capture_logs

from bot.limits import Limits, Rate
from bot.web import sessions
from bot.web.services import WebServices
from bot.web.sessions import LIFETIME
from tests.bot.web.conftest import Form, Opened, Site, Visitor, opened
from tests.bot.web.conversation import GOOD_TOKEN


async def test_an_invitations_page_says_who_invites_as_what(stranger: Visitor) -> None:
    answer = await stranger.http.get(f"/j/{GOOD_TOKEN}")
    assert answer.status == 200
    assert "鹏城社工服务中心 invites you to take part as member." in await answer.text()


async def test_a_link_for_the_same_person_says_that_the_conversation_goes_on(stranger: Visitor) -> None:
    page = await (await stranger.http.get("/j/same-person")).text()
    assert "Go on with your conversation for 鹏城社工服务中心 in this browser." in page


async def test_looking_at_an_invitation_consumes_nothing_and_begins_no_session(stranger: Visitor) -> None:
    await stranger.http.get(f"/j/{GOOD_TOKEN}")
    await stranger.http.head(f"/j/{GOOD_TOKEN}")
    assert stranger.site.conversation.taken == []
    assert "Welcome" in await (await stranger.http.get("/")).text()


async def test_accepting_an_invitation_begins_a_session_and_starts_the_conversation(stranger: Visitor) -> None:
    await stranger.join()
    (started,) = stranger.site.conversation.taken
    assert started.content.model_dump() == {"kind": "command", "name": "start", "argument": GOOD_TOKEN}
    assert (started.channel, started.bot, started.language) == ("web", "web", "en")
    page = await (await stranger.http.get("/")).text()
    assert "欢迎，您已加入鹏城社工服务中心" in page


async def test_whoever_holds_a_link_cannot_bring_in_browsers_without_end(services: WebServices) -> None:
    site = await opened(replace(services, limits=Limits(sessions=Rate(burst=2, per_second=0.01))))
    statuses = []
    for _each in range(4):
        async with ClientSession(site.url, cookie_jar=CookieJar(unsafe=True)) as http:
            fields = Form(await (await http.get(f"/j/{GOOD_TOKEN}")).text()).fields
            statuses.append((await http.post(f"/j/{GOOD_TOKEN}", data=fields, allow_redirects=False)).status)
    async with services.database.reading() as connection:
        begun = await sessions.count(connection, services.clock())
    await site.server.close()

    assert statuses == [303, 303, 429, 429]
    assert begun == len(site.conversation.taken) == 2


async def test_accepting_leads_to_the_conversation_by_a_redirect_that_can_be_reloaded(stranger: Visitor) -> None:
    page = await (await stranger.http.get(f"/j/{GOOD_TOKEN}")).text()
    answer = await stranger.http.post(f"/j/{GOOD_TOKEN}", data=Form(page).fields, allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/")


async def test_a_second_invitation_is_taken_in_the_session_that_is_there(member: Visitor) -> None:
    await member.join("same-person")
    addresses = {incoming.address for incoming in member.site.conversation.taken}
    assert len(addresses) == 1


async def test_a_form_sent_twice_is_one_update(member: Visitor) -> None:
    fields = Form(await (await member.http.get(f"/j/{GOOD_TOKEN}")).text()).fields
    await member.http.post(f"/j/{GOOD_TOKEN}", data=fields)
    await member.http.post(f"/j/{GOOD_TOKEN}", data=fields)
    assert len(member.site.conversation.taken) == 2  # the one that joined, and this one once


@pytest.mark.parametrize(
    ("token", "status", "sentence"),
    [
        ("no-such-token", 404, "There is no such invitation."),
        ("a" * 65, 404, "There is no such invitation."),
        ("%00%ED%A0%80", 404, "There is no such invitation."),
        ("..%2F..%2Fetc", 404, "There is no such invitation."),
        ("expired-token", 410, "This invitation has expired."),
        ("used-up-token", 410, "This invitation has been used up."),
    ],
)
async def test_a_token_that_opens_nothing_gets_a_plain_page(
    stranger: Visitor, token: str, status: int, sentence: str
) -> None:
    answer = await stranger.http.get(f"/j/{token}")
    assert answer.status == status
    assert sentence in await answer.text()


async def test_a_closed_invitation_cannot_be_accepted_with_another_ones_form(stranger: Visitor) -> None:
    fields = Form(await (await stranger.http.get(f"/j/{GOOD_TOKEN}")).text()).fields
    answer = await stranger.http.post("/j/expired-token", data=fields)
    assert answer.status == 410
    assert stranger.site.conversation.taken == []


@pytest.mark.parametrize("fields", [{}, {"csrf": "0" * 64}, {"csrf": "协商"}])
async def test_a_form_without_its_token_is_refused(stranger: Visitor, fields: dict[str, str]) -> None:
    await stranger.http.get(f"/j/{GOOD_TOKEN}")
    answer = await stranger.http.post(f"/j/{GOOD_TOKEN}", data=fields)
    assert answer.status == 403
    assert stranger.site.conversation.taken == []


async def test_a_form_that_is_no_form_is_refused(stranger: Visitor) -> None:
    answer = await stranger.http.post(f"/j/{GOOD_TOKEN}", json={"csrf": "x"})
    assert answer.status == 415


async def test_a_form_in_no_encoding_that_exists_is_refused(stranger: Visitor) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=klingon"}
    answer = await stranger.http.post(f"/j/{GOOD_TOKEN}", data=b"csrf=1", headers=headers)
    assert answer.status == 400


async def test_a_form_that_does_not_unpack_is_refused_and_no_fault(stranger: Visitor) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Content-Encoding": "gzip"}
    with capture_logs() as lines:
        answer = await stranger.http.post(f"/j/{GOOD_TOKEN}", data=b"csrf=1", headers=headers)

    assert answer.status == 400
    assert [line["log_level"] for line in lines] == ["info"]


async def test_another_browsers_form_does_not_work_here(visitors: Opened) -> None:
    one, other = await visitors(), await visitors()
    fields = Form(await (await one.http.get(f"/j/{GOOD_TOKEN}")).text()).fields
    await other.http.get(f"/j/{GOOD_TOKEN}")
    assert (await other.http.post(f"/j/{GOOD_TOKEN}", data=fields)).status == 403


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Visitor) -> None:
    fields = Form(await (await stranger.http.get(f"/j/{GOOD_TOKEN}")).text()).fields
    answer = await stranger.http.post(f"/j/{GOOD_TOKEN}", data=fields, allow_redirects=False)
    cookie = answer.cookies["consultbot"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert int(cookie["max-age"]) == LIFETIME.total_seconds()


async def test_a_session_ends_after_ninety_days_of_silence_and_not_before(member: Visitor) -> None:
    member.site.clock.go(days=89)
    assert "欢迎" in await (await member.http.get("/")).text()
    member.site.clock.go(days=89)
    assert "欢迎" in await (await member.http.get("/")).text()
    member.site.clock.go(days=91)
    assert "欢迎" not in await (await member.http.get("/")).text()


async def test_leaving_ends_the_session_and_erases_what_it_showed(member: Visitor) -> None:
    answer = await member.http.post("/leave", data={"csrf": member.csrf})
    assert "Welcome" in await answer.text()
    assert (await member.say(id="12345678", kind="typed", text="x")).status == 401


async def test_leaving_needs_the_pages_token(member: Visitor) -> None:
    assert (await member.http.post("/leave", data={"csrf": "no"})).status == 403
    assert "欢迎" in await (await member.http.get("/")).text()


async def test_a_stolen_database_holds_no_token_that_opens_a_session(member: Visitor, site: Site) -> None:
    (cookie,) = [cookie.value for cookie in member.http.cookie_jar if cookie.key == "consultbot"]
    async with site.services.database.reading() as connection:
        rows = await connection.exec_driver_sql("SELECT * FROM web_session")
        assert cookie not in str(rows.all())


@pytest.mark.parametrize(
    ("languages", "lang"),
    [("en-GB,en;q=0.9", "en"), ("fr, en;q=0.5", "en"), ("zh-TW", "zh-CN"), ("", "zh-CN"), ("en;q=x,*", "zh-CN")],
)
async def test_a_stranger_learns_how_to_get_in_and_nothing_more(site: Site, languages: str, lang: str) -> None:
    async with ClientSession(site.url, cookie_jar=CookieJar(), headers={"Accept-Language": languages}) as http:
        answer = await http.get("/")
        page = await answer.text()
    assert f'lang="{lang}"' in page
    assert "You get in with an invitation link" in page
    assert "chat.js" not in page
    assert not answer.cookies
