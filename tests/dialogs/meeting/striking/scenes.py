"""A consultation of yesterday with something to strike, its agenda item's card, and minutes to sign."""

from dialogs.meeting import history, records
from dialogs.meeting.record import Consultation
from dialogs.meeting.terms import MinutesState
from tests.dialogs.meeting.recording import found, joined, reference_to, say
from tests.dialogs.meeting.recording import records as recorded
from tests.dialogs.talking import Scene, Talk

HELD = ("跳过",) * 9
"""The details of a consultation that was held, up to its items."""

ITEM = ("停放密度", "部分共识", "每百米一处", "收费没谈拢", "先试三个月", "就这些")
CLOSED = "! 会议纪要已经签字，记录不再改动。需要更正的，请在纪要中写更正说明。"
GONE = "! 这一项已不在本次协商的记录里。"


async def held(scene: Scene) -> tuple[int, Talk, Consultation]:
    """Record a consultation of yesterday: one item with a summary, an opinion, consensus, dissent and a decision."""
    organisation, lin = await joined(scene)
    actions = ("画车位图", "市政处", "跳过", "就这些", "在地铁站口增设停放区", "跳过", "就这些")
    await recorded(lin, "昨天", *HELD, *ITEM, *actions)
    reference = await reference_to(scene, organisation)
    (item,) = (await found(scene, organisation)).agenda
    await lin.presses_data(f"a|consultation-enter|{reference.id}|people")
    await lin.says("王经理，快行科技，企业\n老张，居民")
    await lin.presses_data(f"a|consultation-enter|{reference.id}|opinion|{item.id}")
    await say(lin, "[王经理]", "反对", "成本太高")
    await lin.presses_data(f"a|consultation-enter|{reference.id}|item|{item.id}")
    await say(lin, "[情况说明]", "企业担心成本", "[保存]")
    return organisation, lin, await found(scene, organisation)


async def opens(lin: Talk, consultation: Consultation) -> None:
    """Open the card of the one agenda item."""
    await lin.presses_data(f"v|consultation-item|{consultation.id}|{consultation.agenda[0].id}")


async def now(scene: Scene, organisation: int) -> Consultation:
    return await found(scene, organisation)


async def sign(scene: Scene, organisation: int, *, approved: bool = False) -> None:
    """Let the minutes be signed, with a copy of the record where one is asked for."""
    reference = await reference_to(scene, organisation)
    copy = (await found(scene, organisation)).model_dump_json() if approved else None
    async with scene.working() as work:
        fields = {"state": MinutesState.SIGNED, "approved": copy}
        await history.add(work, reference, records.minutes, [fields], by=None)
