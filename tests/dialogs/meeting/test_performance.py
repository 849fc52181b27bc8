"""What is on record of a year, read in a fixed number of statements on either database, and what is not counted."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import AsyncMock

import pytest

from dialogs.engine.work import Work
from dialogs.meeting import actions, agenda, conversion, participants, records
from dialogs.meeting.consultations import (
    NewConsultation,
    correct_consultation,
    create_consultation,
    remove_consultation,
)
from dialogs.meeting.history import add
from dialogs.meeting.participants import NewParticipant, set_headcounts
from dialogs.meeting.performance import Period, read_facts, read_performance, year_until
from dialogs.meeting.record import Rules
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import (
    ActionState,
    Attendance,
    ConversionState,
    ItemState,
    MinutesState,
    Role,
    StakeholderKind,
)
from standard.library import library
from standard.on_record import Agreed, Count, Due, Held, Measure
from tests.dialogs.talking import MORNING, Scene

HELD = datetime(2026, 2, 10, 6, tzinfo=UTC)
"""A Tuesday, 14:00 in Shenzhen."""


async def held(
    scene: Scene, organisation: int, clause: str = "5.3", *, at: datetime | None = HELD, **known: object
) -> Reference:
    async with scene.working() as work:
        new = NewConsultation.model_validate({"clause": clause, "topic": "停放", "held_at": at, **known})
        return await create_consultation(work, organisation, new, by=None)


async def period(scene: Scene, organisation: int) -> Period:
    async with scene.working() as work:
        return await year_until(work, organisation, scene.now)


async def come(scene: Scene, reference: Reference, *who: tuple[StakeholderKind, Attendance]) -> None:
    async with scene.working() as work:
        new = [NewParticipant(name="某", kind=kind, attendance=attendance) for kind, attendance in who]
        await participants.add_participants(work, reference, new, by=None)


async def test_only_what_was_held_in_the_year_counts(scene: Scene) -> None:
    organisation, other = await scene.organisation("行业协会"), await scene.organisation("别的协会")
    await held(scene, organisation, "5.3", subkind="standards", tags=("advising", "emergency"))
    await held(scene, organisation, "5.1", subkind="policy", role=Role.PARTICIPATED)
    await held(scene, organisation, at=None)
    await held(scene, organisation, at=MORNING - timedelta(days=366))
    await held(scene, organisation, at=MORNING + timedelta(hours=1))
    await held(scene, other)
    gone = await held(scene, organisation)
    async with scene.working() as work:
        await remove_consultation(work, gone, by=None)
        facts = await read_facts(work, await year_until(work, organisation, scene.now))

    assert facts.held == (
        Held("5.3", "standards", tags=frozenset({"advising", "emergency"}), minutes=False),
        Held("5.1", "policy", organised=False),
    )


async def test_who_was_there_by_name_or_by_count(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    reference = await held(scene, organisation)
    await come(
        *(scene, reference),
        (StakeholderKind.GOVERNMENT, Attendance.PROXY),
        (StakeholderKind.ENTERPRISE, Attendance.ABSENT),
        (StakeholderKind.EXPERT, Attendance.PRESENT),
    )
    async with scene.working() as work:
        await set_headcounts(work, reference, {StakeholderKind.PUBLIC: (40, 12)}, by=None)
        (found,) = (await read_facts(work, await year_until(work, organisation, scene.now))).held

    assert found.present == {"government", "public", "expert"}


async def test_the_procedure_is_judged_by_the_rules_that_each_began_with(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    rules = Rules(notice_days=7, materials_days=3, quorum="2/3")
    kept = await held(scene, organisation, "5.4", rules=rules)
    late = await held(scene, organisation, "5.4", rules=rules)
    async with scene.working() as work:
        for reference, days in ((kept, 7), (late, 6)):
            sent = HELD - timedelta(days=days)
            await correct_consultation(work, reference, by=None, notice_sent_at=sent, materials_sent_at=sent)
        await add(work, kept, records.minutes, [{"state": MinutesState.SIGNED}], by=None)
        await add(work, late, records.minutes, [{"state": MinutesState.CIRCULATED}], by=None)
        await set_headcounts(work, kept, {StakeholderKind.SOCIAL_ORGANISATION: (9, 6)}, by=None)
    await come(scene, late, *[(StakeholderKind.SOCIAL_ORGANISATION, Attendance.PRESENT)] * 5)
    await come(scene, late, *[(StakeholderKind.SOCIAL_ORGANISATION, Attendance.INVITED)] * 3)

    async with scene.working() as work:
        first, second = (await read_facts(work, await year_until(work, organisation, scene.now))).held

    assert (first.notice, first.materials, first.quorum, first.minutes) == (True, True, True, True)
    assert (second.notice, second.materials, second.quorum, second.minutes) == (False, True, False, False)


async def test_consensus_is_counted_by_agenda_item(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    reference = await held(scene, organisation)
    unheld = await held(scene, organisation, at=None)
    async with scene.working() as work:
        items = [agenda.NewItem(title=state.value, state=state) for state in ItemState]
        numbers = await agenda.add_items(work, reference, [*items, agenda.NewItem(title="错")], by=None)
        await agenda.remove_item(work, reference, numbers[-1], by=None)
        await agenda.add_items(work, unheld, items, by=None)
        facts = await read_facts(work, await year_until(work, organisation, scene.now))

    assert (facts.consensus, facts.items) == (1, len(ItemState))


async def test_action_items_count_by_their_day_in_the_organisations_time_zone(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    reference = await held(scene, organisation, at=None)
    due = date(2026, 3, 10)
    midnight = datetime(2026, 3, 10, 16, tzinfo=UTC)  # the 11th begins in Shenzhen
    done = {"owner": "街道办", "due_on": due, "state": ActionState.DONE}
    entries = [
        {**done, "what": "按时", "done_at": midnight - timedelta(seconds=1)},
        {**done, "what": "晚了一秒", "done_at": midnight},
        {"what": "没做", "owner": "街道办", "due_on": due},
        {"what": "取消", "owner": "街道办", "due_on": due, "state": ActionState.DROPPED},
        {"what": "今天到期", "owner": "街道办", "due_on": date(2026, 3, 16)},
        {"what": "没有期限", "owner": "街道办"},
        {"what": "去年", "owner": "街道办", "due_on": date(2025, 3, 15)},
        {"what": "错", "owner": "街道办", "due_on": due},
    ]
    async with scene.working() as work:
        new = [actions.NewAction.model_validate(entry) for entry in entries]
        numbers = await actions.add_actions(work, reference, new, by=None)
        await actions.remove_action(work, reference, numbers[-1], by=None)
        facts = await read_facts(work, await year_until(work, organisation, scene.now))

    assert facts.actions == (Due(done=True, on_time=True), Due(done=True), Due())


async def test_outcomes_count_by_how_far_they_came(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    reference = await held(scene, organisation)
    ways: tuple[tuple[ConversionState, ...], ...] = (
        (),
        (ConversionState.SUBMITTED,),
        (ConversionState.SUBMITTED, ConversionState.REJECTED),
        (ConversionState.SUBMITTED, ConversionState.PARTLY_ADOPTED, ConversionState.IMPLEMENTED),
        (ConversionState.IMPLEMENTED,),
    )
    async with scene.working() as work:
        for way in ways:
            new = conversion.NewOutcome(text="建议", due_on=date(2026, 3, 15))
            (number,) = await conversion.add_outcomes(work, reference, [new], by=None)
            for state in way:
                step = conversion.NewStep(state=state, taken_on=HELD.date())
                await conversion.add_step(work, reference, number, step, by=None)
        imported = conversion.NewOutcome(text="导入", state=ConversionState.ADOPTED)
        await conversion.add_outcomes(work, reference, [imported], by=None)
        facts = await read_facts(work, await year_until(work, organisation, scene.now))

    assert facts.outcomes == (
        Agreed(unconverted=True),
        Agreed(submitted=True, unconverted=True),
        Agreed(submitted=True),
        Agreed(submitted=True, adopted=True, implemented=True),
        Agreed(implemented=True),
        Agreed(submitted=True, adopted=True),
    )


async def test_a_year_of_three_consultations_gives_the_figures_worked_out_by_hand(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    ours = await held(scene, organisation, "5.3", subkind="standards", rules=Rules(notice_days=7, quorum="2/3"))
    await held(scene, organisation, "5.1", subkind="policy", role=Role.PARTICIPATED, rules=Rules(notice_days=7))
    late = await held(scene, organisation, "5.2", tags=("emergency",), rules=Rules(notice_days=7))
    await come(scene, ours, (StakeholderKind.GOVERNMENT, Attendance.PRESENT))
    await come(scene, late, (StakeholderKind.PUBLIC, Attendance.PRESENT), (StakeholderKind.EXPERT, Attendance.PRESENT))
    async with scene.working() as work:
        await set_headcounts(work, ours, {StakeholderKind.SOCIAL_ORGANISATION: (8, 6)}, by=None)
        for reference, days in ((ours, 7), (late, 2)):
            await correct_consultation(work, reference, by=None, notice_sent_at=HELD - timedelta(days=days))
        await add(work, ours, records.minutes, [{"state": MinutesState.SIGNED}], by=None)
        for reference, states in ((ours, "consensus consensus partial"), (late, "open")):
            items = [agenda.NewItem(title="停放", state=ItemState(state)) for state in states.split()]
            await agenda.add_items(work, reference, items, by=None)
        await _follow(work, late)
        await _hand_on(work, ours)
        found = await read_performance(library(), work, await year_until(work, organisation, scene.now))

    assert found.kinds == {"5.1": 1, "5.2": 1, "5.3": 1, "5.4": 0}
    assert (found.organised, found.participated, found.capabilities["6.2.2.3"]) == (2, 1, 1)
    assert {measure: (count.of, count.out_of) for measure, count in found.counts.items()} == {
        Measure.GOVERNMENT: (1, 3),
        Measure.ENTERPRISE: (0, 3),
        Measure.PUBLIC: (1, 3),
        Measure.ORGANISATION: (1, 3),
        Measure.BREADTH: (3, 4),
        Measure.CONSENSUS: (2, 4),
        Measure.NOTICE: (1, 2),  # of the two that are ours: seven days before, and two
        Measure.MATERIALS: (0, 0),  # no rule asks for them
        Measure.QUORUM: (1, 1),  # seven of nine, where two thirds were asked for
        Measure.MINUTES: (1, 2),
        Measure.ACTIONS: (1, 3),
        Measure.SUBMITTED: (2, 3),
        Measure.ADOPTED: (1, 3),
        Measure.IMPLEMENTED: (1, 3),
    }
    assert (found.actions_due, found.actions_overdue, found.outcomes_unconverted) == (3, 1, 1)


async def _follow(work: Work, reference: Reference) -> None:
    """Write four actions down: one done in time, one late, one that nobody did, one still to come."""
    due = date(2026, 3, 1)
    done = {"owner": "街道办", "due_on": due, "state": ActionState.DONE}
    entries = [
        {**done, "what": "按时", "done_at": datetime(2026, 2, 27, tzinfo=UTC)},
        {**done, "what": "迟了", "done_at": datetime(2026, 3, 3, tzinfo=UTC)},
        {"what": "没做", "owner": "街道办", "due_on": due},
        {"what": "还早", "owner": "街道办", "due_on": date(2026, 5, 1)},
    ]
    await actions.add_actions(work, reference, [actions.NewAction.model_validate(entry) for entry in entries], by=None)


async def _hand_on(work: Work, reference: Reference) -> None:
    """Write three outcomes down: one submitted, one adopted in part and implemented, one left lying past its day."""
    came = (
        (ConversionState.SUBMITTED,),
        (ConversionState.SUBMITTED, ConversionState.PARTLY_ADOPTED, ConversionState.IMPLEMENTED),
    )
    for states in came:
        (number,) = await conversion.add_outcomes(work, reference, [conversion.NewOutcome(text="建议")], by=None)
        for state in states:
            step = conversion.NewStep(state=state, taken_on=HELD.date())
            await conversion.add_step(work, reference, number, step, by=None)
    left = conversion.NewOutcome(text="搁置", due_on=date(2026, 3, 1))
    await conversion.add_outcomes(work, reference, [left], by=None)


async def test_an_empty_year_has_every_figure(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")

    async with scene.working() as work:
        found = await read_performance(library(), work, await year_until(work, organisation, scene.now))

    assert found.held == 0
    assert set(found.counts.values()) == {Count(0, 0)}
    assert set(found.counts) == set(Measure)


async def test_nobody_elses_year_can_be_asked_for(quick_scene: Scene) -> None:
    with pytest.raises(LookupError, match="no organisation 999"):
        await period(quick_scene, 999)


async def test_the_statements_do_not_grow_with_the_records(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = await scene.organisation("行业协会")
    numbers = []
    for times in (1, 12):
        for _time in range(times):
            reference = await held(scene, organisation)
            await come(scene, reference, (StakeholderKind.PUBLIC, Attendance.PRESENT))
        async with scene.working() as work:
            looked = await year_until(work, organisation, scene.now)
            with monkeypatch.context() as patched:
                execute = AsyncMock(wraps=work.transaction.execute)
                patched.setattr(type(work.transaction), "execute", execute)
                found = await read_performance(library(), work, looked)
        numbers.append(execute.await_count)

    assert found.held == 13
    assert numbers == [7, 7]
