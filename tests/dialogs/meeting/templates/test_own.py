"""What an organisation does otherwise than the kind's template."""

from datetime import date

from dialogs.meeting import records
from dialogs.meeting.templates import read_template
from dialogs.meeting.templates.own import Settings, change_template, reset_template
from dialogs.meeting.terms import Stage
from tests.dialogs.talking import Scene

OURS = Settings(
    notice_days=5, materials_days=2, quorum="3/4", majority="4/5", supervisor_signs=True, agenda=("甲", "乙")
)


async def test_an_organisation_begins_with_the_kinds_template(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    async with quick_scene.working() as work:
        template = await read_template(work, organisation, "5.4")

    assert not template.changed
    assert template.rules == template.kind.rules
    assert template.agenda == template.kind.agenda


async def test_what_it_changes_is_its_own_for_that_kind_alone(scene: Scene) -> None:
    ours, theirs = await scene.organisation("协会"), await scene.organisation("中心")
    async with scene.working() as work:
        await change_template(work, ours, "5.1", OURS.model_copy(update={"agenda": None}), by=None)
        await change_template(work, ours, "5.1", OURS, by=None)
        template = await read_template(work, ours, "5.1")
        others = [await read_template(work, ours, "5.2"), await read_template(work, theirs, "5.1")]

    assert template.changed
    assert template.rules == OURS.rules
    assert template.agenda == ("甲", "乙")
    assert not any(other.changed for other in others)


async def test_its_agenda_lies_sealed(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    async with scene.working() as work:
        await change_template(work, organisation, "5.1", OURS, by=None)
        sealed = (await work.transaction.execute(records.template.select())).mappings().one()["sealed_agenda"]

    assert "甲".encode() not in bytes(sealed)


async def test_without_an_agenda_of_its_own_the_kinds_stays(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    async with quick_scene.working() as work:
        await change_template(work, organisation, "5.2", OURS.model_copy(update={"agenda": None}), by=None)
        template = await read_template(work, organisation, "5.2")
        await reset_template(work, organisation, "5.2")
        again = await read_template(work, organisation, "5.2")

    assert template.agenda == template.kind.agenda
    assert (template.changed, again.changed) == (True, False)


async def test_stages_are_planned_around_the_day_and_notice_by_its_own_lead_time(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    async with quick_scene.working() as work:
        before = await read_template(work, organisation, "5.1")
        await change_template(work, organisation, "5.1", OURS, by=None)
        after = await read_template(work, organisation, "5.1")
    planned = before.planned(date(2026, 4, 20))

    assert (planned[Stage.CONVENING], planned[Stage.CONSULTING]) == (date(2026, 4, 10), date(2026, 4, 20))
    assert after.planned(date(2026, 4, 20))[Stage.CONVENING] == date(2026, 4, 15)
    assert set(before.planned(None).values()) == {None}
