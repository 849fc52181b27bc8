"""The questions about a consultation that has taken place: who came, what came of it, what follows."""

from dataclasses import replace
from typing import Final

from dialogs.engine.cards import Heading, Note
from dialogs.engine.forms import Answers, Choice, Condition, Option, PersonStep, Repeated, Step, Words
from dialogs.engine.interpreted import Interpreted
from dialogs.engine.text import Text, _
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.agenda import MOST_ITEMS
from dialogs.meeting.asking_days import Today, coming_day
from dialogs.meeting.following.owners import Offered
from dialogs.meeting.headcounts import counts_asked
from dialogs.meeting.preparing.basics import wants_details, was_held
from dialogs.meeting.terms import ItemState
from dialogs.meeting.wording import ITEM_STATE_NAMES

COUNTS: Final = "counts"
ITEMS: Final = "items"
ACTIONS: Final = "actions"
OUTCOMES: Final = "outcomes"

SECTION: Final = _("What came of it")
LONGEST_RESULT: Final = 2000


def steps_afterwards(today: Today, owners: Offered) -> tuple[Step, ...]:
    """Give the steps about one that was held; all may be skipped."""

    def held(answers: Answers) -> bool:
        return wants_details(answers) and was_held(answers, today)

    counts = counts_asked(
        name=COUNTS, label=_("Attendance"), prompt=(Heading(text=_("How many came, by kind?")),), optional=True
    )
    return (
        replace(counts, section=SECTION, condition=held),
        _items(held),
        _actions(today, owners, held),
        _outcomes(today, held),
    )


def result_steps() -> tuple[Step, ...]:
    """Give the steps that take down what came of one agenda item."""
    return (
        Choice(
            name="state",
            label=_("Result"),
            prompt=(Heading(text=_("What came of it?")),),
            options=tuple(Option(value=state.value, label=ITEM_STATE_NAMES[state]) for state in _RESULTS),
        ),
        _result("consensus", _("Consensus"), _("What is the consensus?"), ItemState.CONSENSUS, ItemState.PARTIAL),
        _result(
            "dissent", _("Dissent"), _("What stayed disputed, and between whom?"), ItemState.PARTIAL, ItemState.DISSENT
        ),
    )


_RESULTS: Final = (ItemState.CONSENSUS, ItemState.PARTIAL, ItemState.DISSENT, ItemState.OPEN)


def _result(name: str, label: Text, question: Text, *states: ItemState) -> Step:
    return Words(
        name=name,
        label=label,
        prompt=(Heading(text=question),),
        longest=LONGEST_RESULT,
        optional=True,
        condition=lambda answers: answers.get("state") in {state.value for state in states},
    )


def _items(held: Condition) -> Step:
    return Repeated(
        name=ITEMS,
        label=_("Agenda and results"),
        section=SECTION,
        prompt=(
            Heading(text=_("What was discussed, and what came of it?")),
            Note(text=_("Item by item: consensus and dissent each by themselves.")),
        ),
        optional=True,
        condition=held,
        most=MOST_ITEMS,
        entry=lambda entry: shortened(str(entry.get("title", ""))),
        steps=(
            _line("title", _("Agenda item"), _("What was discussed?"), 200),
            *result_steps(),
            _line("decision", _("Decision"), _("What was decided?"), LONGEST_RESULT, optional=True),
        ),
    )


def _actions(today: Today, owners: Offered, held: Condition) -> Step:
    return Repeated(
        name=ACTIONS,
        label=_("Action items"),
        section=SECTION,
        prompt=(Heading(text=_("What is to be done now, by whom, until when?")),),
        optional=True,
        condition=held,
        entry=lambda entry: shortened(str(entry.get("what", ""))),
        steps=(
            _line("what", _("Action item"), _("What is to be done?"), 1000),
            PersonStep(
                name="owner",
                label=_("Owner"),
                prompt=(Heading(text=_("Who does it? A person, or an outside body.")),),
                people=owners.options(),
                strangers=True,
                check=owners.check,
            ),
            _due(today),
        ),
    )


def _outcomes(today: Today, held: Condition) -> Step:
    return Repeated(
        name=OUTCOMES,
        label=_("Outcomes"),
        section=SECTION,
        prompt=(
            Heading(text=_("Which outcomes are to be handed on?")),
            Note(text=_("Proposals, standards, compacts: what a body is to adopt. Their way is followed from here.")),
        ),
        optional=True,
        condition=held,
        entry=lambda entry: shortened(str(entry.get("text", ""))),
        steps=(_line("text", _("Outcome"), _("What was agreed to be handed on?"), LONGEST_RESULT), _due(today)),
    )


def _due(today: Today) -> Interpreted:
    return coming_day(today, name="due", label=_("Due"), prompt=(Heading(text=_("Until when?")),), optional=True)


def _line(name: str, label: Text, question: Text, longest: int, *, optional: bool = False) -> Step:
    return Words(name=name, label=label, prompt=(Heading(text=question),), longest=longest, optional=optional)
