"""PTB's HTTP on aiohttp: httpx, which it brings, takes four times the time of a whole update.

The bot's token is part of every address, so no error that leaves this module carries one: the causes are cut off.
"""

import json
import re
import ssl
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from types import MappingProxyType
from typing import Final, cast

import aiohttp
from aiohttp import hdrs
from pydantic_core import to_json
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.plain_json import read_json

CONNECT_TIMEOUT: Final = 10.0
READ_TIMEOUT: Final = 20.0
POOL_TIMEOUT: Final = 30.0
UPLOAD_TIMEOUT: Final = 60.0
DOWNLOAD_TIMEOUT: Final = 300.0
"""Seconds; the last two for the whole of it: 20 MB may come slowly through a proxy."""

CONNECTIONS: Final = 256
KEEPALIVE: Final = 60.0

UNSAFE: Final = re.compile(r'[\x00-\x1f"\\]')
"""What would end a file's name within the header of its part."""

JSON: Final[Mapping[str, str]] = MappingProxyType({hdrs.CONTENT_TYPE: "application/json"})
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

Timeout = object
"""A number of seconds, ``None``, or PTB's mark for "the default"."""


class ProxyNotSupported(ValueError):
    """The proxy is not an HTTP proxy: aiohttp speaks to no other kind (a SOCKS proxy, say)."""

    def __init__(self) -> None:
        super().__init__("CONSULTBOT_PROXY must be an http:// or https:// proxy; SOCKS proxies are not supported")


def request_factory(proxy: str | None = None) -> Callable[[], BaseRequest]:
    """Give what makes the bot's requests, through an HTTP proxy if there is one.

    Raises :class:`ProxyNotSupported` for any other kind of proxy.
    """
    if proxy is not None and not proxy.lower().startswith(("http://", "https://")):
        raise ProxyNotSupported
    return lambda: AiohttpRequest(proxy)


class PlainData:
    """Parameters that are plain JSON already, in the place of PTB's ``RequestData``, which is final.

    They are written as they are: PTB writes each by itself, and then all of them once more (Bot API, "Making
    requests"). Those that are ``None`` are left out.
    """

    contains_files: Final = False

    def __init__(self, parameters: Mapping[str, object]) -> None:
        self._given = {name: value for name, value in parameters.items() if value is not None}

    @property
    def json_payload(self) -> bytes:
        """Give the body."""
        try:
            return to_json(self._given)
        except ValueError:  # a lone surrogate, which is no character and is left out
            return json.dumps(self._given, ensure_ascii=False).encode("utf-8", "ignore")


def plain_data(parameters: Mapping[str, object]) -> RequestData:
    """Give parameters that are plain JSON as PTB takes them."""
    return cast("RequestData", PlainData(parameters))


class AiohttpRequest(BaseRequest):
    """Sends the bot's calls with one aiohttp session, whose connections stay open."""

    def __init__(self, proxy: str | None = None) -> None:
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds without a byte after which a call is given up; a long poll's own time is added to it."""
        return READ_TIMEOUT

    async def initialize(self) -> None:
        """Open the session, unless it is open."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEPALIVE)
            self._session = aiohttp.ClientSession(
                connector=connector, headers={"User-Agent": self.USER_AGENT}, cookie_jar=aiohttp.DummyCookieJar()
            )

    async def shutdown(self) -> None:
        """Close the session."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 (PTB's own signature)
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one call; ``TimedOut`` and ``NetworkError`` say what went wrong without the address.

        The Bot API reads its parameters from JSON too ("Making requests"), which costs less than a form.
        """
        if self._session is None:
            raise NetworkError("the HTTP session is not open")
        uploads = request_data is not None and request_data.contains_files
        read = _seconds(read_timeout, READ_TIMEOUT)
        whole = UPLOAD_TIMEOUT if uploads else read + CONNECT_TIMEOUT
        timeout = _timeout(
            DOWNLOAD_TIMEOUT if method == hdrs.METH_GET else whole,
            _seconds(pool_timeout, POOL_TIMEOUT),
            _seconds(connect_timeout, CONNECT_TIMEOUT),
            _seconds(write_timeout, UPLOAD_TIMEOUT) if uploads else read,
        )
        data, headers = _body(request_data)
        return await self._answer(
            self._session.request(method, url, data=data, headers=headers, timeout=timeout, proxy=self._proxy)
        )

    @staticmethod
    async def _answer(call: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> tuple[int, bytes]:
        fault: TelegramError
        try:
            async with call as response:
                return _checked(response.status, await response.read())
        except TimeoutError:
            fault = TimedOut()
        except (aiohttp.ClientError, OSError, ssl.SSLError, ValueError) as error:
            fault = NetworkError(type(error).__name__)
        raise fault

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Read an answer; unlike PTB's own, it does not log what it cannot read."""
        try:
            answer = read_json(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or ("result" not in answer and answer.get("ok", True)):
            raise NetworkError("the answer is not the Bot API's")
        return answer


@lru_cache(maxsize=16)
def _timeout(whole: float, pool: float, connect: float, read: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=whole, connect=pool, sock_connect=connect, sock_read=read)


def _seconds(given: Timeout, default: float) -> float:
    return float(given) if isinstance(given, int | float) else default


def _body(request_data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, Mapping[str, str]]:
    if request_data is None:
        return None, NOTHING
    if not request_data.contains_files:
        return request_data.json_payload, JSON
    # Quoted, a Chinese name would arrive as %E6%B1%87...
    form = aiohttp.FormData(default_to_multipart=True, quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=UNSAFE.sub("_", filename), content_type=media_type)
    return form, NOTHING


def _checked(status: int, payload: bytes) -> tuple[int, bytes]:
    """Let only the Bot API's own refusals through.

    A proxy's or a gateway's 403 would else mean that the person has blocked the bot, its 401 that the token is wrong.
    """
    if 200 <= status <= 299:
        return status, payload
    try:
        answer = read_json(payload)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or answer.get("ok") is not False:
        raise NetworkError(f"HTTP {status}, and not from the Bot API")
    return status, payload
