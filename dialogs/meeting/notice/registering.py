"""The notice's views, buttons and forms, each with those who may use it."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from dialogs.engine.cards import Card
from dialogs.engine.registry import Action, Registry, View
from dialogs.engine.turn import BUTTON_GONE, Turn
from dialogs.meeting.minutes.documents import Documents
from dialogs.meeting.notice import (
    answering,
    calling_off,
    forwarding,
    inviting,
    material_cards,
    material_forms,
    material_keeping,
    opening,
    sending,
    telling,
    words,
)
from dialogs.meeting.notice.closing import is_closed
from dialogs.meeting.notice.forgetting import own_invitations
from dialogs.meeting.notice.invited import invited_to
from dialogs.meeting.notice.navigating import (
    FORMER,
    INVITED,
    INVITEE,
    MATERIAL,
    MATERIALS,
    NAME,
    NOTICE,
    OPEN,
    REPLACE,
    WORK,
    Deed,
)
from dialogs.meeting.notice.showing import notice_card
from dialogs.meeting.notice.standing import read_standing
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named, facilitates
from dialogs.people.rights import roles_of
from standard.library import Library

Run = Callable[[Turn, tuple[str, ...]], Awaitable[None]]
Show = Callable[[Turn, tuple[str, ...]], Awaitable[Card | None]]
Does = Callable[[Turn, Reference, tuple[str, ...]], Awaitable[None]]


def register(registry: Registry, library: Library, documents: Documents) -> None:
    """Add all that belongs to the notice."""
    shows: dict[str, Show] = {
        NOTICE: partial(_show, library),
        INVITED: inviting.show_invited,
        INVITEE: inviting.show_invitee,
        MATERIALS: material_cards.show_materials,
        MATERIAL: material_cards.show_material,
    }
    for name, show in shows.items():
        registry.view(View(name=name, roles=roles_of("view", name), show=show))
    runs: dict[str, Run] = {
        WORK: partial(_work, _deeds(library, documents)),
        OPEN: opening.open_material,
        FORMER: opening.open_former,
    }
    for name, run in runs.items():
        registry.action(Action(name=name, roles=roles_of("action", name), run=run))
    answering.register(registry, library)
    registry.form(telling.FORM, telling.answered)
    registry.form(words.FORM, words.written)
    registry.form(calling_off.FORM, calling_off.called_off)
    registry.form(material_forms.ADDING, material_keeping.added)
    registry.form(material_forms.REPLACING, material_keeping.replaced)
    registry.form(material_forms.NAMING, material_keeping.named)
    registry.personal["invitations"] = own_invitations


async def _show(library: Library, turn: Turn, arguments: tuple[str, ...]) -> Card | None:
    """Show how it stands to facilitators, and what they were sent to those invited: ``consultation``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return None
    if facilitates(turn):
        return await notice_card(turn, await read_standing(turn, reference))
    place = await invited_to(turn, str(reference.id))
    return await answering.own_card(library, turn, reference, None if place is None else place.participant)


async def _work(deeds: Mapping[str, Does], turn: Turn, arguments: tuple[str, ...]) -> None:
    """Do what a facilitator asks for: ``consultation, deed, what it is done to``."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return
    deed = deeds.get((*arguments, "", "")[1])
    if deed is None:
        turn.say(BUTTON_GONE)
    elif not await is_closed(turn, reference):
        await deed(turn, reference, arguments[2:])


def _deeds(library: Library, documents: Documents) -> Mapping[str, Does]:
    return {
        Deed.PREVIEW: partial(sending.preview, library),
        Deed.SEND: partial(sending.send, library, documents),
        Deed.FORWARD: partial(forwarding.forward, library),
        Deed.TOLD: telling.told,
        Deed.ALL_TOLD: telling.all_told,
        Deed.ANSWER: telling.answer,
        Deed.WORDS: _alone(words.ask),
        Deed.CALL_OFF: _alone(calling_off.ask),
        Deed.HOLD: _alone(calling_off.hold_after_all),
        Deed.ADD: _alone(material_keeping.ask_to_add),
        Deed.NAME: partial(material_keeping.ask_about, NAME),
        Deed.REPLACE: partial(material_keeping.ask_about, REPLACE),
        Deed.DROP: material_keeping.drop,
        Deed.PUT_BACK: material_keeping.put_back,
    }


def _alone(deed: Callable[[Turn, Reference], Awaitable[None]]) -> Does:
    """Take a deed that nothing more is said to."""

    async def done(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
        del rest
        await deed(turn, reference)

    return done
