"""From the first question to the result, on both databases."""

from sqlalchemy import func, select

from dialogs.assessment import records
from dialogs.assessment.rounds import close_round
from dialogs.engine import records as engine
from dialogs.people import records as people
from standard.library import library
from tests.dialogs.assessment.answering import answer, fill_in, place, position
from tests.dialogs.talking import Scene, Talk


async def count(scene: Scene, table: object) -> int:
    async with scene.database.reading() as connection:
        counted = await connection.execute(select(func.count()).select_from(table))  # type: ignore[arg-type]
        return int(counted.scalar_one())


async def codes(scene: Scene, revision: int) -> dict[str, int]:
    async with scene.database.reading() as connection:
        rows = await connection.execute(
            select(records.answer.c.item, records.answer.c.code).where(records.answer.c.revision == revision)
        )
        return {row.item: row.code for row in rows}


async def joined(scene: Scene) -> Talk:
    return await scene.joins(await scene.organisation("深圳市南山社工协会"))


async def test_the_pulse_form_leads_from_thirteen_questions_to_the_result(scene: Scene) -> None:
    lin = await joined(scene)
    await lin.says("/assess")
    await lin.chooses("pulse")

    assert position(lin) == (1, 13)
    assert await answer(lin, "3") == 13
    await lin.says("提交")

    assert lin.text.startswith("# 测评结果 · 2026年第一轮")
    assert lin.card.picture is not None
    assert "总指数：您 75.0，组织 75.0（n = 1）。" in lin.text
    assert await codes(scene, 1) == {item.code: 4 for item in library().pulse()}


async def test_the_full_form_asks_all_items_of_the_standard(scene: Scene) -> None:
    lin = await joined(scene)
    await fill_in(lin, "full", "3142")

    assert "# 测评结果" in lin.text
    assert set(await codes(scene, 1)) == set(library().items)


async def test_the_targeted_form_asks_all_items_of_the_capabilities_chosen(scene: Scene) -> None:
    lin = await joined(scene)
    await lin.says("/assess")
    await lin.chooses("targeted")
    await lin.chooses("6.1.2.4")
    await lin.chooses("6.1.1.1")
    await lin.chooses("ok|")

    assert position(lin) == (1, 7)
    assert place(lin) == "6.1.1.1 党建引领能力"
    await lin.says("３")
    assert position(lin) == (2, 7)
    await answer(lin, "1")
    await lin.says("提交")

    assert {item.rpartition("-")[0] for item in await codes(scene, 1)} == {"6.1.1.1", "6.1.2.4"}


async def test_not_applicable_skipped_and_unknown_are_kept_as_three_different_answers(scene: Scene) -> None:
    lin = await joined(scene)
    await lin.says("/assess")
    await lin.chooses("targeted")
    await lin.chooses("page|1")
    await lin.chooses("6.2.1.2")
    await lin.chooses("ok|")
    await lin.says("不适用")
    await lin.says("不清楚")
    await lin.says("跳过")
    await lin.says("提交")

    assert await codes(scene, 1) == {"6.2.1.2-1": 6, "6.2.1.2-2": 7, "6.2.1.2-3": 8}


async def test_not_applicable_is_refused_under_a_required_clause_pressed_or_typed(scene: Scene) -> None:
    lin = await joined(scene)
    await lin.says("/assess")
    await lin.chooses("pulse")
    assert place(lin) == "6.1.1.1 党建引领能力"
    assert "不适用" not in lin.labels

    forged = next(str(button.press) for button in lin.buttons if str(button.press).endswith("|DK"))
    await lin.presses_data(forged.replace("|DK", "|NA"))
    assert position(lin) == (1, 13)
    await lin.says("不适用")
    assert position(lin) == (1, 13)
    assert place(lin) == "6.1.1.1 党建引领能力"


async def test_a_submitted_response_opens_filled_in_and_its_former_revision_is_kept(scene: Scene) -> None:
    lin = await joined(scene)
    await fill_in(lin, "pulse", "2")
    await lin.chooses("revise")
    await lin.presses("6.1.1.2 机制建设能力")
    await lin.chooses("4")
    await lin.says("提交")

    before, after = await codes(scene, 1), await codes(scene, 2)
    assert await count(scene, records.response) == 1
    assert (before["6.1.1.2-1"], after["6.1.1.2-1"]) == (3, 5)
    assert {**before, "6.1.1.2-1": 5} == after


async def test_another_form_takes_over_what_was_submitted_and_adds_to_it(scene: Scene) -> None:
    lin = await joined(scene)
    await fill_in(lin, "pulse", "2")
    await lin.says("/assess")
    await lin.chooses("full")
    assert position(lin) == (2, len(library().items))
    await answer(lin, "3")
    await lin.says("提交")

    after = await codes(scene, 2)
    assert set(after) == set(library().items)
    assert [after[item.code] for item in library().pulse()] == [3] * 13


async def test_a_shorter_form_leaves_the_other_answers_of_a_longer_one_as_they_were(scene: Scene) -> None:
    lin = await joined(scene)
    await fill_in(lin, "full", "2")
    await lin.says("/assess")
    await lin.chooses("pulse")
    await lin.presses("6.1.1.1 党建引领能力")
    await lin.chooses("4")
    await lin.says("提交")

    assert await codes(scene, 2) == {**await codes(scene, 1), "6.1.1.1-1": 5}


async def test_answers_of_a_draft_are_taken_along_into_another_form(scene: Scene) -> None:
    lin = await joined(scene)
    await lin.says("/assess")
    await lin.chooses("full")
    await answer(lin, "3", most=2)
    await lin.says("/assess")
    assert f"已答 2 题，共 {len(library().items)} 题" in lin.text
    await lin.chooses("pulse")

    assert position(lin) == (3, 14)


