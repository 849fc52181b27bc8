"""Takes out of a picture what it tells beside what it shows: where and when and with what it was taken, by whom.

The picture itself is not written anew, so nothing is lost of it; its parts are copied one by one, those that are
needed to show it. Only how a JPEG is to be turned is carried over from its Exif data. What cannot be taken apart is no
picture that anybody could be shown, and is refused.

Sources: ITU-T T.81 annex B and Exif 2.32, 4.5 to 4.6 (JPEG); W3C PNG, 5; RFC 9649, 2 (WebP).
"""

import struct
from collections.abc import Iterator
from typing import Final

EOI, SOS, APP0, APP1, APP2, APP14, APP15, COM = 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
STANDALONE: Final = frozenset({0x00, 0x01, *range(0xD0, 0xD8)})
"""What follows 0xFF within the coded picture: a stuffed byte, TEM, the restart markers."""

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
PNG_SHOWN: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
WEBP_SHOWN: Final = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
WEBP_METADATA: Final = 0b1100
"""The flags of VP8X that promise Exif and XMP data."""

ORIENTATION: Final = 0x0112
UPRIGHT: Final = 1


class Damaged(ValueError):
    """The picture cannot be taken apart."""


def stripped(content: bytes, media_type: str) -> bytes:
    """Give a file without a picture's metadata; other kinds as they are. Raises :class:`Damaged`."""
    try:
        match media_type:
            case "image/jpeg":
                return b"".join(_jpeg(content))
            case "image/png":
                return b"".join(_png(content))
            case "image/webp":
                return _webp(content)
            case _:
                return content
    except (struct.error, IndexError) as fault:
        raise Damaged(media_type) from fault


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    turned = orientation(content)
    if turned != UPRIGHT:
        yield _orientation_segment(turned)
    for marker, part in _jpeg_parts(content):
        if _is_shown(marker, part):
            yield part
    yield bytes((0xFF, EOI))


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Give each segment up to the end of the picture, a scan along with its coded data."""
    at = 2
    while True:
        marker = content[at + 1]
        if content[at] != 0xFF:
            raise Damaged("no marker")
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        if marker == EOI:
            return
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise Damaged("a segment longer than the file")
        if marker == SOS:
            end = _end_of_scan(content, end)
        yield marker, content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    while (at := content.find(b"\xff", at)) >= 0:
        if content[at + 1] not in STANDALONE and content[at + 1] != 0xFF:
            return at
        at += 1 if content[at + 1] == 0xFF else 2
    raise Damaged("a scan without an end")


def _is_shown(marker: int, segment: bytes) -> bool:
    if marker == APP0:
        return segment[4:9] == b"JFIF\0"
    if marker == APP2:
        return segment[4:16] == b"ICC_PROFILE\0"
    # Without Adobe's segment colours come out wrong; the other applications' and comments show nothing.
    return marker == APP14 or not (APP0 <= marker <= APP15 or marker == COM)


def orientation(content: bytes) -> int:
    """Give how a JPEG is to be turned, 1 to 8 (Exif 2.32, table 6); 1 where it does not say."""
    for marker, segment in _jpeg_parts(content):
        if marker == APP1 and segment[4:10] == b"Exif\0\0":
            try:
                return _tagged(segment[10:])
            except (struct.error, Damaged):
                return UPRIGHT
        if marker == SOS:
            break
    return UPRIGHT


def _tagged(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        raise Damaged("no byte order")
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (entries,) = struct.unpack_from(f"{order}H", tiff, start)
    for entry in range(entries):
        tag, kind, count, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
        if (tag, kind, count) == (ORIENTATION, 3, 1) and 1 <= value <= 8:
            return int(value)
    return UPRIGHT


def _orientation_segment(turned: int) -> bytes:
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
    return struct.pack(">BBH", 0xFF, APP1, 2 + 6 + len(tiff)) + b"Exif\0\0" + tiff


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG_SIGNATURE
    at = len(PNG_SIGNATURE)
    name = b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise Damaged("a chunk longer than the file")
        if name in PNG_SHOWN:
            yield content[at:end]
        at = end


def _webp(content: bytes) -> bytes:
    kept = b"".join(_webp_parts(content))
    return struct.pack("<4sI4s", b"RIFF", 4 + len(kept), b"WEBP") + kept


def _webp_parts(content: bytes) -> Iterator[bytes]:
    (length,) = struct.unpack_from("<I", content, 4)
    at, end = 12, 8 + length
    if end > len(content):
        raise Damaged("a picture longer than the file")
    while at < end:
        name, size = struct.unpack_from("<4sI", content, at)
        after = at + 8 + size + size % 2
        if after > end:
            raise Damaged("a chunk longer than the picture")
        if name == b"VP8X":
            yield content[at : at + 8] + bytes((content[at + 8] & ~WEBP_METADATA,)) + content[at + 9 : after]
        elif name in WEBP_SHOWN:
            yield content[at:after]
        at = after
