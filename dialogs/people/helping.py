"""``/help`` lists what this person may do; ``/cancel`` leaves what is under way."""

from dialogs.engine import conversations
from dialogs.engine.cards import Bullets, Card, Heading, Note
from dialogs.engine.events import Left
from dialogs.engine.registry import Command, Registry
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people.rights import roles_of


async def _help(turn: Turn, argument: str) -> None:
    del argument
    commands = turn.house.registry.open_to(turn.who.roles)
    lines = tuple(
        _("/{command}: {description}", command=command.name, description=command.description) for command in commands
    )
    turn.show(
        Card(
            blocks=(
                Heading(text=_("Here is what you can do")),
                Bullets(lines=lines),
                Note(text=_("Questions can be answered by button or by typing. Whatever you have answered is kept.")),
            )
        )
    )


async def _cancel(turn: Turn, argument: str) -> None:
    del argument
    if turn.who.focus is None or not await conversations.go_on(turn, turn.who.focus, Left()):
        turn.say(_("Nothing is under way just now. /help shows what you can do."))


def register(registry: Registry) -> None:
    """Add ``/help`` and ``/cancel``."""
    helping, leaving = _("What you can do here"), _("Leave what is under way")
    registry.command(Command(name="help", roles=roles_of("command", "help"), description=helping, run=_help))
    registry.command(Command(name="cancel", roles=roles_of("command", "cancel"), description=leaving, run=_cancel))
