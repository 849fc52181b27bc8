"""The export, read back: types, languages, and nothing that a spreadsheet would calculate."""

import csv
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.catalogues import reader
from bot.database.access import Database
from dialogs.assessment.responses import Given
from dialogs.assessment.rounds import Round
from dialogs.assessment.standing import Standing
from dialogs.digest.answered import Answered, read_answered
from dialogs.digest.cells import LONGEST, plain
from dialogs.digest.export import Export
from dialogs.digest.rates import Rate
from dialogs.digest.remarks import Remark
from dialogs.digest.sheets import Column, Sheet
from dialogs.digest.workbook import sheets, workbook
from dialogs.engine.cipher import Cipher
from dialogs.engine.text import Reader
from dialogs.meeting.performance import Period
from standard.answers import AnswerSet, Perspective
from standard.answers import Sheet as AnswerSheet
from standard.findings import findings
from standard.library import library
from standard.models import Stage
from standard.on_record import Facts, Held, performance
from standard.organisation import Settings, organisation_result
from tests.dialogs.digest.scenes import LINK, new_scene, office

SHENZHEN = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
BAD = '=HYPERLINK("https://example.org","点我")'
ROUND = Round(
    id=1,
    organisation=1,
    year=2026,
    number=1,
    title=None,
    kind="named",
    version="2025.1",
    min_group=None,
    opened_at=MOMENT,
    closes_at=None,
    closed_at=None,
)


RECORDED = Facts(
    held=(
        Held("5.3", present=frozenset({"enterprise", "public"}), notice=True, minutes=True),
        Held("5.1", "policy", organised=False, present=frozenset({"government"})),
    ),
    items=4,
    consensus=3,
)


def export(*, comment: str = "制度有初稿", min_group: int | None = None, stage: Stage | None = Stage.GROWTH) -> Export:
    """Four members and two outside reviewers answered everything, levels 0-3 and 4."""
    standard = library()
    given = [
        AnswerSheet(str(level), Perspective.SELF, dict.fromkeys(standard.items, str(level))) for level in range(4)
    ] + [AnswerSheet(f"e{one}", Perspective.EXTERNAL, dict.fromkeys(standard.items, "4")) for one in range(2)]
    result = organisation_result(standard, AnswerSet.of(standard, given), Settings(stage=stage, min_group=min_group))
    return Export(
        library=standard,
        organisation="海滨社工服务中心",
        round=ROUND,
        made_at=MOMENT,
        rate=Rate(answered=4, invited=7),
        standing=Standing(round=ROUND, respondents=4, result=result, own=None),
        findings=findings(standard, result),
        remarks=(Remark(item="6.1.1.2-1", answer="2", comment=comment, evidence=()),),
        period=Period(organisation=1, since=MOMENT - timedelta(days=365), until=MOMENT, zone=SHENZHEN),
        recorded=performance(standard, RECORDED),
    )


def answers(times: int = 1) -> list[Answered]:
    return [
        Answered(
            respondent=respondent,
            perspective=Perspective.SELF,
            item="6.2.1.1-1",
            answer=answer,
            comment=None,
            evidence=1,
            submitted_at=MOMENT,
        )
        for respondent in range(1, times + 1)
        for answer in ("3", "1", "NA", "DK", "")
    ]


def words(locale: str = "en") -> Reader:
    return reader(locale, SHENZHEN)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def column(page: Worksheet, title: str) -> list[object]:
    """Give a column's values below its heading."""
    place = [cell.value for cell in page[1]].index(title)
    return [row[place] for row in page.iter_rows(min_row=2, values_only=True)]


def facts(page: Worksheet) -> dict[object, object]:
    return dict(zip(column(page, "What"), column(page, "Value"), strict=True))


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_every_column_of_every_sheet_is_explained(locale: str) -> None:
    book = opened(workbook(export(), words(locale), answers()))
    *content, last = book.worksheets
    explained = {(row[0], row[1]) for row in last.iter_rows(min_row=2, values_only=True) if row[2]}
    headings = {(page.title, cell.value) for page in book.worksheets for cell in page[1]}
    assert len(content) == 8
    assert headings - explained == set()


