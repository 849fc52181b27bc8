"""The forms about materials: files added, one named otherwise, one replaced."""

from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import FileStep, Form, Kept, Step, Words
from dialogs.engine.text import _
from dialogs.meeting.following.proving import CLASSIFIED
from dialogs.meeting.notice.materials import MOST
from dialogs.meeting.notice.navigating import ADD, NAME, REPLACE
from dialogs.meeting.opening import EXAMPLE, OneConsultation
from dialogs.people.rights import roles_of

LONGEST_NAME: Final = 100


class MaterialArguments(OneConsultation):
    """Which material of which consultation; to add some, how many there is ``room`` for."""

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
    asked = _("What should “{name}” be called?", name=given.name)
    return (Words(name="name", label=_("Name of the material"), prompt=(Heading(text=asked),), longest=LONGEST_NAME),)


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
    example=EXAMPLE,
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
