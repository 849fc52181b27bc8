"""The views of a consultation's parts and items, each for those who may see it."""

from dialogs.engine.cards import Card
from dialogs.engine.errors import NotAllowed
from dialogs.engine.presses import row_number
from dialogs.engine.registry import Registry, View
from dialogs.engine.turn import Turn
from dialogs.meeting.cards.agenda import agenda_card
from dialogs.meeting.cards.attendance import roll_card
from dialogs.meeting.cards.history import history_card
from dialogs.meeting.cards.item import item_card
from dialogs.meeting.cards.navigating import HISTORY, ITEM, PART, PEOPLE, PERSON, ROLL, STAGES
from dialogs.meeting.cards.people import participant_card, people_card
from dialogs.meeting.cards.stages import stages_card
from dialogs.meeting.forgetting import forget_participant, own_participations
from dialogs.meeting.seeing import consultation_named, facilitates
from dialogs.people.rights import roles_of


async def show_part(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show a part: ``consultation, part, page or row``; participants see the agenda alone."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    _number, part, which = (*arguments, "", "")[:3]
    if part not in {STAGES, PEOPLE, PERSON, ROLL, HISTORY}:
        return await agenda_card(turn, reference, which or "1")
    if not facilitates(turn):
        raise NotAllowed(f"{PART} {part}")
    match part:
        case "stages":
            return await stages_card(turn, reference, which)
        case "people":
            return await people_card(turn, reference, which or "1")
        case "roll":
            return await roll_card(turn, reference, which or "1")
        case "person":
            return await participant_card(turn, reference, row_number(which))
        case _:
            return await history_card(turn, reference, which)


async def show_item(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show an agenda item: ``consultation, item, page of its opinions``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    _number, item, page = (*arguments, "", "")[:3]
    return await item_card(turn, reference, row_number(item), page or "1")


def register(registry: Registry) -> None:
    """Add the views, what a person can take along of them, and what goes with a person."""
    registry.view(View(name=PART, roles=roles_of("view", PART), show=show_part))
    registry.view(View(name=ITEM, roles=roles_of("view", ITEM), show=show_item))
    registry.erased.append(forget_participant)
    registry.personal["consultations"] = own_participations
