"""What follows a consultation: action items, the outcomes' way to policy, reminders of both."""

from collections.abc import Awaitable, Callable

from dialogs.engine.cards import Card
from dialogs.engine.registry import Action, DueKind, Registry, View
from dialogs.engine.turn import Turn
from dialogs.meeting.daily import REMINDING
from dialogs.meeting.following import (
    acting,
    action_cards,
    action_form,
    conversion_cards,
    erasing,
    outcome_form,
    proving,
    publishing,
    step_form,
    step_opening,
    stepping,
)
from dialogs.meeting.following.navigating import (
    ACTION,
    ACTIONS,
    ADD,
    ADD_OUTCOME,
    CHANGE,
    CHANGE_OUTCOME,
    CORRECT,
    DONE,
    DROP,
    MY_ACTIONS,
    OPEN,
    OPEN_OUTCOME,
    OUTCOME,
    OUTCOMES,
    PROOF,
    PUBLISH,
    REOPEN,
    SHOW_PROOF,
    SHOW_STEP_PROOF,
    STEP,
    STRIKE,
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
    OUTCOMES: conversion_cards.show_outcomes,
    OUTCOME: conversion_cards.show_outcome,
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
    ADD_OUTCOME: outcome_form.ask_to_add,
    CHANGE_OUTCOME: outcome_form.ask_to_change,
    STEP: step_opening.ask_for_step,
    CORRECT: step_opening.ask_to_correct,
    STRIKE: stepping.strike,
    SHOW_STEP_PROOF: stepping.show_proof,
    OPEN_OUTCOME: stepping.open_outcome,
    PUBLISH: publishing.ask_what_to_tell,
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
    registry.form(outcome_form.FORM, outcome_form.written_down)
    registry.form(step_form.FORM, stepping.step_given)
    registry.form(publishing.FORM, publishing.published)
    registry.due(DueKind(name=REMINDING, run=remind))
    registry.erased.append(erasing.forget_owner)
    registry.personal["actions"] = erasing.own_actions
