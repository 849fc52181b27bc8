"""Appointments as an iCalendar file (RFC 5545), with the time zone's own rules and alarms."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from dialogs.meeting.minutes.calendar import Appointment

if TYPE_CHECKING:
    from icalendar import Alarm, Event

MAKER: Final = "-//consultbot//consultations//ZH"
HOUR: Final = timedelta(hours=1)
"""How long a consultation is taken to last whose end is not known."""


def calendar_file(appointments: Sequence[Appointment], timezone: tzinfo, domain: str, made_at: datetime) -> bytes:
    """Write appointments as an .ics file; ``domain`` makes their identifiers the installation's own."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for appointment in appointments:
        calendar.add_component(_event(appointment, timezone, domain, made_at))
    if isinstance(timezone, ZoneInfo):
        calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, timezone: tzinfo, domain: str, made_at: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{appointment.uid}@{domain}")
    event.add("dtstamp", made_at)
    event.add("summary", appointment.title)
    if isinstance(appointment.begins, datetime):
        begins = appointment.begins.astimezone(timezone)
        ends = appointment.ends.astimezone(timezone) if appointment.ends else begins + HOUR
        event.add("dtstart", begins)
        event.add("dtend", max(ends, begins))
    else:
        event.add("dtstart", appointment.begins)
        event.add("dtend", appointment.begins + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if appointment.place:
        event.add("location", appointment.place)
    if appointment.words:
        event.add("description", appointment.words)
    if appointment.cancelled:
        event.add("status", "CANCELLED")
    for before in appointment.alarms:
        event.add_component(_alarm(appointment.title, before))
    return event


def _alarm(title: str, before: timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before)
    return alarm
