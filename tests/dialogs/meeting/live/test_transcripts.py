"""A live meeting word for word: who presses or types where, what they alone are told, and what the board shows then.

``> 王芳 @ [签到]`` is done in the group, ``> 王芳 : /opinion`` in the private chat; ``(…)`` is said over the button.
``[board]`` is what the group's board shows then, ``[李明]`` what comes to somebody's private chat as a new message;
there the boards of their own follow in their place.
"""

import re
from pathlib import Path

import pytest

from tests.dialogs.meeting.live.sitting import Sitting, sit
from tests.dialogs.talking import Scene, Talk
from tests.transcripts import Transcripts

HERE = Path(__file__).parent / "transcripts"
LINE = re.compile(r"(?P<name>\S+) (?P<where>[@:]) (?P<deed>.*)", re.DOTALL)
TOKEN = re.compile(r"m-[0-9a-f]{32}")


class Play:
    """Acts the lines of a transcript."""

    def __init__(self, sitting: Sitting, people: dict[str, Talk]) -> None:
        self.sitting = sitting
        self.people = people
        self.shown = ""

    async def act(self, line: str) -> str:
        found = LINE.fullmatch(line)
        assert found is not None, line
        talk, deed = self.people[found["name"]], found["deed"].replace("⟨link⟩", await self.sitting.token())
        said = await (self._in_the_group if found["where"] == "@" else self._privately)(talk, deed)
        board = await self.sitting.sees()
        if board != self.shown:
            said += f"\n[board]\n{board}"
            self.shown = board
        for name, other in self.people.items():
            await other.receive()
            if other.news:
                said += f"\n[{name}]\n{other.as_text(*other.news)}"
        return TOKEN.sub("m-⟨token⟩", said.strip())

    async def _in_the_group(self, talk: Talk, deed: str) -> str:
        if deed.startswith("["):
            return f"({await self.sitting.hall.presses(talk, deed[1:-1])})\n{await self._news(talk)}"
        await self.sitting.hall.says(talk, deed)
        return await self._news(talk)

    async def _privately(self, talk: Talk, deed: str) -> str:
        return await talk.play(deed)

    async def _news(self, talk: Talk) -> str:
        return talk.as_text(*await talk.receive())


@pytest.mark.parametrize(("name", "language"), [("live", "zh-hans"), ("live-en", "en")])
async def test_a_live_meeting_goes_as_written(
    quick_scene: Scene, name: str, language: str, transcripts: Transcripts
) -> None:
    agenda = ("车位怎么分", "收费标准") if language == "zh-hans" else ("Who parks where", "What it costs")
    sitting = await sit(quick_scene, agenda=agenda, language=language)
    wang = await quick_scene.joins(sitting.organisation, "member", "王芳", language=language)
    people = {"陈主持": sitting.chair, "王芳": wang, "李明": quick_scene.chat(language=language)}
    await sitting.chair.receive()

    await transcripts.replay_in_time(HERE / f"{name}.transcript", Play(sitting, people).act)
