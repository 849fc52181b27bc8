"""The former versions of what was corrected, said under what it is now."""

from datetime import date, datetime
from typing import Final

from pydantic import JsonValue
from sqlalchemy import Table

from dialogs.engine.cards import Block, Bullets, Note
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import listed, shortened
from dialogs.meeting import records
from dialogs.meeting.following.saying import NO_DAY
from dialogs.meeting.following.tasks import Task
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import ActionState
from dialogs.meeting.undoing import Change, read_changes_of
from dialogs.meeting.wording import ACTION_STATE_NAMES

SHOWN: Final = 5
"""Changes under a card, the latest first."""

FIELD_NAMES: Final[dict[str, Message]] = {
    "what": _("Task"),
    "owner": _("Who"),
    "due_on": _("Until when"),
    "state": _("State"),
    "done_at": _("Done on"),
    "taken_on": _("When"),
    "body": _("Body"),
    "document": _("Document"),
    "reason": _("Reason"),
    "proof": _("Proof"),
    "text": _("Outcome"),
    "publication": _("Publication"),
}
"""The fields whose former versions are told; the others only go along with these."""

DAYS: Final = frozenset({"due_on"})
"""Fields of which it tells something that they were empty."""


async def former_versions(turn: Turn, task: Task) -> tuple[Block, ...]:
    """Tell what an action was before it was changed."""
    return _blocks(await _lines(turn, task.reference, records.action, (task.id,)))


async def former_outcome(turn: Turn, reference: Reference, outcome: int, steps: tuple[int, ...]) -> tuple[Block, ...]:
    """Tell what an outcome and the steps of its ledger were before they were corrected."""
    said = await _lines(turn, reference, records.outcome, (outcome,))
    said += await _lines(turn, reference, records.conversion_step, steps) if steps else []
    return _blocks(said)


async def _lines(turn: Turn, reference: Reference, table: Table, numbers: tuple[int, ...]) -> list[Text]:
    """Say what some rows of a part were before, the latest change first."""
    changes = await read_changes_of(turn, reference, table, numbers, limit=SHOWN)
    return [line for change in changes if (line := _line(turn, table, change)) is not None]


def _blocks(lines: list[Text]) -> tuple[Block, ...]:
    return (Note(text=_("Before:")), Bullets(lines=tuple(lines))) if lines else ()


def _line(turn: Turn, table: Table, change: Change) -> Text | None:
    told: list[Text] = [
        _("{field}: {former}", field=_field(table, name), former=_said(turn, name, former))
        for name, former in change.former.items()
        if name in FIELD_NAMES and (former is not None or name in DAYS) and not _follows(table, name)
    ]
    if not told:
        return None
    day = change.at.astimezone(turn.who.timezone).date()
    until = _("until {day}", day=day) if change.name is None else _("until {day}, {name}", day=day, name=change.name)
    return _("{said} ({until})", said=listed(told), until=until)


def _field(table: Table, name: str) -> Text:
    return _("Next step due") if table is records.outcome and name == "due_on" else FIELD_NAMES[name]


def _follows(table: Table, name: str) -> bool:
    """Whether it follows from what is told anyway: an outcome's state from its ledger."""
    return table is records.outcome and name == "state"


def _said(turn: Turn, name: str, former: JsonValue) -> Text:
    match name, former:
        case _, None:
            return NO_DAY
        case "state", str():
            return ACTION_STATE_NAMES[ActionState(former)]
        case "due_on" | "taken_on", str():
            return Message(text="{day}", values={"day": date.fromisoformat(former)})
        case "done_at", str():
            day = datetime.fromisoformat(former).astimezone(turn.who.timezone).date()
            return Message(text="{day}", values={"day": day})
        case _:
            return shortened(str(former))
