"""Forms ask: a named, versioned list of steps, bound to a pydantic model.

A form says *what* it wants to know; :func:`dialogs.engine.walk.step` knows how to ask it: progress, back along the
path really taken, skip, edit from the review, cancel, resume, stale buttons, typed answers, a new version of the form
under a conversation begun with the old one.

Steps are named, never numbered. The current step is the first unanswered one whose condition holds; an edit drops the
answers whose condition no longer holds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.cards import Block, Bullets
from dialogs.engine.text import Text

Answers = Mapping[str, JsonValue]
"""By step name, asides by ``step/aside``. ``None`` under a key: asked and skipped; no key: not answered yet.

A condition or a prompt must cope with any key missing: ``answers.get("kind") == "public"``. Inside a repeated group
they are given the answers of their own entry.
"""

Condition = Callable[[Answers], bool]
Check = Callable[[JsonValue, Answers], Text | None]
"""Gives the sentence that says what is wrong with an answer, or none."""

MODEL = TypeVar("MODEL", bound=BaseModel)


def always(answers: Answers) -> bool:
    """Hold in every case: the condition of a step that is always asked."""
    del answers
    return True


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that can be pressed: ``value`` is kept (at most 20 bytes), ``words`` are other ways to type it.

    ``label`` is understood when it is typed, too, in every language it is written in.
    """

    value: str
    label: Text
    description: Text | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """What every step has.

    ``label`` names it in the review; ``section`` gathers steps there; ``place`` stands beside the progress
    (``6.1.1.2 机制建设能力``); ``asides`` are optional steps of its own (a comment, evidence), each behind a button
    labelled with the aside's ``label`` and kept under ``<step>/<aside>``.
    """

    name: str
    prompt: tuple[Block, ...] | Callable[[Answers], tuple[Block, ...]]
    label: Text
    section: Text | None = None
    place: Text | None = None
    condition: Condition = always
    optional: bool = False
    check: Check | None = None
    asides: "tuple[Step, ...]" = ()

    @cached_property
    def is_always_asked(self) -> bool:
        """Whether it is asked, with all its asides, whatever is answered."""
        return self.condition is always and all(aside.condition is always for aside in self.asides)


def described(options: Sequence[Option]) -> tuple[Block, ...]:
    """Give what is said of options beside their labels, if anything is."""
    told = [(option.label, option.description) for option in options if option.description is not None]
    return (Bullets(lines=tuple(said for _, said in told), marks=tuple(label for label, _ in told)),) if told else ()


@dataclass(frozen=True, kw_only=True)
class Choice(Step):
    """One of several options; answered by the option's value."""

    options: tuple[Option, ...]

    @cached_property
    def described(self) -> tuple[Block, ...]:
        """What is said of the options, the very same each time."""
        return described(self.options)


@dataclass(frozen=True, kw_only=True)
class Rating(Choice):
    """One of a few levels, each with a description shown in the card; the buttons carry the levels' labels only.

    ``others`` are answers beside the scale (不适用, 不清楚), on a row of their own.
    """

    others: tuple[Option, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choices(Step):
    """Several of the options: toggled, then confirmed; answered by the list of values in the options' order."""

    options: tuple[Option, ...]
    least: int = 1


@dataclass(frozen=True, kw_only=True)
class Words(Step):
    """Typed words, at most ``longest`` characters."""

    longest: int = 2000


@dataclass(frozen=True, kw_only=True)
class Number(Step):
    """A whole number, typed in any usual digits, full-width and Chinese ones included.

    ``said`` says it where it is shown again, with what it counts (``10 days before``).
    """

    least: int | None = None
    most: int | None = None
    said: Callable[[int], Text] | None = None


@dataclass(frozen=True, kw_only=True)
class Day(Step):
    """A calendar day; answered as ISO 8601."""

    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, kw_only=True)
class PersonStep(Step):
    """A person: one of ``people`` (value: the person's id), or a typed name where ``strangers`` are allowed.

    Answered by the id or the name; a name that is also somebody's id is refused.
    """

    people: tuple[Option, ...]
    strangers: bool = False


@dataclass(frozen=True, kw_only=True)
class FileStep(Step):
    """Photos, documents or links; answered by a list of :class:`Kept`, each recorded as soon as it is there.

    Where one is asked for, the form goes on when it is there. As an aside it also takes what is sent while its step
    is asked. ``hint`` says what is to be sent where that is neither a photo nor just any document.
    """

    most: int = 5
    links: bool = False
    hint: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Repeated(Step):
    """A group of steps asked again and again, until "that is all"; answered by a list of mappings.

    ``entry`` names one entry in the list, from its answers. Groups are not nested.
    """

    steps: tuple[Step, ...]
    entry: Callable[[Answers], Text]
    least: int = 0
    most: int = 60


class Kept(BaseModel):
    """One piece of evidence: a stored file (``file``), one still to be fetched (``remote``), or a ``link``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    file: int | None = None
    remote: str | None = None
    link: str | None = None
    media_type: str | None = None
    size: int | None = None


Renewal = Callable[[JsonValue, datetime, tzinfo], JsonValue]
"""Gives a form's arguments as of a turn's time, in the time zone of the organisation worked in."""

Migration = Callable[[dict[str, JsonValue]], dict[str, JsonValue]]
"""Turns the answers given to one version of a form into answers for the next."""


@dataclass(frozen=True, kw_only=True)
class Form(Generic[MODEL]):
    """A conversation that asks.

    The answers are bound to ``model``: each step's name is a field (an aside's is ``step_aside``); a skipped step is
    ``None``, one that was not asked is left out. A model whose only field is ``answers`` gets them all as one mapping,
    asides under ``step/aside``: for forms whose steps are data.

    ``steps`` builds the steps from the arguments the form was opened with (JSON); it must be pure. ``roles`` may open
    it. ``title`` heads its review and names it when it is resumed. ``review`` shows the answers before it is submitted,
    which ``open_ended`` allows from there as soon as only what is optional is left. ``submit`` labels the last button;
    ``example`` is what it is opened with when it is played in the terminal. ``on_record``: answers that it is opened
    with stand on record, so whoever leaves them as they are loses nothing and is asked nothing.
    ``renewed`` brings its arguments up to the time of each turn: ``tomorrow`` typed today is not the one of the day on
    which it was opened. ``migrations`` maps a version to what leads from it to the next one.
    """

    name: str
    version: int
    title: Text
    model: type[MODEL]
    steps: Callable[[JsonValue], tuple[Step, ...]]
    roles: frozenset[str]
    submit: Text
    review: bool = True
    open_ended: bool = False
    on_record: bool = False
    example: JsonValue = None
    renewed: Renewal | None = None
    migrations: Mapping[int, Migration] = field(default_factory=dict)