async def test_a_draft_goes_on_after_a_week_in_the_other_channel_and_another_process(scene: Scene) -> None:
    lin = await joined(scene)
    await lin.says("/assess")
    await lin.chooses("pulse")
    await answer(lin, "3", most=5)
    asked = place(lin)

    scene.later(days=7)
    scene.restart()
    web = scene.chat(channel="web")
    await web.says("/start")
    await same_person(scene, lin, web)
    await web.says("/assess")
    await web.chooses("resume")

    assert (place(web), position(web)) == (asked, (6, 13))
    await answer(web, "1")
    await web.says("提交")
    assert sorted((await codes(scene, 1)).values()) == [2] * 8 + [4] * 5


async def test_a_round_closed_meanwhile_takes_no_answers_but_loses_none(scene: Scene) -> None:
    organisation = await scene.organisation("深圳市南山社工协会")
    lin = await scene.joins(organisation)
    await lin.says("/assess")
    await lin.chooses("pulse")
    await answer(lin, "3")
    async with scene.working() as work:
        assert await close_round(work, organisation, 1)

    await lin.says("提交")
    assert "2026年第一轮已经截止" in lin.text
    assert await count(scene, records.response) == 0
    assert await count(scene, engine.conversation) == 1

    await lin.says("/assess")
    assert "本轮已于2026年3月16日截止" in lin.text
    assert lin.labels == ("查看结果",)


async def test_a_second_press_on_submit_writes_nothing_twice(scene: Scene) -> None:
    lin = await joined(scene)
    await lin.says("/assess")
    await lin.chooses("pulse")
    await answer(lin, "3")
    submit = next(str(button.press) for button in lin.buttons if "submit" in str(button.press))
    await lin.presses_data(submit)
    await lin.presses_data(submit)

    assert await count(scene, records.response) == 1
    assert await count(scene, records.answer) == 13


async def test_comments_and_evidence_are_kept_with_their_answer_sealed_and_revised_with_it(scene: Scene) -> None:
    lin = await joined(scene)
    await lin.says("/assess")
    await lin.chooses("pulse")
    await lin.chooses("note")
    await lin.says("党支部每次都讨论")
    await lin.sends("纪要.jpg")
    await lin.chooses("files")
    assert "请勿发送涉密材料、内部资料和他人的个人信息。" in lin.text
    await lin.says("https://example.org/minutes")
    await lin.says("返回")
    await answer(lin, "3")
    await lin.says("提交")
    await lin.chooses("revise")
    await lin.says("提交")

    async with scene.database.reading() as connection:
        comments = (await connection.execute(select(records.answer.c.sealed_comment))).scalars().all()
        pieces = (await connection.execute(select(records.evidence))).all()
    kept = [comment for comment in comments if comment is not None]
    assert [scene.cipher.open(comment).decode() for comment in kept] == ["党支部每次都讨论"] * 2
    assert not any("党支部".encode() in comment for comment in kept)
    assert [(piece.revision, piece.file_id is None) for piece in pieces] == [
        (1, False),
        (1, True),
        (2, False),
        (2, True),
    ]


async def test_a_form_opened_in_another_organisation_waits_until_one_is_back_there(scene: Scene) -> None:
    first, second = await scene.organisation("甲协会"), await scene.organisation("乙协会")
    lin = await scene.joins(first)
    await lin.says("/assess")
    await lin.chooses("pulse")
    await answer(lin, "3")
    submit = next(str(button.press) for button in lin.buttons if "submit" in str(button.press))
    await lin.says(f"/start {await scene.invitation(second, 'member')}")
    await lin.chooses("join")
    await lin.presses_data(submit)

    assert "另一家组织" in lin.text
    assert await count(scene, records.response) == 0
    assert await count(scene, engine.conversation) == 1


async def test_another_organisations_round_is_out_of_reach_for_every_button(scene: Scene) -> None:
    first, second = await scene.organisation("甲协会"), await scene.organisation("乙协会")
    await fill_in(await scene.joins(first), "pulse")
    stranger = await scene.joins(second, name="王")
    for data in ("v|assess-result|1", "v|assess-why|1|6", "v|assess-verdicts|1", "v|assess-result|x"):
        await stranger.presses_data(data)
        assert stranger.text == "! 贵组织没有这个轮次。发送 /assess 查看进行中的轮次。"
    await stranger.presses_data("a|assess-open|1|revise")
    assert stranger.text.startswith("# 测评 · 2026年第一轮")
    assert await count(scene, engine.conversation) == 0


async def test_erasing_a_person_erases_all_that_they_submitted(scene: Scene) -> None:
    lin = await joined(scene)
    await fill_in(lin, "pulse")
    async with scene.working() as work:
        await work.transaction.execute(people.person.delete())

    for table in (records.response, records.answer, records.pattern):
        assert await count(scene, table) == 0


async def same_person(scene: Scene, one: Talk, other: Talk) -> None:
    """Let a second chat be the same person's, as a passage does."""
    chat = engine.chat
    fingerprint = scene.cipher.fingerprint
    async with scene.working() as work:
        person = await work.transaction.execute(
            select(chat.c.person_id).where(chat.c.fingerprint == fingerprint(f"{one.channel}:{one.address}"))
        )
        await work.transaction.execute(
            chat.update()
            .where(chat.c.fingerprint == fingerprint(f"{other.channel}:{other.address}"))
            .values(person_id=person.scalar_one())
        )