def test_figures_are_numbers_in_full_precision_with_a_format() -> None:
    page = opened(workbook(export(), words()))["Capabilities"]
    assert column(page, "Internal score") == [37.5] * 13
    assert column(page, "Gap") == [-62.5] * 13
    assert column(page, "n") == [4] * 13
    assert column(page, "Target") == [65] * 7 + [40] * 6
    assert column(page, "Standard deviation")[0] == pytest.approx(32.274861218395)
    assert column(page, "Verdict") == ["partly met"] * 7 + ["partly adopted"] * 6
    assert column(page, "Binding") == ["required"] * 7 + ["recommended"] * 6
    assert {page["D2"].number_format, page["D14"].number_format} == {"0.0"}
    assert page["A2"].value == "6.1.1.1"
    assert page["A2"].data_type == "s"


def test_the_overview_says_which_round_and_where_the_organisation_stands() -> None:
    page = opened(workbook(export(), words()))["Overview"]
    found = facts(page)
    assert found["Organisation"] == "海滨社工服务中心"
    assert found["Round"] == "Round 1, 2026"
    assert (found["Answered"], found["Invited"]) == (4, 7)
    assert found["Index"] == 37.5
    assert found["Maturity"] == "1 ad hoc"
    assert found["Time zone"] == "Asia/Shanghai"
    assert str(found["Held back by"]).startswith("6.1.1.1 ")


def test_moments_are_dates_by_the_organisations_clock() -> None:
    book = opened(workbook(export(), words(), answers()))
    assert facts(book["Overview"])["Made at"] == datetime(2026, 3, 2, 2, 30)  # noqa: DTZ001 - cells have no zone
    assert column(book["Answers"], "Submitted at")[0] == datetime(2026, 3, 2, 2, 30)  # noqa: DTZ001 - likewise
    assert book["Answers"]["H2"].is_date


def test_levels_are_numbers_and_other_answers_are_told_apart() -> None:
    book = opened(workbook(export(), words(), answers()))
    assert column(book["Answers"], "Level") == [3, 1, None, None, None]
    assert column(book["Answers"], "Answer") == ["practised", "ad hoc", "not applicable", "don't know", "skipped"]
    [row] = book["Items"].iter_rows(min_row=2, values_only=True)
    assert row[3:] == (2, 2, 0, 1, 0, 1, 0, 1, 1, 1)


def test_what_is_on_record_stands_with_count_and_total_beside_the_scores() -> None:
    page = opened(workbook(export(), words()))["On record"]
    rows = {(row[0], row[1]): row[2:] for row in page.iter_rows(min_row=2, values_only=True)}
    assert rows[None, "Consultations held"][:3] == (2, None, None)
    assert rows[None, "Organised by us"][:3] == (1, 2, 50)
    assert rows["5.3", "Industry affairs"][:3] == (1, 2, 50)
    assert rows["6.1.2.2", "Stakeholder kinds that took part"][:3] == (3, 4, 75)
    assert rows["6.1.2.3", "Agenda items that reached consensus"][:3] == (3, 4, 75)
    assert rows["6.1.2.3", "Materials in time"][:3] == (0, 0, None)
    assert rows["6.2.1.3", "Consultations that speak for it"][0] == 1
    assert all(row[3] for row in rows.values()), "every row says how it is counted"


def test_without_answers_there_are_no_sheets_of_answers() -> None:
    names = opened(workbook(export(), words())).sheetnames
    assert names == ["Overview", "Capabilities", "Groups", "Findings", "On record", "Comments", "Explanation"]


def test_a_chinese_reader_gets_chinese_throughout() -> None:
    book = opened(workbook(export(), words("zh_CN"), answers()))
    headings = [str(cell.value) for page in book.worksheets for cell in page[1]]
    assert [name for name in (*book.sheetnames, *headings) if name.isascii() and name != "n"] == []
    assert "应" in column(book.worksheets[1], str(book.worksheets[1]["C1"].value))


def test_withheld_figures_are_empty_and_said_to_be_withheld() -> None:
    page = opened(workbook(export(min_group=5), words()))["Capabilities"]
    assert column(page, "Internal score") == [None] * 13
    assert column(page, "Answers at level 0") == [None] * 13
    assert column(page, "Withheld") == ["both sides"] * 13
    assert column(opened(workbook(export(min_group=3), words()))["Capabilities"], "Withheld") == ["outside"] * 13
    assert set(column(opened(workbook(export(), words()))["Capabilities"], "Withheld")) == {None}


