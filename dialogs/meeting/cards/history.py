"""What was corrected in a consultation: what stood there before, who changed it, when."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from pydantic import JsonValue

from dialogs.engine.cards import Block, Card, Heading, Note, Paragraph, Quote
from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.cards.navigating import HISTORY, Row, part_button
from dialogs.meeting.navigating import consultation_button
from dialogs.meeting.references import Reference
from dialogs.meeting.undoing import Change, read_changes
from dialogs.meeting.wording import (
    ACTION_STATE_NAMES,
    ATTENDANCE_NAMES,
    CONVERSION_NAMES,
    DECISION_KIND_NAMES,
    ITEM_STATE_NAMES,
    MINUTES_STATE_NAMES,
    REPLY_NAMES,
    ROLE_NAMES,
    STAKEHOLDER_NAMES,
    STANCE_NAMES,
)

TERM = TypeVar("TERM", bound=StrEnum)
SHOWN: Final = 300
"""Characters of a former version."""

A_PAGE: Final = 6
"""Changes a card."""


def _names(names: Mapping[TERM, Message]) -> dict[str, Message]:
    return {str(term.value): said for term, said in names.items()}


PART_NAMES: Final[dict[str, Message]] = {
    "consultation": _("Consultation"),
    "meeting_stage": _("Consultation stage"),
    "meeting_participant": _("Participant"),
    "meeting_headcount": _("Attendance"),
    "meeting_item": _("Agenda item"),
    "meeting_opinion": _("Opinion"),
    "meeting_poll": _("Poll"),
    "meeting_decision": _("Decision"),
    "meeting_action": _("Action item"),
    "meeting_outcome": _("Outcome"),
    "meeting_conversion_step": _("Conversion step"),
    "meeting_minutes": _("Meeting minutes"),
    "meeting_signature": _("Signature"),
    "meeting_response": _("Response to the minutes"),
    "meeting_amendment": _("Amendment"),
    "meeting_notice": _("Notice of consultation"),
    "meeting_material": _("Material for the consultation"),
}

FIELD_NAMES: Final[dict[str, Message]] = {
    "topic": _("Topic"),
    "background": _("Background"),
    "venue": _("Venue"),
    "chair": _("Chair"),
    "recorder": _("Recorder"),
    "starts_at": _("Date and time"),
    "role": _("Our part"),
    "title": _("Agenda item"),
    "presenter": _("Presenter"),
    "minutes": _("Minutes allotted"),
    "summary": _("Summary"),
    "consensus": _("Consensus"),
    "dissent": _("Dissent"),
    "state": _("State"),
    "name": _("Person’s name"),
    "organisation": _("Body"),
    "kind": _("Kind"),
    "also": _("Second kind"),
    "attendance": _("Attendance"),
    "proxy": _("Proxy"),
    "present": _("People present"),
    "invited": _("People invited"),
    "stance": _("Stance"),
    "text": _("Words"),
    "review_on": _("Review on"),
    "question": _("Poll question"),
    "what": _("Task"),
    "owner": _("Owner"),
    "due_on": _("Due"),
    "planned": _("Planned"),
    "reached_at": _("Reached"),
    "skipped": _("Why skipped"),
    "notice_sent_at": _("Notice sent"),
    "materials_sent_at": _("Materials sent"),
    "held_at": _("Held"),
    "publication": _("Publication"),
    "body": _("Body"),
    "document": _("Document"),
    "reason": _("Reason"),
    "proof": _("Proof"),
    "taken_on": _("When"),
    "remarks": _("Remarks"),
    "reply": _("Reply to the notice"),
    "deputy": _("Whom they send"),
    "contact": _("Contact"),
    "words": _("Words to those invited"),
    "called_off_at": _("Called off"),
    "call_off": _("Why called off"),
}
"""The fields that are told; the others only go along with these."""

TERMS: Final[dict[str, dict[str, dict[str, Message]]]] = {
    "role": {"": _names(ROLE_NAMES)},
    "attendance": {"": _names(ATTENDANCE_NAMES)},
    "also": {"": _names(STAKEHOLDER_NAMES)},
    "reply": {"": _names(REPLY_NAMES)},
    "stance": {"": _names(STANCE_NAMES)},
    "kind": {"": _names(STAKEHOLDER_NAMES), "meeting_decision": _names(DECISION_KIND_NAMES)},
    "state": {
        "meeting_item": _names(ITEM_STATE_NAMES),
        "meeting_action": _names(ACTION_STATE_NAMES),
        "meeting_outcome": _names(CONVERSION_NAMES),
        "meeting_conversion_step": _names(CONVERSION_NAMES),
        "meeting_minutes": _names(MINUTES_STATE_NAMES),
    },
}
"""How closed sets of words are said, by field, and by part where a field means several things."""


async def history_card(turn: Turn, reference: Reference, before: str = "") -> Card:
    """Show what was corrected, the latest first; ``before`` goes on from a change's number."""
    older = int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
    changes = await read_changes(turn, reference, limit=A_PAGE + 1, before=older)
    shown = changes[:A_PAGE]
    blocks: list[Block] = [Heading(text=_("History of {number}", number=reference.number))]
    if not shown:
        blocks.append(Paragraph(text=_("Nothing has been corrected.")))
    for change in shown:
        blocks += _change(turn, change)
    rows: list[Row] = []
    if len(changes) > A_PAGE:
        rows.append((part_button(_("Earlier changes"), reference, HISTORY, str(shown[-1].id)),))
    return Card(blocks=tuple(blocks), buttons=(*rows, (consultation_button(reference),)))


def _change(turn: Turn, change: Change) -> list[Block]:
    part, at = PART_NAMES[change.part], change.at
    who = change.name or _("somebody without a name")
    if change.removal:
        return [Note(text=_("{at}, {who}: taken out: {part}", at=at, who=who, part=part))]
    told: list[Block] = [
        Quote(text=_("{field}: {former}", field=FIELD_NAMES[name], former=_former(turn, change.part, name, former)))
        for name, former in change.former.items()
        if name in FIELD_NAMES
    ]
    put_back = "removed_at" in change.former
    if put_back:
        return [Note(text=_("{at}, {who}: put back: {part}", at=at, who=who, part=part))]
    return [Note(text=_("{at}, {who}: {part}. Before:", at=at, who=who, part=part)), *told] if told else []


def _former(turn: Turn, part: str, name: str, former: JsonValue) -> Text:
    known = TERMS.get(name, {})
    names = known.get(part, known.get("", {}))
    if former is None or former == "":
        return _("nothing")
    if isinstance(former, str) and former in names:
        return names[former]
    if isinstance(former, str) and name.endswith("_at"):
        return Message(text="{at}", values={"at": datetime.fromisoformat(former).astimezone(turn.who.timezone)})
    if isinstance(former, str) and (name.endswith("_on") or name == "planned"):
        return Message(text="{day}", values={"day": date.fromisoformat(former)})
    return shortened(str(former), SHOWN)
