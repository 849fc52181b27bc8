"""Consultations prepared and recorded word for word, as facilitators read it in Chinese and in English."""

from pathlib import Path

import pytest

from tests.dialogs.talking import Scene
from tests.transcripts import FLAG, Transcripts

HERE = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("five-minutes", "zh-hans"),
        ("prepared", "zh-hans"),
        ("afterwards", "zh-hans"),
        ("afterwards-en", "en"),
        ("prepared-en", "en"),
    ],
)
async def test_the_conversation_goes_as_written(
    quick_scene: Scene, name: str, language: str, request: pytest.FixtureRequest
) -> None:
    organisation = await quick_scene.organisation("深圳市共享出行协会")
    lin = await quick_scene.joins(organisation, "facilitator", "林美玲", language=language)
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))
    await transcripts.replay_in_time(HERE / f"{name}.transcript", lin.play)
