"""Notice and materials word for word: sent, answered, changed, called off, as facilitators and participants read it."""

from pathlib import Path

import pytest

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from tests.dialogs.meeting.notice.scenes import Called, called
from tests.transcripts import FLAG, Transcripts

HERE = Path(__file__).parent / "transcripts"


class Acting:
    """Plays a line: ``李秀兰: [button]`` is the participant's, any other the facilitator's; ``notice`` opens it."""

    def __init__(self, place: Called) -> None:
        self.place = place

    async def __call__(self, line: str) -> str:
        name, colon, rest = line.partition(": ")
        talk = {"李秀兰": self.place.li, "王建国": self.place.wang}.get(name if colon else "")
        if talk is None:
            talk, rest = self.place.facilitator, line
        if rest == "(looks)":
            return talk.as_text(*await talk.receive())
        if rest == "notice":
            return talk.as_text(*await talk.presses_data(self.place.notice))
        if rest == "card":
            return talk.as_text(*await talk.presses_data(f"v|consultation|{self.place.reference.id}"))
        if rest in {"facts", "people"}:
            entering = f"a|consultation-enter|{self.place.reference.id}|{rest}"
            return talk.as_text(*await talk.presses_data(entering))
        return await talk.play(rest)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
async def test_the_conversation_goes_as_written(
    sqlite_database: Database, cipher: Cipher, language: str, request: pytest.FixtureRequest
) -> None:
    place = await called(sqlite_database, cipher, language)
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))

    await transcripts.replay_in_time(HERE / f"notice-{language}.transcript", Acting(place))
