"""The demonstration's organisation: nothing in it is empty, and it is written once."""

import pytest

from bot import sample
from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting.listing import recent
from dialogs.meeting.procedure import procedure_of
from dialogs.meeting.quorum import is_quorate
from dialogs.meeting.reading import read
from dialogs.meeting.terms import ConversionState
from standard.library import library
from tests.dialogs.talking import Scene


@pytest.fixture
async def furnished(database: Database, cipher: Cipher) -> tuple[Scene, int]:
    scene = Scene(database, cipher)
    async with scene.working() as work:
        organisation = await sample.furnish(work, library(), "zh_CN")
    async with scene.working() as work:
        assert await sample.furnish(work, library(), "zh_CN") == organisation, "it is written once"
    return scene, organisation


async def test_a_facilitator_finds_one_consultation_that_was_held_and_one_to_come(
    furnished: tuple[Scene, int],
) -> None:
    scene, organisation = furnished
    facilitator = await scene.joins(organisation, "facilitator", "周敏")
    await facilitator.says("/meetings")
    await facilitator.presses("本组织全部：近期（1）")
    assert "社区居家养老服务补贴办法征求意见" in facilitator.text

    await facilitator.says("/meetings")
    await facilitator.presses("本组织全部：以往（1）")
    assert "海滨花园停车位怎么分、怎么收费" in facilitator.text


async def test_the_one_that_was_held_has_everything_that_follows_a_consultation(furnished: tuple[Scene, int]) -> None:
    scene, organisation = furnished
    async with scene.working() as work:
        _to_come, held = await recent(work, organisation, limit=10)
        record = await read(work, held.reference)

    assert is_quorate(record) is not False
    procedure = procedure_of(record, scene.house.installation.timezone)
    assert (procedure.notice, procedure.materials) == (True, True)
    assert [len(item.opinions) for item in record.agenda] == [3, 2, 1]
    assert [len(item.decisions) for item in record.agenda] == [1, 1, 0]
    (outcome,) = record.outcomes
    assert outcome.state is ConversionState.ACCEPTED
    today = scene.now.date()
    assert [action.due_on is not None and action.due_on < today for action in record.actions] == [True, True, False]
