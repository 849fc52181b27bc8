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

OUTCOMES: Final = "outcomes"
"""The view of a consultation's outcomes: consultation, page."""
OUTCOME: Final = "outcome"
"""The view of one outcome with its ledger; also the form in which one is written down or changed."""

ADD_OUTCOME: Final = "outcome-add"
CHANGE_OUTCOME: Final = "outcome-change"
OPEN_OUTCOME: Final = "outcome-open"
STEP: Final = "outcome-step"
"""The form that takes a step of the ledger; the action of this name opens it: outcome, state."""
CORRECT: Final = "outcome-correct"
"""Opens it with what is written of a step: step."""
STRIKE: Final = "outcome-strike"
SHOW_STEP_PROOF: Final = "outcome-file"
PUBLISH: Final = "outcome-publish"
"""The form of the publication (公示); the action of this name opens it: outcome."""

ASK: Final = "ask"
YES: Final = "yes"
