"""The result's cards: the figures of SCORING.md, in words that stand on a phone."""

from fractions import Fraction

import pytest

from dialogs.assessment.rounds import find_round
from dialogs.assessment.standing import Standing, read_standing
from dialogs.engine.cards import CALLBACK_BYTES, Radar, Table
from standard.answers import AnswerSet, Perspective, Sheet
from standard.library import library
from standard.models import Stage
from standard.organisation import Settings, organisation_result
from tests.dialogs.assessment.answering import answer, fill_in
from tests.dialogs.talking import Scene, Talk

LONGEST = 3500


async def standing_of(scene: Scene, organisation: int, person: int | None = None) -> Standing:
    async with scene.working() as work:
        round_ = await find_round(work, organisation, 1)
        assert round_ is not None
        return await read_standing(library(), work, round_, person)


async def two_have_answered(scene: Scene) -> tuple[int, Talk, Talk]:
    organisation = await scene.organisation("深圳市南山社工协会")
    lin = await scene.joins(organisation, name="林")
    wang = await scene.joins(organisation, name="王", language="en")
    await fill_in(lin, "pulse", "1")
    await fill_in(wang, "full", "34")
    return organisation, lin, wang


async def test_the_organisations_figures_are_those_that_the_answers_have_offline(scene: Scene) -> None:
    organisation, _lin, _wang = await two_have_answered(scene)
    pulse = {item.code: "1" for item in library().pulse()}
    full = {code: "34"[place % 2] for place, code in enumerate(library().items)}
    sheets = [Sheet("林", Perspective.SELF, pulse), Sheet("王", Perspective.SELF, full)]

    standing = await standing_of(scene, organisation)

    expected = organisation_result(library(), AnswerSet.of(library(), sheets), Settings(stage=Stage.GROWTH))
    assert standing.result == expected
    assert standing.respondents == 2


async def test_the_profile_shows_ones_own_figures_beside_the_organisations_and_the_targets(
    quick_scene: Scene,
) -> None:
    _organisation, lin, _wang = await two_have_answered(quick_scene)
    await lin.presses_data("v|assess-result|1")
    (table,) = (block for block in lin.card.blocks if isinstance(block, Table))

    assert table.header == ("能力", "您", "组织", "n", "目标分")
    assert table.rows[0] == ("6.1.1.1 党建引领能力", "25.0", "54.2", "2", "65.0")
    picture = lin.card.picture
    assert isinstance(picture, Radar)
    assert [series.name for series in picture.series] == ["您", "组织", "目标分"]
    assert picture.series[1].values[0] == float(Fraction(325, 6))
    assert [str(axis) for axis in picture.axes] == [str(row[0]).partition(" ")[2] for row in table.rows]


async def test_somebody_who_has_not_answered_sees_the_organisations_figures_alone(quick_scene: Scene) -> None:
    organisation, _lin, _wang = await two_have_answered(quick_scene)
    guest = await quick_scene.joins(organisation, name="张")
    await guest.presses_data("v|assess-result|1")

    assert "组织总指数：" in guest.text
    assert "修改我的答案" not in guest.labels
    await guest.presses_data("v|assess-why|1|6.1.1.1")
    assert "# 您" not in guest.text


