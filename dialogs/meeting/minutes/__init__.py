"""Minutes: written from the record, sent round, signed, published, and given out as documents."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from dialogs.engine.registry import Action, DueKind, Registry, View
from dialogs.engine.turn import BUTTON_GONE, Turn
from dialogs.meeting.live.changing import MINUTES_PAGES
from dialogs.meeting.minutes import (
    amending,
    answers,
    circulating,
    entering,
    forgetting,
    giving,
    guest_pages,
    guest_reading,
    noting,
    responding,
    showing,
    signing,
    taking_back,
    telling_by_hand,
)
from dialogs.meeting.minutes.documents import Documents
from dialogs.meeting.minutes.navigating import ANSWERER, ANSWERS, CONFIRM, GIVE, MINUTES, OBJECT, READ, WORK, Deed
from dialogs.meeting.references import Reference
from dialogs.meeting.seeing import consultation_named
from dialogs.people.rights import roles_of
from standard.library import Library

__all__ = ["register"]


Run = Callable[[Turn, tuple[str, ...]], Awaitable[None]]
Deeds = Mapping[str, Callable[[Turn, Reference, tuple[str, ...]], Awaitable[None]]]


def register(registry: Registry, library: Library, documents: Documents) -> None:
    """Add the minutes' view, their files, what facilitators do with them, and what participants answer."""
    registry.view(View(name=MINUTES, roles=roles_of("view", MINUTES), show=partial(showing.show_minutes, library)))
    registry.view(View(name=ANSWERS, roles=roles_of("view", ANSWERS), show=answers.show_answers))
    registry.view(View(name=ANSWERER, roles=roles_of("view", ANSWERER), show=answers.show_answerer))
    guest_reading.register(registry, library, documents)
    runs: dict[str, Run] = {
        GIVE: partial(giving.give, library, documents),
        WORK: partial(_work, _deeds(library, documents)),
        READ: responding.read_minutes,
        CONFIRM: responding.confirm,
        OBJECT: responding.object_to,
    }
    for name, run in runs.items():
        registry.action(Action(name=name, roles=roles_of("action", name), run=run))
    registry.form(amending.REMARKING, partial(amending.remarked, library))
    registry.form(amending.AMENDING, partial(amending.amended, library))
    registry.form(circulating.FORM, circulating.circulated)
    registry.form(responding.OBJECTING, responding.objected)
    registry.form(noting.FORM, noting.answered)
    registry.form(signing.FORM, partial(signing.signed, library, documents))
    registry.due(DueKind(name=circulating.REMINDER, run=circulating.remind_due))
    registry.due(DueKind(name=circulating.ENDING, run=circulating.end_due))
    registry.due(DueKind(name=MINUTES_PAGES, run=guest_pages.turn_due))
    registry.entrances.append(entering.enter)
    registry.erased.append(forgetting.forget_in_minutes)
    registry.personal["minutes"] = forgetting.own_answers


async def _work(deeds: Deeds, turn: Turn, arguments: tuple[str, ...]) -> None:
    """Do what a facilitator asks for: ``consultation, deed``, and ``yes`` where it was asked."""
    reference = await consultation_named(turn, arguments)
    if reference is None:
        return
    deed = deeds.get((*arguments, "", "")[1])
    if deed is None:
        turn.say(BUTTON_GONE)
    else:
        await deed(turn, reference, arguments[2:])


def _deeds(library: Library, documents: Documents) -> Deeds:
    return {
        Deed.REMARKS: _alone(amending.ask_remarks),
        Deed.CIRCULATE: _alone(circulating.ask_until),
        Deed.REMIND: _alone(circulating.remind_now),
        Deed.ANSWER: _alone(noting.ask_answer),
        Deed.TAKE_BACK: partial(taking_back.revise, library),
        Deed.FORWARD: telling_by_hand.forward,
        Deed.TOLD: telling_by_hand.told,
        Deed.ALL_TOLD: telling_by_hand.all_told,
        Deed.SIGNING: _alone(partial(signing.show_signing, library, documents)),
        **{deed: _alone(partial(signing.ask_name, office)) for office, deed in signing.DEEDS.items()},
        Deed.WITHDRAW: _alone(partial(signing.withdraw, library)),
        Deed.PUBLISH: partial(amending.publish, library, documents),
        Deed.AMEND: _alone(amending.ask_amendment),
    }


def _alone(
    deed: Callable[[Turn, Reference], Awaitable[None]],
) -> Callable[[Turn, Reference, tuple[str, ...]], Awaitable[None]]:
    """Take a deed that nothing more is said to."""

    async def done(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
        del rest
        await deed(turn, reference)

    return done
