"""Settings: environment variables or a ``.env`` file, every fault named at once with how to mend it."""

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict
from sqlalchemy.engine import make_url

from bot.addresses import Address, DatabaseURL, Listen, root_url, safe_url, site_url
from bot.catalogues import languages
from bot.faults import Hint, SettingFault, SettingsFault
from bot.hints import HINTS, NO_BOT, NO_CHANNEL

PREFIX: Final = "CONSULTBOT_"
DOTENV: Final = ".env"


def _operators(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [part for part in re.split(r"[,，、\s]+", value) if part]


def _language(value: str) -> str:
    if value not in languages():
        raise ValueError("no catalogue")
    return value


def _secret(pattern: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if re.fullmatch(pattern, value.get_secret_value()) is None:
            raise ValueError("malformed")
        return value

    return AfterValidator(check)


Token = Annotated[SecretStr, _secret(r"[0-9]+:[A-Za-z0-9_-]+")]
Proxy = Annotated[SecretStr, _secret(r"https?://[^\s/]+/?")]
Secret = Annotated[SecretStr, _secret(r"[A-Za-z0-9_-]{1,256}")]
"""Bot API, setWebhook: secret_token; as good for the other secrets that a machine sends along."""
Operators = Annotated[frozenset[Annotated[int, Field(gt=0)]], BeforeValidator(_operators)]
Pace = Annotated[float, Field(ge=0, allow_inf_nan=False)]
"""Messages a second (a chat, overall, taken from a chat) or a minute (a group); 0 is off."""


class Settings(BaseSettings):
    """What an installation can be told; secrets show as asterisks wherever they are printed."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=DOTENV,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        enable_decoding=False,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    telegram_token: Token | None = None
    telegram_api: Annotated[str, AfterValidator(root_url)] = "https://api.telegram.org"
    proxy: Proxy | None = None
    database: DatabaseURL = make_url("sqlite+aiosqlite:///consultbot.db")
    key_file: Path = Path("consultbot.key")
    operators: Operators = frozenset()
    listen: Listen = Address("127.0.0.1", 8000)
    webhook_url: Annotated[str, AfterValidator(safe_url)] | None = None
    webhook_secret: Secret | None = None
    public_url: Annotated[str, AfterValidator(site_url)] | None = None
    timezone: ZoneInfo = ZoneInfo("Asia/Shanghai")
    pace_chat: Pace = 1
    pace_group: Pace = 20
    pace_all: Pace = 30
    pace_incoming: Pace = 3
    proxied: bool = False
    metrics_token: Secret | None = None
    language: Annotated[str, AfterValidator(_language)] = "zh_CN"


def load(*, channel: bool = False) -> Settings:
    """Read the settings; ``channel`` asks for a way to reach people too.

    Raises :class:`~bot.faults.SettingsFault` with every fault found, unknown ``CONSULTBOT_`` names included.
    """
    given = _given()
    faults = [_unknown(name) for name in given if name not in _known()]
    faults += _missing(given, channel=channel)
    try:
        settings = Settings()
    except ValidationError as fault:
        wrong = {str(error["loc"][0]) for error in fault.errors()}
        faults += [_malformed(field) for field in Settings.model_fields if field in wrong]
        raise SettingsFault(faults) from None  # the cause would quote a value, perhaps a secret
    if faults:
        raise SettingsFault(faults)
    return settings


def _missing(given: list[str], *, channel: bool) -> Iterator[SettingFault]:
    if _name("webhook_url") in given and _name("webhook_secret") not in given:
        yield _malformed("webhook_secret")
    if _name("telegram_token") in given:
        return
    if _name("webhook_url") in given:
        yield SettingFault(_name("telegram_token"), NO_BOT)
    elif channel and _name("public_url") not in given:
        yield SettingFault(_name("telegram_token"), NO_CHANNEL)


def _malformed(field: str) -> SettingFault:
    return SettingFault(_name(field), HINTS[field])


def _unknown(name: str) -> SettingFault:
    known = [field.upper() for field in Settings.model_fields]  # what all begin with makes them no more alike
    near = get_close_matches(name.removeprefix(PREFIX), known, n=1)
    if not near:
        return SettingFault(name, Hint("不是已知的设置", "is not a setting", None))
    meant = PREFIX + near[0]
    return SettingFault(
        name, Hint(f"不是已知的设置；是不是 {meant}？", f"is not a setting; did you mean {meant}?", None)
    )


def _name(field: str) -> str:
    return PREFIX + field.upper()


def _known() -> list[str]:
    return [_name(field) for field in Settings.model_fields]


def _given() -> list[str]:
    """Give every name of ours, in capitals, that the environment or the file sets to something."""
    try:
        written = DotEnvSettingsSource(Settings).env_vars
    except (OSError, UnicodeDecodeError) as fault:
        hint = Hint("无法读取，应为 UTF-8 文件", "can't be read as UTF-8", None)
        raise SettingsFault([SettingFault(DOTENV, hint)]) from fault
    values = {name.upper(): value for name, value in [*written.items(), *os.environ.items()]}
    return sorted(name for name, value in values.items() if name.startswith(PREFIX) and value)