async def test_required_and_recommended_verdicts_are_told_apart_and_say_n(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("甲协会", affairs=("5.2",))
    lin = await quick_scene.joins(organisation)
    await fill_in(lin, "pulse", "0123")
    await lin.presses("逐条判定")

    text = lin.text
    required, recommended = text.split("# “宜”的条款（推荐）")
    assert "✗ 6.1.1.1 党建引领能力：未达到 · 等级 0 未开展 · 得分 0.0（n = 1）" in required
    assert "◐ 6.1.1.2 机制建设能力：部分达到 · 等级 1 起步 · 得分 25.0（n = 1）" in required
    assert "✓ 6.1.1.3 研究分析能力：达到 · 等级 2 成形 · 得分 50.0（n = 1）" in required
    assert "6.2.1.1 建言资政能力：已采纳" in recommended
    assert "? 6.2.2.1 行业协商能力：未评定（n = 0）" in recommended


async def test_maturity_names_what_holds_it_back_or_what_is_missing(quick_scene: Scene) -> None:
    lin = await quick_scene.joins(await quick_scene.organisation("甲协会"))
    await lin.says("/assess")
    await lin.chooses("targeted")
    await lin.chooses("6.1.1.1")
    await lin.chooses("ok|")
    await answer(lin, "4")
    await lin.says("提交")
    assert "成熟度：尚未评定，因为以下能力还没有得分：6.1.1.2 机制建设能力、" in lin.text

    await fill_in(lin, "pulse", "4")
    assert "成熟度：4 引领，各项“应”的能力都已达到最高等级。" in lin.text
    await lin.presses("修改我的答案")
    await lin.presses("6.1.2.2 多方合作能力")
    await lin.chooses("edit|")
    await lin.chooses("1")
    await lin.says("提交")
    assert "成熟度：1 起步。制约因素：6.1.2.2 多方合作能力。" in lin.text


@pytest.mark.parametrize("who", [0, 1])
async def test_every_button_under_the_result_leads_on_and_every_card_fits_a_phone(quick_scene: Scene, who: int) -> None:
    _organisation, *talks = await two_have_answered(quick_scene)
    talk = talks[who]
    await talk.presses_data("v|assess-result|1")
    seen: set[str] = set()
    waiting = [str(button.press) for button in talk.buttons]
    while waiting:
        data = waiting.pop()
        if data in seen or not data.startswith("v|assess"):
            continue
        seen.add(data)
        await talk.presses_data(data)
        assert len(talk.text) <= LONGEST, data
        assert not talk.text.startswith("!"), talk.text
        assert all(len(str(button.press).encode()) <= CALLBACK_BYTES for button in talk.buttons)
        waiting += [str(button.press) for button in talk.buttons]

    explained = {data.rpartition("|")[2] for data in seen if data.startswith("v|assess-why")}
    composites = {*library().groups, *library().halves, "6", "maturity", "progress"}
    assert explained == {*library().capabilities, *composites}


async def test_an_explanation_says_each_step_with_its_figures(quick_scene: Scene) -> None:
    _organisation, lin, _wang = await two_have_answered(quick_scene)
    await lin.presses_data("v|assess-why|1|6.1.1.1")

    assert lin.text.splitlines() == [
        "# 怎么来的？6.1.1.1 党建引领能力",
        "# 您",
        "问了 1 题，不适用 0 题，计入 1 题；其中 1 题选了等级，合计 1。",
        "得分：25 × 1 ÷ 1 = 25.0。",
        "达到的等级：25.0 ÷ 25 取整 = 1。",
        "# 组织",
        "有得分的：n = 2；答得太少的：0 人；选“不适用”的：0 人。",
        "得分的平均数：108.3 ÷ 2 = 54.2。",
        "达到的等级：54.2 ÷ 25 取整 = 2。",
        "标准差 41.2；95% 置信区间 0.0～100.0（n = 2）。",
        "“应”的条款，等级 2，判定为：达到。",
        "目标分 65.0：得分 54.2，还差 10.8。",
        "[条款 6.1.1.1] [‹ 逐条判定]",
        "[‹ 测评结果]",
    ]


async def test_a_figure_that_does_not_exist_is_not_explained(quick_scene: Scene) -> None:
    _organisation, lin, _wang = await two_have_answered(quick_scene)
    for data in ("v|assess-why|1|7.1", "v|assess-why|1", "v|assess-why|1|6|6"):
        await lin.presses_data(data)
        assert lin.text == "! 没有这个数字。发送 /assess 可以查看全部结果。"


async def test_advice_names_whom_to_ask_for_what_by_which_clause_and_ones_own_first_step(
    quick_scene: Scene,
) -> None:
    lin = await quick_scene.joins(await quick_scene.organisation("甲协会"))
    await fill_in(lin, "pulse", "0444444444444")
    await lin.presses("改进建议")

    remedies = library().remedies_for("6.1.1.1")[:3]
    assert lin.text.count("# 1. 6.1.1.1 党建引领能力") == 1
    for remedy in remedies:
        assert f"可以请求：{remedy.whom.zh}（{remedy.support}" in lin.text
        assert remedy.request.zh in lin.text
    assert remedies[0].own_step is not None
    assert f"自己先做一步：{remedies[0].own_step.zh}" in lin.text
    assert [label for label in lin.labels if label.startswith("条款")] == [f"条款 {r.support}" for r in remedies]


async def test_without_weaknesses_or_scores_the_advice_says_so(quick_scene: Scene) -> None:
    lin = await quick_scene.joins(await quick_scene.organisation("甲协会"))
    await lin.presses_data("v|assess-advice|1")
    assert "目前还没有得分，暂无改进建议。" in lin.text
    await lin.presses_data("v|assess-findings|1")
    assert "没有发现突出问题" in lin.text
    await fill_in(lin, "pulse", "4")
    await lin.presses("改进建议")
    assert "目前没有急需改进之处" in lin.text


async def test_a_high_level_without_evidence_is_found_until_somebody_attaches_some(quick_scene: Scene) -> None:
    lin = await quick_scene.joins(await quick_scene.organisation("甲协会"))
    await lin.says("/assess")
    await lin.chooses("pulse")
    await lin.sends("纪要.pdf", "application/pdf")
    await answer(lin, "4")
    await lin.says("提交")
    await lin.presses("发现的问题")

    assert "6.1.1.1 党建引领能力：自评达到" not in lin.text
    assert "6.1.1.2 机制建设能力：自评达到等级 4 引领，但还没有人附上证据。" in lin.text
    assert "另有 0" not in lin.text
