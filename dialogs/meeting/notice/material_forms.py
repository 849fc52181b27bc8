"""The forms about materials: files added, one named otherwise, one replaced; and taking one out."""

from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine import conversations
from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import FileStep, Form, Kept, Step, Words
from dialogs.engine.text import Message, _, n_
from dialogs.engine.turn import Turn
from dialogs.meeting import history, records
from dialogs.meeting.cards.navigating import number_of
from dialogs.meeting.following.proving import CLASSIFIED
from dialogs.meeting.notice.material_cards import material_card, materials_card
from dialogs.meeting.notice.materials import (
    MOST,
    add_materials,
    find_material,
    read_materials,
    rename_material,
    replace_material,
)
from dialogs.meeting.notice.navigating import ADD, NAME, REPLACE, Deed, deed_button
from dialogs.meeting.references import Reference, find
from dialogs.meeting.seeing import NO_SUCH_CONSULTATION
from dialogs.people.rights import roles_of

LONGEST_NAME: Final = 100
GONE: Final = _("That is no longer part of this consultation.")
FULL: Final = _("There is room for ten files. Take one out first to add another.")


class MaterialArguments(BaseModel):
    """Which material of which consultation; to add some, how many there is ``room`` for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    consultation: int
    number: str
    material: int = 0
    name: str = ""
    room: int = MOST


class Adding(BaseModel):
    """The files."""

    files: list[Kept]


class Naming(BaseModel):
    """How it is called."""

    name: str


def _file_steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = MaterialArguments.model_validate(arguments)
    asked = (
        _("Which file takes the place of “{name}”?", name=given.name)
        if given.material
        else _("Which files should those invited to {number} read?", number=given.number)
    )
    kinds = _("Pictures, PDF, Word, Excel or PowerPoint files, at most 20 MB each.")
    return (
        FileStep(
            name="files",
            label=_("Files"),
            prompt=(Heading(text=asked), Note(text=kinds), Note(text=CLASSIFIED)),
            most=1 if given.material else given.room,
        ),
    )


def _name_steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = MaterialArguments.model_validate(arguments)
    asked = _("How should “{name}” be called?", name=given.name)
    return (Words(name="name", label=_("Name of the material"), prompt=(Heading(text=asked),), longest=LONGEST_NAME),)


_EXAMPLE: Final = MaterialArguments(consultation=0, number="2026-行-001").model_dump(mode="json")
_ONE: Final = MaterialArguments(consultation=0, number="2026-行-001", material=1, name="草案.pdf").model_dump(
    mode="json"
)

ADDING: Final = Form(
    name=ADD,
    version=1,
    title=_("Add files"),
    model=Adding,
    steps=_file_steps,
    roles=roles_of("form", ADD),
    submit=_("Save"),
    review=False,
    example=_EXAMPLE,
)
REPLACING: Final = Form(
    name=REPLACE,
    version=1,
    title=_("Replace the file"),
    model=Adding,
    steps=_file_steps,
    roles=roles_of("form", REPLACE),
    submit=_("Save"),
    review=False,
    example=_ONE,
)
NAMING: Final = Form(
    name=NAME,
    version=1,
    title=_("Name of the material"),
    model=Naming,
    steps=_name_steps,
    roles=roles_of("form", NAME),
    submit=_("Save"),
    review=False,
    example=_ONE,
)


async def ask_to_add(turn: Turn, reference: Reference) -> None:
    """Ask for files, as many as there is room for."""
    room = MOST - len(await read_materials(turn, reference))
    if room <= 0:
        turn.say(FULL)
        return
    await _open(turn, ADD, MaterialArguments(consultation=reference.id, number=reference.number, room=room))


async def ask_about(form: str, turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Ask for another name or another file: ``material``."""
    one = await find_material(turn, reference, number_of((*rest, "")[0]))
    if one is None:
        turn.show(await materials_card(turn, reference, GONE))
        return
    given = MaterialArguments(consultation=reference.id, number=reference.number, material=one.id, name=one.name)
    await _open(turn, form, given)


async def added(turn: Turn, arguments: JsonValue, answers: Adding) -> None:
    """Add the files."""
    found = await _found(turn, arguments)
    if found is None:
        return
    reference, _given = found
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
    found = await _found(turn, arguments)
    if found is None:
        return
    reference, given = found
    done = await replace_material(turn, reference, given.material, answers.files[0], by=turn.who.person)
    turn.show(await material_card(turn, reference, given.material, _("Replaced.") if done else GONE))


async def named(turn: Turn, arguments: JsonValue, answers: Naming) -> None:
    """Call it otherwise."""
    found = await _found(turn, arguments)
    if found is None:
        return
    reference, given = found
    done = await rename_material(turn, reference, given.material, answers.name, by=turn.who.person)
    turn.show(await material_card(turn, reference, given.material, _("Saved.") if done else GONE))


async def drop(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Take a material out: ``material``; it can be put back at once."""
    number = number_of((*rest, "")[0])
    if not await history.remove(turn, reference, records.material, number, by=turn.who.person):
        turn.show(await materials_card(turn, reference, GONE))
        return
    card = await materials_card(turn, reference, _("Taken out."))
    back = (deed_button(_("Put back"), reference, Deed.PUT_BACK, str(number)),)
    turn.show(card.model_copy(update={"buttons": (back, *card.buttons)}))


async def put_back(turn: Turn, reference: Reference, rest: tuple[str, ...]) -> None:
    """Put a material back: ``material``."""
    number = number_of((*rest, "")[0])
    notice: Message = _("Put back.")
    if len(await read_materials(turn, reference)) >= MOST:
        notice = FULL
    elif not await history.put_back(turn, reference, records.material, number, by=turn.who.person):
        notice = GONE
    turn.show(await materials_card(turn, reference, notice))


async def _open(turn: Turn, form: str, given: MaterialArguments) -> None:
    subject = f"{given.consultation}:{given.material or ''}"
    await conversations.drop(turn, form, subject)
    await turn.open_form(form, subject, given.model_dump(mode="json"))


async def _found(turn: Turn, arguments: JsonValue) -> tuple[Reference, MaterialArguments] | None:
    given = MaterialArguments.model_validate(arguments)
    reference = await find(turn, turn.member[1], given.consultation)
    if reference is None:
        turn.say(NO_SUCH_CONSULTATION)
        return None
    return reference, given
