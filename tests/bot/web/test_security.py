from dataclasses import replace

import aiohttp
import pytest
from multidict import CIMultiDict

from bot.limits import Limiter, Limits, Rate
from bot.web.security import Cookies, client_address, is_own_csrf
from bot.web.services import WebServices
from bot.web.sessions import csrf_of
from tests.bot.web.conftest import Form, Visitor, opened
from tests.bot.web.conversation import GOOD_TOKEN

PATHS = ["/", f"/j/{GOOD_TOKEN}", "/j/nothing", "/events", "/picture/1", "/nowhere", "/healthz", "/static/x/chat.js"]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_security_headers(stranger: Visitor, path: str) -> None:
    answer = await stranger.http.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert policy == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_pages_are_not_kept_by_caches(member: Visitor) -> None:
    assert (await member.http.get("/")).headers["Cache-Control"] == "no-store"


async def test_an_act_without_the_pages_token_is_refused(member: Visitor) -> None:
    act = {"id": "12345678", "kind": "typed", "text": "x"}
    for headers in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "0" * 64}):
        assert (await member.http.post("/say", json=act, headers=headers)).status == 403
    assert len(member.site.conversation.taken) == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({}, 200),
    ],
)
async def test_an_act_from_another_site_is_refused(member: Visitor, headers: dict[str, str], status: int) -> None:
    act = {"id": "12345678", "kind": "typed", "text": "x"}
    answer = await member.http.post("/say", json=act, headers={"X-CSRF-Token": member.csrf, **headers})
    assert answer.status == status


async def test_our_own_origin_is_known_by_the_host_that_was_asked(member: Visitor) -> None:
    act = {"id": "12345678", "kind": "typed", "text": "x"}
    headers = {"X-CSRF-Token": member.csrf, "Origin": member.site.url}
    assert (await member.http.post("/say", json=act, headers=headers)).status == 200


@pytest.mark.parametrize("path", ["/say", "/upload"])
async def test_nobody_acts_without_a_session(stranger: Visitor, path: str) -> None:
    answer = await stranger.http.post(path, json={})
    assert answer.status == 401
    assert "error" in await answer.json()


@pytest.mark.parametrize("path", ["/events", "/picture/1"])
async def test_nobody_reads_without_a_session(stranger: Visitor, path: str) -> None:
    assert (await stranger.http.get(path)).status == 401


async def test_over_https_the_cookies_are_for_this_host_and_https_only(services: WebServices) -> None:
    site = await opened(replace(services, public_url="https://bot.example"))
    async with aiohttp.ClientSession(site.url) as http:
        answer = await http.get(f"/j/{GOOD_TOKEN}")
        visit = answer.cookies["__Host-consultbot-visit"]
        assert visit["secure"]
        answer = await http.post(
            f"/j/{GOOD_TOKEN}",
            data=Form(await answer.text()).fields,
            headers={"Cookie": f"__Host-consultbot-visit={visit.value}", "Origin": "https://bot.example"},
            allow_redirects=False,
        )
        session = answer.cookies["__Host-consultbot"]
    await site.server.close()
    assert (session["secure"], session["httponly"], session["domain"]) == (True, True, "")


async def test_too_many_acts_are_asked_to_wait(services: WebServices) -> None:
    site = await opened(replace(services, limits=Limits(acts=Rate(burst=3, per_second=0.5))))
    async with aiohttp.ClientSession(site.url, cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        visitor = Visitor(site, http)
        await visitor.join()
        answers = [await visitor.say(id=f"aaaaaaaa-{n}", kind="typed", text="x") for n in range(5)]
    await site.server.close()
    assert [answer.status for answer in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1


async def test_guessing_tokens_is_slowed_down(services: WebServices) -> None:
    site = await opened(replace(services, limits=Limits(entrance=Rate(burst=3, per_second=0.01))))
    async with aiohttp.ClientSession(site.url) as http:
        statuses = [(await http.get(f"/j/guess{n}")).status for n in range(5)]
    await site.server.close()
    assert statuses == [404, 404, 404, 429, 429]


async def test_behind_a_proxy_the_limit_is_the_clients_own(services: WebServices) -> None:
    site = await opened(replace(services, limits=Limits(entrance=Rate(burst=1, per_second=0.01))))
    async with aiohttp.ClientSession(site.url) as http:
        statuses = [
            (await http.get("/j/guess", headers={"X-Forwarded-For": f"1.2.3.4, 10.0.0.{n % 2}"})).status
            for n in range(4)
        ]
    await site.server.close()
    assert statuses == [404, 404, 429, 429]


async def test_a_proxy_that_adds_a_line_below_the_clients_own_is_believed_not_the_client(services: WebServices) -> None:
    site = await opened(replace(services, limits=Limits(entrance=Rate(burst=1, per_second=0.01))))
    async with aiohttp.ClientSession(site.url) as http:
        lines = [[("X-Forwarded-For", f"6.6.6.{n}"), ("X-Forwarded-For", "1.2.3.4")] for n in range(2)]
        statuses = [(await http.get("/j/guess", headers=CIMultiDict(two))).status for two in lines]
    await site.server.close()
    assert statuses == [404, 429]


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxied", "client"),
    [
        ("127.0.0.1", "", False, "127.0.0.1"),
        ("127.0.0.1", "6.6.6.6, 1.2.3.4", False, "1.2.3.4"),
        ("::1", "1.2.3.4", False, "1.2.3.4"),
        ("9.9.9.9", "1.2.3.4", False, "9.9.9.9"),
        ("172.17.0.2", "1.2.3.4", True, "1.2.3.4"),
        ("", "1.2.3.4", False, ""),
    ],
)
def test_only_a_proxy_of_ours_says_whose_address_it_is(remote: str, forwarded: str, proxied: bool, client: str) -> None:
    assert client_address(remote, forwarded, proxied=proxied) == client


def test_a_bucket_fills_again_with_time_and_never_over_its_brim() -> None:
    at = [0.0]
    limiter = Limiter(Rate(burst=2, per_second=1), lambda: at[0])
    assert [limiter.take("a"), limiter.take("a"), limiter.take("a")] == [0.0, 0.0, 1.0]
    assert limiter.take("b") == 0.0
    at[0] = 100.0
    assert [limiter.take("a"), limiter.take("a"), limiter.take("a")] == [0.0, 0.0, 1.0]


def test_a_limiter_forgets_the_longest_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.limits.REMEMBERED", 2)
    limiter = Limiter(Rate(burst=1, per_second=0.001), lambda: 0.0)
    for key in ("a", "b", "c"):
        limiter.take(key)
    assert limiter.take("c") > 0
    assert limiter.take("a") == 0


def test_a_token_proves_only_its_own_cookie() -> None:
    assert is_own_csrf(csrf_of("one"), ["two", "one"])
    assert not is_own_csrf(csrf_of("one"), ["two"])
    assert not is_own_csrf("\ud800", ["two"])
    assert not is_own_csrf("", [])


def test_plain_http_uses_plain_names() -> None:
    assert Cookies(secure=False).session == "consultbot"
    assert Cookies(secure=True).session == "__Host-consultbot"
