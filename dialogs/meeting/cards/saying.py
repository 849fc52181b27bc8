"""What a consultation's cards say of it, sentence by sentence."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from dialogs.engine.text import Text, _, n_
from dialogs.engine.walk.summary import listed, side_by_side
from dialogs.meeting.procedure import in_time
from dialogs.meeting.quorum import attendance_of, is_quorate
from dialogs.meeting.record import Consultation, StageReached
from dialogs.meeting.terms import MinutesState, Role
from dialogs.meeting.times import Moment, said
from dialogs.meeting.wording import MINUTES_STATE_NAMES, ROLE_NAMES, STAGE_NAMES, STAKEHOLDER_NAMES
from standard.library import Library
from standard.models import Words


def heading_text(consultation: Consultation) -> Text:
    """Give the number and the topic."""
    return _("{number} · {topic}", number=consultation.number, topic=consultation.topic)


def kind_text(library: Library, consultation: Consultation) -> Text:
    """Give the kind, the sub-kind, our part and the marks."""
    affair = library.affairs[consultation.clause]
    subkind = affair.subkinds.get(consultation.subkind or "")
    parts: list[Text] = [affair.short, *(() if subkind is None else (subkind,)), ROLE_NAMES[consultation.role]]
    parts += [library.tags[tag].name for tag in consultation.tags if tag in library.tags]
    return side_by_side(parts)


def fact_lines(consultation: Consultation, timezone: tzinfo) -> Iterator[Text]:
    """Say when, where, by whom, with how many, and what the kind's own fields hold."""
    if consultation.is_called_off:
        yield _("Called off: {reason}", reason=consultation.call_off or "–")
    if (when := when_text(consultation, timezone)) is not None:
        yield when
    for pattern, value in (
        (_("Venue: {answer}", answer=consultation.venue or ""), consultation.venue),
        (_("Chair: {answer}", answer=consultation.chair or ""), consultation.chair),
        (_("Recorder: {answer}", answer=consultation.recorder or ""), consultation.recorder),
    ):
        if value is not None:
            yield pattern
    yield from attendance_lines(consultation)
    for field in consultation.fields:
        yield _("{label}: {answer}", label=Words(zh=field.zh, en=field.en), answer=field.text)
    if consultation.follows is not None:
        yield _("Continues {number}", number=consultation.follows)
    if consultation.minutes.state is not MinutesState.DRAFT:
        yield _("Minutes: {state}", state=MINUTES_STATE_NAMES[consultation.minutes.state])


def attendance_lines(consultation: Consultation) -> Iterator[Text]:
    """Say how many of each kind came, of how many invited, and whether that is a quorum."""
    counts = attendance_of(consultation)
    if not counts:
        return
    if consultation.held_at is None and not any(present for _invited, present in counts.values()):
        invited = [
            _("{kind} {count}", kind=STAKEHOLDER_NAMES[kind], count=number) for kind, (number, _none) in counts.items()
        ]
        yield _("Invited: {counts}", counts=listed([*invited]))
        return
    yield present_text(consultation)
    quorum = quorum_text(consultation)
    if quorum is not None and consultation.held_at is not None:
        yield quorum


def present_text(consultation: Consultation) -> Text:
    """Say how many of each kind came, of how many invited."""
    by_kind = [
        _("{kind} {present}/{invited}", kind=STAKEHOLDER_NAMES[kind], present=present, invited=invited)
        for kind, (invited, present) in attendance_of(consultation).items()
    ]
    return _("Present / invited: {counts}", counts=listed([*by_kind]))


def quorum_text(consultation: Consultation) -> Text | None:
    """Say whether the quorum is there; none where none is asked for."""
    share = consultation.rules.quorum
    if share is None:
        return None
    if is_quorate(consultation):
        return _("Quorum {share}: reached", share=share)
    return _("Quorum {share}: not reached", share=share)


