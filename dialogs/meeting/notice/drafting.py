"""What would be sent now and to whom; or what is missing, done already, or over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dialogs.engine.text import Message, Text, _, n_
from dialogs.meeting.notice.materials import Material
from dialogs.meeting.notice.plans import Plan
from dialogs.meeting.notice.recipients import Recipient
from dialogs.meeting.notice.standing import Standing
from dialogs.meeting.terms import Dispatch


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What would be sent: ``told`` is the plan that a change differs from; ``asks``: whether they come is asked."""

    what: Dispatch
    recipients: tuple[Recipient, ...]
    materials: tuple[Material, ...] = ()
    told: Plan | None = None
    asks: bool = False


@dataclass(frozen=True)
class Obstacle:
    """Why nothing can be sent; ``entry`` names what has to be entered first, where that would help."""

    text: Text
    entry: str | None = None


def drafted(standing: Standing, what: Dispatch, now: datetime, *, bare: bool = False) -> Draft | Obstacle:
    """Give what would be sent; ``bare``: a notice without the materials, which follow later."""
    over = _over(standing, what)
    if over is not None:
        return Obstacle(over)
    match what:
        case Dispatch.NOTICE:
            return _missing(standing, now) or _notice(standing, bare=bare)
        case Dispatch.CHANGE:
            return _missing(standing, now) or _change(standing)
        case Dispatch.MATERIALS:
            return _materials(standing)
        case _:
            return _call_off(standing)


def lacking(standing: Standing) -> Iterator[Text]:
    """Name what a notice would lack and those invited will ask for."""
    consultation = standing.consultation
    if consultation.day_only:
        yield _("the hour")
    if consultation.venue is None:
        yield _("the venue")
    if not consultation.agenda:
        yield _("the agenda")
    if standing.added.contact is None:
        yield _("a contact")


def _over(standing: Standing, what: Dispatch) -> Message | None:
    if standing.consultation.held_at is not None:
        return _("This consultation has been held, so nothing is sent any more.")
    if standing.is_called_off and what is not Dispatch.CALL_OFF:
        return _("This consultation is called off.")
    return None


def _missing(standing: Standing, now: datetime) -> Obstacle | None:
    starts = standing.consultation.starts_at
    if starts is None:
        return Obstacle(_("It has no date yet: without one nobody can be invited."), "facts")
    if starts.astimezone(standing.zone).date() < now.astimezone(standing.zone).date():
        return Obstacle(_("Its day is over. If it takes place on another one, please enter that first."), "facts")
    if not standing.recipients:
        return Obstacle(_("Nobody is on the list of participants yet."), "people")
    return None


def _notice(standing: Standing, *, bare: bool) -> Draft | Obstacle:
    if not standing.newcomers:
        return Obstacle(_sent_before(standing))
    # Who comes later gets what the others have; before that, whatever there is goes along.
    there = standing.materials if standing.notice is None else standing.given
    return Draft(what=Dispatch.NOTICE, recipients=standing.newcomers, materials=() if bare else there, asks=True)


def _sent_before(standing: Standing) -> Message:
    first = standing.notice
    count = len(standing.last_told)
    if first is None:
        return _("Nobody is left to be sent the notice.")
    return n_(
        "The notice went out on {at} to {count} person; it was not sent again.",
        "The notice went out on {at} to {count} people; nobody was sent it twice.",
        count,
        at=first.sent_at,
    )


def _change(standing: Standing) -> Draft | Obstacle:
    outdated = standing.outdated
    if not outdated:
        return Obstacle(_("Everybody knows of the day, time and place as they stand; nobody was written to twice."))
    told = max((standing.last_told[one.participant].sent for one in outdated), key=lambda sent: sent.id)
    back = told.what is Dispatch.CALL_OFF
    return Draft(
        what=Dispatch.CHANGE,
        recipients=outdated,
        materials=standing.given,
        told=told.plan,
        asks=back or not standing.plan.same_time(told.plan),
    )


def _materials(standing: Standing) -> Draft | Obstacle:
    if not standing.materials:
        return Obstacle(_("No material has been added yet."))
    if not standing.recipients:
        return Obstacle(_("Nobody is on the list of participants yet."), "people")
    if not standing.fresh:
        return Obstacle(_("All materials have been sent as they are; nobody was sent them twice."))
    return Draft(what=Dispatch.MATERIALS, recipients=standing.recipients, materials=standing.materials)


def _call_off(standing: Standing) -> Draft | Obstacle:
    if not standing.is_called_off:
        return Obstacle(_("This consultation is not called off."))
    if not standing.unaware:
        return Obstacle(_("Whoever had the notice knows that it is called off; nobody was written to twice."))
    return Draft(what=Dispatch.CALL_OFF, recipients=standing.unaware)
