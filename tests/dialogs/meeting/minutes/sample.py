"""A consultation as an industry association may hold it: on a standard for property services, until its conversion."""

from datetime import UTC, date, datetime, timedelta

from dialogs.meeting.record import (
    ActionItem,
    AgendaItem,
    Amendment,
    Consultation,
    ConversionStep,
    Decision,
    FilledField,
    Headcount,
    Minutes,
    Objection,
    Opinion,
    Outcome,
    Participant,
    Poll,
    Rules,
    Signature,
)
from dialogs.meeting.terms import (
    ActionState,
    Attendance,
    ConversionState,
    DecisionKind,
    ItemState,
    MinutesState,
    Position,
    Signatory,
    StakeholderKind,
    Stance,
)

HELD = datetime(2026, 9, 17, 6, 0, tzinfo=UTC)
"""14:00 in Shenzhen."""

GOVERNMENT, ENTERPRISE, PUBLIC = StakeholderKind.GOVERNMENT, StakeholderKind.ENTERPRISE, StakeholderKind.PUBLIC
ORGANISATION, EXPERT = StakeholderKind.SOCIAL_ORGANISATION, StakeholderKind.EXPERT

PEOPLE = (
    ("周文博", GOVERNMENT, "市住房和建设局", Attendance.PRESENT),
    ("林嘉怡", GOVERNMENT, "市市场监督管理局", Attendance.PRESENT),
    ("陈国栋", ENTERPRISE, "海岸物业服务有限公司", Attendance.PRESENT),
    ("黄美玲", ENTERPRISE, "梧桐山物业管理有限公司", Attendance.PRESENT),
    ("刘志强", ENTERPRISE, "湾区智慧社区科技有限公司", Attendance.PROXY),
    ("吴晓丹", ENTERPRISE, "新安城建服务有限公司", Attendance.PRESENT),
    ("李秀兰", PUBLIC, "桃源村业主代表", Attendance.PRESENT),
    ("张建华", PUBLIC, "白石洲业主代表", Attendance.PRESENT),
    ("何淑芬", PUBLIC, "梅林一村业主代表", Attendance.PRESENT),
    ("欧阳静", PUBLIC, None, Attendance.ABSENT),
    ("郑伟民", ORGANISATION, "市物业管理行业协会", Attendance.PRESENT),
    ("苏敏", ORGANISATION, "市消费者委员会", Attendance.PRESENT),
    ("何启明", EXPERT, "深圳大学建筑与城市规划学院", Attendance.PRESENT),
    ("Anna Berg", EXPERT, "ISO/TC 267", Attendance.PRESENT),
)


def participants() -> tuple[Participant, ...]:
    return tuple(
        Participant(
            id=number,
            name=name,
            kind=kind,
            organisation=organisation,
            attendance=attendance,
            proxy="罗颖" if attendance is Attendance.PROXY else None,
            checked_in_at=HELD - timedelta(minutes=12) if attendance is Attendance.PRESENT else None,
        )
        for number, (name, kind, organisation, attendance) in enumerate(PEOPLE, start=1)
    )


def said(number: int, kind: StakeholderKind, stance: Stance, text: str, participant: int | None = None) -> Opinion:
    return Opinion(
        id=number,
        kind=kind,
        stance=stance,
        text=text,
        participant=participant,
        anonymous=participant is None,
        at=HELD + timedelta(minutes=10 + number),
    )


