"""The names of a consultation's views, actions and forms, and the buttons that lead to them."""

from typing import Final

from dialogs.engine.cards import Button
from dialogs.engine.text import Text
from dialogs.meeting.navigating import action_button, view_button
from dialogs.meeting.references import Reference

PART: Final = "consultation-part"
"""The view of one part: consultation, part, page."""
ITEM: Final = "consultation-item"
"""The view of one agenda item: consultation, item, page."""
ENTER: Final = "consultation-enter"
"""The action that opens a form about a consultation: consultation, entry, part of it."""
DO: Final = "consultation-do"
"""The action that does something at once: consultation, deed, part of it."""
ENTRY: Final = "consultation-entry"
"""The form of what is entered in one go."""
CORRECTION: Final = "consultation-edit"
"""The form of what is looked over before it is saved."""

STAGES: Final = "stages"
PEOPLE: Final = "people"
PERSON: Final = "person"
ROLL: Final = "roll"
AGENDA: Final = "agenda"
HISTORY: Final = "history"

Row = tuple[Button, ...]


def part_button(label: Text, reference: Reference, part: str, *arguments: str) -> Button:
    """Open one part of a consultation."""
    return view_button(label, PART, reference.id, part, *arguments)


def item_button(label: Text, reference: Reference, item: int) -> Button:
    """Open an agenda item."""
    return view_button(label, ITEM, reference.id, str(item))


def enter_button(label: Text, reference: Reference, entry: str, *part: str) -> Button:
    """Open the form in which something is entered."""
    return action_button(label, ENTER, reference.id, entry, *part)


def do_button(label: Text, reference: Reference, deed: str, *part: str) -> Button:
    """Do something at once."""
    return action_button(label, DO, reference.id, deed, *part)
