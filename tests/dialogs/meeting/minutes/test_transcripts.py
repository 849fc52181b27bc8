"""Minutes word for word, from the draft to their publication, as the facilitator and a participant read them."""

from pathlib import Path

import pytest

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from tests.dialogs.meeting.minutes.scenes import Held, held
from tests.transcripts import FLAG, Transcripts

HERE = Path(__file__).parent / "transcripts"


class Acting:
    """Plays a line: ``李秀兰: [button]`` is the participant's, any other the facilitator's; ``minutes`` opens them."""

    def __init__(self, place: Held) -> None:
        self.place = place

    async def __call__(self, line: str) -> str:
        name, colon, rest = line.partition(": ")
        if colon and name == "李秀兰":
            if rest == "(looks)":
                return self.place.member.as_text(*await self.place.member.receive())
            return await self.place.member.play(rest)
        if line == "minutes":
            return self.place.facilitator.as_text(*await self.place.facilitator.presses_data(self.place.minutes))
        return await self.place.facilitator.play(line)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
async def test_the_conversation_goes_as_written(
    sqlite_database: Database, cipher: Cipher, language: str, request: pytest.FixtureRequest
) -> None:
    place = await held(sqlite_database, cipher, language)
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))

    await transcripts.replay_in_time(HERE / f"minutes-{language}.transcript", Acting(place))
