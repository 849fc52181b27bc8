"""What belongs to the minutes beside the record: remarks, objections, amendments, signatures."""

from collections.abc import Iterator
from datetime import datetime

from babel.dates import format_date

from dialogs.engine.text import Message, Reader, _, n_
from dialogs.meeting.minutes.outline import Block, Entries, Entry, Line, Words
from dialogs.meeting.record import Consultation, Objection
from dialogs.meeting.terms import Attendance, MinutesState, Signatory
from dialogs.meeting.wording import SIGNATORY_NAMES, STAKEHOLDER_NAMES


def remark_blocks(consultation: Consultation) -> Iterator[Block]:
    """Give what the facilitator added to the record."""
    if consultation.minutes.remarks:
        yield Words(text=consultation.minutes.remarks)


def response_blocks(consultation: Consultation, reader: Reader) -> Iterator[Block]:
    """Say how many confirmed the minutes, and attach every objection word for word."""
    minutes = consultation.minutes
    if minutes.state is MinutesState.DRAFT or not (minutes.confirmed or minutes.objections):
        return
    asked = sum(each.attendance in {Attendance.PRESENT, Attendance.PROXY} for each in consultation.participants)
    told = n_(
        "Of {asked} who took part, {count} has confirmed that the minutes are right.",
        "Of {asked} who took part, {count} have confirmed that the minutes are right.",
        minutes.confirmed,
        asked=asked,
    )
    yield Words(text=reader.say(told))
    if minutes.objections:
        entries = tuple(
            Entry(lead=_lead(_objector(each, reader), each.at, reader), text=each.text) for each in minutes.objections
        )
        yield Entries(label=reader.say(_("Objections")), entries=entries)


def amendment_blocks(consultation: Consultation, reader: Reader) -> Iterator[Block]:
    """Show what was changed after signing."""
    entries = tuple(
        Entry(lead=_lead(each.by, each.at, reader), text=each.text) for each in consultation.minutes.amendments
    )
    if entries:
        yield Entries(label="", entries=entries)


def lines(consultation: Consultation, reader: Reader) -> tuple[Line, ...]:
    """Give the lines to be signed: chair and recorder always, a supervisor where the kind's template asks for one."""
    offices = [Signatory.CHAIR, Signatory.RECORDER]
    given = {signature.office: signature for signature in consultation.minutes.signatures}
    if consultation.rules.supervisor_signs or Signatory.SUPERVISOR in given:
        offices.append(Signatory.SUPERVISOR)
    return tuple(
        Line(office=reader.say(SIGNATORY_NAMES[office]), name=given[office].name, day=_day(given[office].at, reader))
        if office in given
        else Line(office=reader.say(SIGNATORY_NAMES[office]))
        for office in offices
    )


def mark(consultation: Consultation) -> Message | None:
    """Give what stands across the pages until the minutes are signed."""
    match consultation.minutes.state:
        case MinutesState.DRAFT:
            return _("DRAFT")
        case MinutesState.CIRCULATED:
            return _("FOR CONFIRMATION")
        case _:
            return None


def _objector(objection: Objection, reader: Reader) -> str:
    if objection.kind is None:
        return objection.name
    return reader.say(_("{name} ({kind})", name=objection.name, kind=STAKEHOLDER_NAMES[objection.kind]))


def _lead(name: str, at: datetime, reader: Reader) -> str:
    return reader.say(_("{name}, {day}", name=name, day=_day(at, reader)))


def _day(at: datetime, reader: Reader) -> str:
    return format_date(at.astimezone(reader.timezone).date(), "long", locale=reader.locale)
