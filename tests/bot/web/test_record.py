"""The page behind the QR code on minutes: it tells nothing of the record, and opens it in one's own conversation."""

from dataclasses import replace

import pytest

from bot.web.services import WebServices
from tests.bot.web.conftest import Form, Visitor


@pytest.fixture
def services(services: WebServices) -> WebServices:
    return replace(services, bot_username="consult_bot")


async def test_a_browser_without_a_session_is_told_the_way_in(stranger: Visitor) -> None:
    answer = await stranger.http.get("/c/14")
    page = await answer.text()

    assert answer.status == 200
    assert "Please open your invitation link on this device first" in page
    assert 'href="https://t.me/consult_bot?start=c-14"' in page
    assert "<form" not in page
    assert stranger.site.conversation.taken == []


async def test_whoever_is_signed_in_opens_the_record_by_a_press(member: Visitor) -> None:
    page = await (await member.http.get("/c/14")).text()
    before = len(member.site.conversation.taken)
    answer = await member.http.post("/c/14", data=Form(page).fields, allow_redirects=False)

    assert (answer.status, answer.headers["Location"]) == (303, "/")
    (started,) = member.site.conversation.taken[before:]
    assert started.content.model_dump() == {"kind": "command", "name": "start", "argument": "c-14"}


async def test_a_forged_press_opens_nothing(member: Visitor) -> None:
    before = len(member.site.conversation.taken)
    answer = await member.http.post("/c/14", data={"csrf": "x"}, allow_redirects=False)

    assert answer.status == 403
    assert member.site.conversation.taken[before:] == []


@pytest.mark.parametrize("path", ["/c/0", "/c/x", "/c/1234567890123456789"])
async def test_what_is_no_number_is_not_found(member: Visitor, path: str) -> None:
    assert (await member.http.get(path)).status == 404