def test_without_a_stage_there_are_no_targets() -> None:
    page = opened(workbook(export(stage=None), words()))["Capabilities"]
    assert set(column(page, "Target")) | set(column(page, "Short of the target")) == {None}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n@", " =", "＝", "＠"])
def test_a_text_like_a_formula_stays_text_in_the_sheet_and_in_a_csv_of_it(start: str) -> None:
    text = f"{start}1+1"
    page = opened(workbook(export(comment=text), words()))["Comments"]
    cell = page["D2"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")
    saved = StringIO()
    csv.writer(saved).writerow([cell.value])
    assert next(csv.reader(StringIO(saved.getvalue())))[0].startswith("'")


def test_no_cell_is_a_formula_and_no_text_a_link() -> None:
    book = opened(workbook(export(comment=BAD), words(), answers()))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell for cell in cells if cell.hyperlink] == []
    assert column(book["Comments"], "Comment") == [f"'{BAD}"]


def test_characters_that_xml_forbids_are_left_out_and_line_ends_are_one_character() -> None:
    text = "制\x00度\x0b\ud800\ufffe\r\n第二行\t_x000D_ <b>&amp;</b> 😀"
    page = opened(workbook(export(comment=text), words()))["Comments"]
    assert column(page, "Comment") == ["制度\n第二行\t_x000D_ <b>&amp;</b> 😀"]


@pytest.mark.parametrize("text", ["长" * 40_000, "😀" * 20_000, "=" + "a" * LONGEST])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(text: str) -> None:
    shown = plain(text, "(cut)")
    assert shown.endswith(" (cut)")
    assert LONGEST - 1 <= len(shown.encode("utf-16-le")) // 2 <= LONGEST
    page = opened(workbook(export(comment=text), words()))["Comments"]
    assert str(column(page, "Comment")[0]).endswith("(Cut here: the text is longer than a cell can hold.)")


def test_a_text_that_just_fits_is_whole() -> None:
    assert plain("长" * LONGEST, "(cut)") == "长" * LONGEST


def test_sheets_can_be_printed_and_scrolled() -> None:
    for page in opened(workbook(export(), words(), answers())).worksheets:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.fitToHeight == 0
        printing = page.sheet_properties.pageSetUpPr
        assert printing is not None
        assert printing.fitToPage


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_every_row_has_a_value_for_every_column_and_headings_differ(locale: str) -> None:
    say = words(locale).say
    for sheet in sheets(export(), SHENZHEN, answers()):
        assert {len(row) for row in sheet.rows} <= {len(sheet.columns)}
        titles = [say(each.title) for each in sheet.columns]
        assert len(set(titles)) == len(titles)
        assert len(say(sheet.name)) <= 31
        assert fits(sheet, say(sheet.columns[0].title), sheet.columns[0])


def fits(sheet: Sheet, title: str, first: Column) -> bool:
    """Whether the first heading, which names the row, is not broken; a Chinese character takes two places."""
    return bool(sheet.name) and sum(1 if character.isascii() else 2 for character in title) <= first.width


def test_ten_thousand_answers_take_seconds() -> None:
    many = answers(2_000)
    start = time.perf_counter()
    content = workbook(export(), words(), many)
    assert time.perf_counter() - start < 10
    assert opened(content)["Answers"].max_row == 10_001


async def test_answers_are_read_without_names_and_by_their_latest_revision(database: Database, cipher: Cipher) -> None:
    place = await office(new_scene(database, cipher))
    await place.answers("李秀兰", 1)
    await place.answers("李秀兰", 2, {"6.1.1.2-1": Given(answer="3", comment="有初稿", evidence=(LINK,))})
    await place.answers("王建国", 4)
    round_ = await place.round()
    async with place.scene.working() as work:
        read = await read_answered(work, round_)
        anonymous = await read_answered(work, Round(**{**vars(round_), "kind": "anonymous"}))
    assert len(read) == 2 * len(library().items)
    assert {(each.respondent, each.answer) for each in read} == {(1, "2"), (1, "3"), (2, "4")}
    [one] = [each for each in read if each.comment]
    assert (one.item, one.comment, one.evidence, one.perspective) == ("6.1.1.2-1", "有初稿", 1, Perspective.SELF)
    assert anonymous == ()
