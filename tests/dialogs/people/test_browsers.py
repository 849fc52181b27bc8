"""The browsers in which somebody is signed in are theirs to see and to end, from wherever they are."""

import pytest
from sqlalchemy import select

from bot.web import sessions
from bot.web.records import web_message
from bot.web.transcript import ShownWords, Transcript
from tests.dialogs.talking import Scene, Talk


async def signed_in(scene: Scene, talk: Talk) -> Talk:
    """Let somebody go on in a further browser, whose page shows what they wrote."""
    async with scene.database.writing() as connection:
        session = await sessions.begin(connection, sessions.new_token(), "en", scene.now)
        await Transcript(connection, scene.cipher, session.address).add(ShownWords(text="mine"), scene.now)
    browser = Talk(scene, session.address, "web", "en")
    await talk.presses_data("a|passage")
    (link,) = [button.link for button in talk.buttons if button.link]
    token = str(link).rpartition("/" if talk.channel == "telegram" else "=")[2]
    await browser.says(f"/start {token}")
    return browser


async def is_open(scene: Scene, browser: Talk) -> bool:
    async with scene.database.reading() as connection:
        return await sessions.at(connection, browser.address, scene.now) is not None


async def pages(scene: Scene) -> set[str]:
    """Give the addresses whose pages show something."""
    async with scene.database.reading() as connection:
        return set((await connection.scalars(select(web_message.c.address))).all())


async def joins(scene: Scene) -> Talk:
    return await scene.joins(await scene.organisation("Bay"), "member", "Lin", language="en")


def endings(talk: Talk) -> list[str]:
    return [label for label in talk.labels if label.startswith("End")]


async def test_one_browser_is_ended_and_the_others_go_on(scene: Scene) -> None:
    lin = await joins(scene)
    first = await signed_in(scene, lin)
    scene.later(days=1)
    second = await signed_in(scene, lin)

    await lin.says("/settings")
    assert "2 other browsers are signed in as you." in lin.text
    assert endings(lin) == [
        "End: browser last used on March 17, 2026",
        "End: browser last used on March 16, 2026",
        "End all other browsers",
    ]
    await lin.presses("End: browser last used on March 16, 2026")

    assert (await is_open(scene, first), await is_open(scene, second)) == (False, True)
    assert endings(lin) == ["End: browser last used on March 17, 2026"]
    assert await pages(scene) == {second.address}


async def test_all_other_browsers_are_ended_at_once_but_not_the_one_in_hand(scene: Scene) -> None:
    lin = await joins(scene)
    browsers = [await signed_in(scene, lin) for _ in range(3)]

    await browsers[0].says("/settings")
    await browsers[0].presses("End all other browsers")

    assert [await is_open(scene, browser) for browser in browsers] == [True, False, False]
    assert endings(browsers[0]) == []
    assert "signed in" not in browsers[0].text


async def test_nobody_elses_browser_can_be_ended(scene: Scene) -> None:
    lin, other = await joins(scene), await joins(scene)
    browser = await signed_in(scene, lin)
    await signed_in(scene, other)
    await lin.says("/settings")
    (data,) = [button.press for button in lin.buttons if button.press and "end-browser" in button.press]

    for guess in (str(data), "a|end-browser", "a|end-browser|x", "a|end-browser|1|2"):
        await other.presses_data(guess)
        assert other.text == "! That browser is signed out already."

    assert await is_open(scene, browser)


async def test_a_session_that_ran_out_is_not_listed(scene: Scene) -> None:
    lin = await joins(scene)
    await signed_in(scene, lin)
    scene.later(days=90)
    await lin.says("/settings")
    assert endings(lin) == []


@pytest.mark.parametrize("where", ["telegram", "web"])
async def test_erasing_everything_about_oneself_leaves_no_page_that_shows_it(scene: Scene, where: str) -> None:
    lin = await joins(scene)
    browsers = [await signed_in(scene, lin) for _ in range(2)]

    talk = lin if where == "telegram" else browsers[0]
    await talk.presses_data("a|erase-me|yes")

    assert await pages(scene) == set()
    assert [await is_open(scene, browser) for browser in browsers] == [where == "web", False]
