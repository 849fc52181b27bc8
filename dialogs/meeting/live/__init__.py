"""A consultation held live: one meeting with two doors, a group in Telegram and a room on the web.

The room (:mod:`.rooms`) is the meeting; its boards (:mod:`.boards`) show how it stands, in a group for all and on a
page for one. Whoever takes part presses and types there (:mod:`.taking_part`, :mod:`.opinions`); facilitators lead it
by commands (:mod:`.commands`) and by the buttons (:mod:`.presiding`) of their panel (:mod:`.panel`), and their steps
can be taken back (:mod:`.steps`).
"""

from collections.abc import Awaitable, Callable

from dialogs.engine.registry import Action, Command, DueKind, Registry
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.live import (
    attending,
    board,
    boards,
    changing,
    clock,
    commands,
    entering,
    forms,
    groups,
    on_the_spot,
    opinions,
    presiding,
    starting,
    taking_part,
    telling,
    twins,
)
from dialogs.people.rights import roles_of

__all__ = ["register"]


def register(registry: Registry) -> None:
    """Add the live meeting: its commands in groups and in private chats, its buttons, forms and due work."""
    _add_commands(registry)
    registry.action(Action(name=board.PART, roles=roles_of("action", board.PART), run=taking_part.act, in_groups=True))
    registry.action(
        Action(name=board.PRESIDE, roles=roles_of("action", board.PRESIDE), run=presiding.act, in_groups=True)
    )
    registry.action(Action(name=starting.OPEN, roles=roles_of("action", starting.OPEN), run=starting.open_))
    registry.form(attending.FORM, attending.checked_in)
    registry.form(twins.FORM, twins.answered)
    registry.form(opinions.FORM, opinions.said)
    registry.form(on_the_spot.FORM, on_the_spot.begin)
    forms.register(registry)
    registry.due(DueKind(name=changing.BOARD, run=boards.refresh))
    registry.due(DueKind(name=boards.UP, run=boards.note_up))
    registry.due(DueKind(name=clock.CLOCK, run=clock.tick))
    registry.due(DueKind(name=changing.TELL, run=telling.tell))
    registry.entrances.append(entering.enter)
    registry.kept_chats += [groups.halls, groups.guests, groups.guests_elsewhere]
    registry.gathering = groups.GATHERING


def _add_commands(registry: Registry) -> None:
    """Add the commands; a group's menu lists them in this order."""
    for name, description in (("say", _("Say something in the meeting")), ("opinion", _("Give an opinion privately"))):
        registry.command(
            Command(
                name=name,
                roles=roles_of("command", name),
                description=description,
                run=opinions.opinion_command,
                listed=False,  # the board's buttons lead there; to a stranger it says nothing
            )
        )
    _add_group_command(registry, "say", _("Say something in the meeting"), groups.say)
    _add_group_command(registry, "meeting", _("Hold a consultation here"), starting.in_group)
    for name, (_deed, said) in commands.DEEDS.items():
        run = commands.command(name)
        registry.command(Command(name=name, roles=roles_of("command", name), description=said, run=run))
        _add_group_command(registry, name, said, run)


def _add_group_command(
    registry: Registry, name: str, description: Text, run: Callable[[Turn, str], Awaitable[None]]
) -> None:
    roles = roles_of("group command", name)
    registry.group_command(Command(name=name, roles=roles, description=description, run=run))
