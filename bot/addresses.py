"""Addresses in the settings: what is listened on, what is asked, what is given to others."""

import re
from ipaddress import ip_address
from typing import Annotated, Any, Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from pydantic import BeforeValidator, InstanceOf
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

DRIVERS: Final = frozenset({"sqlite+aiosqlite", "postgresql+asyncpg"})
HIGHEST_PORT: Final = 65535


class Address(NamedTuple):
    """A host (an IPv6 one without brackets) and a TCP port; port 0 is any free one."""

    host: str
    port: int


def address(value: str) -> Address:
    """Read ``host:port`` (``[::1]:8000`` for IPv6); raises :class:`ValueError`."""
    found = re.fullmatch(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[^\s:\[\]/]+)):(?P<port>[0-9]{1,5})", value)
    if found is None or int(found["port"]) > HIGHEST_PORT:
        raise ValueError("not host:port")
    return Address(found["six"] or found["host"], int(found["port"]))


def _listen(value: object) -> object:
    return address(value) if isinstance(value, str) else value


def _database(value: object) -> Any:  # what is not text goes on to the type's own check
    if not isinstance(value, str):
        return value
    try:
        url = make_url(value)
    except ArgumentError as fault:
        raise ValueError("not a URL") from fault
    if url.drivername not in DRIVERS or not url.database:
        raise ValueError("not one of the drivers, or without a database")
    return url


Listen = Annotated[InstanceOf[Address], BeforeValidator(_listen)]
DatabaseURL = Annotated[InstanceOf[URL], BeforeValidator(_database)]
"""SQLAlchemy's URL: its text form hides the password."""


def root_url(value: str) -> str:
    """Give the Bot API's root without a last slash; raises :class:`ValueError` for what is none or leads further."""
    if re.search(r"/bot([0-9]+:[^/]*)?/*$", _split(value).path):
        raise ValueError("with /bot")
    return value.rstrip("/")


def safe_url(value: str) -> str:
    """Give an address without its last slash that is https unless the host is this machine: what passes is personal."""
    parts = _split(value)
    if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise ValueError("http leaves this machine")
    return value.rstrip("/")


def site_url(value: str) -> str:
    """Do the same for a whole host: the web chat's pages and their links begin at ``/``."""
    if _split(value).path.strip("/"):
        raise ValueError("with a path")
    return safe_url(value)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _split(value: str) -> SplitResult:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("not an http(s) address")
    if parts.port == 0 or re.search(r"\s", value):
        raise ValueError("not an address")
    return parts
