"""What is read out of a file: its consultations, and every row that cannot be taken in, by its place and reason."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.house import reader
from dialogs.meeting.importing import table as reading_table
from dialogs.meeting.importing.columns import CONSULTATIONS
from dialogs.meeting.importing.plan import Plan, planned
from dialogs.meeting.importing.table import MOST_BYTES, MOST_CONSULTATIONS, Cell, FileRefused, read_file
from dialogs.meeting.importing.template import template
from dialogs.meeting.importing.values import Reading
from standard.library import library
from tests.dialogs.meeting.importing.workbooks import BAD, GOOD, table, xlsx

SHENZHEN = ZoneInfo("Asia/Shanghai")
READING = Reading(library(), datetime(2026, 3, 16, 1, 30, tzinfo=UTC), SHENZHEN)


def plan(content: bytes) -> Plan:
    return planned(read_file(content), READING)


def said(found: Plan, locale: str = "zh_CN") -> list[str]:
    return [reader(locale, SHENZHEN).say(fault.sentence) for fault in found.faults]


def refused(content: bytes) -> str:
    with pytest.raises(FileRefused) as fault:
        plan(content)
    return reader("zh_CN", SHENZHEN).say(fault.value.sentence)


def test_a_right_file_is_read_by_day_with_all_that_hangs_on_it() -> None:
    found = plan(xlsx(GOOD))
    latest = found.consultations[-1]

    assert said(found) == []
    assert [(each.day, each.fields["topic"]) for each in found.consultations] == [
        (date(2023, 11, 2), "楼道堆物"),
        (date(2024, 3, 1), "培训费用"),
        (date(2024, 5, 16), "《家政服务规范》"),
    ]
    assert {key: len(rows) for key, rows in latest.parts.items()} == {
        "participants": 1,
        "agenda": 2,
        "decisions": 1,
        "actions": 1,
        "outcomes": 1,
    }
    assert (latest.fields["subkind"], latest.fields["present-public"]) == ("standards", 12)


def test_every_bad_row_is_named_with_sheet_row_column_and_reason() -> None:
    found = plan(xlsx(BAD))

    assert said(found) == [
        "“协商”第2行“日期”：“2024-02-30”不是日期，请写成2024-05-16这样",
        "“协商”第3行“日期”：“3/12/2024”可能是不同的日期，请写成2024-05-16这样",
        "“协商”第3行“协商种类”：“国际事务”不是协商种类，应为公共事务、基层事务、行业事务、社会组织管理之一",
        "“协商”第4行“子类”：“听证会”不是该种类的子类",
        "“协商”第4行“企业人数”：“很多”不是人数",
        "“协商”第5行“议题”：没有填写",
        "“协商”第7行“序号”：与第6行的序号重复",
        "“协商”第8行“日期”：2030年1月1日还没有到，请用 /meeting 准备",
        "“协商”第9行：与第6行是同一次协商",
        "“协商”第10行“日期”：是公式，请改成数值或文字",
        "“协商”第10行“议题”：有501个字，最多500个",
        "“参与者”第2行“类别”：“外星人”不在可选范围：党政部门、企业、公众、社会组织、专家·其他",
        "“参与者”第3行“序号”：对应的协商不能导入",
        "“参与者”第4行“序号”：找不到这个序号对应的协商",
        "“决议”第2行“议题”：议题表中没有这个议题",
        "“成果”第2行“转化日期”：没有填写",
    ]
    assert [each.fields["topic"] for each in found.consultations] == ["戊"]


def test_the_reasons_are_said_in_english_too() -> None:
    assert said(plan(xlsx(BAD)), "en")[0] == (
        "Consultations, row 2, Date: “2024-02-30” is no date; please write it like 2024-05-16"
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-8"])
def test_a_table_is_read_in_the_encodings_of_chinese_computers(encoding: str) -> None:
    assert len(plan(table(GOOD["协商"], encoding)).consultations) == 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t", ", "])
def test_a_table_is_read_by_whichever_delimiter_its_header_has(delimiter: str) -> None:
    assert len(plan(table(GOOD["协商"], "utf-8").replace(b",", delimiter.encode())).consultations) == 3


@pytest.mark.parametrize("line", ['x "', ",", "a;", "x ' \t"])
def test_a_line_of_megabytes_is_no_table_and_keeps_nobody_waiting(line: str) -> None:
    content = (line * MOST_BYTES)[:MOST_BYTES].encode()

    assert any(words in refused(content) for words in ("无法读取这个文件", "缺少“序号”一列"))


HEADINGS: Final = ["序号", "日期（必填）", "协商种类*", "议题", "企业人数"]
ONE: Final[Sequence[object]] = (1, "2024-05-16", "行业事务", "停放", 3)


def pages(**rows_of: Sequence[Sequence[object]]) -> bytes:
    """Write a workbook as somebody keeps it who never saw the template."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in rows_of.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pages(协商=[["2024年协商一览表"], [], HEADINGS, ONE]),
        pages(Sheet1=[HEADINGS, ONE]),
        pages(说明=[["请逐行填写"]], Sheet2=[["2024年"], HEADINGS, ONE]),
        pages(协商=[HEADINGS, [], [None, " "], ONE]),
        "2024年协商一览表\n序号;日期;协商种类;议题;企业人数\n1;2024-05-16;行业事务;停放;3".encode("gb18030"),
    ],
)
def test_a_table_with_a_title_above_on_whatever_sheet_with_empty_rows_is_read(content: bytes) -> None:
    found = plan(content)

    assert said(found) == []
    assert [(each.day, each.fields["topic"], each.fields["present-enterprise"]) for each in found.consultations] == [
        (date(2024, 5, 16), "停放", 3)
    ]


