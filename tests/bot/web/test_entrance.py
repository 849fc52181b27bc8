from tests.bot.web.conftest import Visitor
from tests.bot.web.conversation import GOOD_TOKEN


async def test_an_invitations_page_says_who_invites_as_what(stranger: Visitor) -> None:
    answer = await stranger.http.get(f"/j/{GOOD_TOKEN}")
    assert answer.status == 200
    assert "鹏城社工服务中心 invites you to take part as member." in await answer.text()


async def test_looking_at_an_invitation_consumes_nothing(stranger: Visitor) -> None:
    await stranger.http.get(f"/j/{GOOD_TOKEN}")
    await stranger.http.head(f"/j/{GOOD_TOKEN}")
    assert stranger.site.conversation.taken == []


async def test_accepting_an_invitation_begins_a_session_and_starts_the_conversation(stranger: Visitor) -> None:
    await stranger.join()
    (started,) = stranger.site.conversation.taken
    assert started.content.model_dump() == {"kind": "command", "name": "start", "argument": GOOD_TOKEN}
    assert (started.channel, started.bot, started.language) == ("web", "web", "en")
    page = await (await stranger.http.get("/")).text()
    assert "欢迎，您已加入鹏城社工服务中心" in page
