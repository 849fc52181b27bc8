"""A form's new version under a conversation begun with an old one."""

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel, JsonValue, ValidationError

from dialogs.engine.form_state import FormState
from dialogs.engine.forms import Answers, Choices, Day, FileStep, Form, Kept, Number, PersonStep, Repeated, Step, Words
from dialogs.engine.interpreted import Interpreted
from dialogs.engine.text import Text, n_
from dialogs.engine.walk.numerals import day
from dialogs.engine.walk.path import Scope
from dialogs.engine.walk.recording import drop
from dialogs.engine.walk.summary import options_of

M = TypeVar("M", bound=BaseModel)


def migrated(form: Form[M], state: FormState, steps: tuple[Step, ...] | None = None) -> tuple[FormState, Text | None]:
    """Bring a state to the form's version, and say so if answers were lost on the way.

    The form's migrations are applied one after the other. Where one is missing, or the state comes from a later
    version, the answers are taken as they are. Either way, those that the steps no longer take are dropped.
    """
    if state.version == form.version:
        return state, None
    answers = _carried(form, state)
    new = FormState(version=form.version, arguments=state.arguments)
    scope = Scope(form.steps(state.arguments) if steps is None else steps, new)
    new.answers = {key: value for key, value in answers.items() if _takes(scope, key, value, answers)}
    drop(scope)
    known = [name for name in state.path if name in new.answers]
    new.path = [*known, *(key for key in new.answers if "/" not in key and key not in known)]
    new.draft = {key: value for key, value in state.draft.items() if _takes(scope, key, value, answers)}
    lost = sum("/" not in key and key not in new.answers for key in answers)
    return new, _said(lost)


def takes_value(step: Step, value: JsonValue) -> bool:
    """Say whether a recorded value could have been given to a step as it is now."""
    if value is None:
        return step.optional
    match step:
        case Words():
            return isinstance(value, str) and 0 < len(value) <= step.longest
        case Number():
            return isinstance(value, int) and not isinstance(value, bool) and _between(value, step.least, step.most)
        case Interpreted():
            return isinstance(value, str) and bool(value)
        case Day():
            return isinstance(value, str) and day(value) is not None and _between(value, step.earliest, step.latest)
        case FileStep():
            return isinstance(value, list) and len(value) <= step.most and all(_kept(one) for one in value)
        case Choices():
            return isinstance(value, list) and all(_offered(step, one) for one in value) and len(value) >= step.least
        case Repeated():
            return isinstance(value, list) and all(_entry(step.steps, one) for one in value)
        case PersonStep(strangers=True):
            return isinstance(value, str)
        case _:
            return _offered(step, value)


def _carried(form: Form[M], state: FormState) -> dict[str, JsonValue]:
    answers = dict(state.answers)
    for version in range(state.version, form.version):
        migration = form.migrations.get(version)
        if migration is None:
            break
        answers = migration(answers)
    return answers


def _takes(scope: Scope, key: str, value: JsonValue, answers: Answers) -> bool:
    name, _sign, aside_name = key.partition("/")
    step: Step | None = scope.by_name.get(name)
    if step is not None and aside_name:
        step = next((aside for aside in step.asides if aside.name == aside_name), None)
    if step is None or not takes_value(step, value):
        return False
    return step.check is None or value is None or step.check(value, answers) is None


def _offered(step: Step, value: JsonValue) -> bool:
    return any(option.value == value for option in options_of(step))


def _between(value: int | str, least: int | str | None, most: int | str | None) -> bool:
    return not ((least is not None and value < least) or (most is not None and value > most))  # type: ignore[operator]


def _kept(value: JsonValue) -> bool:
    try:
        Kept.model_validate(value)
    except ValidationError:
        return False
    return True


def _entry(steps: Sequence[Step], value: JsonValue) -> bool:
    if not isinstance(value, dict):
        return False
    by_name = {step.name: step for step in steps}
    return all(key in by_name and takes_value(by_name[key], one) for key, one in value.items() if "/" not in key)


def _said(lost: int) -> Text | None:
    if not lost:
        return None
    return n_(
        "This form has been revised since you began. {count} answer no longer fits and was taken out.",
        "This form has been revised since you began. {count} answers no longer fit and were taken out.",
        lost,
    )
