"""Documents made from what is on record: PDF, DOCX, Markdown, calendars."""
