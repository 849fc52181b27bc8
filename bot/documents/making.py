"""The documents that the dialogs are handed: each library is imported when its first document is made."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from dialogs.meeting.minutes.calendar import Appointment
from dialogs.meeting.minutes.outline import Outline


class HouseDocuments:
    """Makes documents (:class:`dialogs.meeting.minutes.documents.Documents`)."""

    def pdf(self, outline: Outline) -> bytes:
        """Set a PDF on A4."""
        from bot.documents.pdf import pdf

        return pdf(outline)

    def first_page(self, outline: Outline) -> bytes:
        """Draw the PDF's first page as PNG."""
        from bot.documents.pdf import pages

        return pages(outline)[0]

    def word(self, outline: Outline) -> bytes:
        """Write a Word document (DOCX)."""
        from bot.documents.word import docx

        return docx(outline)

    def markdown(self, outline: Outline) -> bytes:
        """Write Markdown in UTF-8."""
        from bot.documents.markdown import markdown

        return markdown(outline).encode()

    def calendar(self, appointments: Sequence[Appointment], timezone: tzinfo, domain: str, made_at: datetime) -> bytes:
        """Write an iCalendar file."""
        from bot.documents.calendar_file import calendar_file

        return calendar_file(appointments, timezone, domain, made_at)
