"""The targeted form's first question: which capabilities it is to be about."""

from functools import partial
from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.assessment.opening import open_items
from dialogs.assessment.rounds import find_round
from dialogs.assessment.selection import TARGETED, items_targeted
from dialogs.assessment.submitting import RoundElsewhere
from dialogs.assessment.wording import clause_text
from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Choices, Form, Option, Step
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from dialogs.people.rights import roles_of
from standard.library import Library

CHOOSING: Final = "assessment-choice"


class Choosing(BaseModel):
    """The capabilities chosen, in the standard's order."""

    capabilities: list[str]


def choosing_form(library: Library) -> Form[Choosing]:
    """The form that asks which capabilities to assess; opened with the round's id."""
    step = Choices(
        name="capabilities",
        label=_("Capabilities"),
        prompt=(
            Heading(text=_("Which capabilities do you want to assess?")),
            Note(text=_("All questions on them will be asked. Answers that you have given already are filled in.")),
        ),
        options=tuple(Option(value=clause, label=clause_text(library, clause)) for clause in library.capabilities),
    )
    return Form(
        name=CHOOSING,
        version=1,
        title=_("Targeted form"),
        model=Choosing,
        steps=partial(_steps, (step,)),
        roles=roles_of("form", CHOOSING),
        submit=_("Begin"),
        review=False,
    )


def _steps(steps: tuple[Step, ...], arguments: JsonValue) -> tuple[Step, ...]:
    del arguments
    return steps


async def chosen(library: Library, turn: Turn, arguments: JsonValue, choosing: Choosing) -> None:
    """Open the form on the items of the capabilities that were chosen."""
    round_ = await find_round(turn, turn.member[1], str(arguments))
    if round_ is None:
        raise RoundElsewhere
    await open_items(library, turn, round_, TARGETED, items_targeted(library, choosing.capabilities))
