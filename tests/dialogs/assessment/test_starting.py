"""What ``/assess`` offers, before and after, and what is said of a round that is not an ordinary one."""

from datetime import timedelta

from sqlalchemy import select

from dialogs.assessment.personal import own_responses
from dialogs.assessment.records import assessment_round
from dialogs.people import records as people
from tests.dialogs.assessment.answering import answer, fill_in
from tests.dialogs.talking import Scene


async def change_round(scene: Scene, **values: object) -> None:
    async with scene.working() as work:
        await work.transaction.execute(assessment_round.update().values(**values))


async def test_only_members_may_assess(quick_scene: Scene) -> None:
    stranger = quick_scene.chat()
    await stranger.says("/assess")
    assert stranger.text.startswith("!")
    assert len(stranger.cards) == 1


async def test_what_is_left_out_and_why_is_said(quick_scene: Scene) -> None:
    lin = await quick_scene.joins(await quick_scene.organisation("甲协会", affairs=("5.1", "5.4")))
    await lin.says("/assess")
    assert "速测：共 11 题" in lin.text
    assert "默认不问：6.2.2.1 行业协商能力、6.2.2.2 社区协商能力。" in lin.text
    await lin.chooses("targeted")
    await lin.chooses("page|1")
    assert "6.2.2.1 行业协商能力" in lin.labels


async def test_a_begun_and_a_submitted_form_each_have_their_way_on(quick_scene: Scene) -> None:
    lin = await quick_scene.joins(await quick_scene.organisation("甲协会"))
    await lin.says("/assess")
    assert list(lin.labels) == ["速测", "全面测评", "专项测评"]
    await lin.chooses("pulse")
    await answer(lin, "2", most=3)
    await lin.says("/assess")
    assert list(lin.labels) == ["继续", "速测", "全面测评", "专项测评"]
    await lin.presses("继续")
    await answer(lin, "2")
    await lin.says("提交")
    await lin.says("/assess")
    assert list(lin.labels) == ["查看结果", "修改我的答案", "速测", "全面测评", "专项测评"]


async def test_a_round_with_a_last_day_names_it(quick_scene: Scene) -> None:
    lin = await quick_scene.joins(await quick_scene.organisation("甲协会"))
    await change_round(quick_scene, closes_at=quick_scene.now + timedelta(days=10))
    await fill_in(lin, "pulse")
    assert "2026年3月26日前可以随时修改" in lin.text
    await lin.says("/assess")
    assert "2026年3月26日前可以修改" in lin.text
    quick_scene.later(days=10)
    await lin.says("/assess")
    assert "本轮已于2026年3月26日截止" in lin.text
    await lin.presses("查看结果")
    assert "修改我的答案" not in lin.labels


async def test_old_and_forged_buttons_lead_back_to_what_there_is(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("甲协会")
    lin = await quick_scene.joins(organisation)
    for data in ("a|assess-open|1|resume", "a|assess-open|1|revise", "a|assess-open|1|all", "a|assess-open"):
        await lin.presses_data(data)
        assert lin.text.startswith("# 测评 · 2026年第一轮")
    await change_round(quick_scene, closed_at=quick_scene.now)
    await lin.presses_data("a|assess-open|1|pulse")
    assert "本轮已于" in lin.text


async def test_where_no_round_is_open_it_is_said(quick_scene: Scene) -> None:
    lin = await quick_scene.joins(await quick_scene.organisation("甲协会"))
    async with quick_scene.working() as work:
        await work.transaction.execute(assessment_round.delete())
    await lin.says("/assess")
    assert lin.text == "! 还没有开启测评轮次，请联系管理员开启。"


async def test_an_anonymous_rounds_figures_appear_when_it_has_closed_and_only_over_enough_people(
    quick_scene: Scene,
) -> None:
    lin = await quick_scene.joins(await quick_scene.organisation("甲协会"))
    await fill_in(lin, "pulse")
    await change_round(quick_scene, kind="anonymous", min_group=5)
    for data in ("v|assess-result|1", "v|assess-verdicts|1", "v|assess-why|1|6.1.1.1"):
        await lin.presses_data(data)
        assert "本轮为匿名轮次" in lin.text
    await change_round(quick_scene, closed_at=quick_scene.now)
    await lin.presses_data("v|assess-why|1|6.1.1.1")
    assert "只有 1 人作答。为保护答题人，不足 5 人的数字不予显示。" in lin.text


async def test_ones_own_answers_can_be_taken_along_with_every_revision(scene: Scene) -> None:
    lin = await scene.joins(await scene.organisation("甲协会"))
    await lin.says("/assess")
    await lin.chooses("pulse")
    await lin.chooses("note")
    await lin.says("党支部每次都讨论")
    await lin.sends("纪要.jpg")
    await answer(lin, "3")
    await lin.says("提交")
    await lin.chooses("revise")
    await lin.says("提交")

    async with scene.working() as work:
        person = (await work.transaction.execute(select(people.person.c.id))).scalar_one()
        told = await own_responses(work, person)
    assert isinstance(told, list)
    assert len(told) == 26
    first = told[0]
    assert isinstance(first, dict)
    assert (first["item"], first["answer"], first["comment"]) == ("6.1.1.1-1", "3", "党支部每次都讨论")
    assert [piece["name"] for piece in first["evidence"]] == ["纪要.jpg"]  # type: ignore[union-attr, index, call-overload]
