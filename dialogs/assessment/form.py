"""The assessment form: one rating an item, with a comment and evidence beside each."""

from collections import Counter
from functools import cache, lru_cache, partial
from typing import Final

from pydantic import JsonValue

from dialogs.assessment.filling import COMMENT, EVIDENCE, FORM, Assessment
from dialogs.assessment.wording import LEVEL_NAMES, LEVEL_WORDS, clause_text
from dialogs.engine.cards import Block, Heading, Note, Paragraph
from dialogs.engine.forms import FileStep, Form, Option, Rating, Step, Words
from dialogs.engine.text import _
from dialogs.people.rights import roles_of
from standard import models
from standard.library import Library
from standard.models import Item

LONGEST_COMMENT: Final = 2000
MOST_EVIDENCE: Final = 5

CLASSIFIED_WARNING: Final = _("Please send nothing classified or internal, and nobody's personal details.")


def assessment_form(library: Library) -> Form[Assessment]:
    """The form that asks a standard's items."""
    return Form(
        name=FORM,
        version=1,
        title=_("Assessment"),
        model=Assessment,
        steps=partial(_steps, library),
        roles=roles_of("form", FORM),
        submit=_("Submit"),
        example={
            "round": 1,
            "kind": "pulse",
            "items": [item.code for item in library.pulse()],
            "version": library.version,
        },
    )


def _steps(library: Library, arguments: JsonValue) -> tuple[Step, ...]:
    asked = arguments.get("items") if isinstance(arguments, dict) else None
    codes = tuple([code for code in asked if type(code) is str]) if isinstance(asked, list) else ()
    return _item_steps(library, codes)


@lru_cache(maxsize=512)
def _item_steps(library: Library, codes: tuple[str, ...]) -> tuple[Step, ...]:
    """Build the steps; the same items give the very same tuple, so that a turn costs next to nothing."""
    items = [library.items[code] for code in codes if code in library.items]
    sectioned = any(count > 1 for count in Counter(item.capability for item in items).values())
    return tuple(_item_step(library, item.code, sectioned=sectioned) for item in items)


@cache
def _item_step(library: Library, code: str, *, sectioned: bool) -> Step:
    """Ask one item. Where a capability has several items, the review gathers them by capability."""
    item = library.items[code]
    place = clause_text(library, item.capability)
    return Rating(
        name=code,
        label=_numbered(item) if sectioned else place,
        section=place if sectioned else None,
        place=place,
        prompt=(Heading(text=item.question), Note(text=_("Choose the highest level that is fully true."))),
        options=tuple(_level(item, level) for level in range(5)),
        others=_others(required=library.kind(item.capability) == "应"),
        optional=True,
        asides=(_comment_step(), _evidence_step(item)),
    )


def _numbered(item: Item) -> models.Words:
    number = item.code.rpartition("-")[2]
    return models.Words(zh=f"{number}. {item.question.zh}", en=f"{number}. {item.question.en}")


def _level(item: Item, level: int) -> Option:
    said = _("{level}: {description}", level=LEVEL_NAMES[level], description=item.levels[level])
    return Option(value=str(level), label=str(level), description=said, words=LEVEL_WORDS[level])


def _others(*, required: bool) -> tuple[Option, ...]:
    unknown = Option(value="DK", label=_("Don't know"), words=("不清楚", "不知道", "DK"))
    if required:
        return (unknown,)
    return (Option(value="NA", label=_("Not applicable"), words=("不适用", "NA", "N/A")), unknown)


def _comment_step() -> Step:
    return Words(
        name=COMMENT,
        label=_("Comment"),
        prompt=(
            Paragraph(text=_("What should those who read this answer know?")),
            Note(text=CLASSIFIED_WARNING),
        ),
        longest=LONGEST_COMMENT,
    )


def _evidence_step(item: Item) -> Step:
    prompt: list[Block] = [Paragraph(text=_("What shows that your organisation has reached this level?"))]
    if item.evidence is not None:
        prompt.append(Note(text=_("For example: {example}", example=item.evidence)))
    return FileStep(
        name=EVIDENCE,
        label=_("Evidence"),
        prompt=(*prompt, Note(text=CLASSIFIED_WARNING)),
        most=MOST_EVIDENCE,
        links=True,
    )
