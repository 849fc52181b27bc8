"""Consultations recorded by a facilitator at the form, and read back."""

from collections.abc import Sequence

from dialogs.meeting.reading import read_consultation
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference, find_by_number
from tests.dialogs.talking import Scene, Talk

ORGANISED = ("/meeting", "行业事务", "标准制定", "由我方组织", "停放标准")
"""The required answers up to the day."""


async def joined(scene: Scene, role: str = "facilitator", name: str = "林美玲") -> tuple[int, Talk]:
    """Found an organisation; somebody joins it in a role."""
    organisation = await scene.organisation("深圳市共享出行协会")
    return organisation, await scene.joins(organisation, role, name)


async def say(talk: Talk, *lines: str) -> None:
    """Say one thing after the other; ``[label]`` is pressed."""
    for line in lines:
        await talk.play(line)


async def records(talk: Talk, when: str, *details: str, required: Sequence[str] = ORGANISED) -> None:
    """Record a consultation, with its details where some are given."""
    await say(talk, *required, when, *(("继续补充", *details) if details else ("就这样保存",)), "[保存]")


async def found(scene: Scene, organisation: int, number: str = "2026-行-001") -> Consultation:
    """Read a consultation by its number."""
    async with scene.working() as work:
        reference = await find_by_number(work, organisation, number)
        assert reference is not None
        whole = await read_consultation(work, organisation, reference.id)
    assert whole is not None
    return whole


async def reference_to(scene: Scene, organisation: int, number: str = "2026-行-001") -> Reference:
    """Find a consultation by its number."""
    async with scene.working() as work:
        reference = await find_by_number(work, organisation, number)
    assert reference is not None
    return reference
