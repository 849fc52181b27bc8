"""A consultation prepared by a facilitator, whose cards' buttons are pressed by their data."""

from tests.dialogs.meeting.recording import joined, records, reference_to
from tests.dialogs.talking import Scene, Talk


async def prepared(scene: Scene, when: str = "4月20日 14:00") -> tuple[int, Talk]:
    organisation, lin = await joined(scene)
    await records(lin, when)
    return organisation, lin


async def opens(scene: Scene, talk: Talk, organisation: int, what: str) -> None:
    """Press a button of the consultation's own by its data: ``consultation-enter|<number>|…``."""
    reference = await reference_to(scene, organisation)
    view, _sign, rest = what.partition("|")
    kind = "v" if view.startswith("consultation-part") else "a"
    await talk.presses_data(f"{kind}|{view}|{reference.id}|{rest}")
