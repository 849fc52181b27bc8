"""Encryption at rest: AES-256-GCM with several keys valid, and a keyed index.

Sources: NIST SP 800-38D (GCM), RFC 5869 (HKDF), RFC 2104 (HMAC), https://github.com/fernet/spec (earlier values).
"""

import base64
import hmac
import os
import secrets
from contextlib import suppress
from typing import Annotated, Final

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from dialogs.engine.cipher import SealBroken

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
SEALED_BY_GCM: Final = b"\x01"
"""The first byte of a sealed value; a Fernet token begins with ``g``."""

TEXT_FROM: Final = len(SEALED_BY_GCM) + NONCE_BYTES
DERIVED_FOR: Final = b"consultbot AES-256-GCM"
FOREIGN: Final = "no key of this installation opens this value"


def _key(value: SecretStr) -> SecretStr:
    if len(base64.urlsafe_b64decode(value.get_secret_value())) != KEY_BYTES:
        raise ValueError(f"a key is {KEY_BYTES} bytes in URL-safe base64")
    return value


Key = Annotated[SecretStr, AfterValidator(_key)]
"""32 bytes in URL-safe base64."""


def _new_key() -> SecretStr:
    return SecretStr(base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode())


class KeyRing(BaseModel):
    """The keys of one installation.

    The first of ``seals`` seals, all of them open. ``index`` is the key of the fingerprints; it
    stays the same through every rotation, since a fingerprint can not be computed anew without its text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: Key
    seals: tuple[Key, ...] = Field(min_length=1)

    @classmethod
    def new(cls) -> "KeyRing":
        """Make new keys from the system's random source."""
        return cls(index=_new_key(), seals=(_new_key(),))

    def with_another(self) -> "KeyRing":
        """Put a new key in front, which seals from now on; those so far open still."""
        return KeyRing(index=self.index, seals=(_new_key(), *self.seals))

    def newest(self) -> "KeyRing":
        """Keep the key that seals, and no other."""
        return KeyRing(index=self.index, seals=self.seals[:1])


class KeyRingCipher:
    """The :class:`dialogs.engine.cipher.Cipher` that consultbot runs with.

    A sealed value is :data:`SEALED_BY_GCM`, a random nonce of 12 bytes (SP 800-38D, 8.2.2: good for 2³² values a key),
    and the ciphertext with its tag. What begins otherwise was sealed by an earlier version, as a Fernet token.
    """

    def __init__(self, ring: KeyRing) -> None:
        self.take(ring)

    def take(self, ring: KeyRing) -> None:
        """Work with these keys from now on."""
        keys = [key.get_secret_value() for key in ring.seals]
        self._seals = [AESGCM(_derived(key)) for key in keys]
        self._earlier = MultiFernet([Fernet(key) for key in keys])
        self._index = base64.urlsafe_b64decode(ring.index.get_secret_value())

    def seal(self, plain: bytes) -> bytes:
        """Encrypt with the newest key."""
        nonce = os.urandom(NONCE_BYTES)
        return SEALED_BY_GCM + nonce + self._seals[0].encrypt(nonce, plain, SEALED_BY_GCM)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt with whichever key fits; raises :class:`~dialogs.engine.cipher.SealBroken`."""
        if sealed[:1] != SEALED_BY_GCM:
            return self._opened_earlier(sealed)
        for seal in self._seals:
            with suppress(InvalidTag):
                return _opened(seal, sealed)
        raise SealBroken(FOREIGN)

    def renewed(self, sealed: bytes) -> bytes | None:
        """Seal anew what an older key or an earlier version sealed; none where the newest key did.

        Raises ``SealBroken`` where none of ours did.
        """
        if sealed[:1] == SEALED_BY_GCM:
            with suppress(InvalidTag):
                _opened(self._seals[0], sealed)
                return None
        return self.seal(self.open(sealed))

    def _opened_earlier(self, sealed: bytes) -> bytes:
        try:
            return self._earlier.decrypt(sealed)
        except InvalidToken as fault:
            raise SealBroken(FOREIGN) from fault

    def fingerprint(self, text: str) -> bytes:
        """Give the HMAC-SHA256 of the text's UTF-8; a forged lone surrogate has one too."""
        return hmac.digest(self._index, text.encode("utf-8", "surrogatepass"), "sha256")


def _derived(key: str) -> bytes:
    """Give a key of its own for AES-256-GCM (RFC 5869): with the key itself, Fernet's halves sign and encrypt."""
    return HKDFExpand(SHA256(), KEY_BYTES, DERIVED_FOR).derive(base64.urlsafe_b64decode(key))


def _opened(seal: AESGCM, sealed: bytes) -> bytes:
    try:
        return seal.decrypt(sealed[1:TEXT_FROM], sealed[TEXT_FROM:], SEALED_BY_GCM)
    except ValueError as fault:  # too short for its nonce
        raise InvalidTag from fault
