"""The cards that the digest shares with the members' result: verdicts, findings, advice, each leading back here."""

from dialogs.assessment.advising import advice_card
from dialogs.assessment.findings import findings_card, read_findings
from dialogs.assessment.on_record import record_card
from dialogs.assessment.result import is_sealed
from dialogs.assessment.standing import read_standing
from dialogs.assessment.verdicts import verdicts_card
from dialogs.digest.navigating import digest_button, round_named
from dialogs.digest.overview import SEALED
from dialogs.engine.cards import Card
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from standard.library import Library


async def show_part(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show a part of a round: ``round, part``."""
    round_ = await round_named(turn, arguments)
    if round_ is None:
        return None
    if arguments[1:] == ("record",):
        return await record_card(library, turn, round_, digest_button(round_))
    if is_sealed(round_, turn):
        turn.say(SEALED)
        return None
    standing = await read_standing(library, turn, round_, None)
    match arguments[1:]:
        case ("verdicts",):
            card = verdicts_card(library, standing)
        case ("findings",):
            card = findings_card(library, standing, await read_findings(library, turn, standing))
        case ("advice",):
            card = advice_card(library, standing)
        case _:
            turn.say(_("There is no such figure. /digest leads to all that there are."))
            return None
    return card.model_copy(update={"buttons": (*card.buttons[:-1], (digest_button(round_),))})
