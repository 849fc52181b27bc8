"""What is on record put right, word for word: a roll call, what is struck and put back, the kind corrected."""

from pathlib import Path

import pytest

from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.decisions import NewDecision, add_decisions
from dialogs.meeting.opinions import NewOpinion, add_opinions
from dialogs.meeting.participants import NewParticipant, add_participants
from dialogs.meeting.record import FilledField, Rules
from dialogs.meeting.stages import plan_stages
from dialogs.meeting.terms import ItemState, Stage, StakeholderKind, Stance
from tests.dialogs.talking import Scene
from tests.transcripts import FLAG, Transcripts

HERE = Path(__file__).parent / "transcripts"
COVERAGE = FilledField(key="coverage", zh="会员覆盖面", en="Membership coverage", text="37")
PEOPLE = (
    ("王芳", StakeholderKind.ENTERPRISE),
    ("李秀兰", StakeholderKind.PUBLIC),
    ("Chen Yu", StakeholderKind.GOVERNMENT),
)


async def held(scene: Scene, organisation: int) -> None:
    """Write a consultation of today, with somebody of three kinds, an item, an opinion, consensus and a decision."""
    async with scene.working() as work:
        new = NewConsultation(
            clause="5.3",
            subkind="standards",
            topic="停放标准",
            held_at=scene.now,
            starts_at=scene.now,
            fields=(COVERAGE,),
            rules=Rules(notice_days=10, materials_days=5, quorum="2/3", majority="1/2"),
        )
        reference = await create_consultation(work, organisation, new, by=None)
        await plan_stages(work, reference, {Stage.CONVENING: None, Stage.CONSULTING: None}, by=None)
        people = [NewParticipant(name=name, kind=kind) for name, kind in PEOPLE]
        first, *_others = await add_participants(work, reference, people, by=None)
        settled = NewItem(title="停放密度", state=ItemState.CONSENSUS, consensus="每百米一处")
        (item,) = await add_items(work, reference, [settled], by=None)
        said = NewOpinion(item=item, kind=PEOPLE[0][1], stance=Stance.OPPOSITION, text="成本太高", participant=first)
        await add_opinions(work, reference, [said], by=None)
        await add_decisions(work, reference, [NewDecision(item=item, text="先试三个月")], by=None)


@pytest.mark.parametrize(("name", "language"), [("更正记录", "zh-hans"), ("putting-right", "en")])
async def test_what_is_on_record_is_put_right(
    quick_scene: Scene, name: str, language: str, request: pytest.FixtureRequest
) -> None:
    organisation = await quick_scene.organisation("深圳市共享出行协会")
    lin = await quick_scene.joins(organisation, "facilitator", "林美玲", language=language)
    await held(quick_scene, organisation)
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))

    await transcripts.replay_in_time(HERE / f"{name}.transcript", lin.play)
