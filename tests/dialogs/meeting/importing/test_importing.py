"""An import as a facilitator plays it: the template, a file with mistakes, a right one, the same one again."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.database.access import Database
from dialogs.engine import files
from dialogs.engine import records as engine
from dialogs.engine.cipher import Cipher
from dialogs.engine.due import take_next
from dialogs.engine.events import Attached
from dialogs.meeting import history, records
from dialogs.meeting.reading import read
from dialogs.meeting.references import find_by_number
from dialogs.meeting.terms import ConversionState, ItemState, MinutesState, Stage
from dialogs.people import membership
from tests.dialogs.meeting.following.scenes import number_of
from tests.dialogs.meeting.importing.workbooks import BAD, GOOD, Rows, table, xlsx
from tests.dialogs.talking import Scene, Talk
from tests.transcripts import FLAG, Transcripts

HERE = Path(__file__).parent / "transcripts"
XLSX = f"{files.OFFICE}.spreadsheetml.sheet"


class Desk:
    """A facilitator's chat; what they send is here at once, as from the web, or comes later."""

    def __init__(self, scene: Scene, organisation: int, talk: Talk) -> None:
        self.scene = scene
        self.organisation = organisation
        self.talk = talk

    async def sends(self, content: bytes, name: str = "协商.xlsx", media_type: str = XLSX) -> None:
        """Send a file, and let it be looked at."""
        await self.talk.says("/import")
        await self.talk.presses_data("a|meeting-import|send")
        await self.talk.does(Attached(name=name, media_type=media_type, size=len(content), remote="r"))
        await self.comes(content)

    async def comes(self, content: bytes) -> None:
        """Let the awaited file come, and what waits for it be done."""
        async with self.scene.working() as work:
            (awaited,) = await files.awaiting(work.transaction, work.cipher, work.now)
            await files.arrived(work.transaction, work.cipher, awaited.id, content)
        await self.looks()
        await self.talk.receive()

    async def looks(self) -> None:
        """Do what has fallen due about imports."""
        self.scene.later(seconds=5)
        async with self.scene.working() as work:
            while (due := await take_next(work.transaction, work.cipher, work.now)) is not None:
                await work.transaction.execute(engine.due.delete().where(engine.due.c.id == due.id))
                if due.kind == "meeting-import":
                    await self.scene.house.registry.due_kinds[due.kind].run(work, due.subject, due.payload)

    async def count(self) -> int:
        """Count the organisation's consultations."""
        table_ = records.consultation
        async with self.scene.working() as work:
            counted = select(func.count()).where(table_.c.organisation_id == self.organisation)
            return int((await work.transaction.execute(counted)).scalar_one())


async def desk(database: Database, cipher: Cipher, language: str = "en") -> Desk:
    scene = Scene(database, cipher)
    organisation = await scene.organisation("深圳市家政行业协会")
    talk = await scene.joins(organisation, "facilitator", "陈志远", language=language)
    return Desk(scene, organisation, talk)


@pytest.mark.parametrize(("sheets", "label"), [(GOOD, "Take in 3"), (BAD, "Skip the bad rows, take in 1")])
async def test_what_a_page_uploaded_is_taken_in_as_well(
    database: Database, cipher: Cipher, sheets: dict[str, Rows], label: str
) -> None:
    place = await desk(database, cipher)
    content = xlsx(sheets)
    async with place.scene.working() as work:
        owner = f"person:{await number_of(place.scene, place.talk)}"
        file = await files.keep(work, owner, None, name="协商.xlsx", media_type=XLSX, content=content)
    await place.talk.says("/import")
    await place.talk.presses_data("a|meeting-import|send")
    await place.talk.does(Attached(name="协商.xlsx", media_type=XLSX, size=len(content), file=file))
    before = await place.count()
    await place.talk.presses(label)

    assert before == 0
    assert await place.count() == int(label.rsplit(maxsplit=1)[-1])


