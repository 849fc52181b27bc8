"""What follows a consultation: actions, reminders."""

from collections.abc import Awaitable, Callable

from dialogs.engine.cards import Card
from dialogs.engine.registry import Action, DueKind, Registry, View
from dialogs.engine.turn import Turn
from dialogs.meeting.daily import REMINDING
from dialogs.meeting.following import acting, action_cards, action_form, erasing, proving
from dialogs.meeting.following.navigating import (
    ACTION,
    ACTIONS,
    ADD,
    CHANGE,
    DONE,
    DROP,
    MY_ACTIONS,
    OPEN,
    PROOF,
    REOPEN,
    SHOW_PROOF,
)
from dialogs.meeting.following.reminding import remind
from dialogs.people.rights import roles_of

__all__ = ["register"]

Show = Callable[[Turn, tuple[str, ...]], Awaitable[Card | None]]
Run = Callable[[Turn, tuple[str, ...]], Awaitable[None]]

SHOWS: dict[str, Show] = {
    ACTIONS: action_cards.show_actions,
    ACTION: action_cards.show_action,
    MY_ACTIONS: action_cards.show_mine,
}
RUNS: dict[str, Run] = {
    DONE: acting.finish,
    REOPEN: acting.reopen,
    OPEN: acting.open_action,
    SHOW_PROOF: acting.show_proof,
    ADD: action_form.ask_to_add,
    CHANGE: action_form.ask_to_change,
    PROOF: proving.ask_for_proof,
    DROP: proving.ask_to_drop,
}


def register(registry: Registry) -> None:
    """Add the views, forms and buttons of what follows, and the daily reminders."""
    for name, show in SHOWS.items():
        registry.view(View(name=name, roles=roles_of("view", name), show=show))
    for name, run in RUNS.items():
        registry.action(Action(name=name, roles=roles_of("action", name), run=run))
    registry.form(action_form.FORM, action_form.written_down)
    registry.form(proving.PROVING, proving.proven)
    registry.form(proving.DROPPING, proving.dropped)
    registry.due(DueKind(name=REMINDING, run=remind))
    registry.erased.append(erasing.forget_owner)
    registry.personal["actions"] = erasing.own_actions
