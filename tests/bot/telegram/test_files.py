import pytest

from bot.telegram.bot import TelegramBot
from bot.telegram.files import Files
from dialogs.engine.letters import DeliveryFault, Refused, TryLater
from tests.telegram import BotApiServer, SentFile


async def test_a_file_arrives_byte_for_byte(server: BotApiServer, bot: TelegramBot) -> None:
    kept = server.keep(SentFile("", "记录.pdf", "application/pdf", bytes(range(256)) * 300))
    assert await Files(bot).fetch(kept.file_id) == kept.content


async def test_a_file_too_large_unknown_or_cut_short_is_not_fetched(server: BotApiServer, bot: TelegramBot) -> None:
    large = server.keep(SentFile("", "a", "b", b"x"), 20 * 1024 * 1024 + 1)
    short = server.keep(SentFile("", "a", "b", b"x"), 2)
    for remote in (large.file_id, short.file_id, "unknown"):
        with pytest.raises(TryLater if remote == short.file_id else Refused):
            await Files(bot).fetch(remote)


async def test_a_download_that_breaks_does_not_tell_the_token(server: BotApiServer, bot: TelegramBot) -> None:
    kept = server.keep(SentFile("", "a", "b", b"x"))
    for fault in (404, 502, "nothing"):
        server.fail_next("download", fault, 2)  # aiohttp repeats a GET whose connection was dropped
        with pytest.raises(DeliveryFault) as raised:
            await Files(bot).fetch(kept.file_id)
        assert server.token not in repr(raised.value)
        server.faults.scripts.clear()
    assert await Files(bot).fetch(kept.file_id) == b"x"
