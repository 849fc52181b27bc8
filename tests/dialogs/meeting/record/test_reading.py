"""All that was written is read as one record, by its own organisation alone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, event, func, insert, select

from dialogs.meeting import agenda, decisions, history, opinions, polls, records
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.reading import read, read_consultation
from dialogs.meeting.record import Rules
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import (
    Attendance,
    ConversionState,
    DecisionKind,
    ItemState,
    MinutesState,
    Position,
    Stage,
    StakeholderKind,
    Stance,
)
from dialogs.people import records as people
from tests.dialogs.meeting.record.written import HELD, begun, person_of, whole, written_in_full
from tests.dialogs.talking import Scene


async def test_all_that_was_written_is_read_as_one_record(scene: Scene) -> None:
    organisation = await scene.organisation("深圳市共享出行协会")
    by = await person_of(scene, organisation)
    reference = await written_in_full(scene, organisation, by)
    async with scene.working() as work:
        found = await read_consultation(work, organisation, reference.id)

    assert found is not None
    assert (found.number, found.organisation_name, found.clause) == ("2026-行-001", "深圳市共享出行协会", "5.3")
    assert (found.subkind, found.tags, found.topic) == ("standards", ("advising",), "共享单车停放标准")
    assert (found.starts_at, found.ends_at, found.held_at) == (HELD, HELD + timedelta(hours=2), HELD)
    assert (found.background, found.venue, found.chair, found.recorder) == ("三起投诉", "二楼会议室", "李主任", "小林")
    assert found.fields[0].text == "37 家"
    assert found.rules == Rules(notice_days=7, materials_days=3, quorum="2/3", majority="1/2", supervisor_signs=True)
    assert [(stage.stage, stage.planned, stage.reached_at, stage.skipped) for stage in found.stages] == [
        (Stage.EXAMINING, None, None, "理事会已议过"),
        (Stage.CONVENING, date(2026, 3, 13), None, None),
        (Stage.CONSULTING, None, HELD, None),
    ]
    assert found.stages[0].by == "周敏"
    assert [(p.name, p.also, p.attendance, p.proxy, p.organisation) for p in found.participants] == [
        ("周敏", StakeholderKind.EXPERT, Attendance.PRESENT, None, "行业协会"),
        ("王经理", None, Attendance.PROXY, "赵助理", None),
    ]
    assert [(count.kind, count.invited, count.present) for count in found.headcounts] == [
        (StakeholderKind.PUBLIC, 30, 12)
    ]


async def test_agenda_follow_up_and_minutes_are_read_with_it(scene: Scene) -> None:
    organisation = await scene.organisation("深圳市共享出行协会")
    by = await person_of(scene, organisation)
    found = await whole(scene, await written_in_full(scene, organisation, by))
    first, second = found.agenda
    (poll,) = first.polls

    assert [(item.position, item.title, item.minutes) for item in found.agenda] == [
        (1, "停放密度", 20),
        (2, "收费", None),
    ]
    assert [(o.text, o.participant, o.anonymous) for o in first.opinions] == [
        ("成本太高", found.participants[1].id, False),
        ("路口要留空", None, True),
    ]
    assert poll.tally == {
        StakeholderKind.SOCIAL_ORGANISATION: {Position.ENDORSE: 1},
        StakeholderKind.ENTERPRISE: {Position.DISAGREE: 1},
        StakeholderKind.PUBLIC: {Position.AGREE: 12},
    }
    assert (poll.carried, poll.closed_at) == (True, scene.now)
    (decision,) = first.decisions
    assert (decision.kind, decision.quorate, decision.poll) == (DecisionKind.RESOLUTION, False, poll.id)
    assert (second.state, second.dissent, second.opinions) == (ItemState.DISSENT, "企业反对收费", ())
    (action,) = found.actions
    assert (action.what, action.owner, action.person, action.due_on, action.item) == (
        *("起草第三稿", "周敏", by, date(2026, 4, 1)),
        second.id,
    )
    (outcome,) = found.outcomes
    assert outcome.state is ConversionState.ACCEPTED
    assert [step.on for step in outcome.steps] == [date(2026, 4, 2), date(2026, 4, 20)]
    assert (found.minutes.state, found.minutes.confirmed) == (MinutesState.SIGNED, 1)
    assert [(o.name, o.text) for o in found.minutes.objections] == [("王经理", "数字有误")]
    assert [s.name for s in found.minutes.signatures] == ["李主任"]
    assert [(a.text, a.by) for a in found.minutes.amendments] == [("更正：十二处", "小林")]


async def test_reading_takes_as_many_statements_for_sixty_items_as_for_one(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    by = await person_of(scene, organisation)
    small, large = await written_in_full(scene, organisation, by), await written_in_full(scene, organisation, by)
    async with scene.working() as work:
        items = [agenda.NewItem(title=f"事项 {n}") for n in range(58)]
        numbers = await agenda.add_items(work, large, items, by=None)
        said = [
            opinions.NewOpinion(item=n, kind=StakeholderKind.PUBLIC, stance=Stance.SUPPORT, text="同意")
            for n in numbers
            for _again in range(5)
        ]
        await opinions.add_opinions(work, large, said, by=None)

    assert await statements(scene, small) == await statements(scene, large) <= 20


async def statements(scene: Scene, reference: Reference) -> int:
    count = 0

    def counted(*_details: object) -> None:
        nonlocal count
        count += 1

    engine = scene.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", counted)
    async with scene.working() as work:
        await read(work, reference)
    event.remove(engine, "before_cursor_execute", counted)
    return count


async def test_nothing_is_found_or_written_from_another_organisation(scene: Scene) -> None:
    ours, theirs = await scene.organisation("行业协会"), await scene.organisation("社工中心")
    reference = await begun(scene, ours)
    forged = Reference(id=reference.id, organisation=theirs, number=reference.number)
    async with scene.working() as work:
        assert await read_consultation(work, theirs, reference.id) is None
        assert not await correct_consultation(work, forged, by=None, topic="别家的话")
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            await work.transaction.execute(
                insert(records.action).values(
                    organisation_id=theirs,
                    consultation_id=reference.id,
                    state="open",
                    sealed_what=b"x",
                    sealed_owner=b"x",
                    created_at=work.now,
                )
            )


async def test_a_part_of_another_consultation_is_refused(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    one, other = await begun(quick_scene, organisation), await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        (item,) = await agenda.add_items(work, one, [agenda.NewItem(title="甲")], by=None)
        said = opinions.NewOpinion(item=item, kind=StakeholderKind.PUBLIC, stance=Stance.SUPPORT, text="好")
        with pytest.raises(history.NoSuchPart):
            await opinions.add_opinions(work, other, [said], by=None)
        with pytest.raises(history.NoSuchPart):
            await decisions.add_decisions(work, other, [decisions.NewDecision(item=item, text="定")], by=None)
        with pytest.raises(history.NoSuchPart):
            await polls.open_poll(work, other, item, "同意？", "1/2", by=None)
        assert not await agenda.correct_item(work, other, item, by=None, title="乙")
        assert not await agenda.remove_item(work, other, item, by=None)


async def test_an_organisation_that_goes_takes_its_consultations_along(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    by = await person_of(scene, organisation)
    await written_in_full(scene, organisation, by)
    async with scene.working() as work:
        await work.transaction.execute(delete(people.organisation).where(people.organisation.c.id == organisation))
    async with scene.database.reading() as connection:
        for table in (*history.PARTS.values(), records.change, records.position, records.poll_count):
            assert await connection.scalar(select(func.count()).select_from(table)) == 0
