"""Where a person stands in a form: which steps apply, which one is asked, and what lies behind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from dialogs.engine.form_state import FormState, Trail
from dialogs.engine.forms import Answers, Repeated, Step, always
from dialogs.engine.text import Text

REVIEW = ".review"
LEAVE = ".leave"

End = Literal["submitted", "discarded", "kept"]
Spellings = Callable[[Text], tuple[str, ...]]
"""All the ways in which a text may be typed, one for each language it is written in."""


class Scope:
    """Steps and the answers to them: the form's own, or those of one entry of a repeated group.

    ``prefix`` stands before the keys of an entry's steps (``people/2/``), so that every button names its place.
    """

    __slots__ = ("_by_name", "prefix", "steps", "trail")

    def __init__(self, steps: tuple[Step, ...], trail: Trail, prefix: str = "") -> None:
        self.steps = steps
        self.trail = trail
        self.prefix = prefix
        self._by_name: dict[str, Step] | None = None

    @property
    def by_name(self) -> dict[str, Step]:
        """The steps by their names: most turns never ask."""
        if self._by_name is None:
            self._by_name = {step.name: step for step in self.steps}
        return self._by_name

    def applying(self) -> list[Step]:
        """The steps whose condition holds, in the form's order."""
        answers = self.trail.answers
        # A form has dozens of steps, and all but a few are always asked: no call for those.
        return [step for step in self.steps if step.condition is always or step.condition(answers)]

    def unanswered(self) -> list[Step]:
        """The steps that still have to be asked."""
        return list(self._left())

    def next_unanswered(self) -> Step | None:
        """The first of them."""
        return next(self._left(), None)

    @property
    def is_fixed(self) -> bool:
        """Whether every step is asked whatever is answered, so that no answer brings up or drops another."""
        return all(step.is_always_asked for step in self.steps)

    def _left(self) -> Iterator[Step]:
        answers = self.trail.answers
        return (
            step
            for step in self.steps
            if (step.name not in answers or (isinstance(step, Repeated) and not answered(step, answers)))
            and holds(step, answers)
        )

    def find(self, key: str) -> "Place | None":
        """The place of a step (``step``) or an aside (``step/aside``) that applies."""
        name, _, aside_name = key.partition("/")
        step = self.by_name.get(name)
        if step is None or not holds(step, self.trail.answers):
            return None
        if not aside_name:
            return Place(self, step)
        aside = next((aside for aside in asides_of(step, self.trail.answers) if aside.name == aside_name), None)
        return Place(self, aside, parent=step) if aside is not None else None


@dataclass(frozen=True, slots=True)
class Place:
    """A step or an aside that can be asked."""

    scope: Scope
    step: Step
    parent: Step | None = None

    @property
    def key(self) -> str:
        """Its key among the answers of its scope."""
        return self.step.name if self.parent is None else f"{self.parent.name}/{self.step.name}"

    @property
    def name(self) -> str:
        """Its name on buttons."""
        return self.scope.prefix + self.key


@dataclass(frozen=True, slots=True)
class EntryMenu:
    """An existing entry of a repeated group: its answers, each to be changed, or the entry to be removed."""

    scope: Scope
    group: Repeated
    number: int

    @property
    def name(self) -> str:
        """Its name on buttons."""
        return f"{self.group.name}/{self.number}"


@dataclass(frozen=True, slots=True)
class Reviewing:
    """The review, or one section of it."""

    section: int | None = None

    @property
    def name(self) -> str:
        """Its name on buttons."""
        return REVIEW if self.section is None else f"{REVIEW}/{self.section}"


Where = Place | EntryMenu | Reviewing


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event did beside changing the state.

    ``show`` is the option or step that the page to be shown must hold. ``silent``: the card on show is right as it is.
    """

    notice: Text | None = None
    page: int = 0
    show: str | None = None
    silent: bool = False
    end: End | None = None


@dataclass(slots=True)
class Walk:
    """One step of a form in the making: ``state`` is a copy, to be changed in place."""

    title: Text
    submit: Text
    review: bool
    open_ended: bool
    conversation: int
    spellings: Spellings
    state: FormState
    steps: tuple[Step, ...]
    scope: Scope = field(init=False)

    def __post_init__(self) -> None:
        """Set up the form's own scope."""
        self.scope = Scope(self.steps, self.state)

    def where(self) -> Where | None:
        """Where the person stands; none when everything is answered and there is no review."""
        if (inside := self._inside()) is not None:
            return inside
        at = self.state.at
        if at is not None and self.review and (reviewing := _reviewing(at)) is not None:
            return reviewing
        if at is not None and (place := self.scope.find(at)) is not None:
            return place
        if (unanswered := self.scope.next_unanswered()) is not None:
            return Place(self.scope, unanswered)
        return Reviewing() if self.review else None

    def may_submit(self) -> bool:
        """Whether what is answered can be handed in: all of it, or all that is required where that is enough."""
        return all(self.open_ended and step.optional for step in self.scope.unanswered())

    def group(self) -> Repeated | None:
        """The repeated step whose entry is open."""
        entry = self.state.entry
        place = self.scope.find(entry.group) if entry is not None else None
        return place.step if place is not None and isinstance(place.step, Repeated) else None

    def _inside(self) -> Place | EntryMenu | None:
        entry, group = self.state.entry, self.group()
        if entry is None or group is None:
            return None
        scope = Scope(group.steps, entry, f"{group.name}/{entry.number}/")
        if entry.at is not None and (place := scope.find(entry.at)) is not None:
            return place
        if (unanswered := scope.next_unanswered()) is not None:
            return Place(scope, unanswered)
        return EntryMenu(scope, group, entry.number)


def holds(step: Step, answers: Answers) -> bool:
    """Say whether a step's condition holds."""
    return step.condition is always or step.condition(answers)


def answered(step: Step, answers: Answers) -> bool:
    """Say whether a step was answered or skipped, a repeated one with as many entries as it needs."""
    if step.name not in answers:
        return False
    value = answers[step.name]
    return not (isinstance(step, Repeated) and isinstance(value, list) and len(value) < step.least)


def asides_of(step: Step, answers: Answers) -> tuple[Step, ...]:
    """The asides of a step whose condition holds."""
    return tuple(aside for aside in step.asides if holds(aside, answers))


def before(place: Place) -> str | None:
    """The step behind a place on the path really taken."""
    path = place.scope.trail.path
    name = place.step.name
    if name not in path:
        return path[-1] if path else None
    index = path.index(name)
    return path[index - 1] if index else None


def _reviewing(at: str) -> Reviewing | None:
    head, _, section = at.partition("/")
    if head != REVIEW:
        return None
    return Reviewing(int(section)) if section.isascii() and section.isdecimal() else Reviewing()
