"""Who was there, counted and named by stakeholder kind."""

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from dialogs.engine.text import Message, Reader, _, n_
from dialogs.meeting.minutes.outline import Block, Entries, Entry, Grid
from dialogs.meeting.record import Consultation, Participant
from dialogs.meeting.terms import Attendance, StakeholderKind
from dialogs.meeting.wording import ATTENDANCE_NAMES, STAKEHOLDER_NAMES


class Count(BaseModel):
    """How many of one kind were expected, came themselves, and sent somebody."""

    model_config = ConfigDict(frozen=True)

    kind: StakeholderKind
    invited: int
    present: int
    proxy: int


def counted(consultation: Consultation) -> tuple[Count, ...]:
    """Count the kinds that were invited or came; a count taken on the spot goes before the names noted."""
    given = {headcount.kind: headcount for headcount in consultation.headcounts}
    named = Counter((each.kind, each.attendance) for each in consultation.participants)
    counts = []
    for kind in StakeholderKind:
        present, proxy = named[kind, Attendance.PRESENT], named[kind, Attendance.PROXY]
        invited = sum(named[kind, attendance] for attendance in Attendance)
        if kind in given:
            present = max(given[kind].present - proxy, present)
            invited = max(given[kind].invited, invited, present + proxy)
        if invited:
            counts.append(Count(kind=kind, invited=invited, present=present, proxy=proxy))
    return tuple(counts)


def present_of(consultation: Consultation) -> dict[StakeholderKind, int]:
    """Count how many of each kind took part, themselves or by proxy."""
    return {count.kind: count.present + count.proxy for count in counted(consultation)}


def summary(consultation: Consultation) -> Message | None:
    """Say in a line how many attended; none where nobody is on record."""
    counts = counted(consultation)
    if not counts:
        return None
    invited, present = sum(count.invited for count in counts), sum(count.present for count in counts)
    proxies = sum(count.proxy for count in counts)
    if proxies:
        return n_(
            "{present} of {count} attended, {proxies} more by proxy",
            "{present} of {count} attended, {proxies} more by proxy",
            invited,
            present=present,
            proxies=proxies,
        )
    return n_("{present} of {count} attended", "{present} of {count} attended", invited, present=present)


def attendance_blocks(consultation: Consultation, reader: Reader) -> Iterator[Block]:
    """Give the table by kind, and the names under each kind."""
    counts = counted(consultation)
    if counts:
        yield _table(counts, reader)
    for kind in StakeholderKind:
        of_kind = [each for each in consultation.participants if each.kind is kind]
        entries = [
            Entry(lead=reader.say(ATTENDANCE_NAMES[attendance]), text=_names(of_kind, attendance, reader))
            for attendance in (Attendance.PRESENT, Attendance.PROXY, Attendance.ABSENT, Attendance.INVITED)
            if any(each.attendance is attendance for each in of_kind)
        ]
        if entries:
            yield Entries(label=reader.say(STAKEHOLDER_NAMES[kind]), entries=tuple(entries))


def called(participant: Participant, reader: Reader) -> str:
    """Name somebody with their organisation."""
    if participant.organisation is None:
        return participant.name
    return reader.say(_("{name} ({organisation})", name=participant.name, organisation=participant.organisation))


def _table(counts: tuple[Count, ...], reader: Reader) -> Grid:
    columns = [(count.invited, count.present, count.proxy) for count in counts]
    rows = [
        (reader.say(STAKEHOLDER_NAMES[count.kind]), *map(str, figures))
        for count, figures in zip(counts, columns, strict=True)
    ]
    total = (reader.say(_("Total")), *(str(sum(column)) for column in zip(*columns, strict=True)))
    header = (_("Stakeholder kind"), _("Expected"), _("Attended"), _("By proxy"))
    return Grid(
        header=tuple(reader.say(title) for title in header),
        rows=(*rows, total),
        weights=(4, 2, 2, 2),
        figures=(1, 2, 3),
        total=True,
    )


def _names(of_kind: list[Participant], attendance: Attendance, reader: Reader) -> str:
    names = [_name(each, reader) for each in of_kind if each.attendance is attendance]
    return reader.say(LIST_SEPARATOR).join(names)


LIST_SEPARATOR = _("; ")


def _name(participant: Participant, reader: Reader) -> str:
    name = called(participant, reader)
    if participant.attendance is Attendance.PROXY and participant.proxy:
        return reader.say(_("{name}, represented by {proxy}", name=name, proxy=participant.proxy))
    return name
