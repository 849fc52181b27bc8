"""The courier, on both kinds of database."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from bot.web import sessions
from bot.web.bells import Bells
from bot.web.courier import MENU, WebCourier
from bot.web.records import web_message
from bot.web.transcript import KEPT, Message, ShownCard, ShownWords, Transcript
from dialogs.engine.cards import Button, Card, Paragraph
from dialogs.engine.letters import Letter, TryLater, Unreachable
from tests.bot.web.conftest import Clock

CARD = Card(blocks=(Paragraph(text="您好"),), buttons=((Button(label="好", press="v|ok"),),))
OTHER = Card(blocks=(Paragraph(text="下一题"),))


class Desk:
    def __init__(self, database: Database, cipher: KeyRingCipher) -> None:
        self.database, self.cipher, self.clock, self.bells = database, cipher, Clock(), Bells()
        self.courier = WebCourier(database, cipher, self.bells, self.clock)
        self.address = ""

    async def deliver(
        self, card: Card | None = CARD, *, edit: str | None = None, live: bool = False, former: str | None = None
    ) -> str | None:
        letter = Letter(card=card, edit=edit, live=live, locale="zh_CN")
        return (await self.courier.deliver(self.address, letter, former)).message

    async def messages(self) -> list[Message]:
        async with self.database.reading() as connection:
            return await Transcript(connection, self.cipher, self.address).last()

    async def spent(self) -> list[bool]:
        return [m.payload.spent for m in await self.messages() if isinstance(m.payload, ShownCard)]


@pytest_asyncio.fixture
async def desk(database: Database, cipher: KeyRingCipher) -> AsyncIterator[Desk]:
    found = Desk(database, cipher)
    async with database.writing() as connection:
        found.address = (await sessions.begin(connection, "token", "en", found.clock())).address
    yield found


async def test_messages_are_numbered_from_one(desk: Desk) -> None:
    assert [await desk.deliver(), await desk.deliver()] == ["1", "2"]


async def test_an_edit_stays_where_it_is_and_raises_the_edition(desk: Desk) -> None:
    first = await desk.deliver()
    await desk.deliver()
    assert await desk.deliver(OTHER, edit=first) == first
    messages = await desk.messages()
    assert [(message.number, message.edition) for message in messages] == [(1, 3), (2, 2)]


@pytest.mark.parametrize("edit", ["77", "x", "", "²"])
async def test_an_edit_of_nothing_is_sent_as_a_new_message(desk: Desk, edit: str) -> None:
    assert await desk.deliver(edit=edit) == "1"


async def test_a_new_live_card_takes_the_buttons_of_the_former_one(desk: Desk) -> None:
    first = await desk.deliver(live=True)
    await desk.deliver(live=True, former=first)
    assert await desk.spent() == [True, False]


async def test_a_live_card_edited_in_place_keeps_its_buttons(desk: Desk) -> None:
    first = await desk.deliver(live=True)
    await desk.deliver(OTHER, edit=first, live=True, former=first)
    assert await desk.spent() == [False]


async def test_a_card_beside_the_live_one_leaves_it_alone(desk: Desk) -> None:
    first = await desk.deliver(live=True)
    await desk.deliver(OTHER, former=first)
    assert await desk.spent() == [False, False]


async def test_a_former_live_card_that_is_gone_disturbs_nothing(desk: Desk) -> None:
    assert await desk.deliver(live=True, former="99") == "1"


async def test_a_letter_of_commands_sets_the_menu_and_says_nothing(desk: Desk) -> None:
    letter = Letter(commands=(("assess", "开始自评"),), locale="zh_CN")
    assert (await desk.courier.deliver(desk.address, letter, None)).message is None
    async with desk.database.reading() as connection:
        session = await sessions.at(connection, desk.address, desk.clock())
    assert session is not None
    assert session.sealed_menu is not None
    assert MENU.validate_json(desk.cipher.open(session.sealed_menu)) == (("assess", "开始自评"),)
    assert (session.locale, session.menu_edition) == ("zh_CN", 1)


async def test_only_the_last_messages_are_kept(desk: Desk) -> None:
    for _ in range(KEPT + 3):
        await desk.deliver(OTHER)
    assert [message.number for message in await desk.messages()][::199] == [4, KEPT + 3]


async def test_nobody_is_written_to_after_the_session(desk: Desk) -> None:
    async with desk.database.writing() as connection:
        await sessions.end(connection, desk.address, desk.clock())
    with pytest.raises(Unreachable):
        await desk.deliver()


async def test_nobody_is_written_to_at_an_address_that_never_was(desk: Desk) -> None:
    desk.address = "nowhere"
    with pytest.raises(Unreachable):
        await desk.deliver()


async def test_a_session_silent_for_ninety_days_is_over(desk: Desk) -> None:
    desk.clock.go(days=90)
    with pytest.raises(Unreachable):
        await desk.deliver()


async def test_a_database_out_of_reach_means_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OperationalError("BEGIN", {}, OSError("away"))

    monkeypatch.setattr(desk.database, "writing", broken)
    with pytest.raises(TryLater) as later:
        await desk.deliver()
    assert later.value.everyone


async def test_the_pages_of_the_session_are_woken(desk: Desk) -> None:
    with desk.bells.listen(desk.address) as bell:
        await desk.deliver()
        assert bell.is_set()


async def test_what_is_shown_lies_sealed(desk: Desk) -> None:
    await desk.deliver()
    async with desk.database.reading() as connection:
        rows = (await connection.exec_driver_sql("SELECT * FROM web_message")).all()
    assert "您好" not in str(rows)
    assert "您好".encode() not in b"".join(value for value in rows[0] if isinstance(value, bytes))


async def test_a_message_of_another_versions_making_is_left_out(desk: Desk) -> None:
    await desk.deliver()
    await desk.deliver(OTHER)
    async with desk.database.writing() as connection:
        sealed = desk.cipher.seal(b'{"kind":"card","card":{"blocks":[{"kind":"hologram"}]},"locale":"en"}')
        await connection.execute(update(web_message).where(web_message.c.number == 1).values(sealed_payload=sealed))
    assert [message.number for message in await desk.messages()] == [2]


async def test_a_transcript_can_be_erased_and_ended_sessions_are_purged(desk: Desk) -> None:
    async with desk.database.writing() as connection:
        page = Transcript(connection, desk.cipher, desk.address)
        await page.add(ShownWords(text="secret"), desk.clock(), "u:1")
        await page.erase()
    assert await desk.messages() == []
    async with desk.database.writing() as connection:
        assert await sessions.count(connection, desk.clock()) == 1
        assert await sessions.purge(connection, desk.clock()) == 0
        await sessions.end(connection, desk.address, desk.clock())
        assert await sessions.purge(connection, desk.clock()) == 1
        assert await sessions.count(connection, desk.clock()) == 0
