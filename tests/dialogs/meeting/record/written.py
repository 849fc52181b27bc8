"""A consultation put on record part by part, with something of everything."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from dialogs.engine.work import Work
from dialogs.meeting import actions, agenda, conversion, decisions, history, opinions, participants, polls, records
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation, FilledField, Rules
from dialogs.meeting.references import Reference
from dialogs.meeting.stages import plan_stages, reach_stage, skip_stage
from dialogs.meeting.terms import (
    Attendance,
    ConversionState,
    ItemState,
    MinutesState,
    Position,
    Role,
    Signatory,
    Stage,
    StakeholderKind,
    Stance,
)
from dialogs.people import membership
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
    first, second = [row["id"] for row in await rows_of(work, reference, "participant")]
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


async def written_steps(work: Work, reference: Reference, outcome: int, by: int) -> None:
    for state, day, body in (
        (ConversionState.ACCEPTED, date(2026, 4, 20), "市市场监管局"),
        (ConversionState.SUBMITTED, date(2026, 4, 2), "市市场监管局"),
    ):
        step = conversion.NewStep(state=state, taken_on=day, body=body, document="深市监〔2026〕12号")
        await conversion.add_step(work, reference, outcome, step, by=by)


async def written_minutes(work: Work, reference: Reference, by: int) -> None:
    first, second = [row["id"] for row in await rows_of(work, reference, "participant")]
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


async def rows_of(work: Work, reference: Reference, table: str) -> list[dict[str, int]]:
    part = getattr(records, table)
    found = await work.transaction.execute(
        select(part.c.id).where(part.c.consultation_id == reference.id).order_by(part.c.id)
    )
    return [dict(row) for row in found.mappings()]