async def test_a_right_file_is_taken_in_with_numbers_by_year_and_kind(database: Database, cipher: Cipher) -> None:
    place = await desk(database, cipher)
    await place.sends(xlsx(GOOD))
    assert "3 consultations can be taken in.\n• 2023, Community-level affairs: 1" in place.talk.text
    assert await place.count() == 0
    await place.talk.presses("Take in 3")

    assert "• 2023, Community-level affairs: 2023-基-001" in place.talk.text
    assert "• 2024, Industry affairs: 2024-行-001 to 2024-行-002 (2)" in place.talk.text
    assert place.talk.labels == ("2023-基-001", "2024-行-001", "2024-行-002", "All of ours: past")
    async with place.scene.working() as work:
        reference = await find_by_number(work, place.organisation, "2024-行-002")
        assert reference is not None
        found = await read(work, reference)
    assert (found.topic, found.subkind, found.day_only) == ("《家政服务规范》", "standards", True)
    assert [(item.title, item.state) for item in found.agenda] == [
        ("合同文本", ItemState.CONSENSUS),
        ("培训", ItemState.DISSENT),
    ]
    assert [decision.text for decision in found.agenda[0].decisions] == ["采用统一文本"]
    assert [(person.name, person.organisation) for person in found.participants] == [("张晓燕", "好家政")]
    assert {count.kind.value: count.present for count in found.headcounts} == {"enterprise": 5, "public": 12}
    assert (found.outcomes[0].state, found.outcomes[0].steps[0].body) == (ConversionState.SUBMITTED, "区民政局")
    assert [stage.stage for stage in found.stages if stage.reached_at] == [Stage.CONSULTING]


async def test_nothing_is_taken_in_while_rows_are_bad_unless_they_are_skipped(
    database: Database, cipher: Cipher
) -> None:
    place = await desk(database, cipher)
    await place.sends(xlsx(BAD))

    assert "13 rows cannot be taken in:" in place.talk.text
    assert "Nothing has been taken in yet." in place.talk.text
    assert "Take in 1" not in place.talk.labels
    skip = next(button.press for button in place.talk.buttons if str(button.label).startswith("Skip"))
    await place.talk.presses_data(str(skip).replace("skip", "all"))
    assert await place.count() == 0
    await place.talk.presses_data(str(skip))
    assert "2024-公-001" in place.talk.text
    assert await place.count() == 1


async def test_the_same_rows_again_are_left_as_they_are(database: Database, cipher: Cipher) -> None:
    place = await desk(database, cipher)
    await place.sends(xlsx(GOOD))
    await place.talk.presses("Take in 3")
    more: Rows = [*GOOD["协商"], {"序号": 4, "日期": "2024-08-08", "协商种类": "行业事务", "议题": "新的一件"}]
    await place.sends(table(more), "协商.csv", "text/csv")
    assert "1 consultation can be taken in." in place.talk.text
    assert "3 are on record already and are left as they are." in place.talk.text
    await place.talk.presses("Take in 1")
    assert "2024-行-003" in place.talk.text
    assert list(place.talk.labels) == ["2024-行-003", "All of ours: past"]
    assert await place.count() == 4
    await place.sends(xlsx(GOOD))
    assert "0 consultations can be taken in." in place.talk.text
    assert place.talk.labels == ("Send a file",)


async def test_a_record_whose_minutes_are_signed_is_left_as_it_is(database: Database, cipher: Cipher) -> None:
    place = await desk(database, cipher)
    await place.sends(xlsx(GOOD))
    await place.talk.presses("Take in 3")
    async with place.scene.working() as work:
        reference = await find_by_number(work, place.organisation, "2024-行-001")
        assert reference is not None
        await history.add(work, reference, records.minutes, [{"state": MinutesState.SIGNED}], by=None)
        before = await read(work, reference)
    # The same consultations, each with other words in its columns.
    changed: Rows = [{**row, "地点": "改过的地点"} for row in GOOD["协商"]]
    await place.sends(xlsx({**GOOD, "协商": changed}))
    assert place.talk.labels == ("Send a file",), "nothing can be taken in"
    async with place.scene.working() as work:
        assert await read(work, reference) == before


async def test_a_button_pressed_twice_takes_nothing_in_twice_and_the_file_is_erased(
    database: Database, cipher: Cipher
) -> None:
    place = await desk(database, cipher)
    await place.sends(xlsx(GOOD))
    press = str(place.talk.buttons[0].press)
    await place.talk.presses_data(press)
    await place.talk.presses_data(press)

    assert "That file is not here any more." in place.talk.text
    assert await place.count() == 3


