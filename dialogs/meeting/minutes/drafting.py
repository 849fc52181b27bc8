"""Writes the outline of minutes from what is on record: the same record and reader, the same outline."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Final

from dialogs.engine.text import Message, Reader, Text, _
from dialogs.meeting.minutes import approving, following
from dialogs.meeting.minutes.deliberation import Deliberation
from dialogs.meeting.minutes.outline import Block, Fact, Outline, Section, Words
from dialogs.meeting.minutes.voices import attendance_blocks, summary
from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import Signatory
from dialogs.meeting.times import Moment, said
from dialogs.meeting.wording import MINUTES_STATE_NAMES, ROLE_NAMES, SIGNATORY_NAMES
from standard.library import Library

_NUMERALS: Final = "一二三四五六七八九十"


def outline_of(consultation: Consultation, library: Library, reader: Reader, link: str = "") -> Outline:
    """Write the minutes of a consultation for a reader; ``link`` leads to its record."""
    say = reader.say
    mark = approving.mark(consultation)
    return Outline(
        locale=reader.locale,
        organisation=consultation.organisation_name,
        title=say(_("Minutes of the consultation")),
        number=consultation.number,
        topic=consultation.topic,
        state=say(MINUTES_STATE_NAMES[consultation.minutes.state]),
        mark="" if mark is None else say(mark),
        facts=tuple(_facts(consultation, library, reader)),
        sections=_sections(consultation, reader),
        signatures_title=say(_("Signatures")),
        signatures=approving.lines(consultation, reader),
        date_label=say(_("Date")),
        pages=say(_("Page {page} of {pages}", page="{page}", pages="{pages}")),
        link=link,
        link_caption=say(_("Scan to see the record of this consultation.")) if link else "",
    )


def kind_said(consultation: Consultation, library: Library) -> Message:
    """Say the kind, the sub-kind where it is known, and the marks."""
    affair = library.affairs[consultation.clause]
    subkind = affair.subkinds.get(consultation.subkind or "")
    marks = [library.tags[tag].name for tag in consultation.tags if tag in library.tags]
    kind = _("{clause} {kind}", clause=affair.clause, kind=affair.short)
    parts: list[Text] = [kind, *([subkind] if subkind is not None else []), *marks]
    whole = parts[0]
    for part in parts[1:]:
        whole = _("{whole} · {part}", whole=whole, part=part)
    return whole if isinstance(whole, Message) else kind


def when_said(consultation: Consultation, reader: Reader) -> Message | None:
    """Say when it took place, or is to: its day alone where no hour is known."""
    begins = consultation.held_at or consultation.starts_at
    if begins is None:
        return None
    starts, ends = begins.astimezone(reader.timezone), _end(consultation, begins, reader)
    if consultation.day_only:
        return said(Moment(day=starts.date()))
    same_day = ends is not None and ends.date() == starts.date() and ends.time() > starts.time()
    clock = starts.time().replace(second=0, microsecond=0)
    return said(Moment(day=starts.date(), begins=clock, ends=_minute(ends) if ends and same_day else None))


def _end(consultation: Consultation, begins: datetime, reader: Reader) -> datetime | None:
    ends = consultation.ends_at
    return None if ends is None or ends <= begins else ends.astimezone(reader.timezone)


def _minute(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)


def _facts(consultation: Consultation, library: Library, reader: Reader) -> Iterable[Fact]:
    told: tuple[tuple[Text, Text | None, bool], ...] = (
        (_("Topic"), consultation.topic, True),
        (_("Number"), consultation.number, False),
        (_("Our part"), ROLE_NAMES[consultation.role], False),
        (_("Kind"), kind_said(consultation, library), True),
        (_("Time"), when_said(consultation, reader), False),
        (_("Venue"), consultation.venue, False),
        (SIGNATORY_NAMES[Signatory.CHAIR], consultation.chair, False),
        (SIGNATORY_NAMES[Signatory.RECORDER], consultation.recorder, False),
        (_("Attendance"), summary(consultation), False),
        (_("Status"), MINUTES_STATE_NAMES[consultation.minutes.state], False),
    )
    for label, value, wide in told:
        yield Fact(label=reader.say(label), value="–" if value is None else reader.say(value), wide=wide)
    if consultation.follows:
        yield Fact(label=reader.say(_("Continues")), value=consultation.follows, wide=True)


def _sections(consultation: Consultation, reader: Reader) -> tuple[Section, ...]:
    deliberation = Deliberation(consultation, reader)
    parts: tuple[tuple[Text, Iterable[Block]], ...] = (
        (_("Background"), _background(consultation, reader)),
        (_("Attendance"), attendance_blocks(consultation, reader)),
        (_("Agenda and opinions"), (block for item in consultation.agenda for block in deliberation.blocks(item))),
        (_("Action items"), following.action_blocks(consultation, reader)),
        (_("Carried over to the next consultation"), following.carried_over_blocks(consultation, reader)),
        (_("Outcome conversion"), following.outcome_blocks(consultation, reader)),
        (_("Remarks"), approving.remark_blocks(consultation)),
        (_("Confirmation by the participants"), approving.response_blocks(consultation, reader)),
        (_("Amendments after signing"), approving.amendment_blocks(consultation, reader)),
    )
    filled = [(title, tuple(blocks)) for title, blocks in parts]
    numbered = enumerate(((title, blocks) for title, blocks in filled if blocks), start=1)
    return tuple(Section(title=_numbered(number, title, reader), blocks=blocks) for number, (title, blocks) in numbered)


def _numbered(number: int, title: Text, reader: Reader) -> str:
    numeral = _NUMERALS[number - 1] if reader.locale.startswith("zh") else str(number)
    return reader.say(_("{numeral}. {title}", numeral=numeral, title=title))


def _background(consultation: Consultation, reader: Reader) -> Iterable[Block]:
    if consultation.background:
        yield Words(text=consultation.background)
    for field in consultation.fields:
        yield Words(lead=field.zh if reader.locale.startswith("zh") else field.en, text=field.text)
