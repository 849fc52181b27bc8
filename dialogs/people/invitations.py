"""Invitations: made, found by their token, used, revoked. Only a token's fingerprint is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.engine.cipher import Cipher
from dialogs.engine.house import Installation
from dialogs.engine.work import Work
from dialogs.people import records
from dialogs.people.roles import Role

TOKEN_BYTES: Final = 20
"""160 bits; 40 hexadecimal digits, within a deep link's 64 (Bot API, Deep linking).

Digits alone: no invitation is taken for a passage or a room's door, which begin with a letter and a hyphen, and no
messenger leaves a hyphen at the end out of the link.
"""

LIFETIME: Final = timedelta(days=30)
USES: Final[dict[str, int]] = {"member": 500, "facilitator": 20, "admin": 3, "operator": 1}


class State(StrEnum):
    """Whether an invitation can be used, or why it cannot."""

    OPEN = "open"
    EXPIRED = "expired"
    USED_UP = "used up"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Invitation:
    """An invitation as its token finds it; ``organisation`` is none for an operator's."""

    id: int
    organisation: int | None
    organisation_name: str
    role: str
    state: State


@dataclass(frozen=True)
class OpenInvitation:
    """One that can still be used, as it is listed for those who may withdraw it."""

    id: int
    role: Role
    expires_at: datetime


async def create(work: Work, organisation: int | None, role: Role | str, by: int | None) -> str:
    """Make an invitation; gives its token, which is kept nowhere."""
    token = secrets.token_hex(TOKEN_BYTES)
    await work.transaction.execute(
        insert(records.invitation).values(
            organisation_id=organisation,
            role=str(role),
            token_fingerprint=work.cipher.fingerprint(f"invitation:{token}"),
            expires_at=work.now + LIFETIME,
            uses_left=USES[str(role)],
            created_by=by,
            created_at=work.now,
        )
    )
    return token


async def find(connection: AsyncConnection, cipher: Cipher, token: str, now: datetime) -> Invitation | None:
    """Find the invitation of a token; finding uses nothing up."""
    table = records.invitation
    row = (
        await connection.execute(
            select(table, records.organisation.c.name)
            .outerjoin(records.organisation, records.organisation.c.id == table.c.organisation_id)
            .where(table.c.token_fingerprint == cipher.fingerprint(f"invitation:{token}"))
        )
    ).one_or_none()
    if row is None:
        return None
    state = State.OPEN
    if row.revoked_at is not None:
        state = State.REVOKED
    elif row.expires_at <= now:
        state = State.EXPIRED
    elif row.uses_left <= 0:
        state = State.USED_UP
    return Invitation(row.id, row.organisation_id, row.name or "", row.role, state)


async def list_open(work: Work, organisation: int, most: int) -> list[OpenInvitation]:
    """List an organisation's invitations that can be used, the latest first."""
    table = records.invitation
    rows = await work.transaction.execute(
        select(table.c.id, table.c.role, table.c.expires_at)
        .where(table.c.organisation_id == organisation, *_usable(work.now))
        .order_by(table.c.id.desc())
        .limit(most)
    )
    return [OpenInvitation(row.id, Role(row.role), row.expires_at) for row in rows]


async def use(work: Work, number: int) -> bool:
    """Use an invitation once; ``False`` when it has been revoked, used up or has expired meanwhile."""
    table = records.invitation
    used = await work.transaction.execute(
        update(table).where(table.c.id == number, *_usable(work.now)).values(uses_left=table.c.uses_left - 1)
    )
    return used.rowcount == 1


async def revoke(work: Work, organisation: int, number: int) -> bool:
    """Revoke an organisation's invitation; ``False`` when it has none such that is still open."""
    table = records.invitation
    revoked = await work.transaction.execute(
        update(table)
        .where(table.c.id == number, table.c.organisation_id == organisation, table.c.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )
    return revoked.rowcount == 1


def _usable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    table = records.invitation
    return table.c.revoked_at.is_(None), table.c.uses_left > 0, table.c.expires_at > now


def links(installation: Installation, token: str) -> tuple[str, ...]:
    """The addresses that open an invitation: in Telegram, in the browser, as far as each channel is there."""
    telegram = installation.telegram_link(token)
    web = f"{installation.public_url.rstrip('/')}/j/{token}" if installation.public_url else None
    return tuple(link for link in (telegram, web) if link is not None)
