"""Writes a consultation as it was answered, with what its kind's template adds."""

from collections.abc import Sequence

from dialogs.engine.text import Message, Reader, Text
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.meeting import actions, agenda, conversion, decisions, participants, stages
from dialogs.meeting.asking_days import Today
from dialogs.meeting.asking_moments import is_over
from dialogs.meeting.consultations import continue_series, create_consultation
from dialogs.meeting.following.owners import Person, owner_named
from dialogs.meeting.following.telling import owners_told
from dialogs.meeting.preparing.filled import Filled, filled_fields, instant
from dialogs.meeting.preparing.form import Continued, MeetingAnswers, Opened
from dialogs.meeting.quorum import is_quorate
from dialogs.meeting.reading import read
from dialogs.meeting.record import Rules
from dialogs.meeting.references import Reference, find
from dialogs.meeting.templates import OwnTemplate, read_template
from dialogs.meeting.terms import Role, Stage
from standard.models import Words


async def write(turn: Turn, opened: Opened, answers: MeetingAnswers) -> Reference:
    """Write all that was answered; gives the new consultation."""
    person, organisation = turn.member
    filled = Filled.model_validate(answers.answers)
    template = await read_template(turn, organisation, filled.kind)
    organised = filled.role is Role.ORGANISED
    fields = filled_fields(template.kind, answers.answers)
    rules = template.rules if organised else Rules()
    new = filled.consultation(opened.today, rules, fields, answers.answers)
    reference = await create_consultation(turn, organisation, new, by=person)
    held = is_over(filled.moment, opened.today)
    await _write_stages(turn, reference, filled, template, opened.today, person)
    await participants.add_participants(turn, reference, filled.participants(held=held), by=person)
    await participants.set_headcounts(turn, reference, filled.headcounts, by=person)
    if held:
        async with owners_told(turn, reference):
            await _write_results(turn, reference, filled, opened.owners.people, person)
    elif opened.continued is None:
        reader = turn.house.reader(turn.who.locale, turn.who.timezone)
        await _write_agenda(turn, reference, filled, template, reader, person)
    if opened.continued is not None:
        await _continue(turn, reference, opened.continued, filled, person)
    return reference


async def _write_stages(  # noqa: PLR0913, PLR0917 - what stages depend on
    work: Work, reference: Reference, filled: Filled, template: OwnTemplate, today: Today, person: int
) -> None:
    """Plan the stages that are needed; one in which we only took part has the consultation alone."""
    day = filled.moment.day
    planned = template.planned(day) if filled.role is Role.ORGANISED else {Stage.CONSULTING: day}
    # Nobody can keep a plan for a day gone by.
    planned = {stage: due if due is not None and due >= today.day else None for stage, due in planned.items()}
    await stages.plan_stages(work, reference, planned, by=person)
    if is_over(filled.moment, today):
        await stages.reach_stage(work, reference, Stage.CONSULTING, by=person, at=instant(filled.moment, today))


async def _write_agenda(  # noqa: PLR0913, PLR0917 - an agenda, and whence it comes
    work: Work, reference: Reference, filled: Filled, template: OwnTemplate, reader: Reader, person: int
) -> None:
    """Write the agenda as typed; else the usual one, where we are the ones who organise it."""
    usual: tuple[Text, ...] = template.agenda if filled.role is Role.ORGANISED else ()
    titles = filled.agenda_lines or tuple(_written(reader, item) for item in usual)
    await agenda.add_items(work, reference, [agenda.NewItem(title=title) for title in titles], by=person)


async def _write_results(
    work: Work, reference: Reference, filled: Filled, offered: Sequence[Person], person: int
) -> None:
    """Write what came of it: items with their results, decisions, actions, outcomes."""
    items = filled.items or ()
    numbers = await agenda.add_items(
        work,
        reference,
        [agenda.NewItem.model_validate(item.model_dump(exclude={"decision"})) for item in items],
        by=person,
    )
    quorate = is_quorate(await read(work, reference))
    made = [
        decisions.NewDecision(item=number, text=item.decision, quorate=quorate is not False)
        for number, item in zip(numbers, items, strict=True)
        if item.decision is not None
    ]
    await decisions.add_decisions(work, reference, made, by=person)
    to_do = []
    for one in filled.actions or ():
        number, name = await owner_named(work, reference, one.owner, offered)
        to_do.append(actions.NewAction(what=one.what, owner=name, person=number, due_on=one.due))
    await actions.add_actions(work, reference, to_do, by=person)
    agreed = [conversion.NewOutcome(text=one.text, due_on=one.due) for one in filled.outcomes or ()]
    await conversion.add_outcomes(work, reference, agreed, by=person)


async def _continue(work: Work, reference: Reference, continued: Continued, filled: Filled, person: int) -> None:
    """Put it after the one that it continues, with the items that were left over first, then what was typed."""
    former = await find(work, reference.organisation, continued.consultation)
    if former is None:
        return
    await continue_series(work, reference, former)
    await agenda.carry_over(work, former, reference, continued.items, by=person)
    typed = [agenda.NewItem(title=title) for title in filled.agenda_lines]
    await agenda.add_items(work, reference, typed, by=person)


def _written(reader: Reader, item: Text) -> str:
    """Give the words of an item of the template in the language of whoever writes it down."""
    return reader.say(item) if isinstance(item, Words | Message) else item
