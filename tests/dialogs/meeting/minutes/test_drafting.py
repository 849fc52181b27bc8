"""What stands in the minutes, from the record alone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.house import reader
from dialogs.meeting.minutes.calendar import appointments
from dialogs.meeting.minutes.deliberation import threshold_said
from dialogs.meeting.minutes.drafting import outline_of
from dialogs.meeting.minutes.outline import Entries, Grid, Outline, Topic, Words
from dialogs.meeting.minutes.pages import PAGE, pages_of
from dialogs.meeting.record import Consultation, Headcount, Participant, Rules
from dialogs.meeting.terms import Attendance, ItemState, MinutesState, StakeholderKind, Stance
from standard.library import library
from tests.dialogs.meeting.minutes.sample import HELD, consultation, said

SHENZHEN = ZoneInfo("Asia/Shanghai")
BARE = Consultation(
    id=1, number="2026-基-001", organisation=1, organisation_name="桃源社区", clause="5.2", topic="楼道堆物"
)


def outline(found: Consultation, locale: str = "zh_CN", link: str = "") -> Outline:
    return outline_of(found, library(), reader(locale, SHENZHEN), link)


def texts(found: Outline) -> Iterator[str]:
    for section in found.sections:
        yield section.title
        for block in section.blocks:
            match block:
                case Words(lead=lead, text=text):
                    yield f"{lead}：{text}" if lead else text
                case Entries(label=label, entries=entries):
                    yield label
                    yield from (f"{entry.lead}：{entry.text}" for entry in entries)
                case Grid(header=header, rows=rows):
                    yield from (" ".join(row) for row in (header, *rows))
                case Topic(title=title, note=note):
                    yield f"{title} ({note})"


def told(found: Consultation, locale: str = "zh_CN") -> str:
    return "\n".join(texts(outline(found, locale)))


def test_the_head_says_what_when_where_and_who() -> None:
    facts = {fact.label: fact.value for fact in outline(consultation()).facts}

    assert facts == {
        "议题": "《住宅物业服务规范》地方标准：公共能耗与人员配置",
        "编号": "2026-行-014",
        "本组织角色": "由我方组织",
        "协商种类": "5.3 行业事务 · 标准制定 · 建言资政",
        "时间": "2026年9月17日（周四）14:00—16:30",
        "地点": "协会三楼会议室",
        "主持人": "郑伟民",
        "记录人": "苏敏",
        "出席情况": "应到16人，实到14人，另有1人委托出席",
        "纪要状态": "已签署",
        "接续": "2026-行-009",
    }


def test_the_sections_are_numbered_as_each_language_numbers_them() -> None:
    assert [section.title for section in outline(consultation()).sections] == [
        "一、背景与依据",
        "二、出席情况",
        "三、议题与意见",
        "四、行动事项",
        "五、留待下次协商",
        "六、成果转化",
        "七、备注",
        "八、参与者确认",
        "九、签署后的更正",
    ]
    assert [section.title for section in outline(consultation(), "en").sections][:3] == [
        "1. Background",
        "2. Attendance",
        "3. Agenda and opinions",
    ]


def test_opinions_stand_by_kind_and_stance_consensus_and_dissent_apart() -> None:
    lines = list(texts(outline(consultation())))
    first = lines[lines.index("议题1：公共能耗分项计量与公示的最低要求 (汇报人：何启明 · 40分钟 · 达成共识)") :]

    assert first[2:8] == [
        "各方意见 支持 保留 反对 建议 合计",
        "党政部门 1 0 0 0 1",
        "企业 0 1 0 1 2",
        "公众 1 0 1 0 2",
        "专家·其他 0 0 0 1 1",
        "合计 2 1 1 2 6",
    ]
    assert "反对·匿名：过渡期太长等于不做，一年足够。" in first
    assert "共识：四类公共能耗分项计量、按季度公示，公示表采用统一格式并列明每户分摊金额。" in first
    assert "分歧：业主代表1人认为18个月过渡期过长，要求不超过12个月。" in first


def test_a_poll_is_tallied_by_stakeholder_kind_with_its_threshold() -> None:
    minutes = told(consultation())

    assert "参与方类别 完全赞成 赞成 可以接受 不赞成 坚决反对 合计" in minutes
    assert "企业 0 3 1 0 0 4" in minutes
    assert "合计 4 6 2 1 0 13" in minutes
    assert "结果：通过（要求：三分之二）" in minutes
    assert "结果：未通过（要求：除1人外全体同意）" in minutes


def test_a_decision_says_when_it_is_reviewed_and_that_it_had_no_quorum() -> None:
    minutes = told(consultation())

    assert (
        "决定（决议）：条文4.3按表决结果修改：老旧小区过渡期18个月，公示表列为附录B。\n复核日期：2027年9月17日。"
        in minutes
    )
    assert "下次协商再议。\n作出时到会人数不足规定人数，如实记载。" in minutes


def test_actions_outcomes_and_what_is_left_over_follow() -> None:
    minutes = told(consultation())

    assert (
        "1 按决议修改条文4.3，拟定附录B公示表\n凭证：修改稿第3版 何启明 2026年10月8日 已完成\n2026年10月6日" in minutes
    )
    assert "3 请消防救援支队说明充电场所的要求 苏敏 – 已取消" in minutes
    assert "议题3：电动自行车集中充电场所的服务界面" in minutes
    assert (
        "2026年11月20日 已采纳 市市场监督管理局 深市监标〔2026〕88号 列入2027年地方标准制定计划，过渡期采纳18个月"
        in minutes
    )
    assert "公示（2026年11月25日）：您在协商中提出的意见，6条中采纳4条" in minutes


def test_objections_are_attached_and_amendments_shown() -> None:
    minutes = told(consultation())

    assert "参与者13人，已有11人确认纪要无误。" in minutes
    assert "李秀兰，2026年9月20日：第1项中我说的是“每户分摊多少钱、怎么算出来的”，纪要漏了后半句。" in minutes
    assert "苏敏，2026年10月9日：第1项李秀兰的意见补充为" in minutes


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        (MinutesState.DRAFT, "草稿"),
        (MinutesState.CIRCULATED, "征求确认"),
        (MinutesState.SIGNED, ""),
        (MinutesState.PUBLISHED, ""),
    ],
)
def test_a_mark_stands_across_the_pages_until_they_are_signed(state: MinutesState, mark: str) -> None:
    assert outline(consultation(state)).mark == mark


def test_whoever_signed_stands_on_their_line_and_a_supervisor_signs_where_the_kind_asks() -> None:
    signed = outline(consultation())
    asked = outline(consultation(MinutesState.DRAFT).model_copy(update={"rules": Rules(supervisor_signs=True)}))

    assert [(line.office, line.name, line.day) for line in signed.signatures] == [
        ("主持人", "郑伟民", "2026年9月28日"),
        ("记录人", "苏敏", "2026年9月28日"),
    ]
    assert [(line.office, line.name) for line in asked.signatures] == [("主持人", ""), ("记录人", ""), ("监事", "")]


def test_a_record_of_nothing_but_its_kind_and_topic_has_minutes_too() -> None:
    found = outline(BARE)

    assert found.sections == ()
    assert [fact.value for fact in found.facts if fact.label == "时间"] == ["–"]
    assert [fact.value for fact in found.facts if fact.label == "协商种类"] == ["5.2 基层事务"]


def test_an_anonymous_opinion_does_not_tell_its_kind_where_that_would_tell_its_author() -> None:
    people = tuple(
        Participant(id=number, name=f"某{number}", kind=kind, attendance=Attendance.PRESENT)
        for number, kind in enumerate([StakeholderKind.EXPERT, *[StakeholderKind.PUBLIC] * 3], start=1)
    )
    item = (
        consultation()
        .agenda[0]
        .model_copy(
            update={
                "opinions": (
                    said(1, StakeholderKind.EXPERT, Stance.OPPOSITION, "数据不可信"),
                    said(2, StakeholderKind.PUBLIC, Stance.SUPPORT, "同意"),
                ),
                "polls": (),
            }
        )
    )
    minutes = told(BARE.model_copy(update={"participants": people, "agenda": (item,)}))

    assert "匿名（不显示类别）\n反对·匿名：数据不可信" in minutes
    assert "公众\n支持·匿名：同意" in minutes
    assert "匿名（不显示类别） 0 0 1 0 1" in minutes


def test_who_was_counted_on_the_spot_counts_beside_who_was_named() -> None:
    named = (
        Participant(id=1, name="周文博", kind=StakeholderKind.GOVERNMENT, attendance=Attendance.PRESENT),
        Participant(id=2, name="何启明", kind=StakeholderKind.PUBLIC, attendance=Attendance.PROXY),
    )
    counted = (Headcount(id=1, kind=StakeholderKind.PUBLIC, invited=40, present=28),)
    minutes = told(BARE.model_copy(update={"participants": named, "headcounts": counted}))

    assert "公众 40 27 1" in minutes
    assert "党政部门 1 1 0" in minutes
    assert "合计 41 28 1" in minutes


@pytest.mark.parametrize(
    ("begins", "ends", "told_when"),
    [
        (HELD, None, "2026年9月17日（周四）14:00"),
        (HELD, datetime(2026, 9, 18, 6, 0, tzinfo=UTC), "2026年9月17日（周四）14:00"),
    ],
)
def test_the_time_is_told_as_far_as_it_is_known(begins: datetime, ends: datetime | None, told_when: str) -> None:
    found = outline(BARE.model_copy(update={"starts_at": begins, "ends_at": ends}))

    assert [fact.value for fact in found.facts if fact.label == "时间"] == [told_when]


@pytest.mark.parametrize(
    ("threshold", "zh"),
    [
        ("1/2", "过半数"),
        ("4/5", "五分之四"),
        ("consensus-2", "除2人外全体同意"),
        ("consensus-0", "全体同意"),
        ("5/6", "5/6"),
    ],
)
def test_a_threshold_is_said_in_words(threshold: str, zh: str) -> None:
    assert reader("zh_CN", SHENZHEN).say(threshold_said(threshold)) == zh


def test_a_long_record_is_paged_and_nothing_of_it_is_lost() -> None:
    long = "囍" * 4000
    item = (
        consultation()
        .agenda[0]
        .model_copy(
            update={"opinions": tuple(said(n, StakeholderKind.PUBLIC, Stance.SUPPORT, long) for n in range(1, 4))}
        )
    )
    agenda = tuple(item.model_copy(update={"id": n, "position": n}) for n in range(1, 61))
    pages = pages_of(outline(consultation().model_copy(update={"agenda": agenda})))
    sizes = [len("".join(str(block) for block in page)) for page in pages]
    shown = "".join(str(block) for page in pages for block in page)

    assert shown.count("囍") == 60 * 3 * 4000
    assert len(pages) > 200
    assert all(sum(len(getattr(block, "text", "")) for block in page) <= PAGE for page in pages)
    assert min(sizes) > 0


def test_the_calendar_has_the_date_and_what_is_still_due() -> None:
    found = appointments(consultation(), reader("zh_CN", SHENZHEN))

    assert [(entry.uid, entry.title, entry.begins) for entry in found] == [
        ("consultation-14", "协商 2026-行-014：《住宅物业服务规范》地方标准：公共能耗与人员配置", HELD),
        ("action-2", "到期：收集12个小区夜间响应时间的数据（市物业管理行业协会，2026-行-014）", date(2026, 10, 31)),
        (
            "outcome-1",
            "成果转化到期：《住宅物业服务规范》条文4.3（公共能耗分项计量与公示）（2026-行-014）",
            date(2027, 1, 15),
        ),
    ]
    assert found[0].words.startswith("1. 公共能耗分项计量与公示的最低要求\n2. ")


def test_a_day_without_an_hour_is_a_whole_day_in_the_calendar() -> None:
    known = {"starts_at": datetime(2026, 9, 17, 4, 0, tzinfo=UTC), "day_only": True}
    (entry,) = appointments(BARE.model_copy(update=known), reader("en", SHENZHEN))

    assert entry.begins == date(2026, 9, 17)


def test_a_day_whose_hour_is_not_known_is_told_as_a_day() -> None:
    found = outline(BARE.model_copy(update={"starts_at": HELD, "day_only": True}))

    assert [fact.value for fact in found.facts if fact.label == "时间"] == ["2026年9月17日（周四）"]


def test_an_item_that_is_open_says_nothing_of_its_state() -> None:
    item = consultation().agenda[2].model_copy(update={"state": ItemState.OPEN, "carried_from": None})

    assert "议题3：电动自行车集中充电场所的服务界面 (20分钟)" in told(BARE.model_copy(update={"agenda": (item,)}))
