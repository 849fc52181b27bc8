"""What protects the pages: headers, cookies, and the proof that a request comes from one of our own pages."""

import hmac
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.web.sessions import LIFETIME, csrf_of, new_token

CSRF_HEADER: Final = "X-CSRF-Token"

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on whatever is answered (an ``on_response_prepare`` signal)."""
    del request
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")


class Cookies:
    """The two cookies: ``consultbot`` holds a session's token, ``consultbot-visit`` guards the form of a stranger.

    Over HTTPS both carry the ``__Host-`` prefix (RFC 6265bis, 4.1.3.2), so that no other host can set them.
    """

    def __init__(self, *, secure: bool) -> None:
        self._secure = secure
        prefix = "__Host-" if secure else ""
        self.session = f"{prefix}consultbot"
        self.visit = f"{prefix}consultbot-visit"

    def keep_session(self, response: web.StreamResponse, token: str) -> None:
        """Let the browser keep a session for 90 days from now."""
        self._set(response, self.session, token, int(LIFETIME.total_seconds()))

    def forget_session(self, response: web.StreamResponse) -> None:
        """Let the browser forget the session."""
        self._set(response, self.session, "", 0)

    def visitor(self, request: web.Request) -> tuple[str, bool]:
        """Give the stranger's token, and whether it is new and must be set."""
        token = request.cookies.get(self.visit)
        return (token, False) if token else (new_token(), True)

    def keep_visitor(self, response: web.StreamResponse, token: str) -> None:
        """Let the browser keep the stranger's token until it is closed."""
        self._set(response, self.visit, token, None)

    def tokens(self, request: web.Request) -> tuple[str, ...]:
        """Give the tokens of both cookies, as far as they came."""
        return tuple(filter(None, (request.cookies.get(self.session), request.cookies.get(self.visit))))

    def _set(self, response: web.StreamResponse, name: str, value: str, max_age: int | None) -> None:
        response.set_cookie(name, value, max_age=max_age, path="/", secure=self._secure, httponly=True, samesite="Lax")


def client_address(remote: str, forwarded: str, *, proxied: bool) -> str:
    """Give a client's network address: the last one in X-Forwarded-For where a proxy stands before this server.

    A peer on this machine's loopback that sends the header is one; any other is only where ``proxied`` says so.
    """
    given = forwarded.rpartition(",")[2].strip()
    return given if given and (proxied or _is_loopback(remote)) else remote


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def is_own_csrf(given: str, tokens: Iterable[str]) -> bool:
    """Tell whether a page's token belongs to one of the browser's cookies."""
    proof = given.encode("utf-8", "surrogatepass")
    return any(hmac.compare_digest(proof, csrf_of(token).encode()) for token in tokens)


def is_own_origin(request: web.Request, public_url: str) -> bool:
    """Tell whether a request comes from a page of this very site, as far as its headers say.

    A form under ``Referrer-Policy: no-referrer`` is sent with ``Origin: null`` (Fetch, 3.1); Sec-Fetch-Site tells
    there. Where a browser sends neither, the CSRF token alone decides.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None or origin == "null":
        return True
    try:
        return urlsplit(origin).netloc in {request.host, urlsplit(public_url).netloc}
    except ValueError:  # no address at all, such as "http://["
        return False
