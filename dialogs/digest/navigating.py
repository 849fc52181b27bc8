"""The buttons between the digest's cards: all short enough for a callback, none trusted when it comes back."""

from typing import Final

from dialogs.assessment.rounds import Round, find_round
from dialogs.engine.cards import Button
from dialogs.engine.presses import ActionPress, ViewPress, packed
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn

DIGEST: Final = "digest"
MISSING: Final = "digest-missing"
PART: Final = "digest-part"
COMMENTS: Final = "digest-comments"
ROUNDS: Final = "digest-rounds"

REMIND: Final = "remind"
EXPORT: Final = "digest-export"
EVIDENCE: Final = "digest-evidence"
CLOSE: Final = "close-round"
OPEN_NEXT: Final = "open-round"
BEGIN: Final = "begin-round"
"""A reminder's button, a member's own."""

ASK: Final = "ask"
YES: Final = "yes"

NO_SUCH_ROUND: Final = _("That round is not one of your organisation's. /digest shows the current one.")


def view_button(label: Text, view: str, round_: Round, *arguments: str) -> Button:
    """Open one of the digest's views of a round."""
    return Button(label=label, press=packed(ViewPress(view, (str(round_.id), *arguments))))


def action_button(label: Text, action: str, round_: Round, *arguments: str) -> Button:
    """Do something about a round."""
    return Button(label=label, press=packed(ActionPress(action, (str(round_.id), *arguments))))


def digest_button(round_: Round) -> Button:
    """Go back to the digest."""
    return view_button(_("‹ Digest"), DIGEST, round_)


async def round_named(turn: Turn, arguments: tuple[str, ...]) -> Round | None:
    """Find the round that a button names among the organisation's own; else say that there is none."""
    round_ = await find_round(turn, turn.member[1], arguments[0] if arguments else "")
    if round_ is None:
        turn.say(NO_SUCH_ROUND)
    return round_