async def test_a_file_that_is_here_already_is_looked_at_at_once(database: Database, cipher: Cipher) -> None:
    place = await desk(database, cipher)
    await place.talk.presses_data("a|meeting-import|send")
    async with place.scene.working() as work:
        ((person, _name),) = await membership.members_of(work, place.organisation)
        content = xlsx(GOOD)
        file = await files.keep(
            work, f"person:{person}", place.organisation, name="协商.xlsx", media_type=XLSX, content=content
        )
    await place.talk.does(Attached(name="协商.xlsx", media_type=XLSX, size=len(content), file=file))

    assert "3 consultations can be taken in." in place.talk.text


async def test_the_template_is_given_out(database: Database, cipher: Cipher) -> None:
    place = await desk(database, cipher)
    await place.talk.says("/import")
    await place.talk.presses("Get the template")

    assert place.talk.card.document is not None
    assert place.talk.card.document.name == "consultations-template.xlsx"


async def test_a_file_that_cannot_be_read_is_told_so(database: Database, cipher: Cipher) -> None:
    place = await desk(database, cipher)
    await place.sends(b"PK\x03\x04 broken")

    assert "This file cannot be read" in place.talk.text


async def test_a_file_that_never_comes_is_told_in_the_end(database: Database, cipher: Cipher) -> None:
    place = await desk(database, cipher)
    await place.talk.presses_data("a|meeting-import|send")
    await place.talk.does(Attached(name="x.xlsx", media_type=XLSX, size=9, remote="r"))
    for _look in range(62):
        await place.looks()

    (told,) = await place.talk.receive()
    assert "The file did not come." in place.talk.as_text(told)


async def test_somebody_elses_file_is_none(database: Database, cipher: Cipher) -> None:
    place = await desk(database, cipher)
    await place.sends(xlsx(GOOD))
    press = str(place.talk.buttons[0].press)
    colleague = await place.scene.joins(place.organisation, "facilitator", "苏敏", language="en")
    for forged in (press, press.replace("a|", "v|").replace("take|", "").replace("|all", "|1"), "v|meeting-import|x"):
        await colleague.presses_data(forged)
        assert "That file is not here any more." in colleague.text
    assert await place.count() == 0


@pytest.mark.parametrize("press", ["a|meeting-import", "a|meeting-import|burn", "a|meeting-import|take|1|most"])
async def test_a_forged_press_does_nothing(database: Database, cipher: Cipher, press: str) -> None:
    place = await desk(database, cipher)
    await place.talk.presses_data(press)

    assert "That button no longer works" in place.talk.text


async def test_three_hundred_consultations_are_taken_in_at_once(sqlite_database: Database, cipher: Cipher) -> None:
    place = await desk(sqlite_database, cipher)
    rows = [
        {"序号": n, "日期": f"2024-{1 + n % 12}-{1 + n % 28}", "协商种类": "基层事务", "议题": f"第{n}件"}
        for n in range(300)
    ]
    await place.sends(xlsx({"协商": rows}))
    await place.talk.presses("Take in 300")

    assert "2024-基-001 to 2024-基-300 (300)" in place.talk.text


async def test_the_conversation_goes_as_written(
    sqlite_database: Database, cipher: Cipher, request: pytest.FixtureRequest
) -> None:
    place = await desk(sqlite_database, cipher, "zh-hans")
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))

    async def act(line: str) -> str:
        if line not in {"(it comes, with mistakes)", "(it comes, right)"}:
            return await place.talk.play(line)
        await place.comes(xlsx(BAD if "mistakes" in line else GOOD))
        return place.talk.text

    await transcripts.replay_in_time(HERE / "import.transcript", act)


async def test_a_workbook_with_a_password_is_told_for_what_it_is(database: Database, cipher: Cipher) -> None:
    place = await desk(database, cipher, "zh-hans")
    compound = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024)
    await place.sends(compound)

    assert "这个表格设了打开密码，或者是旧版的 .xls 文件。" in place.talk.text
    assert await place.count() == 0
