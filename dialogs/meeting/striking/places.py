"""Where something stands in a consultation's cards, to be shown again after it was struck or put back."""

from dialogs.engine.cards import Card
from dialogs.engine.text import Text
from dialogs.engine.turn import Turn
from dialogs.meeting.cards.agenda import agenda_card
from dialogs.meeting.cards.item import item_card
from dialogs.meeting.cards.people import people_card
from dialogs.meeting.following.action_cards import actions_card
from dialogs.meeting.following.conversion_cards import outcomes_card
from dialogs.meeting.references import Reference
from dialogs.meeting.striking.navigating import What


async def card_around(turn: Turn, reference: Reference, what: What, item: int | None, notice: Text) -> Card:
    """Show the card around it: its agenda ``item``, else the list that it is in."""
    match what:
        case What.ACTION:
            return await actions_card(turn, reference, notice=notice)
        case What.OUTCOME:
            return await outcomes_card(turn, reference, notice=notice)
        case What.PARTICIPANT:
            return await people_card(turn, reference, notice=notice)
        case _ if item is not None:
            return await item_card(turn, reference, item, notice=notice)
        case _:
            return await agenda_card(turn, reference, notice=notice)
