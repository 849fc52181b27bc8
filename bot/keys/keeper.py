"""The keys of an installation: made on the first start, kept apart from the database, and never made twice.

Losing them means losing what they sealed. So a start whose key file is wrong or missing refuses, says so, and changes
nothing: the database holds a known text under the key (``key_check``), and no new file is made where that text is
found. A running process follows the file: a rotation (:mod:`bot.keys.rotation`) needs no restart.
"""

import hmac
from pathlib import Path
from typing import Final

import structlog

from bot.keys import key_file
from bot.keys.cipher import KeyRing, KeyRingCipher
from bot.keys.key_file import KeyExposed, KeyFault, KeyMissing, KeyUnreadable, KeyWrong, Signature
from dialogs.engine.cipher import SealBroken

__all__ = [
    "KeyExposed",
    "KeyFault",
    "KeyFileCipher",
    "KeyMissing",
    "KeyUnreadable",
    "KeyWrong",
    "fits",
    "load",
    "present",
    "sealed_check",
]

log = structlog.get_logger(__name__)

KNOWN_TEXT: Final = "consultbot"


class KeyFileCipher(KeyRingCipher):
    """The cipher of a key file, which takes up at once what a rotation adds to the file or removes from it.

    The file is looked at before each seal (one ``stat``), so that nothing is sealed with a key on its way out, and
    when something does not open. One that is gone or damaged meanwhile leaves the keys as they are.
    """

    def __init__(self, path: Path, ring: KeyRing, signature: Signature | None) -> None:
        super().__init__(ring)
        self._path = path
        self._signature = signature
        self._own_index = ring.index

    @classmethod
    def of(cls, path: Path) -> "KeyFileCipher":
        """Read the file; raises a :class:`KeyFault`."""
        signature = key_file.signature(path)  # before the content: a file replaced in between is read again
        return cls(path, key_file.read(path), signature)

    def seal(self, plain: bytes) -> bytes:
        """Encrypt with the newest key of the file."""
        self._follow()
        return super().seal(plain)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt with whichever key fits; raises :class:`~dialogs.engine.cipher.SealBroken`."""
        try:
            return super().open(sealed)
        except SealBroken:
            if not self._follow():
                raise
            return super().open(sealed)

    def _follow(self) -> bool:
        found = key_file.signature(self._path)
        if found is None or found == self._signature:
            return False
        self._signature = found
        try:
            ring = key_file.read(self._path)
        except KeyFault as fault:
            log.warning("key file not taken up", cause=type(fault).__name__)
            return False
        if ring.index != self._own_index:
            log.warning("key file not taken up", cause="another installation's")
            return False
        self.take(ring)
        log.info("key file taken up", seals=len(ring.seals))
        return True


def load(path: Path, key_check: bytes | None) -> KeyFileCipher:
    """Give the cipher of the key file, made anew where there is neither a file nor a database that needs one.

    ``key_check`` is the database's sealed known text, or none for a new database. Raises a :class:`KeyFault`.
    """
    cipher = present(path, key_check)
    if cipher is None:
        key_file.make(path)
        cipher = KeyFileCipher.of(path)
    return cipher


def present(path: Path, key_check: bytes | None) -> KeyFileCipher | None:
    """Do the same without making anything: none where the first start will make the file."""
    if not path.exists():
        if key_check is not None:
            raise KeyMissing(path)
        return None
    cipher = KeyFileCipher.of(path)
    if key_check is not None and not fits(cipher, key_check):
        raise KeyWrong(path)
    return cipher


def sealed_check(cipher: KeyRingCipher) -> bytes:
    """Seal the known text for the database: its fingerprint, so that both kinds of key are checked."""
    return cipher.seal(cipher.fingerprint(KNOWN_TEXT))


def fits(cipher: KeyRingCipher, key_check: bytes) -> bool:
    """Tell whether the database was sealed with these keys."""
    try:
        return hmac.compare_digest(cipher.open(key_check), cipher.fingerprint(KNOWN_TEXT))
    except SealBroken:
        return False
