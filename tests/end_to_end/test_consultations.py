"""One consultation of each kind over real HTTP, from the idea of a topic to its outcome told to those who took part."""

import re
from pathlib import Path

import pypdfium2

from tests.end_to_end.company import Company
from tests.end_to_end.installation import UPLOADS
from tests.end_to_end.troupe import acting, troubles
from tests.postgresql import PostgreSQL
from tests.telegram.chats import SentFile
from tests.transcripts import Transcripts

pytestmark = UPLOADS

CHAPTERS = sorted((Path(__file__).parent / "transcripts" / "consultations").glob("*.transcript"))
NUMBERED = re.compile(r"\d{4}-([公基行社])-\d{3}\.pdf")


async def test_one_of_each_kind_goes_from_its_topic_to_what_became_of_it(
    company: Company, transcripts: Transcripts
) -> None:
    for chapter in CHAPTERS:
        await transcripts.replay_in_time(chapter, company.play)
    check_minutes(company)
    check_notice(company)
    check_imported(company)
    company.installation.discreet()
    assert troubles(company) == []


async def test_the_same_on_postgresql_called_by_webhook(
    postgresql_server: PostgreSQL, tmp_path: Path, transcripts: Transcripts
) -> None:
    """One of the kinds is enough: what is said is the same to the letter."""
    if transcripts.update:
        return
    chapter = next(each for each in CHAPTERS if each.name.startswith("02"))
    async with acting(tmp_path, postgresql_server.url(postgresql_server.create())) as company:
        await transcripts.replay_in_time(chapter, company.play)
        company.installation.discreet()
        assert [event for event in company.installation.bot.events if event["level"] != "info"] == []


def check_minutes(company: Company) -> None:
    """Whoever took part was sent the signed minutes of each: PDF files of at least a page, with the number as name."""
    for name, expected in (("林小雨", "公基社"), ("周敏敏", "公行社"), ("唐洁如", "基社")):
        sent = {file.name: file.content for file in documents(company, name) if NUMBERED.fullmatch(file.name)}
        assert [found[1] for each in sent if (found := NUMBERED.fullmatch(each))] == list(expected)
        assert all(content.startswith(b"%PDF-") and pages(content) >= 1 for content in sent.values())


def check_notice(company: Company) -> None:
    """Whoever has a chat was sent the date for their calendar with the notice, and opened its material."""
    (date,) = (file for file in documents(company, "林小雨") if file.name.endswith(".ics"))
    assert date.content.startswith(b"BEGIN:VCALENDAR")
    (material,) = (file for file in documents(company, "林小雨") if file.name == "会费测算.pdf")
    assert material.content.startswith(b"%PDF-")


def check_imported(company: Company) -> None:
    """What was taken in has numbers of its own years; what was mistaken is not there twice."""
    shown = "\n".join(each.text for each in company.people["何主持"].chat)
    numbers = set(re.findall(r"202[34]-[公基行社]-\d{3}", shown))
    assert numbers == {"2024-行-001", "2023-基-001", "2024-公-001"}


def documents(company: Company, name: str) -> list[SentFile]:
    return [each.document for each in company.people[name].chat if each.document is not None]


def pages(content: bytes) -> int:
    with pypdfium2.PdfDocument(content) as document:
        return len(document)
