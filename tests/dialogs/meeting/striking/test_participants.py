"""A participant is struck with what hangs under the name: opinions, a voice; and comes back with it, once."""

from dialogs.meeting import polls
from dialogs.meeting.opinions import NewOpinion, add_opinions
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.terms import Position, StakeholderKind, Stance
from tests.dialogs.meeting.recording import reference_to, say
from tests.dialogs.meeting.striking.scenes import held, now
from tests.dialogs.talking import Scene


async def test_a_participant_is_struck_with_their_opinions_and_their_voice(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    reference = await reference_to(scene, organisation)
    wang, zhang = before.participants
    async with scene.working() as work:
        poll = await polls.open_poll(work, reference, before.agenda[0].id, "同意？", "1/2", by=None)
        for person, position in ((wang, Position.ENDORSE), (zhang, Position.BLOCK)):
            await polls.take_position(work, reference, poll, person.id, position)
        await polls.close_poll(work, reference, poll, by=None)
    assert (await now(scene, organisation)).agenda[0].polls[0].carried is False
    voted = await now(scene, organisation)
    await say(lin, f"/meeting {before.number}", "[参与者（2）]", "[老张]", "[移除]")
    assert "没有到场的，记为缺席即可，不必移除。" in lin.text
    assert "一并作废" not in lin.text
    await say(lin, "[登记有误]")

    (left,) = (await now(scene, organisation)).participants
    (counted,) = (await now(scene, organisation)).agenda[0].polls
    assert left.name == "王经理"
    assert (counted.carried, counted.tally) == (True, {StakeholderKind.ENTERPRISE: {Position.ENDORSE: 1}})
    await say(lin, "[恢复]")
    assert await now(scene, organisation) == voted


async def test_opinions_under_a_struck_name_go_with_it_and_come_back_with_it(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await say(lin, f"/meeting {before.number}", "[参与者（2）]", "[王经理]", "[移除]")
    assert "这个名字下的 1 条意见会一并作废。要保留的，请先更正发言人。" in lin.text
    await say(lin, "[重复登记]")
    assert (await now(quick_scene, organisation)).agenda[0].opinions == ()
    await say(lin, f"/meeting {before.number}", "[修改记录]")
    assert lin.labels.count("恢复：王经理") == 1
    assert "恢复：成本太高" not in lin.labels, "they are put back together"
    await say(lin, "[恢复：王经理]")

    assert (await now(quick_scene, organisation)).agenda == before.agenda


async def test_the_speaker_of_an_opinion_is_corrected(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    (opinion,) = before.agenda[0].opinions
    await lin.presses_data(f"a|consultation-enter|{before.id}|opinion-edit|{opinion.id}")
    await say(lin, "[发言人]", "[老张]", "[保存]")

    (corrected,) = (await now(quick_scene, organisation)).agenda[0].opinions
    assert (corrected.participant, corrected.kind) == (before.participants[1].id, StakeholderKind.PUBLIC)


async def test_who_said_something_without_a_name_is_never_asked(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    item = before.agenda[0].id
    said = NewOpinion(item=item, kind=StakeholderKind.PUBLIC, stance=Stance.SUPPORT, text="很好", anonymous=True)
    reference = await reference_to(quick_scene, organisation)
    async with quick_scene.working() as work:
        (number,) = await add_opinions(work, reference, [said], by=None)
    await lin.presses_data(f"a|consultation-enter|{before.id}|opinion-edit|{number}")

    assert "发言人" not in lin.text


async def test_somebody_who_is_on_the_list_again_is_not_put_back_a_second_time(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await scene.joins(organisation, "member", "王经理")
    await say(lin, f"/meeting {before.number}", "[参与者（2）]", "[王经理]", "[就是本组织的这位成员]", "[移除]")
    person = (await now(scene, organisation)).participants[0].person
    await say(lin, "[登记有误]")
    press = next(str(button.press) for button in lin.buttons if button.label == "恢复")
    again = NewParticipant(name="王经理", kind=StakeholderKind.ENTERPRISE, person=person)
    reference = await reference_to(scene, organisation)
    async with scene.working() as work:
        await add_participants(work, reference, [again], by=None)
    await lin.presses_data(press)

    assert lin.text == "! 这位已经又在名单上了。"
    assert len((await now(scene, organisation)).participants) == 2
