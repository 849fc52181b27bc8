"""The first questions: what must be known of every consultation."""

from dataclasses import replace
from typing import Final

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Answers, Choice, Condition, Option, Step, Words
from dialogs.engine.text import _
from dialogs.meeting.asking_days import Today
from dialogs.meeting.asking_moments import is_over, moment_asked
from dialogs.meeting.terms import Role
from dialogs.meeting.times import Moment
from dialogs.meeting.wording import ROLE_NAMES
from standard.library import Library
from standard.models import Affair

LONGEST_TOPIC: Final = 200
KIND: Final = "kind"
SUBKIND: Final = "subkind-"
ROLE: Final = "role"
TOPIC: Final = "topic"
WHEN: Final = "when"
MORE: Final = "more"
DETAILS: Final = "details"
NOW: Final = "now"

SECTION: Final = _("The consultation")


def basic_steps(library: Library, today: Today) -> tuple[Step, ...]:
    """Give the steps that everybody answers: kind, sub-kind, our role, topic, when; and whether there is more."""
    return (
        *kind_steps(library),
        Words(
            name=TOPIC,
            label=_("Topic"),
            section=SECTION,
            prompt=(
                Heading(text=_("What is it about?")),
                Note(text=_("One sentence: what is to be discussed or settled. Nothing classified, please.")),
            ),
            longest=LONGEST_TOPIC,
        ),
        _when(today),
        _more(),
    )


def kind_steps(library: Library) -> tuple[Step, ...]:
    """Give the steps that ask of which kind it is, what exactly, and for our part in it."""
    return _kind(library), *(_subkind(affair) for affair in library.affairs.values()), _role()


def wants_details(answers: Answers) -> bool:
    """Whether the person goes on beyond what is required."""
    return answers.get(MORE) == DETAILS


def of_kind(clause: str) -> Condition:
    """Hold for one kind."""
    return lambda answers: answers.get(KIND) == clause


def moment_of(answers: Answers) -> Moment | None:
    """Give the moment that was answered, if it was."""
    code = answers.get(WHEN)
    return Moment.from_code(code) if isinstance(code, str) else None


def was_held(answers: Answers, today: Today) -> bool:
    """Whether the consultation has taken place already."""
    moment = moment_of(answers)
    return moment is not None and is_over(moment, today)


def _kind(library: Library) -> Step:
    return Choice(
        name=KIND,
        label=_("Kind"),
        section=SECTION,
        prompt=(Heading(text=_("What kind of consultation is it?")), Note(text=_("Chapter 5 of the standard."))),
        options=tuple(Option(value=affair.clause, label=affair.short) for affair in library.affairs.values()),
    )


def _subkind(affair: Affair) -> Step:
    return Choice(
        name=f"{SUBKIND}{affair.clause}",
        label=_("Sub-kind"),
        section=SECTION,
        prompt=(Heading(text=_("What exactly?")), Note(text=affair.short)),
        options=tuple(Option(value=key, label=name) for key, name in affair.subkinds.items()),
        condition=of_kind(affair.clause),
    )


def _role() -> Step:
    return Choice(
        name=ROLE,
        label=_("Our part"),
        section=SECTION,
        prompt=(Heading(text=_("What is our part in it?")),),
        options=tuple(Option(value=role.value, label=ROLE_NAMES[role]) for role in Role),
    )


def _when(today: Today) -> Step:
    asked = moment_asked(
        today,
        name=WHEN,
        label=_("Date and time"),
        prompt=(
            Heading(text=_("When does it take place, or when did it?")),
            Note(text=_("A day to come: it is prepared. A day gone by: it is recorded afterwards.")),
        ),
    )
    return replace(asked, section=SECTION)


def _more() -> Step:
    return Choice(
        name=MORE,
        label=_("Details"),
        section=SECTION,
        prompt=(
            Heading(text=_("That is all that must be known.")),
            Note(text=_("Everything else can be added now or at any time later, from the consultation’s card.")),
        ),
        options=(Option(value=NOW, label=_("Save as it is")), Option(value=DETAILS, label=_("Add details"))),
    )
