"""Whole conversations with forms, word for word."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from dialogs.engine.events import Attached, Event, Opened, Pressed, Typed, Unreadable
from dialogs.engine.forms import Form
from tests.dialogs.engine.walk.players import Player
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, OPINION
from tests.transcripts import FLAG, Transcripts, card_as_text, said

HERE = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize("form", [ASSESSMENT, MEETING, OPINION], ids=lambda form: form.name)
def test_the_conversation_goes_as_written(form: Form[BaseModel], request: pytest.FixtureRequest) -> None:
    player = Player(form)

    def act(line: str) -> str:
        outcome = player.do(_event(line, player))
        if outcome.end == "submitted":
            return f"(submitted) {player.answers().model_dump_json(exclude_none=True)}"
        return "(nothing to redraw)" if outcome.card is None else card_as_text(outcome.card)

    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))
    transcripts.replay(HERE / f"{form.name}.transcript", act)


def _event(line: str, player: Player[BaseModel]) -> Event:
    done = said(line)
    if done.button is not None:
        return Pressed(data=player.data(done.button))
    if done.file is not None:
        return Attached(
            name=done.file, media_type="application/octet-stream", file=len(done.file), caption=done.caption
        )
    if done.other == "open":
        return Opened()
    return Unreadable(what=done.other) if done.other is not None else Typed(text=done.words or "")
