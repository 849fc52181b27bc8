"""Who erases themselves leaves nothing on their pages either."""

from sqlalchemy import func, select

from bot.database.access import Database
from bot.keys.cipher import KeyRingCipher
from bot.web import sessions
from bot.web.records import web_message
from bot.web.transcript import ShownCard, Transcript
from dialogs.engine.cards import Card, Paragraph
from dialogs.engine.records import chat
from tests.dialogs.talking import Scene


async def _shown(scene: Scene) -> int:
    async with scene.database.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(web_message))).scalar_one())


async def _open_page(scene: Scene, token: str) -> str:
    async with scene.database.writing() as connection:
        session = await sessions.begin(connection, token, "zh_CN", scene.now)
        shown = ShownCard(card=Card(blocks=(Paragraph(text="私密"),)), locale="zh_CN")
        await Transcript(connection, scene.cipher, session.address).add(shown, scene.now)
    return session.address


async def test_erasing_oneself_erases_ones_pages_and_nobody_elses(database: Database, cipher: KeyRingCipher) -> None:
    scene = Scene(database, cipher)
    organisation = await scene.organisation("甲协会")
    lin = await scene.joins(organisation, channel="web")
    wang = await scene.joins(organisation, name="王", channel="web")
    for talk, token in ((lin, "a"), (wang, "b")):
        address = await _open_page(scene, token)
        fingerprint = scene.cipher.fingerprint(f"web:{talk.address}")
        async with scene.database.writing() as connection:
            await connection.execute(
                chat.update()
                .where(chat.c.fingerprint == fingerprint)
                .values(
                    fingerprint=scene.cipher.fingerprint(f"web:{address}"),
                    sealed_address=scene.cipher.seal(address.encode()),
                )
            )
        talk.address = address
    await lin.presses_data("a|erase-me|yes")
    assert "已删除" in lin.text
    assert await _shown(scene) == 1
