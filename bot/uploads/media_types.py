"""What kind of file somebody uploaded, told by its bytes and never by its name or what the browser claims.

Sources: the formats' signatures as listed in WHATWG "MIME Sniffing"; ECMA-376 part 2 for the Office packages, [MS-CFB]
for the documents of the Office before them.
"""

import unicodedata
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

ACCEPTED: Final = ".jpg,.jpeg,.png,.webp,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt"
"""The ``accept`` list of the page's file button."""

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_PACKAGES: Final = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: Final = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
"""A stream of each of the former Office's kinds: its name stands in the compound file's directory ([MS-CFB], 2.6.1)."""
_MACROS: Final = ("_VBA_PROJECT", "Macros", "VBA")
_ENCODINGS: Final = ("utf-8-sig", "gb18030")


def sniffed(content: bytes) -> str | None:
    """Give the media type of a file that is taken (pictures, pdf, Office documents, txt), or none."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _package(content)
    if content.startswith(_COMPOUND):
        return _compound(content)
    return "text/plain" if _is_text(content) else None


def _package(content: bytes) -> str | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        return None  # macros run on the reader's machine
    return next((media_type for name, media_type in _PACKAGES.items() if name in names), None)


def _compound(content: bytes) -> str | None:
    if any(_is_stream(content, name) for name in _MACROS):
        return None
    return next((media_type for name, media_type in _STREAMS.items() if _is_stream(content, name)), None)


def _is_stream(content: bytes, name: str) -> bool:
    """Tell whether an entry of the directory bears a name: in UTF-16, at the beginning of the entry's 128 bytes."""
    written = f"{name}\0".encode("utf-16-le")
    at = content.find(written)
    while at >= 0:
        if at % 128 == 0:
            return True
        at = content.find(written, at + 1)
    return False


def _is_text(content: bytes) -> bool:
    return bool(content) and any(_decodes(content, encoding) for encoding in _ENCODINGS)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r\f" for sign in set(text))
