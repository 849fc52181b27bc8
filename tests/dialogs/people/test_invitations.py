"""Invitations: what their tokens look like."""

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting.live import doors
from dialogs.meeting.minutes import links
from dialogs.people import passages
from tests.dialogs.talking import Scene

DIGITS = set("0123456789abcdef")


async def test_an_invitation_is_never_taken_for_another_kind_of_link(database: Database, cipher: Cipher) -> None:
    scene = Scene(database, cipher)
    organisation = await scene.organisation("深圳市南山社工协会")
    token = await scene.invitation(organisation, "member")
    assert set(token) <= DIGITS
    for prefix in (passages.PREFIX, doors.PREFIX, links.PREFIX):
        assert not set(prefix) <= DIGITS, f"{prefix} could begin an invitation"
