"""Faults of a form's own declaration."""

from dataclasses import replace

import pytest
from pydantic import BaseModel, Field

from dialogs.engine import forms
from dialogs.engine.forms import Choice, Form, Option, Repeated, Step
from dialogs.engine.walk.soundness import faults
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, GUESTS, MEETING, OPINION, Sheet, alone


def words(name: str, *asides: Step) -> Step:
    return forms.Words(name=name, prompt=(), label=name, asides=asides)


def choice(*values: str, name: str = "choice") -> Step:
    return Choice(name=name, prompt=(), label=name, options=tuple(Option(value=value, label="x") for value in values))


@pytest.mark.parametrize("form", [ASSESSMENT, MEETING, OPINION], ids=lambda form: form.name)
def test_a_form_that_can_be_asked_has_no_faults(form: Form[BaseModel]) -> None:
    assert faults(form, form.steps(None)) == []


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        (words(""), "not empty"),
        (words("a/b"), "no /"),
        (words("a|b"), "no /"),
        (words(".review"), "no point"),
        (words("x" * 50), "longer than 64 bytes"),
        (words("a", words("b" * 50)), "longer than 64 bytes"),
        (words("a", GUESTS), "a/guests: a group inside"),
        (replace(GUESTS, steps=(GUESTS,)), "guests/99/guests: a group inside"),
        (replace(GUESTS, steps=(words("name"), words("name"))), "guests/99/name: named twice"),
        (choice("a", "a"), "two options 'a'"),
        (choice("机" * 7), "over 20 bytes"),
        (choice("a|b"), "over 20 bytes"),
        (choice("v" * 20, name="n" * 32), "longer than 64 bytes"),
    ],
)
def test_a_fault_is_named_with_its_step(step: Step, fault: str) -> None:
    assert any(fault in one for one in faults(alone(Sheet, step), (step,)))


def test_every_step_has_a_field_and_every_needed_field_a_step() -> None:
    class Pair(BaseModel):
        first: str
        second: str
        third: list[str] = Field(default_factory=list)

    found = faults(alone(Pair, words("first"), words("fourth")), (words("first"), words("fourth")))
    assert found == ["fourth: no such field in Pair", "second: Pair needs it, and no step asks for it"]


def test_the_steps_of_a_group_are_looked_at_too() -> None:
    group = replace(GUESTS, steps=(*GUESTS.steps, choice("a", "a")))
    assert isinstance(group, Repeated)
    assert faults(alone(Sheet, group), (group,)) == ["guests/99/choice: two options 'a'"]
