"""A consultation that others hold and to which we are invited, over real HTTP: from /meeting to what became of it."""

from pathlib import Path

from tests.end_to_end.company import Company
from tests.end_to_end.installation import UPLOADS
from tests.end_to_end.troupe import troubles
from tests.transcripts import Transcripts

pytestmark = UPLOADS

CHAPTER = Path(__file__).parent / "transcripts" / "participating" / "我方参与.transcript"


async def test_we_take_part_record_it_afterwards_and_tell_what_became_of_it(
    company: Company, transcripts: Transcripts
) -> None:
    await transcripts.replay_in_time(CHAPTER, company.play)
    company.installation.discreet()
    assert troubles(company) == []
