"""An encrypted stream: chunks that are each authenticated, in an order that can not be changed, with an end that shows.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance", 2015) as age's payload uses it (https://age-encryption.org/v1, "Payload"): ChaCha20-Poly1305 over
chunks of 64 KiB, the nonce an 11-byte big-endian counter and a byte that is 1 for the last chunk only. Its key is
derived by HKDF-SHA256 (RFC 5869) from the installation's key and a salt of the stream's own.
"""

import secrets
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC: Final = b"consultbot-backup-1\n"
SALT_BYTES: Final = 32
CHUNK: Final = 64 * 1024
TAG_BYTES: Final = 16


class NoStream(ValueError):
    """The file does not begin as an encrypted stream does."""


class ForeignStream(ValueError):
    """None of the keys opens the first chunk."""


class BrokenStream(ValueError):
    """A chunk is missing, changed or out of its place."""


class StreamWriter:
    """Encrypts what is written to it; without :meth:`close` the stream counts as cut short."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        salt = secrets.token_bytes(SALT_BYTES)
        self._file = file
        self._aead = _aead(key, salt)
        self._number = 0
        self._rest = bytearray()
        file.write(MAGIC + salt)

    def write(self, plain: bytes) -> None:
        """Take more of the text."""
        self._rest += plain
        begin = 0
        while len(self._rest) - begin > CHUNK:  # never the last one: that is for close
            self._seal(bytes(self._rest[begin : begin + CHUNK]), last=False)
            begin += CHUNK
        del self._rest[:begin]

    def close(self) -> None:
        """Write the last chunk; the file stays open."""
        self._seal(bytes(self._rest), last=True)
        self._rest.clear()

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._aead.encrypt(_nonce(self._number, last=last), plain, None))
        self._number += 1


def unsealed(file: BinaryIO, keys: Sequence[bytes]) -> Iterator[bytes]:
    """Give the text chunk by chunk, with the first of the keys that opens it.

    Raises :class:`NoStream`, :class:`ForeignStream`, and :class:`BrokenStream` as soon as something is wrong: what
    was given until then is genuine, but not the whole.
    """
    if file.read(len(MAGIC)) != MAGIC:
        raise NoStream
    salt = file.read(SALT_BYTES)
    sealed = file.read(CHUNK + TAG_BYTES)
    following = file.read(CHUNK + TAG_BYTES)
    aead, plain = _first([_aead(key, salt) for key in keys], sealed, last=not following)
    yield plain
    number = 0
    while following:
        number, sealed, following = number + 1, following, file.read(CHUNK + TAG_BYTES)
        try:
            yield aead.decrypt(_nonce(number, last=not following), sealed, None)
        except InvalidTag as fault:
            raise BrokenStream(f"chunk {number}") from fault


def _first(aeads: list[ChaCha20Poly1305], sealed: bytes, *, last: bool) -> tuple[ChaCha20Poly1305, bytes]:
    for aead in aeads:
        for end in (last, not last):
            try:
                plain = aead.decrypt(_nonce(0, last=end), sealed, None)
            except InvalidTag:
                continue
            if end != last:
                raise BrokenStream("chunk 0")
            return aead, plain
    raise ForeignStream


def _aead(key: bytes, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), length=32, salt=salt, info=MAGIC).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
