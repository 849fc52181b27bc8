from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from aiohttp import ClientResponse, FormData

from bot.uploads.media_types import sniffed
from bot.web.attachments import disposition
from bot.web.transcript import Message, ShownCard
from bot.web.uploads import FILE_BYTES, file_name
from bot.web.wire import on_wire
from dialogs.engine.cards import Card, Page
from tests.bot.web.conftest import Opened, Visitor
from tests.bot.web.conversation import EXPORT, INVITE, WELCOME

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IEND\xaeB`\x82"
OFFICE = "application/vnd.openxmlformats-officedocument."


def package(*names: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


def compound(*names: str) -> bytes:
    """Write a compound file's header and a directory with these entries, and nothing in them."""
    entries = [f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *names)]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + b"".join(entries)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (PNG, "image/png"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7 ...", "application/pdf"),
        (package("word/document.xml"), f"{OFFICE}wordprocessingml.document"),
        (package("xl/workbook.xml"), f"{OFFICE}spreadsheetml.sheet"),
        (package("ppt/presentation.xml"), f"{OFFICE}presentationml.presentation"),
        ("会议记录\n".encode(), "text/plain"),
        ("会议记录\r\n".encode("gb18030"), "text/plain"),
        (package("word/document.xml", "word/vbaProject.bin"), None),
        (package("evil.exe"), None),
        (b"PK\x03\x04 broken", None),
        (b"GIF89a\0\0", None),
        (compound("WordDocument"), "application/msword"),
        (compound("Workbook"), "application/vnd.ms-excel"),
        (compound("PowerPoint Document"), "application/vnd.ms-powerpoint"),
        (compound("WordDocument", "Macros"), None),
        (compound("Workbook", "_VBA_PROJECT"), None),
        (compound("Installer"), None),
        (compound() + "  WordDocument\0".encode("utf-16-le"), None),
        (b"MZ\x90\0", None),
        (b"RIFF\x10\0\0\0WAVE", None),
        (b"", None),
    ],
)
def test_a_files_kind_is_told_by_its_bytes(content: bytes, media_type: str | None) -> None:
    assert sniffed(content) == media_type


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("会议记录.docx", "会议记录.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\a.pdf", "a.pdf"),
        ("a\u202egnp.exe\x00.png", "agnp.exe.png"),
        ("", "file"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
        ("y" * 300, "y" * 120),
        ('a"b;c\r\nd.txt', "a b;c d.txt"),
    ],
)
def test_a_files_name_becomes_safe(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_a_name_is_given_back_as_rfc_5987_has_it() -> None:
    assert disposition("自评 1.pdf") == "attachment; filename=\"_1.pdf\"; filename*=UTF-8''%E8%87%AA%E8%AF%84%201.pdf"


async def send(visitor: Visitor, content: bytes, *, update: str = "aaaaaaaa-1", name: str = "a.png") -> ClientResponse:
    form = FormData()
    form.add_field("id", update)
    form.add_field("caption", "第一页")
    form.add_field("file", BytesIO(content), filename=name, content_type="application/x-anything")
    return await visitor.http.post("/upload", data=form, headers={"X-CSRF-Token": visitor.csrf})


async def test_a_file_is_kept_handed_on_and_shown(member: Visitor) -> None:
    assert (await send(member, PNG)).status == 200
    assert member.site.files.kept == [("a.png", "image/png", PNG, member.address)]
    assert member.site.conversation.taken[-1].content.model_dump() == {
        "kind": "attached",
        "name": "a.png",
        "media_type": "image/png",
        "size": len(PNG),
        "remote": None,
        "file": 1,
        "caption": "第一页",
    }
    answer = await member.http.get("/document/2")
    assert await answer.read() == PNG
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="a.png"')


async def test_the_same_upload_again_keeps_and_hands_on_one_file(member: Visitor) -> None:
    await send(member, PNG)
    await send(member, PNG)
    assert len(member.site.files.kept) == 1
    assert [incoming.content.kind for incoming in member.site.conversation.taken] == ["command", "attached"]


async def test_a_file_of_another_kind_is_refused_whatever_it_says_it_is(member: Visitor) -> None:
    answer = await send(member, b"MZ\x90\0 a program", name="picture.png")
    assert answer.status == 415
    assert "Please send a picture" in (await answer.json())["error"]
    assert member.site.files.kept == []


async def test_a_file_over_20_mb_is_refused(member: Visitor) -> None:
    answer = await send(member, PNG + b"\0" * FILE_BYTES)
    assert answer.status == 413
    assert "20 MB" in (await answer.json())["error"]
    assert member.site.files.kept == []


async def test_a_large_file_whose_length_is_not_announced_is_refused_while_it_is_read(member: Visitor) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n' + PNG
        for _ in range(21):
            yield b"\0" * 1024 * 1024

    headers = {"X-CSRF-Token": member.csrf, "Content-Type": "multipart/form-data; boundary=b"}
    answer = await member.http.post("/upload", data=pieces(), headers=headers)
    assert answer.status == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b--\r\n",
        b"garbage",
        b'--b\r\nContent-Disposition: form-data; name="id"\r\n\r\n12345678\r\n--b--\r\n',
        b'--b\r\nContent-Disposition: form-data; name="id"\r\n\r\n\xff\xff\r\n--b--\r\n',
        b'--b\r\nContent-Disposition: form-data; name="more"\r\n\r\n1\r\n--b--\r\n',
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n%PDF-\r\n--b--\r\n',
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="\rX: y"\r\n\r\n%PDF-\r\n--b--\r\n',
        b"--b\r\nno header at all\r\n\r\n%PDF-\r\n--b--\r\n",
    ],
)
async def test_a_form_that_is_none_gets_a_plain_sentence(member: Visitor, body: bytes) -> None:
    headers = {"X-CSRF-Token": member.csrf, "Content-Type": "multipart/form-data; boundary=b"}
    answer = await member.http.post("/upload", data=body, headers=headers)
    assert answer.status == 400
    assert member.site.files.kept == []


async def test_an_upload_that_is_no_form_is_refused(member: Visitor) -> None:
    answer = await member.http.post("/upload", data=PNG, headers={"X-CSRF-Token": member.csrf})
    assert answer.status == 415


async def test_a_cards_picture_is_drawn_for_its_reader_and_kept_by_the_browser_only(member: Visitor) -> None:
    number = await member.site.conversation.show(member.address, INVITE)
    answer = await member.http.get(f"/picture/{number}")
    assert (answer.status, answer.content_type) == (200, "image/png")
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["Vary"] == "Cookie"  # the browser's next session counts its messages from 1 again
    assert (await answer.read()).startswith(b"\x89PNG")


async def test_a_drawn_page_is_given_from_its_file_whose_number_the_page_never_learns(member: Visitor) -> None:
    file = await member.site.files.keep("p.png", "image/png", PNG, "")
    page = Card(blocks=(), picture=Page(file=file, alternative="第一页"))
    number = await member.site.conversation.show(member.address, page)
    gone = await member.site.conversation.show(member.address, Card(blocks=(), picture=Page(file=99, alternative="-")))
    answer = await member.http.get(f"/picture/{number}")
    shown = ShownCard(card=page, locale="zh_CN")

    assert (await answer.read(), answer.content_type) == (PNG, "image/png")
    assert (await member.http.get(f"/picture/{gone}")).status == 404
    wire = on_wire(Message(number=1, edition=1, update=None, payload=shown, at=datetime(2026, 1, 1, tzinfo=UTC)))
    assert wire["card"]["picture"] == {"kind": "page", "alternative": "第一页"}  # type: ignore[call-overload,index]


async def test_a_cards_document_is_given_under_its_name(member: Visitor) -> None:
    await member.site.files.keep("x", "x", b"sheet", "")
    number = await member.site.conversation.show(member.address, EXPORT)
    answer = await member.http.get(f"/document/{number}")
    assert (await answer.read(), answer.content_type) == (b"sheet", "application/vnd.ms-excel")
    assert "filename*=UTF-8''%E8%87%AA%E8%AF%84" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


async def test_a_document_whose_bytes_are_gone_is_not_found(member: Visitor) -> None:
    number = await member.site.conversation.show(member.address, EXPORT)
    assert (await member.http.get(f"/document/{number}")).status == 404


async def test_another_sessions_pictures_and_files_cannot_be_reached(visitors: Opened) -> None:
    one, other = await visitors(), await visitors()
    await one.join()
    await other.join()
    await one.site.files.keep("x", "x", b"sheet", "")
    for _ in range(5):
        await one.site.conversation.show(one.address, WELCOME)
    picture = await one.site.conversation.show(one.address, INVITE)
    document = await one.site.conversation.show(one.address, EXPORT)
    assert (await other.http.get(f"/picture/{picture}")).status == 404
    assert (await other.http.get(f"/document/{document}")).status == 404


@pytest.mark.parametrize("path", ["/picture/1", "/document/1", "/picture/99999999", "/picture/x", "/document/-1"])
async def test_a_message_without_a_picture_or_file_has_none(member: Visitor, path: str) -> None:
    assert (await member.http.get(path)).status == 404
