"""What kind of file somebody uploaded, told by its bytes and never by its name or what the browser claims.

Sources: the formats' signatures as listed in WHATWG "MIME Sniffing"; ECMA-376 part 2 for the Office packages.
"""

import unicodedata
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

ACCEPTED: Final = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx,.txt"
"""The ``accept`` list of the page's file button."""

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_PACKAGES: Final = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_ENCODINGS: Final = ("utf-8-sig", "gb18030")


def sniffed(content: bytes) -> str | None:
    """Give the media type of a file that is taken (jpeg, png, webp, pdf, docx, xlsx, pptx, txt), or none."""
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


def _is_text(content: bytes) -> bool:
    return bool(content) and any(_decodes(content, encoding) for encoding in _ENCODINGS)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r\f" for sign in set(text))
