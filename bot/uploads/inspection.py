"""What is done to every file before it is kept, whichever way it came: its kind told, its metadata taken out."""

from dataclasses import dataclass

from bot.uploads.media_types import sniffed
from bot.uploads.metadata import Damaged, stripped


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: its media type as its bytes have it, and the bytes to keep."""

    media_type: str
    content: bytes


def inspected(content: bytes) -> Inspected | None:
    """Inspect a file; none where it is of no kind that is taken, or damaged. Large ones take a while: use a thread."""
    media_type = sniffed(content)
    if media_type is None:
        return None
    try:
        return Inspected(media_type, stripped(content, media_type))
    except Damaged:
        return None
