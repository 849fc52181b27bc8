"""The buttons between the assessment's cards: all short enough for a callback, none trusted when it comes back."""

from collections.abc import Iterable
from typing import Final

from dialogs.assessment.rounds import Round
from dialogs.engine.cards import Button
from dialogs.engine.presses import ActionPress, CommandPress, ViewPress, packed
from dialogs.engine.text import Text, _

RESULT: Final = "assess-result"
VERDICTS: Final = "assess-verdicts"
FIGURES: Final = "assess-figures"
ADVICE: Final = "assess-advice"
FINDINGS: Final = "assess-findings"
WHY: Final = "assess-why"
RECORD: Final = "assess-record"
"""What is on record beside a round: round, capability."""
CLAUSE: Final = "standard"
"""The reading's view of one clause."""

OPEN: Final = "assess-open"
"""The action that opens the form; its arguments are the round's id and what to fill in (see ``opening``)."""

MATURITY: Final = "maturity"
PROGRESS: Final = "progress"
"""What else than a clause can be explained; the index is explained as clause ``6``."""

Row = tuple[Button, ...]


def view_button(label: Text, view: str, round_: Round, *arguments: str) -> Button:
    """Open one of the views of a round."""
    return Button(label=label, press=packed(ViewPress(view, (str(round_.id), *arguments))))


def why_button(round_: Round, subject: str, label: Text | None = None) -> Button:
    """Ask why a figure is what it is; a clause's own number is label enough."""
    return view_button(subject if label is None else label, WHY, round_, subject)


def clause_button(number: str) -> Button:
    """Open a clause of the standard."""
    return Button(label=_("Clause {number}", number=number), press=packed(ViewPress(CLAUSE, (number,))))


def open_button(label: Text, round_: Round, what: str) -> Button:
    """Open the form."""
    return Button(label=label, press=packed(ActionPress(OPEN, (str(round_.id), what))))


def start_button() -> Button:
    """Go back to where everything begins."""
    return Button(label=_("‹ Assessment"), press=packed(CommandPress("assess")))


def result_button(round_: Round) -> Button:
    """Go back to the result."""
    return view_button(_("‹ Result"), RESULT, round_)


def in_rows(buttons: Iterable[Button], across: int) -> tuple[Row, ...]:
    """Lay buttons out, so many a row."""
    laid = tuple(buttons)
    return tuple(laid[start : start + across] for start in range(0, len(laid), across))
