"""The digest: what an administrator sees of a round, and does about it."""

from collections.abc import Awaitable, Callable
from functools import partial

from dialogs.digest import comments, exporting, parts, reminding, rounds, views
from dialogs.digest.navigating import (
    BEGIN,
    CLOSE,
    COMMENTS,
    DIGEST,
    EVIDENCE,
    EXPORT,
    MISSING,
    OPEN_NEXT,
    PART,
    REMIND,
    ROUNDS,
)
from dialogs.engine.cards import Card
from dialogs.engine.registry import Action, Command, Registry, View
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people.rights import roles_of
from standard.library import Library

__all__ = ["register"]

Show = Callable[[Turn, tuple[str, ...]], Awaitable[Card | None]]
Run = Callable[[Turn, tuple[str, ...]], Awaitable[None]]


def register(registry: Registry, library: Library) -> None:
    """Add ``/digest`` and ``/export``, their views and what its buttons do, and the button of a reminder."""
    registry.command(
        Command(
            name="digest",
            roles=roles_of("command", "digest"),
            description=_("Who has answered, where we stand, what members wrote"),
            run=partial(views.digest, library),
        )
    )
    registry.command(
        Command(
            name="export",
            roles=roles_of("command", "export"),
            description=_("The digest as an Excel file"),
            run=partial(exporting.export_current, library),
        )
    )
    shows: dict[str, Show] = {
        DIGEST: partial(views.show_digest, library),
        PART: partial(parts.show_part, library),
        COMMENTS: partial(comments.show_comments, library),
        MISSING: reminding.show_missing,
        ROUNDS: rounds.show_rounds,
    }
    runs: dict[str, Run] = {
        REMIND: reminding.remind,
        EVIDENCE: comments.open_evidence,
        EXPORT: partial(exporting.export_named, library),
        CLOSE: partial(rounds.close, library),
        OPEN_NEXT: partial(rounds.open_next, library),
        BEGIN: reminding.begin,
    }
    for name, show in shows.items():
        registry.view(View(name=name, roles=roles_of("view", name), show=show))
    for name, run in runs.items():
        registry.action(Action(name=name, roles=roles_of("action", name), run=run))
    registry.personal["reminders"] = reminding.own_reminders