FIRST = AgendaItem(
    id=1,
    position=1,
    title="公共能耗分项计量与公示的最低要求",
    presenter="何启明",
    minutes=40,
    summary="起草组介绍条文4.3：电梯、照明、给排水、空调四类公共能耗应分项计量，按季度公示。",
    state=ItemState.CONSENSUS,
    opinions=(
        said(1, GOVERNMENT, Stance.SUPPORT, "与《绿色建筑条例》的公示要求一致，建议标准直接引用条例的公示周期。", 1),
        said(
            2,
            ENTERPRISE,
            Stance.RESERVATION,
            "1998年以前的小区没有分项回路，加装计量需要业主大会表决和维修资金，四个季度内做不到。建议给老旧小区两年过渡期。",
            4,
        ),
        said(3, ENTERPRISE, Stance.SUGGESTION, "公示表请给出统一格式，避免各家口径不同。", 3),
        said(4, PUBLIC, Stance.SUPPORT, "业主看得懂最要紧：除了度数，请写明每户分摊多少钱。", 7),
        said(5, PUBLIC, Stance.OPPOSITION, "过渡期太长等于不做，一年足够。"),
        said(6, EXPERT, Stance.SUGGESTION, "ISO 41001 asks for a baseline year; the clause should name one.", 14),
    ),
    polls=(
        Poll(
            id=1,
            question="老旧小区（1998年以前建成）给予18个月过渡期，其他小区自标准实施之日起执行。",
            threshold="2/3",
            tally={
                GOVERNMENT: {Position.ENDORSE: 1, Position.AGREE: 1},
                ENTERPRISE: {Position.AGREE: 3, Position.ABSTAIN: 1},
                PUBLIC: {Position.AGREE: 1, Position.ABSTAIN: 1, Position.DISAGREE: 1},
                ORGANISATION: {Position.ENDORSE: 2},
                EXPERT: {Position.ENDORSE: 1, Position.AGREE: 1},
            },
            opened_at=HELD + timedelta(minutes=35),
            closed_at=HELD + timedelta(minutes=38),
            carried=True,
        ),
    ),
    consensus="四类公共能耗分项计量、按季度公示，公示表采用统一格式并列明每户分摊金额。",
    dissent="业主代表1人认为18个月过渡期过长，要求不超过12个月。",
    decisions=(
        Decision(
            id=1,
            kind=DecisionKind.RESOLUTION,
            text="条文4.3按表决结果修改：老旧小区过渡期18个月，公示表列为附录B。",
            review_on=date(2027, 9, 17),
            poll=1,
        ),
    ),
)

SECOND = AgendaItem(
    id=2,
    position=2,
    title="物业服务人员配置的下限",
    presenter="郑伟民",
    minutes=30,
    state=ItemState.DISSENT,
    opinions=(
        said(7, ENTERPRISE, Stance.OPPOSITION, "按建筑面积规定人数会推高物业费，应由合同约定。", 6),
        said(8, PUBLIC, Stance.SUPPORT, "夜间只有一名值班人员，电梯困人时没有人能到场。", 9),
        said(9, ORGANISATION, Stance.SUGGESTION, "改为规定响应时间：电梯困人15分钟内到场。", 12),
    ),
    polls=(
        Poll(
            id=2,
            question="标准规定每5万平方米夜间不少于2名值班人员。",
            threshold="consensus-1",
            tally={
                GOVERNMENT: {Position.ABSTAIN: 2},
                ENTERPRISE: {Position.DISAGREE: 2, Position.BLOCK: 2},
                PUBLIC: {Position.ENDORSE: 3},
                ORGANISATION: {Position.AGREE: 1, Position.ABSTAIN: 1},
                EXPERT: {Position.ABSTAIN: 1},
            },
            opened_at=HELD + timedelta(minutes=65),
            closed_at=HELD + timedelta(minutes=68),
            carried=False,
        ),
    ),
    consensus="夜间应急响应需要有可以核查的指标。",
    dissent="是否规定人数：业主代表支持，企业反对，认为应由合同约定。",
    decisions=(
        Decision(
            id=2,
            kind=DecisionKind.RECOMMENDATION,
            text="以响应时间代替人数下限，由起草组拟两个方案，下次协商再议。",
            quorate=False,
        ),
    ),
)

THIRD = AgendaItem(
    id=3,
    position=3,
    title="电动自行车集中充电场所的服务界面",
    minutes=20,
    state=ItemState.CARRIED_OVER,
    carried_from="2026-行-009",
)

ACTIONS = (
    ActionItem(
        id=1,
        what="按决议修改条文4.3，拟定附录B公示表",
        owner="何启明",
        due_on=date(2026, 10, 8),
        state=ActionState.DONE,
        done_at=datetime(2026, 10, 6, 2, 0, tzinfo=UTC),
        proof="修改稿第3版",
        item=1,
    ),
    ActionItem(
        id=2,
        what="收集12个小区夜间响应时间的数据",
        owner="市物业管理行业协会",
        due_on=date(2026, 10, 31),
        item=2,
    ),
    ActionItem(
        id=3, what="请消防救援支队说明充电场所的要求", owner="苏敏", due_on=None, state=ActionState.DROPPED, item=3
    ),
)

