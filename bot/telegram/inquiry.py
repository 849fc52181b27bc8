"""Asking the Bot API a question once, and naming what stands in the way of an answer."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp import hdrs
from pydantic import BaseModel, JsonValue, ValidationError

from bot.faults import SetUpFault
from bot.settings import Settings
from bot.telegram.bot import TokenRefused

PATIENCE: Final = aiohttp.ClientTimeout(total=20, sock_connect=10)
UNKNOWN: Final = frozenset({401, 404})
"""What the Bot API answers to a token that it does not know."""


class ProxyOutOfReach(SetUpFault):
    """The proxy of the settings does not take the connection."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            zh=f"CONSULTBOT_PROXY 的代理无法使用（{cause}）。请确认代理已启动、地址和端口正确；要求登录的，"
            "把用户名和密码写进地址（http://用户:密码@主机:端口）。",
            en=f"The proxy in CONSULTBOT_PROXY can't be used ({cause}). Check that it runs, that its address and port "
            "are right, and that a login that it asks for stands in the address (http://user:password@host:port).",
        )


class TelegramOutOfReach(SetUpFault):
    """Nothing answers at the Bot API's address."""

    def __init__(self, host: str, cause: str) -> None:
        super().__init__(
            zh=f"无法连接 {host}（{cause}）。请检查网络；连不到 Telegram 的地方请设置 CONSULTBOT_PROXY，"
            "或用 CONSULTBOT_TELEGRAM_API 指向可以连接的 Bot API 服务器。",
            en=f"{host} can't be reached ({cause}). Check the network; where Telegram is out of reach set "
            "CONSULTBOT_PROXY, or point CONSULTBOT_TELEGRAM_API to a Bot API server that can be reached.",
        )


class NotTheBotApi(SetUpFault):
    """Something else answers at the Bot API's address."""

    def __init__(self, host: str, status: int) -> None:
        super().__init__(
            zh=f"{host} 有应答（HTTP {status}），但不是 Telegram 的 Bot API。可能是网络登录页、代理拦截，"
            "或 CONSULTBOT_TELEGRAM_API 填错了。",
            en=f"{host} answers (HTTP {status}), but not as Telegram's Bot API: a network's login page, a proxy that "
            "blocks it, or a mistake in CONSULTBOT_TELEGRAM_API.",
        )


class Answer(BaseModel):
    """What the Bot API answers (Bot API, "Making requests")."""

    ok: bool
    result: JsonValue = None
    error_code: int = 0


@dataclass(frozen=True)
class Told:
    """An answer's result, and by how many seconds our clock is ahead of the server's; none where it has none."""

    result: JsonValue
    ahead: float | None


async def ask(settings: Settings, method: str) -> Told:
    """Call a method of the Bot API without parameters; raises a :class:`SetUpFault` that says what is in the way."""
    token = settings.telegram_token.get_secret_value() if settings.telegram_token is not None else ""
    proxy = settings.proxy.get_secret_value() if settings.proxy is not None else None
    host, url = urlsplit(settings.telegram_api).netloc, f"{settings.telegram_api}/bot{token}/{method}"
    fault: SetUpFault
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.post(url, proxy=proxy) as response,
        ):
            answer = _answer(await response.read(), host, response.status)
            return Told(answer.result, _ahead(response.headers.get(hdrs.DATE)))
    except (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError) as error:
        fault = ProxyOutOfReach(type(error).__name__)
    except TimeoutError:
        fault = TelegramOutOfReach(host, "timeout")
    except (aiohttp.ClientError, OSError, ValueError) as error:
        fault = TelegramOutOfReach(host, type(error).__name__)
    raise fault  # outside of the handlers: the cause would quote the address, which holds the token


def _answer(body: bytes, host: str, status: int) -> Answer:
    try:
        answer = Answer.model_validate_json(body)
    except ValidationError:
        raise NotTheBotApi(host, status) from None
    if not answer.ok and answer.error_code in UNKNOWN:
        raise TokenRefused
    if not answer.ok:
        raise NotTheBotApi(host, status)
    return answer


def _ahead(date: str | None) -> float | None:
    """Compare our clock with an HTTP date (RFC 9110, 5.6.7), which names whole seconds."""
    try:
        told = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    return (datetime.now(UTC) - told.astimezone(UTC)).total_seconds() - 0.5
