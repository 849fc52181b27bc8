"""Striking what was entered by mistake: out of all counts with its reason, never deleted, and put back by a press."""

from dialogs.engine.registry import Action, Registry, View
from dialogs.people.rights import roles_of

__all__ = ["register"]


def register(registry: Registry) -> None:
    """Add the form that asks why, the actions that strike and put back, and the view of struck consultations."""
    from dialogs.meeting.striking import doing, putting_back
    from dialogs.meeting.striking.cards import show_struck
    from dialogs.meeting.striking.form import FORM
    from dialogs.meeting.striking.navigating import PUT_BACK, STRIKE, STRUCK

    registry.form(FORM, doing.struck)
    registry.action(Action(name=STRIKE, roles=roles_of("action", STRIKE), run=doing.ask_why))
    registry.action(Action(name=PUT_BACK, roles=roles_of("action", PUT_BACK), run=putting_back.put_back))
    registry.view(View(name=STRUCK, roles=roles_of("view", STRUCK), show=show_struck))
