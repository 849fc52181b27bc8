"""``/import``: past consultations from a spreadsheet, looked at as a whole before anything is taken in."""

from functools import partial

from dialogs.engine.registry import Action, Command, DueKind, Registry, View
from dialogs.engine.text import _
from dialogs.meeting.importing import arriving, steps
from dialogs.meeting.importing.looking import IMPORT
from dialogs.people.rights import roles_of
from standard.library import Library

__all__ = ["register"]


def register(registry: Registry, library: Library) -> None:
    """Add the command, the form that takes the file, and what is done with it."""
    registry.command(
        Command(
            name="import",
            roles=roles_of("command", "import"),
            description=_("Take in past consultations from a spreadsheet"),
            run=steps.begin,
        )
    )
    registry.form(steps.FORM, partial(steps.sent, library))
    registry.view(View(name=IMPORT, roles=roles_of("view", IMPORT), show=partial(steps.show, library)))
    registry.action(Action(name=IMPORT, roles=roles_of("action", IMPORT), run=partial(steps.act, library)))
    registry.due(DueKind(name=arriving.ARRIVING, run=partial(arriving.arrived, library)))
