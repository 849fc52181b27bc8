"""From recorded answers to the form's model."""

from typing import TypeVar

from pydantic import BaseModel, JsonValue, ValidationError

from dialogs.engine.form_state import FormState
from dialogs.engine.forms import Form, Step
from dialogs.engine.text import Text, _
from dialogs.engine.walk.path import Effect, Scope, Walk

M = TypeVar("M", bound=BaseModel)


def answers_of(form: Form[M], state: FormState, steps: tuple[Step, ...] | None = None) -> M:
    """Bind the answers to the form's model (see :class:`~dialogs.engine.forms.Form`).

    Raises pydantic's ``ValidationError`` where they do not fit; after ``end="submitted"`` they do. (A form that binds
    to a model no answers at all when none of its steps applies raises it from ``step`` too: a fault of the form.)
    """
    scope = Scope(form.steps(state.arguments) if steps is None else steps, state)
    given = {key: value for key, value in state.answers.items() if scope.find(key) is not None}
    if set(form.model.model_fields) == {"answers"}:
        return form.model.model_validate({"answers": given})
    return form.model.model_validate({key.replace("/", "_"): value for key, value in given.items()})


def submitted(form: Form[M], walk: Walk) -> Effect:
    """Accept the answers as they stand, or lead to the one that does not fit."""
    if (fault := _unfit(walk)) is not None:
        return _lead(walk, *fault)
    try:
        answers_of(form, walk.state, walk.steps)
    except ValidationError as error:
        blamed = _blamed(walk, error)
        if blamed is None:
            raise
        return _lead(walk, blamed, _("This answer does not fit yet. Please look at it again."))
    return Effect(end="submitted")


def _unfit(walk: Walk) -> tuple[Step, Text] | None:
    answers = walk.state.answers
    for step in walk.scope.applying():
        value: JsonValue = answers.get(step.name)
        if step.check is not None and value is not None:
            fault = step.check(value, answers)
            if fault is not None:
                return step, fault
    return None


def _blamed(walk: Walk, error: ValidationError) -> Step | None:
    """Find the step that a fault of the model points to; where it points to none, the last one answered, if any."""
    for fault in error.errors():
        for part in fault["loc"]:
            name = str(part).partition("/")[0]
            if name in walk.state.answers and name in walk.scope.by_name:
                return walk.scope.by_name[name]
    return walk.scope.by_name[walk.state.path[-1]] if walk.state.path else None


def _lead(walk: Walk, step: Step, notice: Text) -> Effect:
    walk.state.at, walk.state.editing = step.name, walk.review
    return Effect(notice=notice)
