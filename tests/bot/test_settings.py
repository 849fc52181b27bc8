import os
from pathlib import Path

import pytest

from bot.addresses import Address
from bot.faults import SettingsFault
from bot.hints import HINTS
from bot.settings import Settings, load

TOKEN = "123456789:AAE-planted_planted_planted_planted"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.upper().startswith("CONSULTBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def told(**values: str) -> SettingsFault:
    """Set these, and give the fault that loading them meets."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(f"CONSULTBOT_{name}", value)
        with pytest.raises(SettingsFault) as caught:
            load(channel=True)
    return caught.value


def names(fault: SettingsFault) -> list[str]:
    return [one.name.removeprefix("CONSULTBOT_") for one in fault.faults]


def test_with_nothing_set_the_defaults_are_those_of_the_design() -> None:
    settings = load()

    assert settings.telegram_api == "https://api.telegram.org"
    assert str(settings.database) == "sqlite+aiosqlite:///consultbot.db"
    assert settings.key_file == Path("consultbot.key")
    assert settings.listen == Address("127.0.0.1", 8000)
    assert str(settings.timezone) == "Asia/Shanghai"
    assert (settings.pace_chat, settings.pace_group, settings.pace_all) == (1, 20, 30)
    assert (settings.pace_incoming, settings.proxied) == (3, False)
    assert settings.language == "zh_CN"


def test_a_file_sets_them_and_the_environment_wins_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(
        "CONSULTBOT_OPERATORS=1，2, 3\nCONSULTBOT_LISTEN=[::1]:9000\nCONSULTBOT_LANGUAGE=zh_CN\nOTHER=1\n"
    )
    monkeypatch.setenv("CONSULTBOT_LANGUAGE", "en")
    settings = load()

    assert settings.operators == {1, 2, 3}
    assert settings.listen == Address("::1", 9000)
    assert settings.language == "en"


def test_a_setting_left_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULTBOT_PROXY", "")
    monkeypatch.setenv("CONSULTBOT_OPERATORS", "")

    assert load().proxy is None
    assert load().operators == frozenset()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "the token"),
        ("TELEGRAM_API", "api.telegram.org"),
        ("TELEGRAM_API", "https://api.telegram.org:99999"),
        ("TELEGRAM_API", "https://api.telegram.org/bot"),
        ("TELEGRAM_API", f"https://api.telegram.org/bot{TOKEN}/"),
        ("PROXY", "socks5://127.0.0.1:1080"),
        ("DATABASE", "consultbot.db"),
        ("DATABASE", "mysql+asyncmy://root@localhost/consultbot"),
        ("DATABASE", "sqlite+aiosqlite://"),
        ("OPERATORS", "@lilei"),
        ("OPERATORS", "-100123"),
        ("LISTEN", "8000"),
        ("LISTEN", "127.0.0.1:80000"),
        ("WEBHOOK_URL", "http://bot.example.org/telegram"),
        ("WEBHOOK_SECRET", "with a space"),
        ("WEBHOOK_SECRET", "s" * 257),
        ("PUBLIC_URL", "http://bot.example.org"),
        ("PUBLIC_URL", "https://bot.example.org/?a=1"),
        ("PUBLIC_URL", "https://bot.example.org/chat"),
        ("TIMEZONE", "Beijing"),
        ("PACE_CHAT", "-1"),
        ("PACE_GROUP", "twenty"),
        ("PACE_ALL", "inf"),
        ("PACE_INCOMING", "-3"),
        ("PROXIED", "perhaps"),
        ("LANGUAGE", "tlh"),
    ],
)
def test_a_malformed_setting_is_named_with_an_example_in_both_languages(name: str, value: str) -> None:
    given = {"TELEGRAM_TOKEN": TOKEN, "WEBHOOK_SECRET": "secret", name: value}
    fault = told(**given)

    assert names(fault) == [name]
    example = f"CONSULTBOT_{name}={HINTS[name.lower()].example}"
    assert f"例如：{example}" in fault.zh
    assert f"for example: {example}" in fault.en


def test_all_faults_are_named_at_once() -> None:
    fault = told(TIMEZONE="Beijing", WEBHOOK_URL="https://bot.example.org/telegram", PACE_CHATS="1")

    assert sorted(names(fault)) == ["PACE_CHATS", "TELEGRAM_TOKEN", "TIMEZONE", "WEBHOOK_SECRET"]
    assert fault.exit_code == 2


def test_a_misspelt_name_is_answered_with_the_nearest_one() -> None:
    fault = told(TELEGRAM_TOKEN=TOKEN, OPERATOR="1")

    assert "CONSULTBOT_OPERATOR is not a setting; did you mean CONSULTBOT_OPERATORS?" in fault.en
    assert "是不是 CONSULTBOT_OPERATORS？" in fault.zh


@pytest.mark.parametrize("name", ["XYZ", "FOO", "PORT"])
def test_a_name_like_no_other_is_named_too(name: str) -> None:
    assert told(TELEGRAM_TOKEN=TOKEN, **{name: "1"}).en.endswith(f"CONSULTBOT_{name} is not a setting")


def test_misspelt_names_in_the_file_are_found_as_well() -> None:
    Path(".env").write_text(f"CONSULTBOT_TELEGRAM_TOKEN={TOKEN}\nCONSULTBOT_TIMEZON=Asia/Shanghai\n")

    assert "did you mean CONSULTBOT_TIMEZONE?" in told().en


def test_a_file_that_is_not_utf_8_is_named() -> None:
    Path(".env").write_bytes("CONSULTBOT_PROXY=代理\n".encode("gb18030"))

    assert names(told()) == [".env"]


def test_a_run_needs_a_token_or_the_web_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(told()) == ["TELEGRAM_TOKEN"]

    monkeypatch.setenv("CONSULTBOT_PUBLIC_URL", "https://bot.example.org/")
    assert load(channel=True).public_url == "https://bot.example.org"


def test_a_webhook_without_a_bot_is_half_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULTBOT_PUBLIC_URL", "https://bot.example.org")
    fault = told(WEBHOOK_URL="https://bot.example.org/telegram", WEBHOOK_SECRET="planted")

    assert names(fault) == ["TELEGRAM_TOKEN"]
    assert "is not set, but CONSULTBOT_WEBHOOK_URL is" in fault.en


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_http_is_taken_on_this_machine(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("CONSULTBOT_PUBLIC_URL", f"http://{host}:8000")

    assert load(channel=True).public_url == f"http://{host}:8000"


def test_no_secret_is_shown_by_settings_or_by_their_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULTBOT_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("CONSULTBOT_WEBHOOK_SECRET", "planted-secret")
    monkeypatch.setenv("CONSULTBOT_PROXY", "http://user:planted-secret@127.0.0.1:7890")
    monkeypatch.setenv("CONSULTBOT_DATABASE", "postgresql+asyncpg://u:planted-secret@localhost/c")
    shown = repr(load()) + str(load())

    assert "planted" not in shown
    fault = told(TELEGRAM_TOKEN="planted token", WEBHOOK_SECRET="planted secret", DATABASE="planted")
    assert "planted" not in fault.zh + fault.en + repr(fault)


def test_every_setting_has_its_hint() -> None:
    assert list(HINTS) == list(Settings.model_fields)
