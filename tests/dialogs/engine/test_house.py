"""How an installation is reached."""

from zoneinfo import ZoneInfo

from dialogs.engine.house import Installation


def test_a_link_into_telegram_is_given_where_there_is_a_bot() -> None:
    shenzhen = ZoneInfo("Asia/Shanghai")
    assert Installation(timezone=shenzhen, bot_username="xieshang_bot").telegram_link("abc") == (
        "https://t.me/xieshang_bot?start=abc"
    )
    assert Installation(timezone=shenzhen).telegram_link("abc") is None
