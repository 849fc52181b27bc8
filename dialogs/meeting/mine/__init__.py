"""``/meetings``: one's own consultations and action items, apart from those that one recorded."""

from dialogs.engine.registry import Command, Registry, View
from dialogs.engine.text import _
from dialogs.meeting.mine.cards import LIST, MEETINGS, meetings, show_home, show_list
from dialogs.meeting.mine.overdue import OVERDUE, show_overdue
from dialogs.people.rights import roles_of

__all__ = ["register"]


def register(registry: Registry) -> None:
    """Add the command and its views."""
    registry.command(
        Command(
            name=MEETINGS,
            roles=roles_of("command", MEETINGS),
            description=_("Consultations: what I am to do, where I take part, what I recorded"),
            run=meetings,
        )
    )
    registry.view(View(name=MEETINGS, roles=roles_of("view", MEETINGS), show=show_home))
    registry.view(View(name=LIST, roles=roles_of("view", LIST), show=show_list))
    registry.view(View(name=OVERDUE, roles=roles_of("view", OVERDUE), show=show_overdue))
