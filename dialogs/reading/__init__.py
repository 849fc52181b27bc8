"""Reading: the standard itself, browsed, searched and quoted word for word."""

from dialogs.reading.views import register

__all__ = ["register"]
