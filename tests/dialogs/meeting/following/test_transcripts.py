"""What follows a consultation, word for word: as a facilitator and a member in Shenzhen read it, and in English."""

from datetime import date
from pathlib import Path

import pytest

from dialogs.meeting.conversion import NewOutcome, add_outcomes
from tests.dialogs.meeting.following.scenes import desk, number_of
from tests.dialogs.talking import Scene
from tests.transcripts import FLAG, Transcripts

HERE = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize(
    ("name", "language"),
    [("行动事项", "zh-hans"), ("action-items", "en"), ("成果转化", "zh-hans"), ("conversion", "en")],
)
async def test_a_facilitator_follows_a_consultation_up(
    quick_scene: Scene, name: str, language: str, request: pytest.FixtureRequest
) -> None:
    place = await desk(quick_scene)
    he = await quick_scene.joins(place.organisation, "facilitator", "何佩珊", language=language)
    await place.takes_part(place.lin, "林美玲")
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))

    await transcripts.replay_in_time(HERE / f"{name}.transcript", he.play)


@pytest.mark.parametrize(("name", "language"), [("我的协商", "zh-hans"), ("my-meetings", "en")])
async def test_a_member_is_reminded_and_does_it(
    quick_scene: Scene, name: str, language: str, request: pytest.FixtureRequest
) -> None:
    place = await desk(quick_scene)
    wang = await quick_scene.joins(place.organisation, "member", "王建国", language=language)
    await place.takes_part(wang, "王建国")
    await place.act("统计各会员单位的停放点位", wang, owner="王建国", due=date(2026, 3, 20))
    await place.act("收集会员单位的意见", wang, owner="王建国", due=date(2026, 4, 10))
    async with quick_scene.working() as work:
        by = await number_of(quick_scene, place.zhou)
        await add_outcomes(work, place.reference, [NewOutcome(text="在地铁站口增设停放区")], by=by)

    async def play(line: str) -> str:
        if line == "（次日早上）":
            quick_scene.later(days=1)
            await place.do_due_work()
            return wang.as_text(*await wang.receive())
        return await wang.play(line)

    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))
    await transcripts.replay_in_time(HERE / f"{name}.transcript", play)
