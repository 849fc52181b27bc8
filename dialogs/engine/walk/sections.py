"""The sections of a form: how its steps are gathered in the review."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.engine.forms import Step
from dialogs.engine.text import Text
from dialogs.engine.walk.path import REVIEW


@dataclass(frozen=True, slots=True)
class Section:
    """Steps under one title; none for steps that name no section."""

    title: Text | None
    steps: list[Step]


def sections(steps: Sequence[Step]) -> list[Section]:
    """Gather steps by section, in the order in which the sections first appear."""
    found: list[Section] = []
    for step in steps:
        if found and found[-1].title == step.section:
            found[-1].steps.append(step)
            continue
        known = next((section for section in found if section.title == step.section), None)
        if known is None:
            found.append(Section(step.section, [step]))
        else:
            known.steps.append(step)
    return found


def section_of(steps: Sequence[Step], step: Step) -> str:
    """Name the part of the review that shows a step: the review itself where there is only one section."""
    gathered = sections(steps)
    if len(gathered) < 2:
        return REVIEW
    return f"{REVIEW}/{next((number for number, one in enumerate(gathered) if step in one.steps), 0)}"


def several_sections(steps: Sequence[Step]) -> bool:
    """Say whether steps fall into more than one section."""
    first = steps[0].section if steps else None
    return any(step.section is not first and step.section != first for step in steps)
