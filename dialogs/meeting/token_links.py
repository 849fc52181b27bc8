"""Links into a consultation that lead on for whoever holds their token: a room's, and a participant's own.

A token is found by its fingerprint, and kept sealed, so that the same link can be shown again. Finding uses nothing up.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, insert, select, update

from dialogs.engine.cipher import Cipher, open_text, seal_text
from dialogs.engine.house import Installation
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import Reference, within


@dataclass(frozen=True, kw_only=True)
class TokenLinks:
    """Links of one ``purpose``, each leading on for a ``lifetime`` unless it is revoked.

    A token is the ``prefix``, by which it is told from those of other links, and ``token_bytes`` random bytes in
    hexadecimal. ``realm`` keeps its fingerprint apart from those of other secrets.
    """

    purpose: str
    prefix: str
    realm: str
    token_bytes: int
    lifetime: timedelta

    async def token_of(self, work: Work, reference: Reference, participant: int | None = None) -> str:
        """Give the token of a consultation's link, or a participant's: the same one as long as it is open."""
        table = records.door
        query = select(table.c.sealed_token).where(
            *self.of(reference), table.c.participant_id == participant, *is_open(work.now)
        )
        sealed = await work.transaction.scalar(query.order_by(table.c.id.desc()).limit(1))
        return await self._make(work, reference, participant) if sealed is None else open_text(work.cipher, sealed)

    async def revoke(self, work: Work, reference: Reference) -> None:
        """Let none of a consultation's links lead anywhere any more."""
        table = records.door
        await work.transaction.execute(
            update(table).where(*self.of(reference), table.c.revoked_at.is_(None)).values(revoked_at=work.now)
        )

    def of(self, reference: Reference) -> tuple[ColumnElement[bool], ...]:
        """Give the condition for the links of a consultation."""
        return (*within(reference, records.door), records.door.c.purpose == self.purpose)

    def bearing(self, cipher: Cipher, token: str) -> tuple[ColumnElement[bool], ...]:
        """Give the condition for the link of a token."""
        table = records.door
        return table.c.token_fingerprint == self._fingerprint(cipher, token), table.c.purpose == self.purpose

    async def _make(self, work: Work, reference: Reference, participant: int | None) -> str:
        token = self.prefix + secrets.token_hex(self.token_bytes)
        await work.transaction.execute(
            insert(records.door).values(
                organisation_id=reference.organisation,
                consultation_id=reference.id,
                participant_id=participant,
                token_fingerprint=self._fingerprint(work.cipher, token),
                sealed_token=seal_text(work.cipher, token),
                purpose=self.purpose,
                expires_at=work.now + self.lifetime,
                created_at=work.now,
            )
        )
        return token

    def _fingerprint(self, cipher: Cipher, token: str) -> bytes:
        return cipher.fingerprint(f"{self.realm}:{token}")


def is_open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Give the condition for links that lead on at a time."""
    table = records.door
    return table.c.revoked_at.is_(None), table.c.removed_at.is_(None), table.c.expires_at > now


def web_link(installation: Installation, token: str) -> str | None:
    """Give the link that opens the page of a token; none where there is no web channel."""
    return f"{installation.public_url.rstrip('/')}/m/{token}" if installation.public_url else None
