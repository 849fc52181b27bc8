"""Consultations prepared, run, recorded and followed until their outcome is policy."""

from typing import TYPE_CHECKING

from dialogs.engine.registry import Registry
from standard.library import Library

if TYPE_CHECKING:
    from dialogs.meeting.minutes.documents import Documents

__all__ = ["register"]


def register(registry: Registry, library: Library, documents: "Documents") -> None:
    """Add what facilitators prepare and record consultations with, and what participants see of them."""
    from dialogs.meeting import following, importing, live, mine, minutes, record_link, striking
    from dialogs.meeting.cards import consultation, doing, parts
    from dialogs.meeting.entering import forms
    from dialogs.meeting.notice import registering as notice
    from dialogs.meeting.preparing import command
    from dialogs.meeting.templates import views as templates

    command.register(registry, library)
    mine.register(registry)
    consultation.register(registry, library)
    parts.register(registry)
    doing.register(registry, library)
    forms.register(registry, library)
    templates.register(registry, library)
    striking.register(registry)
    following.register(registry)
    minutes.register(registry, library, documents)  # before the room: its link leads to the minutes after the end
    live.register(registry)
    notice.register(registry, library, documents)
    importing.register(registry, library)
    registry.entrances.append(record_link.open_record)
