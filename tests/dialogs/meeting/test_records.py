"""A consultation on record, on both databases: written part by part, read as a whole, corrected, taken back."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, event, func, insert, select

from dialogs.engine.work import Work
from dialogs.meeting import actions, agenda, conversion, decisions, history, opinions, participants, polls, records
from dialogs.meeting.consultations import (
    NewConsultation,
    continue_series,
    correct_consultation,
    create_consultation,
    remove_consultation,
)
from dialogs.meeting.reading import read, read_consultation
from dialogs.meeting.record import Consultation, FilledField, Rules
from dialogs.meeting.references import Reference, find, find_by_number
from dialogs.meeting.stages import plan_stages, reach_stage, reopen_stage, skip_stage
from dialogs.meeting.terms import (
    ActionState,
    Attendance,
    ConversionState,
    DecisionKind,
    ItemState,
    MinutesState,
    Position,
    Role,
    Signatory,
    Stage,
    StakeholderKind,
    Stance,
)
from dialogs.meeting.undoing import read_changes, undo
from dialogs.people import membership
from dialogs.people import records as people
from dialogs.people.roles import Role as PeopleRole
from tests.dialogs.talking import Scene

HELD = datetime(2026, 3, 20, 6, tzinfo=UTC)
"""14:00 in Shenzhen."""


async def begun(scene: Scene, organisation: int, clause: str = "5.3", **known: object) -> Reference:
    async with scene.working() as work:
        new = NewConsultation.model_validate({"clause": clause, "topic": "共享单车停放标准", **known})
        return await create_consultation(work, organisation, new, by=None)


async def whole(scene: Scene, reference: Reference) -> Consultation:
    async with scene.working() as work:
        return await read(work, reference)


async def person_of(scene: Scene, organisation: int, name: str = "周敏") -> int:
    async with scene.working() as work:
        number = await membership.write_person(work, name, "zh_CN")
        await membership.grant(work, number, organisation, PeopleRole.FACILITATOR)
        return number


async def test_numbers_count_up_by_organisation_year_and_kind(scene: Scene) -> None:
    ours, theirs = await scene.organisation("行业协会"), await scene.organisation("社工中心")
    references = [
        await begun(scene, ours),
        await begun(scene, ours),
        await begun(scene, ours, "5.1"),
        await begun(scene, ours, starts_at=datetime(2025, 12, 31, 17, tzinfo=UTC)),
        await begun(scene, ours, held_at=datetime(2025, 12, 31, 15, tzinfo=UTC)),
        await begun(scene, theirs),
        await begun(scene, theirs, "5.2"),
        await begun(scene, theirs, "5.4"),
    ]

    assert [reference.number for reference in references] == [
        "2026-行-001",
        "2026-行-002",
        "2026-公-001",
        "2026-行-003",  # 01:00 on 1 January in Shenzhen
        "2025-行-001",
        "2026-行-001",
        "2026-基-001",
        "2026-社-001",
    ]


async def test_a_number_is_never_given_twice_though_many_ask_at_once(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    references = await asyncio.gather(*(begun(scene, organisation) for _again in range(12)))

    assert sorted(reference.number for reference in references) == [f"2026-行-{n:03}" for n in range(1, 13)]


async def test_the_number_of_one_that_was_taken_out_is_not_given_again(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    mistaken = await begun(scene, organisation)
    async with scene.working() as work:
        assert await remove_consultation(work, mistaken, by=None)
        assert await find(work, organisation, mistaken.id) is None
        assert not await remove_consultation(work, mistaken, by=None)

    assert (await begun(scene, organisation)).number == "2026-行-002"


@pytest.mark.parametrize(
    "typed",
    [
        "2026-行-014",
        "2026行14",
        "２０２６－行－０１４",
        " 2026 - 行 - 14 ",
        "2026—行—014",
        "2026-行-014号",
        "2026行０14",
    ],
)
async def test_a_number_is_understood_as_people_type_it(quick_scene: Scene, typed: str) -> None:
    organisation, other = await quick_scene.organisation("行业协会"), await quick_scene.organisation("别家")
    for _number in range(14):
        fourteenth = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        assert await find_by_number(work, organisation, typed) == fourteenth
        assert await find_by_number(work, other, typed) is None


@pytest.mark.parametrize(
    "typed", ["", "014", "2026-014", "2026-商-014", "行-014", "2026-行-", "2026-行-014-2", "x" * 500]
)
async def test_what_is_no_number_finds_nothing(quick_scene: Scene, typed: str) -> None:
    organisation = await quick_scene.organisation("行业协会")
    await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        assert await find_by_number(work, organisation, typed) is None
        assert await find(work, organisation, typed) is None


async def written_in_full(scene: Scene, organisation: int, by: int) -> Reference:
    """One consultation with something of everything."""
    reference = await begun(
        scene,
        organisation,
        subkind="standards",
        role=Role.ORGANISED,
        tags=("advising",),
        background="三起投诉",
        starts_at=HELD,
        ends_at=HELD + timedelta(hours=2),
        held_at=HELD,
        venue="二楼会议室",
        chair="李主任",
        recorder="小林",
        fields=(FilledField(key="coverage", zh="会员覆盖面", en="Membership coverage", text="37 家"),),
        rules=Rules(notice_days=7, materials_days=3, quorum="2/3", majority="1/2", supervisor_signs=True),
    )
    async with scene.working() as work:
        await plan_stages(work, reference, {Stage.CONVENING: date(2026, 3, 13), Stage.EXAMINING: None}, by=by)
        await reach_stage(work, reference, Stage.CONSULTING, by=by, at=HELD)
        await skip_stage(work, reference, Stage.EXAMINING, "理事会已议过", by=by)
        await written_people(work, reference, by)
        first, second = await agenda.add_items(
            work,
            reference,
            [
                agenda.NewItem(title="停放密度", presenter="张工", minutes=20),
                agenda.NewItem(title="收费", state=ItemState.DISSENT, dissent="企业反对收费"),
            ],
            by=by,
        )
        await written_item(work, reference, first, by)
        await actions.add_actions(
            work,
            reference,
            [actions.NewAction(what="起草第三稿", owner="周敏", person=by, due_on=date(2026, 4, 1), item=second)],
            by=by,
        )
        (outcome,) = await conversion.add_outcomes(
            work, reference, [conversion.NewOutcome(text="团体标准草案", due_on=date(2026, 5, 1), item=first)], by=by
        )
        await written_steps(work, reference, outcome, by)
        await written_minutes(work, reference, by)
    return reference


async def written_people(work: Work, reference: Reference, by: int) -> None:
    await participants.add_participants(
        work,
        reference,
        [
            participants.NewParticipant(
                name="周敏",
                kind=StakeholderKind.SOCIAL_ORGANISATION,
                also=StakeholderKind.EXPERT,
                organisation="行业协会",
                attendance=Attendance.PRESENT,
                person=by,
            ),
            participants.NewParticipant(
                name="王经理", kind=StakeholderKind.ENTERPRISE, attendance=Attendance.PROXY, proxy="赵助理"
            ),
        ],
        by=by,
    )
    await participants.set_headcounts(work, reference, {StakeholderKind.PUBLIC: (30, 12)}, by=by)


async def written_item(work: Work, reference: Reference, item: int, by: int) -> None:
    first, second = [row["id"] for row in await _rows(work, reference, "participant")]
    await opinions.add_opinions(
        work,
        reference,
        [
            opinions.NewOpinion(
                item=item,
                kind=StakeholderKind.ENTERPRISE,
                stance=Stance.OPPOSITION,
                text="成本太高",
                participant=second,
            ),
            opinions.NewOpinion(
                item=item, kind=StakeholderKind.PUBLIC, stance=Stance.SUPPORT, text="路口要留空", anonymous=True
            ),
        ],
        by=None,
    )
    poll = await polls.open_poll(work, reference, item, "同意每百米设一处？", "2/3", by=by)
    assert await polls.take_position(work, reference, poll, first, Position.BLOCK)
    assert await polls.take_position(work, reference, poll, first, Position.ENDORSE)
    assert await polls.take_position(work, reference, poll, second, Position.DISAGREE)
    await polls.count_by_hand(work, reference, poll, {StakeholderKind.PUBLIC: {Position.AGREE: 12, Position.BLOCK: 0}})
    assert await polls.close_poll(work, reference, poll, by=by) is True
    await decisions.add_decisions(
        work,
        reference,
        [decisions.NewDecision(item=item, text="每百米设一处", review_on=date(2027, 3, 20), quorate=False, poll=poll)],
        by=by,
    )


async def _rows(work: Work, reference: Reference, table: str) -> list[dict[str, int]]:
    part = getattr(records, table)
    found = await work.transaction.execute(
        select(part.c.id).where(part.c.consultation_id == reference.id).order_by(part.c.id)
    )
    return [dict(row) for row in found.mappings()]


async def written_steps(work: Work, reference: Reference, outcome: int, by: int) -> None:
    for state, day, body in (
        (ConversionState.ACCEPTED, date(2026, 4, 20), "市市场监管局"),
        (ConversionState.SUBMITTED, date(2026, 4, 2), "市市场监管局"),
    ):
        step = conversion.NewStep(state=state, taken_on=day, body=body, document="深市监〔2026〕12号")
        await conversion.add_step(work, reference, outcome, step, by=by)


async def written_minutes(work: Work, reference: Reference, by: int) -> None:
    first, second = [row["id"] for row in await _rows(work, reference, "participant")]
    for table, fields in (
        (
            records.minutes,
            {"state": MinutesState.SIGNED, "remarks": "补充一句", "confirm_by": HELD + timedelta(days=3)},
        ),
        (records.response, {"participant": first, "confirmed": True, "at": HELD}),
        (records.response, {"participant": second, "confirmed": False, "text": "数字有误", "at": HELD}),
        (records.signature, {"office": Signatory.CHAIR, "name": "李主任", "person": by, "at": HELD}),
        (records.amendment, {"text": "更正：十二处", "by": "小林", "at": HELD}),
    ):
        await history.add(work, reference, table, [fields], by=by)


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


def test_an_anonymous_opinion_cannot_name_anybody() -> None:
    with pytest.raises(ValueError, match="anonymous"):
        opinions.NewOpinion(
            item=1, kind=StakeholderKind.PUBLIC, stance=Stance.SUPPORT, text="好", participant=1, anonymous=True
        )


async def test_what_is_corrected_leaves_its_former_version_with_who_and_when(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    by = await person_of(scene, organisation, "吴桐")
    reference = await begun(scene, organisation, starts_at=HELD)
    scene.later(hours=1)
    async with scene.working() as work:
        assert await correct_consultation(
            work,
            reference,
            by=by,
            topic="共享单车停放团体标准",
            starts_at=HELD + timedelta(days=1),
            tags=("emergency",),
        )
        await correct_consultation(work, reference, by=by, topic="共享单车停放团体标准")
        changes = await read_changes(work, reference)

    (change,) = changes
    assert dict(change.former) == {"topic": "共享单车停放标准", "starts_at": HELD.isoformat(), "tags": ""}
    assert (change.name, change.at, change.part, change.undone) == ("吴桐", scene.now, "consultation", False)
    found = await whole(scene, reference)
    assert (found.topic, found.starts_at, found.tags) == (
        *("共享单车停放团体标准", HELD + timedelta(days=1)),
        ("emergency",),
    )


async def test_former_versions_and_words_lie_sealed(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    by = await person_of(scene, organisation)
    await written_in_full(scene, organisation, by)
    async with scene.database.reading() as connection:
        for table in (*history.PARTS.values(), records.change):
            for row in await connection.execute(select(table)):
                for value in row:
                    text = bytes(value).decode("latin-1") if isinstance(value, bytes) else str(value)
                    assert "停放" not in text
                    assert "停放".encode().decode("latin-1") not in text


async def test_undo_takes_back_a_whole_turn_and_then_the_one_before(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    reference = await begun(scene, organisation)
    for titles in (("甲",), ("乙", "丙")):
        scene.later(minutes=1)
        async with scene.working() as work:
            work.correlation = titles[0]
            await agenda.add_items(work, reference, [agenda.NewItem(title=title) for title in titles], by=None)
    first = (await whole(scene, reference)).agenda[0].id
    async with scene.working() as work:
        work.correlation = "corrects"
        await agenda.correct_item(work, reference, first, by=None, title="改过的甲", minutes=15)

    assert await undone(scene, reference) == [("改过的甲", 15), ("乙", None), ("丙", None)]
    assert await undone(scene, reference, "again") == [("甲", None), ("乙", None), ("丙", None)]
    assert await undone(scene, reference, "thrice") == [("甲", None)]
    assert await undone(scene, reference, "last") == []
    async with scene.working() as work:
        assert await undo(work, reference, by=None) == ()


async def undone(scene: Scene, reference: Reference, turn: str | None = None) -> list[tuple[str, int | None]]:
    """Undo, unless there is no turn to do it in, and give the agenda."""
    if turn is not None:
        async with scene.working() as work:
            work.correlation = turn
            assert await undo(work, reference, by=None)
    return [(item.title, item.minutes) for item in (await whole(scene, reference)).agenda]


async def test_undo_leaves_what_is_older_than_it_is_told(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        await agenda.add_items(work, reference, [agenda.NewItem(title="甲")], by=None)
    quick_scene.later(hours=1)
    async with quick_scene.working() as work:
        assert await undo(work, reference, by=None, since=quick_scene.now) == ()

    assert [item.title for item in (await whole(quick_scene, reference)).agenda] == ["甲"]


async def test_what_was_taken_out_is_not_read_and_can_be_put_back(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    by = await person_of(scene, organisation)
    reference = await written_in_full(scene, organisation, by)
    before = await whole(scene, reference)
    async with scene.working() as work:
        work.correlation = "removes"
        await participants.remove_participant(work, reference, before.participants[1].id, by=by)
        await agenda.remove_item(work, reference, before.agenda[0].id, by=by)
        await actions.remove_action(work, reference, before.actions[0].id, by=by)
        await conversion.remove_outcome(work, reference, before.outcomes[0].id, by=by)
    after = await whole(scene, reference)
    async with scene.working() as work:
        work.correlation = "undoes"
        await undo(work, reference, by=by)

    assert [person.name for person in after.participants] == ["周敏"]
    assert [(item.position, item.title) for item in after.agenda] == [(1, "收费")]
    assert not after.actions
    assert not after.outcomes
    assert await whole(scene, reference) == before


async def test_items_move_and_sixty_are_the_most(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        numbers = await agenda.add_items(work, reference, [agenda.NewItem(title=sign) for sign in "甲乙丙丁"], by=None)
        assert await agenda.move_item(work, reference, numbers[3], 2, by=None)
        assert await agenda.move_item(work, reference, numbers[0], 99, by=None)
        assert not await agenda.move_item(work, reference, 10**9, 1, by=None)
        with pytest.raises(agenda.AgendaFull):
            await agenda.add_items(work, reference, [agenda.NewItem(title="多")] * 57, by=None)

    assert [item.title for item in (await whole(quick_scene, reference)).agenda] == ["丁", "乙", "丙", "甲"]


async def test_unresolved_items_go_to_the_next_of_the_series(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    one, following = await begun(scene, organisation), await begun(scene, organisation)
    async with scene.working() as work:
        kept, left = await agenda.add_items(
            work, one, [agenda.NewItem(title="甲"), agenda.NewItem(title="乙", minutes=10)], by=None
        )
        await agenda.carry_over(work, one, following, [left], by=None)
        assert await agenda.carry_over(work, one, following, [left], by=None) == ()
    first, second = await whole(scene, one), await whole(scene, following)

    assert [item.state for item in first.agenda] == [ItemState.OPEN, ItemState.CARRIED_OVER]
    assert [(item.title, item.minutes, item.carried_from) for item in second.agenda] == [("乙", 10, one.number)]
    assert (first.follows, second.follows) == (None, one.number)
    assert kept != left


async def test_a_consultation_continues_the_one_that_was_named_last(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    one, two, three = [await begun(quick_scene, organisation) for _again in range(3)]
    async with quick_scene.working() as work:
        await continue_series(work, three, one)
        await continue_series(work, three, two)

    assert (await whole(quick_scene, three)).follows == two.number


async def test_a_stage_is_reached_skipped_and_opened_again(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    seen = []
    async with quick_scene.working() as work:
        await skip_stage(work, reference, Stage.COLLECTING, "上级交办", by=None)
        seen.append((await read(work, reference)).stages[0])
        await reach_stage(work, reference, Stage.COLLECTING, by=None)
        seen.append((await read(work, reference)).stages[0])
        await reopen_stage(work, reference, Stage.COLLECTING, by=None)
        seen.append((await read(work, reference)).stages[0])
        await plan_stages(work, reference, {Stage.COLLECTING: date(2026, 3, 1)}, by=None)
        seen.append((await read(work, reference)).stages[0])

    assert [(stage.reached_at, stage.skipped, stage.planned) for stage in seen] == [
        (None, "上级交办", None),
        (quick_scene.now, None, None),
        (None, None, None),
        (None, None, date(2026, 3, 1)),
    ]


async def test_checking_in_twice_keeps_the_first_time(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    by = await person_of(quick_scene, organisation)
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        new = participants.NewParticipant(name="周敏", kind=StakeholderKind.PUBLIC, person=by)
        (number,) = await participants.add_participants(work, reference, [new], by=by)
        assert await participants.participant_of(work, reference, person=by) == number
        assert await participants.participant_of(work, reference, person=by + 1, chat=4) is None
        assert not await participants.check_in(work, reference, number + 1, by=by)
        assert await participants.check_in(work, reference, number, by=by)
    first = quick_scene.now
    quick_scene.later(minutes=5)
    async with quick_scene.working() as work:
        assert await participants.check_in(work, reference, number, by=by)
        assert await participants.correct_participant(work, reference, number, by=by, kind=StakeholderKind.EXPERT)

    (found,) = (await whole(quick_scene, reference)).participants
    assert (found.attendance, found.checked_in_at, found.kind) == (Attendance.PRESENT, first, StakeholderKind.EXPERT)


async def test_a_closed_poll_takes_no_voice_and_is_closed_once(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    reference = await begun(scene, organisation)
    async with scene.working() as work:
        (item,) = await agenda.add_items(work, reference, [agenda.NewItem(title="甲")], by=None)
        new = participants.NewParticipant(name="周敏", kind=StakeholderKind.PUBLIC)
        (voter,) = await participants.add_participants(work, reference, [new], by=None)
        poll = await polls.open_poll(work, reference, item, "同意？", "consensus-0", by=None)
        with pytest.raises(history.NoSuchPart):
            await polls.take_position(work, reference, poll, voter + 1, Position.AGREE)
        assert await polls.take_position(work, reference, poll, voter, Position.BLOCK)
        assert await polls.close_poll(work, reference, poll, by=None) is False
        assert await polls.close_poll(work, reference, poll, by=None) is None
        assert not await polls.take_position(work, reference, poll, voter, Position.ENDORSE)
        assert await polls.remove_poll(work, reference, poll, by=None)

    assert (await whole(scene, reference)).agenda[0].polls == ()


P = Position


@pytest.mark.parametrize(
    ("threshold", "voices", "carried"),
    [
        ("1/2", {P.AGREE: 5, P.DISAGREE: 5}, False),
        ("1/2", {P.AGREE: 6, P.DISAGREE: 5}, True),
        ("2/3", {P.ENDORSE: 1, P.AGREE: 1, P.ABSTAIN: 1}, True),
        ("2/3", {P.AGREE: 65, P.BLOCK: 35}, False),
        ("4/5", {P.AGREE: 4, P.ABSTAIN: 1}, True),
        ("4/5", {P.AGREE: 79, P.ABSTAIN: 21}, False),
        ("consensus-0", {P.ABSTAIN: 9}, True),
        ("consensus-0", {P.ENDORSE: 99, P.DISAGREE: 1}, False),
        ("consensus-1", {P.ENDORSE: 99, P.BLOCK: 1}, True),
        ("consensus-1", {P.ENDORSE: 99, P.BLOCK: 1, P.DISAGREE: 1}, False),
        ("2/3", {}, False),
        ("consensus-2", {}, False),
    ],
)
def test_a_threshold_is_reached_or_not(threshold: str, voices: dict[Position, int], *, carried: bool) -> None:
    tally = {StakeholderKind.PUBLIC: voices, StakeholderKind.EXPERT: {}}

    assert polls.is_carried(threshold, tally) is carried


async def test_an_outcome_stands_where_its_latest_step_put_it(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    by = await person_of(quick_scene, organisation)
    reference = await written_in_full(quick_scene, organisation, by)
    (outcome,) = (await whole(quick_scene, reference)).outcomes
    async with quick_scene.working() as work:
        latest, earlier = [row["id"] for row in await _rows(work, reference, "conversion_step")]
        await conversion.correct_step(work, reference, latest, by=by, state=ConversionState.REJECTED, reason="已有国标")
        rejected = (await read(work, reference)).outcomes[0]
        await conversion.remove_step(work, reference, latest, by=by)
        submitted = (await read(work, reference)).outcomes[0]
        await conversion.remove_step(work, reference, earlier, by=by)
        await conversion.correct_outcome(work, reference, outcome.id, by=by, publication="未采纳，因已有国标")
        agreed = (await read(work, reference)).outcomes[0]

    assert (rejected.state, rejected.steps[1].reason) == (ConversionState.REJECTED, "已有国标")
    assert (submitted.state, agreed.state) == (ConversionState.SUBMITTED, ConversionState.AGREED)
    assert (agreed.steps, agreed.publication) == ((), "未采纳，因已有国标")


async def test_an_action_is_done_with_its_proof(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        new = [actions.NewAction(what="送达", owner="街道办"), actions.NewAction(what="回访", owner="小林")]
        first, second = await actions.add_actions(work, reference, new, by=None)
        assert await actions.finish_action(work, reference, first, by=None, proof="签收单")
        assert await actions.finish_action(work, reference, second, by=None)
        await actions.correct_action(work, reference, second, by=None, state=ActionState.DROPPED, done_at=None)

    one, two = (await whole(quick_scene, reference)).actions
    assert (one.state, one.done_at, one.proof) == (ActionState.DONE, quick_scene.now, "签收单")
    assert (two.state, two.done_at, two.proof) == (ActionState.DROPPED, None, None)


async def test_headcounts_are_replaced_kind_by_kind(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        await participants.set_headcounts(work, reference, {StakeholderKind.PUBLIC: (30, 12)}, by=None)
        await participants.set_headcounts(
            work, reference, {StakeholderKind.PUBLIC: (30, 14), StakeholderKind.EXPERT: (1, 1)}, by=None
        )

    counts = (await whole(quick_scene, reference)).headcounts
    assert [(count.kind, count.present) for count in counts] == [
        (StakeholderKind.PUBLIC, 14),
        (StakeholderKind.EXPERT, 1),
    ]


async def test_an_organisation_that_goes_takes_its_consultations_along(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    by = await person_of(scene, organisation)
    await written_in_full(scene, organisation, by)
    async with scene.working() as work:
        await work.transaction.execute(delete(people.organisation).where(people.organisation.c.id == organisation))
    async with scene.database.reading() as connection:
        for table in (*history.PARTS.values(), records.change, records.position, records.poll_count):
            assert await connection.scalar(select(func.count()).select_from(table)) == 0
