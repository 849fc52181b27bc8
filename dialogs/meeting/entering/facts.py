"""The entry that corrects what is said of the consultation itself: topic, time, place, people in charge, fields."""

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Choices, Option, Step, Words
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting import stages
from dialogs.meeting.asking_moments import is_over, moment_asked
from dialogs.meeting.cards.saying import moment_of
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.entering.entry import About, Answers, Entered, Entry
from dialogs.meeting.navigating import CONSULTATION
from dialogs.meeting.preparing.basics import LONGEST_TOPIC, TOPIC, WHEN
from dialogs.meeting.preparing.details import BACKGROUND, CHAIR, FIELD, LONGEST_FIELD, RECORDER, TAGS, VENUE
from dialogs.meeting.preparing.filled import filled_fields, instant
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation
from dialogs.meeting.templates import read_template, templates
from dialogs.meeting.terms import Stage
from dialogs.meeting.times import Moment
from standard.library import Library


def _steps(library: Library, about: About) -> tuple[Step, ...]:
    template = templates().get(about.clause)
    fields = () if template is None else template.fields
    return (
        _line(TOPIC, _("Topic"), _("What is it about?"), LONGEST_TOPIC, optional=False),
        moment_asked(
            about.today,
            name=WHEN,
            label=_("Date and time"),
            prompt=(Heading(text=_("When does it take place, or when did it?")),),
        ),
        _line(VENUE, _("Venue"), _("Where?"), 200),
        _line(CHAIR, _("Chair"), _("Who chairs it?"), 100),
        _line(RECORDER, _("Recorder"), _("Who keeps the record?"), 100),
        _line(BACKGROUND, _("Background"), _("What led to it?"), 2000),
        Choices(
            name=TAGS,
            label=_("Marks"),
            prompt=(Heading(text=_("Does one of these apply?")),),
            options=tuple(Option(value=tag.key, label=tag.name) for tag in library.tags.values()),
            least=0,
            optional=True,
        ),
        *(_line(f"{FIELD}{one.key}", one.label, one.ask, LONGEST_FIELD) for one in fields),
    )


def _line(name: str, label: Text, question: Text, longest: int, *, optional: bool = True) -> Step:
    return Words(
        name=name,
        label=label,
        prompt=(Heading(text=label), Note(text=question)),
        longest=longest,
        optional=optional,
    )


def _now(turn: Turn, consultation: Consultation, part: str) -> Answers | None:
    del part
    answers: Answers = {TOPIC: consultation.topic}
    if consultation.starts_at is not None:
        answers[WHEN] = moment_of(consultation, turn.who.timezone).code
    answers |= {
        VENUE: consultation.venue,
        CHAIR: consultation.chair,
        RECORDER: consultation.recorder,
        BACKGROUND: consultation.background,
        TAGS: [*consultation.tags],
    }
    known = {field.key: field.text for field in consultation.fields}
    template = templates().get(consultation.clause)
    for asked in () if template is None else template.fields:
        answers[f"{FIELD}{asked.key}"] = known.get(asked.key)
    return answers


async def _corrected(entered: Entered) -> None:
    turn, reference = entered.turn, entered.reference
    before = await read(turn, reference)
    tags = entered.answers.get(TAGS)
    await correct_consultation(
        turn,
        reference,
        by=entered.by,
        topic=entered.words(TOPIC) or before.topic,
        venue=entered.words(VENUE),
        chair=entered.words(CHAIR),
        recorder=entered.words(RECORDER),
        background=entered.words(BACKGROUND),
        tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
        fields=filled_fields(templates()[before.clause], dict(entered.answers)),
    )
    await _moved(entered, before)
    await turn.open_view(CONSULTATION, str(reference.id), "saved")


async def _moved(entered: Entered, before: Consultation) -> None:
    """Move it to another time, and its stages that are still to come with it."""
    turn, reference, today = entered.turn, entered.reference, entered.about.today
    moment = Moment.from_code(entered.words(WHEN) or "")
    if before.starts_at is not None and moment == moment_of(before, turn.who.timezone):
        return
    starts, over = instant(moment, today), is_over(moment, today)
    await correct_consultation(
        turn,
        reference,
        by=entered.by,
        starts_at=starts,
        ends_at=moment.ends_at(today.zone),
        day_only=moment.begins is None,
        held_at=starts if over else None,
    )
    template = await read_template(turn, reference.organisation, before.clause)
    planned = template.planned(moment.day)
    known = {stage.stage for stage in before.stages}
    days = {stage: planned.get(stage) or moment.day for stage in known}
    days = {stage: day for stage, day in days.items() if day >= today.day or stage is Stage.CONSULTING}
    await stages.plan_stages(turn, reference, days, by=entered.by)
    if over:
        await stages.reach_stage(turn, reference, Stage.CONSULTING, by=entered.by, at=starts)
    elif before.held_at is not None:
        await stages.reopen_stage(turn, reference, Stage.CONSULTING, by=entered.by)


def entries(library: Library) -> dict[str, Entry]:
    """Give the entry."""
    return {"facts": Entry(steps=lambda about: _steps(library, about), write=_corrected, prefilled=_now, reviewed=True)}
