"""What makes the files: handed in, for the libraries that do it are heavy and no dialog's business."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Protocol

from dialogs.meeting.minutes.calendar import Appointment
from dialogs.meeting.minutes.outline import Outline


class Documents(Protocol):
    """Makes documents of outlines; each call may take some tenths of a second and is made in a thread."""

    def pdf(self, outline: Outline) -> bytes:
        """Set a PDF on A4."""

    def first_page(self, outline: Outline) -> bytes:
        """Draw the PDF's first page as PNG."""

    def word(self, outline: Outline) -> bytes:
        """Write a Word document (DOCX)."""

    def markdown(self, outline: Outline) -> bytes:
        """Write Markdown in UTF-8."""

    def calendar(self, appointments: Sequence[Appointment], timezone: tzinfo, domain: str, made_at: datetime) -> bytes:
        """Write an iCalendar file."""
