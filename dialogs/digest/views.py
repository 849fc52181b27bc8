"""``/digest``: the current round, or the one that a button names."""

from dialogs.assessment.rounds import current_round
from dialogs.digest.navigating import round_named
from dialogs.digest.overview import digest_card
from dialogs.engine.cards import Card
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from standard.library import Library

NO_ROUND = _("There is no round yet.")


async def digest(library: Library, turn: Turn, argument: str) -> None:
    """Answer ``/digest``."""
    del argument
    round_ = await current_round(turn, turn.member[1])
    if round_ is None:
        turn.say(NO_ROUND)
        return
    turn.show(await digest_card(library, turn, round_))


async def show_digest(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show the digest of a round: ``round``."""
    round_ = await round_named(turn, arguments)
    return None if round_ is None else await digest_card(library, turn, round_)
