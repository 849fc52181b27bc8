"""What follows: the stages, the next consultation of the series, outcomes, actions."""

from datetime import date

from dialogs.meeting import actions, agenda, conversion
from dialogs.meeting.consultations import continue_series
from dialogs.meeting.reading import read
from dialogs.meeting.stages import plan_stages, reach_stage, reopen_stage, skip_stage
from dialogs.meeting.terms import ActionState, ConversionState, ItemState, Stage
from tests.dialogs.meeting.record.written import begun, person_of, rows_of, whole, written_in_full
from tests.dialogs.talking import Scene


async def test_unresolved_items_go_to_the_next_of_the_series(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    one, following = await begun(scene, organisation), await begun(scene, organisation)
    async with scene.working() as work:
        kept, left = await agenda.add_items(
            work, one, [agenda.NewItem(title="甲"), agenda.NewItem(title="乙", minutes=10)], by=None
        )
        await agenda.carry_over(work, one, following, [left], by=None)
        assert await agenda.carry_over(work, one, following, [left], by=None) == ()
    first, second = await whole(scene, one), await whole(scene, following)

    assert [item.state for item in first.agenda] == [ItemState.OPEN, ItemState.CARRIED_OVER]
    assert [(item.title, item.minutes, item.carried_from) for item in second.agenda] == [("乙", 10, one.number)]
    assert (first.follows, second.follows) == (None, one.number)
    assert kept != left


async def test_a_consultation_continues_the_one_that_was_named_last(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    one, two, three = [await begun(quick_scene, organisation) for _again in range(3)]
    async with quick_scene.working() as work:
        await continue_series(work, three, one)
        await continue_series(work, three, two)

    assert (await whole(quick_scene, three)).follows == two.number


async def test_a_stage_is_reached_skipped_and_opened_again(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    seen = []
    async with quick_scene.working() as work:
        await skip_stage(work, reference, Stage.COLLECTING, "上级交办", by=None)
        seen.append((await read(work, reference)).stages[0])
        await reach_stage(work, reference, Stage.COLLECTING, by=None)
        seen.append((await read(work, reference)).stages[0])
        await reopen_stage(work, reference, Stage.COLLECTING, by=None)
        seen.append((await read(work, reference)).stages[0])
        await plan_stages(work, reference, {Stage.COLLECTING: date(2026, 3, 1)}, by=None)
        seen.append((await read(work, reference)).stages[0])

    assert [(stage.reached_at, stage.skipped, stage.planned) for stage in seen] == [
        (None, "上级交办", None),
        (quick_scene.now, None, None),
        (None, None, None),
        (None, None, date(2026, 3, 1)),
    ]


async def test_an_outcome_stands_where_its_latest_step_put_it(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    by = await person_of(quick_scene, organisation)
    reference = await written_in_full(quick_scene, organisation, by)
    (outcome,) = (await whole(quick_scene, reference)).outcomes
    async with quick_scene.working() as work:
        latest, earlier = [row["id"] for row in await rows_of(work, reference, "conversion_step")]
        await conversion.correct_step(work, reference, latest, by=by, state=ConversionState.REJECTED, reason="已有国标")
        rejected = (await read(work, reference)).outcomes[0]
        await conversion.remove_step(work, reference, latest, by=by)
        submitted = (await read(work, reference)).outcomes[0]
        await conversion.remove_step(work, reference, earlier, by=by)
        await conversion.correct_outcome(work, reference, outcome.id, by=by, publication="未采纳，因已有国标")
        agreed = (await read(work, reference)).outcomes[0]

    assert (rejected.state, rejected.steps[1].reason) == (ConversionState.REJECTED, "已有国标")
    assert (submitted.state, agreed.state) == (ConversionState.SUBMITTED, ConversionState.AGREED)
    assert (agreed.steps, agreed.publication) == ((), "未采纳，因已有国标")


async def test_an_action_is_done_with_its_proof(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        new = [actions.NewAction(what="送达", owner="街道办"), actions.NewAction(what="回访", owner="小林")]
        first, second = await actions.add_actions(work, reference, new, by=None)
        assert await actions.finish_action(work, reference, first, by=None, proof="签收单")
        assert await actions.finish_action(work, reference, second, by=None)
        await actions.correct_action(work, reference, second, by=None, state=ActionState.DROPPED, done_at=None)

    one, two = (await whole(quick_scene, reference)).actions
    assert (one.state, one.done_at, one.proof) == (ActionState.DONE, quick_scene.now, "签收单")
    assert (two.state, two.done_at, two.proof) == (ActionState.DROPPED, None, None)
