"""The questions beyond what is required: what the kind's template asks for, who is invited, what is on the agenda."""

from collections.abc import Iterator
from typing import Final

from pydantic import JsonValue

from dialogs.engine.cards import Block, Heading, Note
from dialogs.engine.forms import Answers, Choice, Choices, Condition, Option, Step, Words
from dialogs.engine.text import Text, _
from dialogs.meeting.agenda import MOST_ITEMS
from dialogs.meeting.asking_days import Today
from dialogs.meeting.lines import lines_of
from dialogs.meeting.preparing.basics import KIND, of_kind, wants_details, was_held
from dialogs.meeting.stakeholders import lacks_kind, unreadable
from dialogs.meeting.templates import Template, templates
from dialogs.meeting.terms import StakeholderKind
from dialogs.meeting.wording import STAKEHOLDER_NAMES
from standard.library import Library

LONGEST_FIELD: Final = 1000
LONGEST_LIST: Final = 4000
TAGS: Final = "tags"
BACKGROUND: Final = "background"
VENUE: Final = "venue"
CHAIR: Final = "chair"
RECORDER: Final = "recorder"
FIELD: Final = "field-"
AGENDA: Final = "agenda"
PEOPLE: Final = "people"
PEOPLE_KIND: Final = "people-kind"

SECTION: Final = _("Details")
PEOPLE_SECTION: Final = _("People and agenda")


def detail_steps(library: Library, today: Today) -> tuple[Step, ...]:
    """Give the steps of the details; all may be skipped."""
    return (
        Choices(
            name=TAGS,
            label=_("Marks"),
            section=SECTION,
            prompt=(Heading(text=_("Does one of these apply?")),),
            options=tuple(Option(value=tag.key, label=tag.name) for tag in library.tags.values()),
            least=0,
            optional=True,
            condition=wants_details,
        ),
        *(_field(template.clause, *one) for template in templates().values() for one in _asked(template)),
        _words(BACKGROUND, _("Background"), _("What led to it?"), 2000),
        _words(VENUE, _("Venue"), _("Where?"), 200),
        _words(CHAIR, _("Chair"), _("Who chairs it?"), 100),
        _words(RECORDER, _("Recorder"), _("Who keeps the record?"), 100),
        *people_steps(wants_details),
        _agenda(today),
    )


def people_steps(condition: Condition) -> tuple[Step, ...]:
    """Give the steps that take people typed one a line, and the kind of those whose line does not say it."""
    return (
        Words(
            name=PEOPLE,
            label=_("Participants"),
            section=PEOPLE_SECTION,
            prompt=_who,
            longest=LONGEST_LIST,
            optional=True,
            condition=condition,
            check=_readable,
        ),
        Choice(
            name=PEOPLE_KIND,
            label=_("Kind of the others"),
            section=PEOPLE_SECTION,
            prompt=(Heading(text=_("Of which kind are those whose line names none?")),),
            options=tuple(Option(value=kind.value, label=STAKEHOLDER_NAMES[kind]) for kind in StakeholderKind),
            condition=lambda answers: condition(answers) and lacks_kind(str(answers.get(PEOPLE) or "")),
        ),
    )


def few_enough(answer: JsonValue, answers: Answers) -> Text | None:
    """Say that an agenda has too many items, or none."""
    del answers
    count = len(lines_of(str(answer)))
    if 0 < count <= MOST_ITEMS:
        return None
    return _("Please write one item a line, {most} at the most. This makes {count}.", most=MOST_ITEMS, count=count)


def _words(name: str, label: Text, question: Text, longest: int) -> Step:
    return Words(
        name=name,
        label=label,
        section=SECTION,
        prompt=(Heading(text=question),),
        longest=longest,
        optional=True,
        condition=wants_details,
    )


def _asked(template: Template) -> Iterator[tuple[str, Text, Text]]:
    yield from ((asked.key, asked.label, asked.ask) for asked in template.fields)


def _field(clause: str, key: str, label: Text, ask: Text) -> Step:
    kind = of_kind(clause)
    return Words(
        name=f"{FIELD}{key}",
        label=label,
        section=SECTION,
        prompt=(Heading(text=label), Note(text=ask)),
        longest=LONGEST_FIELD,
        optional=True,
        condition=lambda answers: wants_details(answers) and kind(answers),
    )


def _who(answers: Answers) -> tuple[Block, ...]:
    """Ask who takes part, and say whom the kind's template would invite."""
    template = templates().get(str(answers.get(KIND)))
    usual = () if template is None else template.participants
    return (
        Heading(text=_("Who takes part?")),
        Note(
            text=_("One person a line: name, organisation, kind. Example: “Li Ming, Nanshan Subdistrict, government”.")
        ),
        *(
            Note(text=_("Usually invited: {kind}: {whom}", kind=STAKEHOLDER_NAMES[each.kind], whom=each.whom))
            for each in usual
        ),
    )


def _readable(answer: JsonValue, answers: Answers) -> Text | None:
    del answers
    return unreadable(str(answer))


def _agenda(today: Today) -> Step:
    return Words(
        name=AGENDA,
        label=_("Agenda"),
        section=PEOPLE_SECTION,
        prompt=(
            Heading(text=_("What stands on the agenda?")),
            Note(text=_("One item a line. Skipped, the usual agenda of this kind is taken; it can be changed later.")),
        ),
        longest=LONGEST_LIST,
        optional=True,
        condition=lambda answers: wants_details(answers) and not was_held(answers, today),
        check=few_enough,
    )
