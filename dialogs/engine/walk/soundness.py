"""Faults of a form's own declaration, found before anybody is asked: for tests and for the start of the programme."""

from collections.abc import Iterator, Sequence

from dialogs.engine.forms import Form, Repeated, Step
from dialogs.engine.presses import SEPARATOR, FormPress, PressTooLong, packed
from dialogs.engine.walk.path import REVIEW
from dialogs.engine.walk.submitting import M
from dialogs.engine.walk.summary import options_of

LONGEST_VALUE = 20
"""Bytes of an option's value (see :class:`~dialogs.engine.forms.Option`)."""
LARGEST_CONVERSATION = 10**10 - 1
LARGEST_ENTRY = 99


def faults(form: Form[M], steps: Sequence[Step]) -> list[str]:
    """Say what is wrong with the steps of a form: nothing, where it can be asked as it stands."""
    return [*_of_steps(steps), *_of_fields(form, steps)]


def _of_steps(steps: Sequence[Step], prefix: str = "", *, inner: bool = False) -> Iterator[str]:
    names = [step.name for step in steps]
    yield from (f"{prefix}{name}: named twice" for name in sorted(set(names)) if names.count(name) > 1)
    for step in steps:
        name = prefix + step.name
        yield from _of_name(step, name)
        yield from _of_options(step, name)
        if isinstance(step, Repeated) and inner:
            yield f"{name}: a group inside of a group or an aside"
        elif isinstance(step, Repeated):
            yield from _of_steps(step.steps, f"{name}/{LARGEST_ENTRY}/", inner=True)
        yield from _of_steps(step.asides, f"{name}/", inner=True)


def _of_name(step: Step, name: str) -> Iterator[str]:
    if not step.name or "/" in step.name or SEPARATOR in step.name or step.name.startswith(REVIEW[0]):
        yield f"{name}: a step's name is not empty, has no / or {SEPARATOR}, and begins with no point"
        return
    try:
        packed(FormPress(LARGEST_CONVERSATION, name, "remove", "0" * 10))
    except PressTooLong as fault:
        yield f"{name}: {fault}"


def _of_options(step: Step, name: str) -> Iterator[str]:
    values = [option.value for option in options_of(step)]
    yield from (f"{name}: two options {value!r}" for value in sorted(set(values)) if values.count(value) > 1)
    for value in values:
        if len(value.encode()) > LONGEST_VALUE or SEPARATOR in value:
            yield f"{name}: the value {value!r} has over {LONGEST_VALUE} bytes or a {SEPARATOR}"
            continue
        try:
            packed(FormPress(LARGEST_CONVERSATION, name, "answer", value))
        except PressTooLong as fault:
            yield f"{name}: {fault}"


def _of_fields(form: Form[M], steps: Sequence[Step]) -> Iterator[str]:
    fields = form.model.model_fields
    if set(fields) == {"answers"}:
        return
    yield from (f"{step.name}: no such field in {form.model.__name__}" for step in steps if step.name not in fields)
    optional = {step.name for step in steps}
    for name, declared in fields.items():
        if declared.is_required() and name not in optional:
            yield f"{name}: {form.model.__name__} needs it, and no step asks for it"
