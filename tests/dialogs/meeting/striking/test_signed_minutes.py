"""What signed minutes tell is neither struck nor put back; what followed them is."""

from tests.dialogs.meeting.recording import say
from tests.dialogs.meeting.striking.scenes import CLOSED, held, now, opens, sign
from tests.dialogs.talking import Scene


async def test_what_signed_minutes_tell_is_not_struck(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await opens(lin, before)
    await say(lin, "[作废意见 1]")
    await sign(scene, organisation, approved=True)
    await say(lin, "[登记有误]")
    assert lin.text == CLOSED

    item = before.agenda[0]
    for code in (
        *(f"o{item.opinions[0].id}", f"d{item.decisions[0].id}", f"c{item.id}", f"p{before.participants[0].id}"),
        *(f"a{before.actions[0].id}", f"r{before.outcomes[0].id}", f"w{before.id}"),
    ):
        await lin.presses_data(f"a|strike|{before.id}|{code}")
        assert lin.text == CLOSED
    await say(lin, f"/meeting {before.number}")
    assert "作废" not in lin.labels


async def test_what_followed_the_signed_minutes_is_struck_all_the_same(scene: Scene) -> None:
    organisation, lin, before = await held(scene)
    await sign(scene, organisation, approved=True)
    await say(
        lin, f"/meeting {before.number}", "[行动事项（1）]", "[添加行动事项]", "通知街道", "市政处", "跳过", "[记下]"
    )
    await say(lin, "[作废]", "[重复登记]")
    assert len((await now(scene, organisation)).actions) == 1
    await say(lin, f"/meeting {before.number}", "[修改记录]", "[恢复：通知街道]")
    assert len((await now(scene, organisation)).actions) == 2


async def test_what_was_struck_before_the_minutes_were_signed_is_not_put_back_after(quick_scene: Scene) -> None:
    organisation, lin, before = await held(quick_scene)
    await opens(lin, before)
    await say(lin, "[作废意见 1]", "[登记有误]")
    await sign(quick_scene, organisation)
    await say(lin, "[恢复]")

    assert lin.text == CLOSED
