"""What this installation can do: its commands, forms, views and due work, each with the roles that may use it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue
from sqlalchemy import Select

from dialogs.engine.cards import Card
from dialogs.engine.events import Incoming
from dialogs.engine.forms import MODEL, Form
from dialogs.engine.text import Text

if TYPE_CHECKING:
    # What is registered is run with a turn, which has the house, which has this registry: a circle in what they are.
    # At run time it is none, for only the annotations here name the turn.
    from dialogs.engine.turn import Turn
    from dialogs.engine.work import Work


class AlreadyRegistered(ValueError):
    """Two dialogs claim one name: a fault of the programme, found at start."""


Done = Callable[["Turn", JsonValue, MODEL], Awaitable[None]]
"""What happens when a form is done: gets the turn, the form's arguments and its answers, and replies by the turn."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """``/name argument``. ``description`` stands in the command menu and in ``/help``, 1-256 characters.

    ``listed`` is false for what nobody would look for there (``/start``).
    """

    name: str
    roles: frozenset[str]
    description: Text
    run: "Callable[[Turn, str], Awaitable[None]]"
    listed: bool = True


@dataclass(frozen=True, kw_only=True)
class View:
    """A card that is opened by its button: stateless, so it may be opened again at any time."""

    name: str
    roles: frozenset[str]
    show: "Callable[[Turn, tuple[str, ...]], Awaitable[Card | None]]"


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button that does something beside a form: safe to press twice, its rights checked at every press.

    ``in_groups``: it may be pressed in a group, too.
    """

    name: str
    roles: frozenset[str]
    run: "Callable[[Turn, tuple[str, ...]], Awaitable[None]]"
    in_groups: bool = False


@dataclass(frozen=True, kw_only=True)
class DueKind:
    """Work that falls due: reminders, deadlines, files to fetch. Run as a transaction of its own."""

    name: str
    run: "Callable[[Work, str, JsonValue], Awaitable[None]]"


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """What is held in groups, for the engine that knows nothing of it.

    ``host`` gives the organisation that holds something where an update comes from: there a person is who they are in
    that organisation. ``concerns`` says whether words are meant for what is held there (a reply to it), ``heard``
    takes them. ``removed`` is told that the bot was put out of a chat, ``moved`` that a chat goes on as another row.
    """

    host: "Callable[[Work, Incoming], Awaitable[int | None]]"
    concerns: "Callable[[Work, Incoming], Awaitable[bool]]"
    heard: "Callable[[Turn, str], Awaitable[None]]"
    removed: "Callable[[Work, int], Awaitable[None]]"
    moved: "Callable[[Work, int, int], Awaitable[None]]"


@dataclass
class Registry:
    """Everything by name; filled once at start by each dialog's ``register``.

    ``founded`` is what each dialog gives a new organisation (its first round, say), by the organisation's number;
    ``erased`` is what else goes when a person is erased, by the person's number, while their chats are still theirs;
    ``entrances`` take the token of a link (``/start token``) that is theirs, and say whether it was;
    ``kept_chats`` select chats, at a time, that stay although their person has not joined;
    ``turned_away`` gives what somebody is shown, in private, whose role does not cover what they asked for; none
    where the refusal's own sentence says it;
    ``personal`` gives what each dialog keeps about a person, by the person's number, for ``/mydata``.
    """

    commands: dict[str, Command] = field(default_factory=dict)
    group_commands: dict[str, Command] = field(default_factory=dict)
    gathering: Gathering | None = None
    forms: dict[str, Form[Any]] = field(default_factory=dict)  # each form has a model of its own
    done: "dict[str, Done[Any]]" = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    due_kinds: dict[str, DueKind] = field(default_factory=dict)
    founded: "list[Callable[[Work, int], Awaitable[None]]]" = field(default_factory=list)
    erased: "list[Callable[[Work, int], Awaitable[None]]]" = field(default_factory=list)
    kept_chats: "list[Callable[[datetime], Select[tuple[int]]]]" = field(default_factory=list)
    entrances: "list[Callable[[Turn, str], Awaitable[bool]]]" = field(default_factory=list)
    personal: "dict[str, Callable[[Work, int], Awaitable[JsonValue]]]" = field(default_factory=dict)
    turned_away: "Callable[[Turn], Awaitable[Card | None]] | None" = None
    _open_to: dict[tuple[frozenset[str], int], tuple[Command, ...]] = field(default_factory=dict)

    def command(self, command: Command) -> None:
        """Add a command."""
        _add(self.commands, command.name, command)

    def form(self, form: Form[MODEL], done: "Done[MODEL]") -> None:
        """Add a form, and what happens when it has been submitted."""
        _add(self.forms, form.name, form)
        self.done[form.name] = done

    def view(self, view: View) -> None:
        """Add a view."""
        _add(self.views, view.name, view)

    def action(self, action: Action) -> None:
        """Add an action."""
        _add(self.actions, action.name, action)

    def due(self, kind: DueKind) -> None:
        """Add a kind of due work."""
        _add(self.due_kinds, kind.name, kind)

    def group_command(self, command: Command) -> None:
        """Add what a command does in a group; the same name may do something else in a private chat."""
        _add(self.group_commands, command.name, command)

    def open_to(self, roles: frozenset[str]) -> tuple[Command, ...]:
        """The listed commands that somebody with these roles may use, in the order they were registered."""
        known = self._open_to.get((roles, len(self.commands)))
        if known is None:
            known = tuple(command for command in self.commands.values() if command.listed and command.roles & roles)
            self._open_to[roles, len(self.commands)] = known
        return known


def _add(shelf: dict[str, Any], name: str, entry: object) -> None:
    if name in shelf:
        raise AlreadyRegistered(f"{type(entry).__name__} {name!r} is registered twice")
    shelf[name] = entry
