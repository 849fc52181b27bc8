"""Minutes as files: what stands in them is read back out of the files themselves."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from icalendar import Calendar
from markdown_it import MarkdownIt
from matplotlib.image import imread

from bot.documents.calendar_file import calendar_file
from bot.documents.fonts import font_folders
from bot.documents.markdown import markdown
from bot.documents.pdf import pages, pdf
from bot.documents.word import docx
from bot.house import reader
from dialogs.meeting.minutes.calendar import appointments
from dialogs.meeting.minutes.drafting import outline_of
from dialogs.meeting.minutes.outline import Outline
from dialogs.meeting.record import Consultation, Participant
from dialogs.meeting.terms import Attendance, MinutesState, StakeholderKind, Stance
from standard.library import library
from tests.dialogs.meeting.minutes.sample import HELD, consultation, said

HERE = Path(__file__).parent / "samples"
SHENZHEN = ZoneInfo("Asia/Shanghai")
LINK = "https://consult.example.org/c/14"
HOSTILE = (
    '#eval("1") #panic() $x^2$ *bold* _under_ @label <label> `raw` [x](javascript:alert(1)) \\ // /* {{"}} '
    "= Heading\n- list\n| a | b |\n# Title\n1. one\n<script>alert(1)</script> &amp; ~~gone~~ \u202eevil\u202c"
)
SCRIPTS = "😀 👨‍👩‍👧 שלום مرحبا 𠮷野家 䶮 㛃 Ünïcødé ﷽ ᠮᠣᠩᠭᠣᠯ"


def outline(found: Consultation, locale: str = "zh_CN", link: str = LINK) -> Outline:
    return outline_of(found, library(), reader(locale, SHENZHEN), link)


def with_opinion(text: str) -> Consultation:
    sample = consultation()
    item = sample.agenda[0].model_copy(
        update={"title": text[:200], "opinions": (said(1, StakeholderKind.PUBLIC, Stance.SUPPORT, text, 7),)}
    )
    return sample.model_copy(update={"agenda": (item,), "topic": text[:300], "venue": text[:80]})


def read_pdf(content: bytes) -> list[str]:
    """Give the text of each page."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def squeezed(text: str) -> str:
    """Without spaces and line ends, which a page sets as it likes."""
    return "".join(text.split())


def strings(found: Outline) -> list[str]:
    """Give every string of an outline that a document must show."""

    def inner(value: object) -> list[str]:
        match value:
            case str():
                return [value]
            case dict():
                shown = [inner(each) for key, each in value.items() if key not in {"kind", "link", "locale", "pages"}]
                return [text for texts in shown for text in texts]
            case list():
                return [text for each in value for text in inner(each)]
            case _:
                return []

    given = json.loads(found.model_dump_json(exclude={"state", "link_caption", "mark"}))
    return [line for text in inner(given) for line in text.split("\n") if line.strip()]


def read_docx(content: bytes) -> str:
    document = Document(BytesIO(content))
    return "\n".join(str(found.text) for found in document.element.body.iter(qn("w:t")))


def read_markdown(text: str) -> str:
    """Give the words that a CommonMark reader shows."""
    parsed = MarkdownIt("commonmark").enable("table").parse(text)
    return "\n".join(
        child.content or "\n" for token in parsed if token.children for child in token.children if child.type != "image"
    )


READERS: dict[str, Callable[[Outline], str]] = {
    "pdf": lambda found: "\n".join(read_pdf(pdf(found))),
    "docx": lambda found: read_docx(docx(found)),
    "markdown": lambda found: read_markdown(markdown(found)),
}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_everything_in_the_minutes_stands_in_every_document(form: str, locale: str) -> None:
    found = outline(consultation(), locale)
    shown = squeezed(READERS[form](found))

    assert [text for text in strings(found) if squeezed(text) not in shown] == []


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_the_sample_is_the_document_that_is_made(locale: str) -> None:
    made = read_pdf(pdf(outline(consultation(), locale)))
    kept = read_pdf((HERE / f"minutes-{locale}.pdf").read_bytes())

    assert made == kept, "read the difference, then: python -m tests.bot.documents.samples"


def test_pages_are_numbered_and_bear_the_record_number() -> None:
    zh, en = (read_pdf(pdf(outline(consultation(), locale))) for locale in ("zh_CN", "en"))

    for number, page in enumerate(zh, start=1):
        assert squeezed(f"第{number}页共{len(zh)}页") in squeezed(page)
    assert f"Page 2 of {len(en)}" in en[1]
    assert all("2026-行-014" in page for page in zh)


def test_the_same_record_gives_the_same_bytes() -> None:
    assert pdf(outline(consultation())) == pdf(outline(consultation()))


def test_the_mark_of_a_draft_stands_on_every_page_and_on_none_when_signed() -> None:
    draft, signed = outline(consultation(MinutesState.DRAFT)), outline(consultation())

    assert all("草" in page for page in read_pdf(pdf(draft)))
    assert "【草稿】" in "\n".join(p.text for p in Document(BytesIO(docx(draft))).sections[0].header.paragraphs)
    assert "【草稿】" in markdown(draft)
    assert not any("草" in page.replace("起草", "") for page in read_pdf(pdf(signed)))


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("text", [HOSTILE, SCRIPTS], ids=["hostile", "scripts"])
def test_what_people_write_is_shown_as_they_wrote_it(form: str, text: str) -> None:
    shown = squeezed(READERS[form](outline(with_opinion(text))))
    signs = {sign for sign in squeezed(text) if sign.isascii() and sign.isprintable()}

    assert [line for line in text.split("\n") if line.isascii() and squeezed(line) not in shown] == []
    assert signs <= set(shown)


