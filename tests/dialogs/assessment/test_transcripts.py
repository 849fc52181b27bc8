"""The assessment word for word, as a volunteer in Shenzhen reads it."""

from pathlib import Path

import pytest

from tests.dialogs.talking import Scene
from tests.transcripts import FLAG, Transcripts

HERE = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize("name", ["pulse", "targeted"])
async def test_the_conversation_goes_as_written(quick_scene: Scene, name: str, request: pytest.FixtureRequest) -> None:
    organisation = await quick_scene.organisation("深圳市南山社工协会", affairs=("5.1", "5.2"))
    lin = await quick_scene.joins(organisation, name="林")
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))
    await transcripts.replay_in_time(HERE / f"{name}.transcript", lin.play)
