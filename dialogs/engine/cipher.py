"""What the dialogs ask of encryption at rest; the keys and the algorithm are handed in.

Columns named ``sealed_...`` hold what :meth:`Cipher.seal` gave, columns named ``fingerprint`` what
:meth:`Cipher.fingerprint` gave.
"""

import json
from typing import Protocol, cast

from pydantic import JsonValue

from dialogs.engine.text import as_json


class SealBroken(Exception):
    """A sealed value does not open: it was damaged, or sealed with a key that is not ours."""


class Cipher(Protocol):
    """Seals what is personal, and finds it again without opening it."""

    def seal(self, plain: bytes) -> bytes:
        """Encrypt and authenticate; two seals of one text differ."""

    def open(self, sealed: bytes) -> bytes:
        """Give back what was sealed; raises :class:`SealBroken`."""

    def fingerprint(self, text: str) -> bytes:
        """Give the 32 bytes by which a text is found again: the same for ever, and no use without the key."""


def seal_text(cipher: Cipher, text: str) -> bytes:
    """Seal a person's words."""
    return cipher.seal(text.encode())


def open_text(cipher: Cipher, sealed: bytes) -> str:
    """Give back what :func:`seal_text` sealed; raises :class:`SealBroken`."""
    return cipher.open(sealed).decode()


def seal_json(cipher: Cipher, value: JsonValue) -> bytes:
    """Seal a JSON value."""
    return seal_text(cipher, as_json(value))


def open_json(cipher: Cipher, sealed: bytes) -> JsonValue:
    """Give back what :func:`seal_json` sealed; raises :class:`SealBroken`."""
    return cast("JsonValue", json.loads(cipher.open(sealed)))
