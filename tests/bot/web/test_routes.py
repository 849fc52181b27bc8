import re
from pathlib import Path

import pytest
from structlog.testing import capture_logs

import bot.web
from tests.bot.web.conftest import Site, Visitor
from tests.bot.web.conversation import GOOD_TOKEN

STATIC = Path(bot.web.__file__).parent / "static"


async def test_the_process_and_its_database_answer(stranger: Visitor) -> None:
    assert (await stranger.http.get("/healthz")).status == 200
    assert (await stranger.http.get("/readyz")).status == 200


async def test_without_a_database_the_process_is_alive_and_not_ready(
    stranger: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OSError("away")

    monkeypatch.setattr(stranger.site.services.database, "reading", away)
    assert (await stranger.http.get("/healthz")).status == 200
    assert (await stranger.http.get("/readyz")).status == 503


async def test_other_parts_routes_come_first(stranger: Visitor) -> None:
    assert await (await stranger.http.get("/metrics")).text() == "turns 1\n"


@pytest.mark.parametrize("path", ["/nowhere", "/static/x/nothing.js", "/static/x/..%2Fgate.py", "/admin/"])
async def test_there_is_nothing_elsewhere(stranger: Visitor, path: str) -> None:
    assert (await stranger.http.get(path)).status == 404


async def test_a_page_names_only_files_of_this_host_and_they_are_there(member: Visitor) -> None:
    page = await (await member.http.get("/")).text()
    files = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert len(files) >= 3
    for file in files:
        answer = await member.http.get(file)
        assert file.startswith("/static/")
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]


async def test_every_module_that_a_script_imports_is_there(member: Visitor) -> None:
    page = await (await member.http.get("/")).text()
    (entry,) = re.findall(r'src="(/static/[^"]+\.js)"', page)
    base, waiting, seen = entry.rpartition("/")[0], [entry.rpartition("/")[2]], set[str]()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        answer = await member.http.get(f"{base}/{name}")
        assert answer.content_type == "text/javascript"
        waiting += [found for found in re.findall(r'from "\./(\w+\.js)"', await answer.text()) if found not in seen]
    assert seen == {path.name for path in STATIC.glob("*.js")}


async def test_an_old_pages_files_are_still_given_but_not_kept(stranger: Visitor) -> None:
    answer = await stranger.http.get("/static/older/chat.css")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-cache")


async def test_the_log_says_what_happened_without_token_or_words(site: Site, member: Visitor) -> None:
    with capture_logs() as lines:
        await member.http.get(f"/j/{GOOD_TOKEN}")
        await member.say(id="aaaaaaaa-1", kind="typed", text="秘密的话")
        site.conversation.failing = 1
        await member.say(id="aaaaaaaa-2", kind="typed", text="秘密的话")
    logged = str(lines)
    assert [(line["route"], line["status"]) for line in lines if line["event"] == "web"] == [
        ("/j/{token}", 200),
        ("/say", 200),
        ("/say", 500),
    ]
    assert GOOD_TOKEN not in logged
    assert "秘密" not in logged
    assert member.csrf not in logged
