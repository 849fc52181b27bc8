"""Encryption at rest: Fernet (AES-128-CBC, HMAC-SHA256) with several keys valid, and a keyed index.

Source: https://github.com/fernet/spec, RFC 2104 (HMAC).
"""

import base64
import hmac
import secrets
from typing import Annotated, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from dialogs.engine.cipher import SealBroken

INDEX_BYTES: Final = 32


def _key(value: SecretStr) -> SecretStr:
    if len(base64.urlsafe_b64decode(value.get_secret_value())) != INDEX_BYTES:
        raise ValueError(f"a key is {INDEX_BYTES} bytes in URL-safe base64")
    return value


Key = Annotated[SecretStr, AfterValidator(_key)]
"""32 bytes in URL-safe base64."""


class KeyRing(BaseModel):
    """The keys of one installation.

    ``seals`` are Fernet keys: the first seals, all of them open. ``index`` is the key of the fingerprints; it
    stays the same through every rotation, since a fingerprint can not be computed anew without its text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: Key
    seals: tuple[Key, ...] = Field(min_length=1)

    @classmethod
    def new(cls) -> "KeyRing":
        """Make new keys from the system's random source."""
        index = base64.urlsafe_b64encode(secrets.token_bytes(INDEX_BYTES)).decode()
        return cls(index=SecretStr(index), seals=(SecretStr(Fernet.generate_key().decode()),))

    def with_another(self) -> "KeyRing":
        """Put a new key in front, which seals from now on; those so far open still."""
        return KeyRing(index=self.index, seals=(SecretStr(Fernet.generate_key().decode()), *self.seals))

    def newest(self) -> "KeyRing":
        """Keep the key that seals, and no other."""
        return KeyRing(index=self.index, seals=self.seals[:1])


class FernetCipher:
    """The :class:`dialogs.engine.cipher.Cipher` that consultbot runs with."""

    def __init__(self, ring: KeyRing) -> None:
        self.take(ring)

    def take(self, ring: KeyRing) -> None:
        """Work with these keys from now on."""
        fernets = [Fernet(key.get_secret_value()) for key in ring.seals]
        self._newest, self._fernet = fernets[0], MultiFernet(fernets)
        self._index = base64.urlsafe_b64decode(ring.index.get_secret_value())

    def seal(self, plain: bytes) -> bytes:
        """Encrypt with the newest key."""
        return self._fernet.encrypt(plain)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt with whichever key fits; raises :class:`~dialogs.engine.cipher.SealBroken`."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as fault:
            raise SealBroken("no key of this installation opens this value") from fault

    def renewed(self, sealed: bytes) -> bytes | None:
        """Seal anew what an older key sealed; none where the newest did. Raises ``SealBroken`` where none of ours did.

        The text is the same, and so is the time at which it was first sealed.
        """
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return self._rotated(sealed)
        return None

    def _rotated(self, sealed: bytes) -> bytes:
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken as fault:
            raise SealBroken("no key of this installation opens this value") from fault

    def fingerprint(self, text: str) -> bytes:
        """Give the HMAC-SHA256 of the text's UTF-8; a forged lone surrogate has one too."""
        return hmac.digest(self._index, text.encode("utf-8", "surrogatepass"), "sha256")
