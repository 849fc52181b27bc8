"""The names of the views, forms and actions that follow a consultation."""

from typing import Final

ACTIONS: Final = "actions"
"""The view of a consultation's actions: consultation, page."""
ACTION: Final = "action"
"""The view of one action; also the form in which one is written down or changed."""
MY_ACTIONS: Final = "my-actions"

DONE: Final = "action-done"
REOPEN: Final = "action-reopen"
OPEN: Final = "action-open"
ADD: Final = "action-add"
CHANGE: Final = "action-change"
PROOF: Final = "action-proof"
"""The form that takes the proof of what was done; the action of this name opens it."""
DROP: Final = "action-drop"
SHOW_PROOF: Final = "action-file"

MINE: Final = "mine"
"""From where a press came: one's own list, which is shown again."""