def when_text(consultation: Consultation, timezone: tzinfo) -> Text | None:
    """Say when it takes place; the day on which it was held, with the one that was planned, where they differ."""
    starts, held = consultation.starts_at, consultation.held_at
    planned = None if starts is None else said(moment_of(consultation, timezone))
    if held is None or (starts is not None and starts.astimezone(timezone).date() == held.astimezone(timezone).date()):
        return None if planned is None else _("When: {moment}", moment=planned)
    here = held.astimezone(timezone)
    moment = said(Moment(day=here.date(), begins=None if consultation.day_only else here.time().replace(tzinfo=None)))
    if planned is None:
        return _("When: {moment}", moment=moment)
    return _("Held: {moment}; planned for {planned}", moment=moment, planned=planned)


def moment_of(consultation: Consultation, timezone: tzinfo) -> Moment:
    """Give when a consultation takes place, as the reader's clock shows it; it must have a beginning."""
    starts = consultation.starts_at
    if starts is None:
        raise ValueError("a consultation without a day has no moment")
    here = starts.astimezone(timezone)
    if consultation.day_only:
        return Moment(day=here.date())
    ends = None if consultation.ends_at is None else consultation.ends_at.astimezone(timezone)
    same_day = ends is not None and ends.date() == here.date()
    return Moment(
        day=here.date(),
        begins=here.time().replace(tzinfo=None),
        ends=ends.time().replace(tzinfo=None) if ends is not None and same_day else None,
    )


def stage_text(stage: StageReached, timezone: tzinfo) -> Text:
    """Say a stage, and how it stands."""
    name = STAGE_NAMES[stage.stage]
    if stage.skipped is not None:
        return _("{stage}: skipped ({reason})", stage=name, reason=stage.skipped)
    if stage.reached_at is not None:
        day = stage.reached_at.astimezone(timezone).date()
        if stage.by is None:
            return _("{stage}: reached on {day}", stage=name, day=day)
        return _("{stage}: reached on {day} ({by})", stage=name, day=day, by=stage.by)
    if stage.planned is not None:
        return _("{stage}: planned for {day}", stage=name, day=said(Moment(day=stage.planned)))
    return _("{stage}: open", stage=name)


def way_lines(stages: Sequence[StageReached], timezone: tzinfo) -> Iterator[tuple[str, Text]]:
    """Say how far a consultation has come, in a few lines with their signs: done, skipped, what is next, what follows.

    All the days, and who did what, are on the card of the stages.
    """
    done = [STAGE_NAMES[one.stage] for one in stages if one.skipped is None and one.reached_at is not None]
    if done:
        yield "✓", _("Done: {stages}", stages=listed([*done]))
    yield from ((stage_mark(one), stage_text(one, timezone)) for one in stages if one.skipped is not None)
    ahead = [one for one in stages if one.skipped is None and one.reached_at is None]
    if ahead:
        yield stage_mark(ahead[0]), stage_text(ahead[0], timezone)
    if len(ahead) > 1:
        yield stage_mark(ahead[1]), _("Then: {stages}", stages=listed([STAGE_NAMES[one.stage] for one in ahead[1:]]))


def stage_mark(stage: StageReached) -> str:
    """Give the sign that stands before a stage."""
    if stage.skipped is not None:
        return "–"
    return "✓" if stage.reached_at is not None else "○"


def lead_lines(consultation: Consultation, timezone: tzinfo) -> Iterator[Text]:
    """Say whether notice and materials went out in time."""
    if consultation.role is not Role.ORGANISED:
        return
    rules = consultation.rules
    yield _lead(_("Notice"), consultation, consultation.notice_sent_at, rules.notice_days, timezone)
    yield _lead(_("Materials"), consultation, consultation.materials_sent_at, rules.materials_days, timezone)


def _lead(what: Text, consultation: Consultation, sent: datetime | None, days: int | None, timezone: tzinfo) -> Text:
    due = days or 0
    if sent is None:
        return n_(
            "{what}: not sent yet; due {count} day before",
            "{what}: not sent yet; due {count} days before",
            due,
            what=what,
        )
    day, in_good_time = sent.astimezone(timezone).date(), in_time(consultation, sent, days, timezone)
    if in_good_time is False:
        return n_(
            "{what}: sent on {day}, later than {count} day before",
            "{what}: sent on {day}, later than {count} days before",
            due,
            what=what,
            day=day,
        )
    return _("{what}: sent on {day}, in time", what=what, day=day)
