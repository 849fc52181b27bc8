"""Minutes on their way from the draft: sent round, signed by each office."""

from tests.dialogs.meeting.minutes.scenes import Held


async def circulated(place: Held, until: str = "in 7 days", button: str = "Send for confirmation") -> None:
    """Let the facilitator send the minutes round."""
    await place.facilitator.presses_data(place.minutes)
    await place.facilitator.presses(button)
    await place.facilitator.says(until)
    await place.facilitator.presses("Send")


async def signed_as(place: Held, office: str, name: str | None = None) -> None:
    """Let the facilitator enter a signature: the name on record, or a typed one."""
    await place.facilitator.presses_data(f"a|minutes-work|{place.reference.id}|signing")
    await place.facilitator.presses(f"Sign: {office}")
    if name is None:
        await place.facilitator.chooses("1")
    else:
        await place.facilitator.says(name)
    await place.facilitator.presses("Sign")


async def signed(place: Held) -> None:
    """Let chair and recorder sign."""
    await signed_as(place, "Chair")
    await signed_as(place, "Recorder", "苏敏")
