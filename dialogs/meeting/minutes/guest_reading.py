"""The minutes for whoever took part without belonging to the organisation: the same message, the same document."""

from functools import partial
from typing import Final

from dialogs.engine.cards import Block, Button, Card, Note
from dialogs.engine.presses import page_of
from dialogs.engine.registry import Action, Registry, View
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.meeting.minutes.documents import Documents
from dialogs.meeting.minutes.giving import document, kept, made
from dialogs.meeting.minutes.guest_cards import Standing, answer_buttons, read_standing, was_sent
from dialogs.meeting.minutes.navigating import COPY, PDF, Form
from dialogs.meeting.minutes.pages import pages_of
from dialogs.meeting.minutes.places import Place
from dialogs.meeting.minutes.responding import REVISED, entered
from dialogs.meeting.minutes.showing import NOT_YET, outlined
from dialogs.meeting.navigating import action_button, turning
from dialogs.meeting.terms import MinutesState
from dialogs.people import auditing
from dialogs.people.rights import roles_of
from standard.library import Library

SAFE: Final = _("They name people: please keep them safe, and do not pass them on.")


def register(registry: Registry, library: Library, documents: Documents) -> None:
    """Add the view and the action that gives the document."""
    registry.view(View(name=COPY, roles=roles_of("view", COPY), show=partial(show_copy, library)))
    run = partial(give_pdf, library, documents)
    registry.action(Action(name=PDF, roles=roles_of("action", PDF), run=run))


async def show_copy(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show a page of the minutes: ``consultation, page``."""
    found = await _readable(turn, arguments)
    if found is None:
        return None
    place, standing = found
    if not arguments[1:]:
        # Opened from the card that stays above; only turning the page changes what is below.
        turn.leave_card()
    pages = pages_of(await outlined(library, turn, place.reference))
    number = page_of((*arguments, "", "")[1], len(pages))
    count = _("Page {page} of {pages}", page=number, pages=len(pages))
    foot: tuple[Block, ...] = (Note(text=count),) if len(pages) > 1 else ()
    return Card(
        blocks=(*pages[number - 1], *foot),
        buttons=(
            *turning(COPY, place.reference.id, number, len(pages)),
            *_answering(standing, place),
            (action_button("PDF", PDF, place.reference.id),),
        ),
    )


def _answering(standing: Standing, place: Place) -> tuple[tuple[Button, ...], ...]:
    one = standing.people.get(place.participant or 0)
    return (answer_buttons(place.reference, one),) if standing.takes_answers and one is not None else ()


async def give_pdf(library: Library, documents: Documents, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Give the document: ``consultation``."""
    turn.leave_card()
    found = await _readable(turn, arguments)
    if found is None:
        return
    reference = found[0].reference
    content = await made(documents, await outlined(library, turn, reference), Form.PDF)
    number = await kept(turn, reference, Form.PDF, content)
    await auditing.note(turn, reference.organisation, "minutes given out", f"{reference.number} {Form.PDF.value}")
    turn.show(Card(blocks=(Note(text=SAFE),), document=document(reference, Form.PDF, number)))


async def _readable(turn: Turn, arguments: tuple[str, ...]) -> tuple[Place, Standing] | None:
    """Find the minutes that are meant, as far as they are shown to those who took part; else say why they are not."""
    place = await entered(turn, arguments)
    if place is None:
        return None
    standing = await read_standing(turn, place.reference)
    if standing.draft.state is not MinutesState.DRAFT:
        return place, standing
    turn.leave_card()
    turn.say(REVISED if was_sent(standing.draft) else NOT_YET)
    return None
