"""A picture keeps all that it shows and loses all that it tells."""

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from matplotlib.image import imread, imsave

from bot.uploads.inspection import inspected
from bot.uploads.metadata import Damaged, orientation, stripped

SECRET = b"GPS 22.5431 N 114.0579 E"
PICTURE = np.arange(48 * 64 * 3, dtype=np.uint32).reshape(48, 64, 3).astype(np.uint8)


def exif(turned: int, order: str = ">", *, secret: bytes = SECRET) -> bytes:
    """Write Exif data with an orientation and a maker's name."""
    sign = b"MM" if order == ">" else b"II"
    value = turned if order == "<" else turned << 16
    entries = struct.pack(f"{order}HHIIHHII", 0x010F, 2, len(secret), 38, 0x0112, 3, 1, value)
    return b"Exif\0\0" + struct.pack(f"{order}2sHIH", sign, 42, 8, 2) + entries + b"\0\0\0\0" + secret


def picture(kind: str, **how: object) -> bytes:
    made = BytesIO()
    imsave(made, PICTURE, format=kind, pil_kwargs=how)
    return made.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, 2 + len(content)) + content


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def shown(content: bytes, kind: str) -> list[int]:
    return list(imread(BytesIO(content), format=kind).ravel())


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_loses_its_metadata_and_not_a_dot(progressive: bool) -> None:
    plain = picture("jpg", progressive=progressive)
    told = segment(0xE1, exif(1)) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET) + segment(0xFE, SECRET)
    told += segment(0xED, SECRET) + segment(0xE2, b"MPF\0" + SECRET) + segment(0xE0, b"JFXX\0" + SECRET)
    content = plain[:2] + told + plain[2:] + SECRET

    clean = stripped(content, "image/jpeg")

    assert SECRET not in clean
    assert shown(clean, "jpg") == shown(plain, "jpg")
    assert stripped(clean, "image/jpeg") == clean


def test_a_jpeg_keeps_what_its_colours_need() -> None:
    kept = segment(0xE2, b"ICC_PROFILE\0\x01\x01colours") + segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01")
    plain = picture("jpg")
    assert kept in stripped(plain[:2] + kept + plain[2:], "image/jpeg")


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("turned", range(2, 9))
def test_a_turned_jpeg_stays_turned(turned: int, order: str) -> None:
    plain = picture("jpg")
    clean = stripped(plain[:2] + segment(0xE1, exif(turned, order)) + plain[2:], "image/jpeg")

    assert SECRET not in clean
    assert orientation(clean) == turned


@pytest.mark.parametrize(
    "data",
    [b"", b"XX", b"MM\0*", b"MM\0*\xff\xff\xff\xff", exif(9)[6:], exif(0)[6:], b"MM\0*\0\0\0\x08\0\0"],
    ids=["none", "no order", "short", "far", "nine", "zero", "no entries"],
)
def test_exif_data_that_say_nonsense_turn_nothing(data: bytes) -> None:
    plain = picture("jpg")
    clean = stripped(plain[:2] + segment(0xE1, b"Exif\0\0" + data) + plain[2:], "image/jpeg")
    assert clean == stripped(plain, "image/jpeg")


def test_fill_bytes_before_a_marker_are_no_harm() -> None:
    plain = picture("jpg")
    assert stripped(plain[:2] + b"\xff\xff" + plain[2:], "image/jpeg") == stripped(plain, "image/jpeg")


def test_a_png_loses_its_metadata_and_not_a_dot() -> None:
    plain = picture("png")
    told = chunk(b"tEXt", b"Author\0" + SECRET) + chunk(b"eXIf", exif(6)) + chunk(b"tIME", SECRET[:7])
    content = plain[:33] + told + chunk(b"gAMA", b"\0\0\xb1\x8f") + plain[33:] + SECRET

    clean = stripped(content, "image/png")

    assert SECRET not in clean
    assert b"tIME" not in clean
    assert b"gAMA" in clean
    assert shown(clean, "png") == shown(plain, "png")


@pytest.mark.parametrize("lossless", [False, True])
def test_a_webp_loses_its_metadata_and_not_a_dot(lossless: bool) -> None:
    content = picture("webp", lossless=lossless, exif=exif(1), xmp=SECRET, icc_profile=b"colours!")
    assert SECRET in content

    clean = stripped(content, "image/webp")

    assert SECRET not in clean
    assert b"ICCP" in clean
    assert struct.unpack_from("<I", clean, 4) == (len(clean) - 8,)
    assert clean[20] & 0b1100 == 0
    assert shown(clean, "webp") == shown(content, "webp")


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_a_picture_that_was_cut_short_is_refused(kind: str) -> None:
    content = picture(kind)
    media_type = f"image/{'jpeg' if kind == 'jpg' else kind}"
    for cut in range(14, len(content) - 2, 7):
        with pytest.raises(Damaged):
            stripped(content[:cut], media_type)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff\xe0\x00\x01", "image/jpeg"),
        (b"\xff\xd8\xffx", "image/jpeg"),
        (b"\xff\xd8MZ", "image/jpeg"),
        (b"RIFF\x10\0\0\0WEBPVP8 \xff\xff\0\0" + bytes(4), "image/webp"),
    ],
)
def test_what_only_begins_like_a_picture_is_refused(content: bytes, media_type: str) -> None:
    with pytest.raises(Damaged):
        stripped(content, media_type)
    assert inspected(content) is None


def test_other_files_stay_as_they_are() -> None:
    found = inspected(b"%PDF-1.7 by somebody")
    assert found is not None
    assert (found.media_type, found.content) == ("application/pdf", b"%PDF-1.7 by somebody")
    assert inspected(b"MZ\x90\0") is None