def test_rows_are_named_by_their_place_in_the_file_under_a_title_too() -> None:
    rows: Sequence[Sequence[object]] = [["2024年协商一览表"], [], HEADINGS, [], [1, 45428, "行业事务", "停放"]]

    assert said(plan(pages(协商=rows))) == ["“协商”第5行“日期”：“45428”不是日期，请写成2024-05-16这样"]


def test_of_two_columns_of_one_heading_neither_is_guessed() -> None:
    assert "“议题”一列出现了两次" in refused(pages(协商=[[*HEADINGS, "议题"], [*ONE, "绿化"]]))


@pytest.mark.parametrize(
    "day",
    [datetime(2024, 5, 16, 15, 30), 20240516, "20240516", "2024年5月16日下午三点", "2024.5.16", "2024-05-16 15:30:00"],  # noqa: DTZ001 - sheets know no zones
)
def test_the_day_is_read_as_spreadsheets_keep_it(day: object) -> None:
    (found,) = plan(pages(协商=[HEADINGS, [1, day, "行业事务", "停放"]])).consultations

    assert found.day == date(2024, 5, 16)


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_the_template_comes_back_as_it_was_given_out_with_nothing_in_it(locale: str) -> None:
    content = template(library(), reader(locale, SHENZHEN))
    found = plan(content)
    book = load_workbook(BytesIO(content))

    assert (found.consultations, found.faults) == ([], [])
    assert len(book.worksheets) == 7
    lists = [rule for page in book.worksheets for rule in page.data_validations.dataValidation]
    assert len(lists) >= 7
    assert all(rule.type == "list" for rule in lists)


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_the_templates_own_example_could_be_taken_in(locale: str) -> None:
    book = load_workbook(BytesIO(template(library(), reader(locale, SHENZHEN))))
    for page in book.worksheets[:-1]:
        page["A2"] = "x"
    target = BytesIO()
    book.save(target)
    found = plan(target.getvalue())

    assert said(found) == []
    assert len(found.consultations) == 1
    assert len(found.consultations[0].parts) == 5


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 broken", "无法读取这个文件"),
        (b"\xff\xfe\x00\x01", "无法读取这个文件"),
        (b'a,b\n"1', "无法读取这个文件"),
        (b"", "“协商”表缺少“序号”一列"),
        (b"x" * (5 * 1024 * 1024 + 1), "超过5 MB"),
        (xlsx({"参与者": []}), "没有“协商”表"),
        (table([{"序号": 1, "日期": "2024-01-01"}]), "缺少“协商种类”一列"),
        (table([{"序号": n, "日期": "2024-01-01"} for n in range(MOST_CONSULTATIONS + 1)]), "超过300行"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    assert reason in refused(content)


def test_what_unpacks_to_more_than_any_table_is_not_opened() -> None:
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"xl/{number}.xml", b"\0" * (16 * 1024 * 1024))

    assert len(bomb.getvalue()) < 200_000
    assert "解压后过大" in refused(bomb.getvalue())


def test_entities_that_multiply_are_refused() -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{"&e" + str(n - 1) + ";" if n else "ha"}{"&e" + str(n - 1) + ";" if n else "ha"}">'
        for n in range(40)
    )
    bomb = BytesIO()
    with ZipFile(BytesIO(xlsx(GOOD))) as good, ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        for name in good.namelist():
            content = good.read(name)
            if name == "xl/workbook.xml":
                content = f"<!DOCTYPE x [{entities}]>".encode() + content.replace(b"<sheets>", b"<sheets>&e39;")
            archive.writestr(name, content)

    assert "无法读取这个文件" in refused(bomb.getvalue())


def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_table, "MOST_ROWS", 50)
    rows = [{"序号": "a", "姓名": f"{n}", "类别": "公众"} for n in range(60)]

    assert "超过50行" in refused(xlsx({**GOOD, "参与者": rows}))


cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(min_value=datetime(1900, 3, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001 - sheets know no zones
)


@given(st.lists(st.tuples(cells, cells, cells, cells), max_size=4))
def test_whatever_stands_in_the_cells_is_taken_or_named(rows: list[tuple[Cell, Cell, Cell, Cell]]) -> None:
    titles = ("序号", "日期", "协商种类", "企业人数")
    raw = reading_table.RawSheet(
        CONSULTATIONS,
        (*titles, "议题"),
        tuple((number, (*row, "议")) for number, row in enumerate(rows, start=2)),
    )
    found = planned((raw,), READING)

    assert len(found.consultations) + len({fault.row for fault in found.faults}) >= len(
        [row for row in rows if str(row[0]).strip().casefold() not in {"示例", "example"}]
    )
    assert all(said(found))