def test_hostile_words_are_no_markup_for_a_markdown_reader() -> None:
    shown = [
        child
        for token in MarkdownIt("commonmark").enable("table").parse(markdown(outline(with_opinion(HOSTILE), link="")))
        for child in token.children or ()
        if child.content != "<br>"  # ours, within a table's cells
    ]

    assert {child.type for child in shown} <= {
        *("text", "strong_open", "strong_close", "em_open", "em_close", "hardbreak", "softbreak")
    }


def test_control_signs_stop_no_document() -> None:
    nasty = "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028\ufffe完"
    found = outline(with_opinion(nasty))

    assert "完" in "".join(read_pdf(pdf(found)))
    assert "完" in read_docx(docx(found))
    assert "完" in markdown(found)


def test_sixty_items_two_hundred_people_and_long_opinions_fit() -> None:
    sample = consultation()
    people = tuple(
        Participant(id=n, name=f"参与者{n}", kind=list(StakeholderKind)[n % 5], attendance=Attendance.PRESENT)
        for n in range(1, 201)
    )
    item = sample.agenda[0].model_copy(
        update={"opinions": (said(1, StakeholderKind.PUBLIC, Stance.OPPOSITION, "囍" * 4000, 7),)}
    )
    agenda = tuple(item.model_copy(update={"id": n, "position": n, "title": f"第{n}件事"}) for n in range(1, 61))
    found = outline(sample.model_copy(update={"agenda": agenda, "participants": people}))

    shown = squeezed("".join(read_pdf(pdf(found))))
    assert shown.count("囍") == 60 * 4000
    assert "参与者200" in shown
    assert "议题60：第60件事" in shown
    assert squeezed(read_docx(docx(found))).count("囍") == 60 * 4000


def test_the_first_page_is_a_picture_of_a_whole_page() -> None:
    drawn = pages(outline(consultation(MinutesState.DRAFT)))
    height, width = imread(BytesIO(drawn[0]), format="png").shape[:2]

    assert len(drawn) == len(read_pdf(pdf(outline(consultation(MinutesState.DRAFT)))))
    assert 850 < width < 1000
    assert round(height / width, 2) == 1.41


def test_chinese_is_set_in_the_fonts_that_come_along() -> None:
    with pypdfium2.PdfDocument(pdf(outline(consultation()))) as document:
        fonts = {found.get_base_name() for page in document for found in _fonts(page)}

    assert any("NotoSerifSC" in name for name in fonts), fonts
    assert any("NotoSansSC" in name for name in fonts), fonts
    assert all(folder.is_dir() for folder in font_folders())


def _fonts(page: pypdfium2.PdfPage) -> list[pypdfium2.PdfFont]:
    return [found.get_font() for found in page.get_objects() if isinstance(found, pypdfium2.PdfTextObj)]


def test_a_word_document_has_headings_page_fields_and_the_code() -> None:
    document = Document(BytesIO(docx(outline(consultation()))))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    fields = [found.text for found in document.sections[0].footer._element.iter(qn("w:instrText"))]

    assert headings[:3] == ["一、背景与依据", "二、出席情况", "三、议题与意见"]
    assert fields == ["PAGE", "NUMPAGES"]
    assert len(document.inline_shapes) == 1
    assert (document.core_properties.author, document.core_properties.comments) == ("深圳市物业管理行业协会", "")
    assert not Document(BytesIO(docx(outline(consultation(), link="")))).inline_shapes


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_chinese_words_are_set_as_chinese_in_english_minutes_too(locale: str) -> None:
    document = Document(BytesIO(docx(outline(consultation(), locale))))
    named = [found.get(qn("w:eastAsia")) for found in document.styles["Normal"].element.iter(qn("w:lang"))]

    assert named == ["zh-CN"]


def read_calendar(found: Consultation) -> Calendar:
    entries = appointments(found, reader("zh_CN", SHENZHEN))
    made = calendar_file(entries, SHENZHEN, "consult.example.org", datetime(2026, 9, 1, tzinfo=UTC))
    return Calendar.from_ical(made)


def test_the_calendar_has_zone_alarms_and_lasting_names() -> None:
    events = read_calendar(consultation()).walk("VEVENT")
    meeting, action = events[0], events[1]

    assert [str(event["uid"]) for event in events] == [
        "consultation-14@consult.example.org",
        "action-2@consult.example.org",
        "outcome-1@consult.example.org",
    ]
    assert meeting.decoded("dtstart") == HELD
    assert meeting["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert meeting.decoded("dtend") - HELD == timedelta(hours=2, minutes=30)
    assert str(meeting["location"]) == "协会三楼会议室"
    assert [alarm.decoded("trigger") for alarm in action.walk("VALARM")] == [timedelta(days=-3), timedelta(hours=-15)]
    assert action.decoded("dtend") - action.decoded("dtstart") == timedelta(days=1)
    assert [zone["tzid"] for zone in read_calendar(consultation()).walk("VTIMEZONE")] == ["Asia/Shanghai"]


def test_a_consultation_without_an_end_is_taken_to_last_an_hour() -> None:
    (meeting, *_rest) = read_calendar(consultation().model_copy(update={"ends_at": None})).walk("VEVENT")

    assert meeting.decoded("dtend") - meeting.decoded("dtstart") == timedelta(hours=1)


def test_hostile_words_end_no_line_of_a_calendar() -> None:
    found = with_opinion("x\r\nEND:VCALENDAR\nBEGIN:VEVENT;,\\")
    made = read_calendar(found)

    assert len(made.walk("VEVENT")) == 3
    assert "END:VCALENDAR" in str(made.walk("VEVENT")[0]["summary"])
