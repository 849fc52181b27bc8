"""The form in which a consultation is prepared, or recorded after the fact."""

from functools import partial
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.forms import Form, Step
from dialogs.engine.text import _
from dialogs.meeting.asking_days import Today, as_of
from dialogs.meeting.following.owners import Offered
from dialogs.meeting.preparing.afterwards import steps_afterwards
from dialogs.meeting.preparing.basics import basic_steps
from dialogs.meeting.preparing.details import detail_steps
from dialogs.people.rights import roles_of
from standard.library import Library

FORM: Final = "meeting"


class Continued(BaseModel):
    """The consultation of the series that this one continues, and the items that it left over."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    consultation: int
    items: tuple[int, ...] = ()


class Opened(BaseModel):
    """What the form is opened with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: Today
    continued: Continued | None = None
    owners: Offered = Offered()


class MeetingAnswers(BaseModel):
    """The answers by their steps, for which steps there are depends on the kinds' templates."""

    answers: dict[str, JsonValue]


EXAMPLE: Final[JsonValue] = {"today": {"now": "2026-03-16T01:30:00Z", "timezone": "Asia/Shanghai"}}


def meeting_form(library: Library) -> Form[MeetingAnswers]:
    """Build the form."""
    return Form(
        name=FORM,
        version=1,
        title=_("A consultation"),
        model=MeetingAnswers,
        steps=partial(_steps, library),
        roles=roles_of("form", FORM),
        submit=_("Save"),
        open_ended=True,
        example=EXAMPLE,
        renewed=as_of,
    )


def _steps(library: Library, arguments: JsonValue) -> tuple[Step, ...]:
    opened = Opened.model_validate(arguments)
    today = opened.today
    return (*basic_steps(library, today), *detail_steps(library, today), *steps_afterwards(today, opened.owners))