OUTCOMES = (
    Outcome(
        id=1,
        text="《住宅物业服务规范》条文4.3（公共能耗分项计量与公示）",
        state=ConversionState.ADOPTED,
        due_on=date(2027, 1, 15),
        steps=(
            ConversionStep(
                state=ConversionState.SUBMITTED,
                on=date(2026, 10, 12),
                body="市市场监督管理局标准化处",
                document="深物协函〔2026〕41号",
            ),
            ConversionStep(
                state=ConversionState.ADOPTED,
                on=date(2026, 11, 20),
                body="市市场监督管理局",
                document="深市监标〔2026〕88号",
                reason="列入2027年地方标准制定计划，过渡期采纳18个月",
            ),
        ),
        published_at=datetime(2026, 11, 25, 3, 0, tzinfo=UTC),
        publication="您在协商中提出的意见，6条中采纳4条，部分采纳1条；“过渡期不超过12个月”未采纳，理由见立项说明第3页。",
    ),
)


def consultation(state: MinutesState = MinutesState.SIGNED) -> Consultation:
    """The sample, its minutes in one of their states."""
    signed = state in {MinutesState.SIGNED, MinutesState.PUBLISHED}
    told = state is not MinutesState.DRAFT
    signatures = (
        Signature(office=Signatory.CHAIR, name="郑伟民", at=datetime(2026, 9, 28, 2, 0, tzinfo=UTC)),
        Signature(office=Signatory.RECORDER, name="苏敏", at=datetime(2026, 9, 28, 2, 30, tzinfo=UTC)),
    )
    return Consultation(
        id=14,
        number="2026-行-014",
        organisation=1,
        organisation_name="深圳市物业管理行业协会",
        clause="5.3",
        subkind="standards",
        tags=("advising",),
        topic="《住宅物业服务规范》地方标准：公共能耗与人员配置",
        background="现行规范2015年发布，没有公共能耗的要求；近两年消费者投诉中，公摊电费占三成。",
        starts_at=HELD,
        ends_at=HELD + timedelta(hours=2, minutes=30),
        held_at=HELD,
        venue="协会三楼会议室",
        chair="郑伟民",
        recorder="苏敏",
        fields=(
            FilledField(
                key="membership",
                zh="会员覆盖面",
                en="Membership coverage",
                text="会员企业412家，覆盖全市在管面积的71%。",
            ),
            FilledField(
                key="reply",
                zh="主管部门答复",
                en="The authority's reply",
                text="市市场监督管理局9月2日函复：同意立项前组织协商。",
            ),
        ),
        participants=participants(),
        headcounts=(Headcount(id=1, kind=PUBLIC, invited=6, present=5),),
        agenda=(FIRST, SECOND, THIRD),
        actions=ACTIONS,
        outcomes=OUTCOMES if signed else (),
        minutes=Minutes(
            state=state,
            remarks="附件：条文修改稿第2版；与会人员签到表。",
            confirm_by=datetime(2026, 9, 25, 10, 0, tzinfo=UTC) if told else None,
            confirmed=11 if told else 0,
            objections=(
                Objection(
                    name="李秀兰",
                    text="第1项中我说的是“每户分摊多少钱、怎么算出来的”，纪要漏了后半句。",
                    at=datetime(2026, 9, 20, 12, 0, tzinfo=UTC),
                ),
            )
            if told
            else (),
            signatures=signatures if signed else (),
            amendments=(
                Amendment(
                    text="第1项李秀兰的意见补充为：“除了度数，请写明每户分摊多少钱、怎么算出来的。”",
                    by="苏敏",
                    at=datetime(2026, 10, 9, 1, 0, tzinfo=UTC),
                ),
            )
            if signed
            else (),
        ),
        follows="2026-行-009",
        rules=Rules(notice_days=7, materials_days=3, quorum="2/3", majority="1/2", supervisor_signs=False),
    )
