"""What stood in a consultation's record before it was corrected, said in the words of the record."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from pydantic import JsonValue

from dialogs.engine.text import Message, Text, _
from dialogs.engine.turn import Turn
from dialogs.engine.walk.summary import listed, shortened
from dialogs.meeting import records
from dialogs.meeting.consultations import SEPARATOR
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
from standard.library import library
from standard.models import Words

TERM = TypeVar("TERM", bound=StrEnum)
SHOWN: Final = 300
"""Characters of a former version."""


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
    "clause": _("Kind"),
    "subkind": _("Sub-kind"),
    "tags": _("Marks"),
    "fields": _("Fields of the kind"),
    "title": _("Agenda item"),
    "presenter": _("Presenter"),
    "minutes": _("Minutes allotted"),
    "summary": _("Summary"),
    "consensus": _("Consensus"),
    "dissent": _("Dissent"),
    "state": _("State"),
    "name": _("Person’s name"),
    "organisation": _("Body"),
    "kind": _("Kind of stakeholder"),
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
    "label": _("Name of the material"),
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


def _kind(clause: str) -> Text:
    affair = library().affairs.get(clause)
    return clause if affair is None else affair.short


def _subkind(key: str) -> Text:
    names: dict[str, Words] = {}
    for affair in library().affairs.values():
        names |= affair.subkinds
    return names.get(key, key)


def _tags(keys: str) -> Text:
    names = library().tags
    return listed([names[key].name if key in names else key for key in keys.split(SEPARATOR)])


def _fields(kept: str) -> Text:
    return listed(
        [
            _("{label}: {answer}", label=Words(zh=field["zh"], en=field["en"]), answer=shortened(field["text"], 60))
            for field in json.loads(kept)
        ]
    )


CLASSIFIED: Final[dict[str, Callable[[str], Text]]] = {
    "clause": _kind,
    "subkind": _subkind,
    "tags": _tags,
    "fields": _fields,
}
"""How the fields are said whose words are the standard's or the template's."""


def before_lines(turn: Turn, part: str, former: Mapping[str, JsonValue]) -> list[Text]:
    """Say what the changed fields of a part held, a line each; of a stage, how it stood."""
    if part == records.stage.name:
        return _stage_before(turn, former)
    return [_field_before(turn, part, name, former[name]) for name in former if name in FIELD_NAMES]


def _stage_before(turn: Turn, former: Mapping[str, JsonValue]) -> list[Text]:
    part, known = records.stage.name, {name for name, value in former.items() if value is not None}
    said = [_field_before(turn, part, name, former[name]) for name in ("reached_at", "skipped") if name in known]
    if not said and not former.keys().isdisjoint({"reached_at", "skipped"}):
        said.append(_("not reached yet"))
    if "planned" in known:
        said.append(_field_before(turn, part, "planned", former["planned"]))
    elif "planned" in former:
        said.append(_("no day planned"))
    return said


def _field_before(turn: Turn, part: str, name: str, former: JsonValue) -> Text:
    return _("{field}: {former}", field=field_name(part, name), former=former_said(turn, part, name, former))


def field_name(part: str, name: str) -> Message:
    """Give what a field of a part is called."""
    return _("Kind of decision") if (part, name) == ("meeting_decision", "kind") else FIELD_NAMES[name]


def former_said(turn: Turn, part: str, name: str, former: JsonValue) -> Text:
    """Say what a field of a part held."""
    known = TERMS.get(name, {})
    names = known.get(part, known.get("", {}))
    if former is None or former == "":
        return _("nothing")
    if isinstance(former, str) and name in CLASSIFIED:
        return CLASSIFIED[name](former)
    if isinstance(former, str) and former in names:
        return names[former]
    if isinstance(former, str) and name.endswith("_at"):
        return Message(text="{at}", values={"at": datetime.fromisoformat(former).astimezone(turn.who.timezone)})
    if isinstance(former, str) and (name.endswith("_on") or name == "planned"):
        return Message(text="{day}", values={"day": date.fromisoformat(former)})
    return shortened(str(former), SHOWN)
