"""The digest word for word, as an administrator in Shenzhen reads it."""

from pathlib import Path

import pytest

from bot.database.access import Database
from dialogs.assessment.responses import Given
from dialogs.engine.cipher import Cipher
from tests.dialogs.digest.scenes import LINK, new_scene, office
from tests.transcripts import FLAG, Transcripts

HERE = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize("name", ["digest", "rounds"])
async def test_the_digest_goes_as_written(
    sqlite_database: Database, cipher: Cipher, name: str, request: pytest.FixtureRequest
) -> None:
    scene = new_scene(sqlite_database, cipher)
    place = await office(scene, members=("李秀兰", "王建国", "张晓燕"))
    await scene.joins(place.organisation, "member", "林美玲")
    director = await scene.joins(place.organisation, "admin", "黄伟强")
    remark = Given(answer="2", comment="制度有初稿，理事会还没有讨论。", evidence=(LINK,))
    await place.answers("李秀兰", 1, {"6.1.1.2-1": remark})
    await place.answers("王建国", 2, {"6.1.2.4-1": Given(answer="0")})
    transcripts = Transcripts(update=bool(request.config.getoption(FLAG, default=False)))

    await transcripts.replay_in_time(HERE / f"{name}.transcript", director.play)
