"""A consultation's number: given once, and understood as people type it."""

import asyncio
from datetime import UTC, datetime

import pytest

from dialogs.meeting.consultations import remove_consultation
from dialogs.meeting.references import find, find_by_number
from tests.dialogs.meeting.record.written import begun
from tests.dialogs.talking import Scene


async def test_numbers_count_up_by_organisation_year_and_kind(scene: Scene) -> None:
    ours, theirs = await scene.organisation("行业协会"), await scene.organisation("社工中心")
    references = [
        await begun(scene, ours),
        await begun(scene, ours),
        await begun(scene, ours, "5.1"),
        await begun(scene, ours, starts_at=datetime(2025, 12, 31, 17, tzinfo=UTC)),
        await begun(scene, ours, held_at=datetime(2025, 12, 31, 15, tzinfo=UTC)),
        await begun(scene, theirs),
        await begun(scene, theirs, "5.2"),
        await begun(scene, theirs, "5.4"),
    ]

    assert [reference.number for reference in references] == [
        "2026-行-001",
        "2026-行-002",
        "2026-公-001",
        "2026-行-003",  # 01:00 on 1 January in Shenzhen
        "2025-行-001",
        "2026-行-001",
        "2026-基-001",
        "2026-社-001",
    ]


async def test_a_number_is_never_given_twice_though_many_ask_at_once(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    references = await asyncio.gather(*(begun(scene, organisation) for _again in range(12)))

    assert sorted(reference.number for reference in references) == [f"2026-行-{n:03}" for n in range(1, 13)]


async def test_the_number_of_one_that_was_taken_out_is_not_given_again(scene: Scene) -> None:
    organisation = await scene.organisation("行业协会")
    mistaken = await begun(scene, organisation)
    async with scene.working() as work:
        assert await remove_consultation(work, mistaken, by=None)
        assert await find(work, organisation, mistaken.id) is None
        assert not await remove_consultation(work, mistaken, by=None)

    assert (await begun(scene, organisation)).number == "2026-行-002"


@pytest.mark.parametrize(
    "typed",
    [
        "2026-行-014",
        "2026行14",
        "２０２６－行－０１４",
        " 2026 - 行 - 14 ",
        "2026—行—014",
        "2026-行-014号",
        "2026行０14",
    ],
)
async def test_a_number_is_understood_as_people_type_it(quick_scene: Scene, typed: str) -> None:
    organisation, other = await quick_scene.organisation("行业协会"), await quick_scene.organisation("别家")
    for _number in range(14):
        fourteenth = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        assert await find_by_number(work, organisation, typed) == fourteenth
        assert await find_by_number(work, other, typed) is None


@pytest.mark.parametrize(
    "typed", ["", "014", "2026-014", "2026-商-014", "行-014", "2026-行-", "2026-行-014-2", "x" * 500]
)
async def test_what_is_no_number_finds_nothing(quick_scene: Scene, typed: str) -> None:
    organisation = await quick_scene.organisation("行业协会")
    await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        assert await find_by_number(work, organisation, typed) is None
        assert await find(work, organisation, typed) is None
