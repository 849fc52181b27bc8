"""A facilitator with materials: they are added, their bytes arrive, they are sent."""

from sqlalchemy import select

from dialogs.engine import files
from dialogs.engine import records as engine
from dialogs.meeting.notice.materials import Material
from tests.dialogs.meeting.notice.scenes import Called

PDF = "application/pdf"
GONE = "! That material is not there any more. Its consultation’s card shows those that are."


async def adds(place: Called, *names: str) -> None:
    """Let the facilitator add files."""
    await place.facilitator.presses_data(place.deed("add"))
    for name in names:
        await place.facilitator.sends(name, PDF)
    if "Done" in place.facilitator.labels:
        await place.facilitator.presses("Done")


async def arrive(place: Called, content: bytes = b"%PDF-1.7") -> None:
    """Let the bytes of all files be here."""
    async with place.scene.database.writing() as transaction:
        for number in (await transaction.scalars(select(engine.file.c.id))).all():
            await files.arrived(transaction, place.scene.cipher, number, content)


async def material(place: Called, name: str) -> Material:
    """Find a material by its name."""
    return next(one for one in (await place.standing()).materials if one.name == name)


async def sends_materials(place: Called) -> None:
    """Let the facilitator send them."""
    await place.facilitator.presses_data(place.deed("preview", "materials", "all"))
    await place.sends_what_is_shown()
