"""Browser sessions: begun by an invitation, known by a cookie, ended by the person or by 90 days of silence."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.web.records import web_message, web_session

LIFETIME: Final = timedelta(days=90)
TOUCH_AFTER: Final = timedelta(hours=1)
"""How old the last visit may be before it is written down anew: a press must not cost a write of its own."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """One browser's session, as its row stands."""

    address: str
    locale: str
    edition: int
    sealed_menu: bytes | None
    menu_edition: int
    seen_at: datetime


def new_token() -> str:
    """Make a cookie's token: 256 random bits in URL-safe base64."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """Give what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def csrf_of(token: str) -> str:
    """Derive the token that a page sends along with what it asks for, and that no other site can know."""
    return hashlib.sha256(f"csrf:{token}".encode("utf-8", "surrogatepass")).hexdigest()


async def begin(connection: AsyncConnection, token: str, locale: str, now: datetime) -> Session:
    """Begin a session for a token."""
    address = secrets.token_urlsafe(16)
    await connection.execute(
        insert(web_session).values(
            address=address,
            token_hash=token_hash(token),
            locale=locale,
            number=0,
            edition=0,
            menu_edition=0,
            created_at=now,
            seen_at=now,
        )
    )
    return Session(address=address, locale=locale, edition=0, sealed_menu=None, menu_edition=0, seen_at=now)


async def of_token(connection: AsyncConnection, token: str, now: datetime) -> Session | None:
    """Find the open session of a cookie's token."""
    query = select(web_session).where(web_session.c.token_hash == token_hash(token), *_open(now))
    return _session((await connection.execute(query)).one_or_none())


async def at(connection: AsyncConnection, address: str, now: datetime) -> Session | None:
    """Find the open session at an address."""
    query = select(web_session).where(web_session.c.address == address, *_open(now))
    return _session((await connection.execute(query)).one_or_none())


async def touch(connection: AsyncConnection, address: str, now: datetime) -> None:
    """Note a visit: the 90 days begin anew."""
    await connection.execute(update(web_session).where(web_session.c.address == address).values(seen_at=now))


async def set_locale(connection: AsyncConnection, address: str, locale: str) -> None:
    """Note the language in which the person is written to: the page speaks it, too."""
    changed = (web_session.c.address == address) & (web_session.c.locale != locale)
    await connection.execute(update(web_session).where(changed).values(locale=locale))


async def set_menu(connection: AsyncConnection, address: str, sealed_menu: bytes, edition: int) -> None:
    """Set the page's menu, as of an edition."""
    await connection.execute(
        update(web_session)
        .where(web_session.c.address == address)
        .values(sealed_menu=sealed_menu, menu_edition=edition)
    )


async def end(connection: AsyncConnection, address: str, now: datetime) -> None:
    """End a session and erase what its page showed."""
    await connection.execute(delete(web_message).where(web_message.c.address == address))
    await connection.execute(
        update(web_session)
        .where(web_session.c.address == address)
        .values(ended_at=now, sealed_menu=None, menu_edition=0)
    )


async def purge(connection: AsyncConnection, now: datetime) -> int:
    """Delete ended and expired sessions with all they showed; gives how many. For the retention's clock."""
    over = or_(web_session.c.ended_at.is_not(None), web_session.c.seen_at <= now - LIFETIME)
    gone = await connection.execute(delete(web_session).where(over))
    return gone.rowcount


async def editions(connection: AsyncConnection, addresses: Iterable[str], now: datetime) -> dict[str, int]:
    """Give the last edition of each of these addresses whose session is open."""
    query = select(web_session.c.address, web_session.c.edition).where(
        web_session.c.address.in_(list(addresses)), *_open(now)
    )
    return {row.address: row.edition for row in await connection.execute(query)}


async def count(connection: AsyncConnection, now: datetime) -> int:
    """Give the number of open sessions."""
    query = select(func.count()).select_from(web_session).where(*_open(now))
    return (await connection.execute(query)).scalar_one()


def _open(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return web_session.c.ended_at.is_(None), web_session.c.seen_at > now - LIFETIME


def _session(row: Row[Any] | None) -> Session | None:
    if row is None:
        return None
    return Session(
        address=row.address,
        locale=row.locale,
        edition=row.edition,
        sealed_menu=row.sealed_menu,
        menu_edition=row.menu_edition,
        seen_at=row.seen_at,
    )
