"""Minutes word for word, from the draft to their publication, as the facilitator and a participant read them."""

from pathlib import Path

import pytest

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from tests.dialogs.meeting.minutes.guests import Gathering, gathered
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


class ActingGuests:
    """Plays a line: ``王芳:`` a guest on a page, ``赵强:`` somebody with a link of their own, any other the chair.

    ``(looks)`` shows what has changed; ``{link}`` stands for the link in the text that was forwarded.
    """

    def __init__(self, place: Gathering, language: str) -> None:
        self.place = place
        self.people = {
            "王芳": place.wang,
            "赵强": place.scene.chat(channel="web", language=language),
            "主持人": place.chair,
        }
        self.link = ""

    async def __call__(self, line: str) -> str:
        name, _colon, said = line.partition(": ")
        talk = self.people[name]
        if said == "(looks)":
            await self.place.sitting.hall.settle()
            return talk.as_text(*await talk.receive())
        if said.startswith("|"):
            shown = talk.as_text(*await talk.presses_data(said[1:]))
        else:
            shown = await talk.play(said.replace("{link}", self.link))
        if "/m/r-" in shown:
            self.link = shown.partition("/m/")[2].split()[0]
            shown = shown.replace(self.link, "{link}")
        return shown


@pytest.mark.parametrize("language", ["zh-hans", "en"])
async def test_the_conversation_with_guests_goes_as_written(
    sqlite_database: Database, cipher: Cipher, language: str, request: pytest.FixtureRequest
) -> None:
    place = await gathered(sqlite_database, cipher, language)
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))

    await transcripts.replay_in_time(HERE / f"guests-{language}.transcript", ActingGuests(place, language))
