"""What facilitators do with materials: add files, name and replace them, take one out and put it back."""

from typing import Final

from pydantic import JsonValue

from dialogs.engine.presses import row_number
from dialogs.engine.text import Message, _, n_
from dialogs.engine.turn import Turn
from dialogs.meeting import history, records
from dialogs.meeting.notice.closing import still_open
from dialogs.meeting.notice.material_cards import material_card, materials_card
from dialogs.meeting.notice.material_forms import Adding, MaterialArguments, Naming
from dialogs.meeting.notice.materials import (
    MOST,
    add_materials,
    find_material,
    read_materials,
    rename_material,
    replace_material,
)
from dialogs.meeting.notice.navigating import ADD, Deed, deed_button
from dialogs.meeting.opening import open_anew
from dialogs.meeting.references import Reference

GONE: Final = _("That is no longer part of this consultation.")
FULL: Final = _("There is room for ten files. Take one out first to add another.")


async def ask_to_add(turn: Turn, reference: Reference) -> None:
    """Ask for files, as many as there is room for."""
    room = MOST - len(await read_materials(turn, reference))
    if room <= 0:
        turn.say(FULL)
        return
    await _open(turn, ADD, MaterialArguments(consultation=reference.id, number=reference.number, room=room))


async def ask_about(form: str, turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Ask for another name or another file: ``material``."""
    one = await find_material(turn, reference, row_number((*rest, "")[0]))
    if one is None:
        turn.show(await materials_card(turn, reference, GONE))
        return
    given = MaterialArguments(consultation=reference.id, number=reference.number, material=one.id, name=one.name)
    await _open(turn, form, given)


async def added(turn: Turn, arguments: JsonValue, answers: Adding) -> None:
    """Add the files."""
    reference = await still_open(turn, MaterialArguments.model_validate(arguments).consultation)
    if reference is None:
        return
    room = MOST - len(await read_materials(turn, reference))
    await add_materials(turn, reference, answers.files[:room], by=turn.who.person)
    count = len(answers.files[:room])
    notice = n_(
        "{count} file added. Those invited see it once it is sent.",
        "{count} files added. Those invited see them once they are sent.",
        count,
    )
    turn.show(await materials_card(turn, reference, notice))


async def replaced(turn: Turn, arguments: JsonValue, answers: Adding) -> None:
    """Put the file in the former one's place."""
    given = MaterialArguments.model_validate(arguments)
    reference = await still_open(turn, given.consultation)
    if reference is None:
        return
    done = await replace_material(turn, reference, given.material, answers.files[0], by=turn.who.person)
    turn.show(await material_card(turn, reference, given.material, _("Replaced.") if done else GONE))


async def named(turn: Turn, arguments: JsonValue, answers: Naming) -> None:
    """Call it otherwise."""
    given = MaterialArguments.model_validate(arguments)
    reference = await still_open(turn, given.consultation)
    if reference is None:
        return
    done = await rename_material(turn, reference, given.material, answers.name, by=turn.who.person)
    turn.show(await material_card(turn, reference, given.material, _("Saved.") if done else GONE))


async def drop(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Take a material out: ``material``; it can be put back at once."""
    number = row_number((*rest, "")[0])
    if not await history.remove(turn, reference, records.material, number, by=turn.who.person):
        turn.show(await materials_card(turn, reference, GONE))
        return
    card = await materials_card(turn, reference, _("Taken out."))
    back = (deed_button(_("Put back"), reference, Deed.PUT_BACK, str(number)),)
    turn.show(card.model_copy(update={"buttons": (back, *card.buttons)}))


async def put_back(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Put a material back: ``material``."""
    number = row_number((*rest, "")[0])
    notice: Message = _("Put back.")
    if len(await read_materials(turn, reference)) >= MOST:
        notice = FULL
    elif not await history.put_back(turn, reference, records.material, number, by=turn.who.person):
        notice = GONE
    turn.show(await materials_card(turn, reference, notice))


async def _open(turn: Turn, form: str, given: MaterialArguments) -> None:
    subject = f"{given.consultation}:{given.material or ''}"
    await open_anew(turn, form, subject, given)
