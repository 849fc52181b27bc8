"""QR codes of links."""

from io import BytesIO

import segno

QUIET_ZONE = 4
"""Modules of white on every side (ISO/IEC 18004, 6.3.8)."""

WIDTH = 720
"""About how wide a code is, in pixels: large enough to be shown across a room on a phone."""


def qr_png(link: str, scale: int | None = None) -> bytes:
    """Draw a link as a QR code with error correction M (15 %) or better; ``scale`` is pixels a module.

    Raises ``segno.DataOverflowError`` for a link of more than 2,331 bytes.
    """
    code = segno.make_qr(link, error="m")
    modules, _ = code.symbol_size(border=QUIET_ZONE)
    target = BytesIO()
    code.save(target, kind="png", scale=scale or max(1, round(WIDTH / modules)), border=QUIET_ZONE)
    return target.getvalue()


def qr_svg(link: str) -> str:
    """Draw a link as a QR code of the same correction, in lines: for documents.

    Raises ``segno.DataOverflowError`` for a link of more than 2,331 bytes.
    """
    return segno.make_qr(link, error="m").svg_inline(border=QUIET_ZONE)
