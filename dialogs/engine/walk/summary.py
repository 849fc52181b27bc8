"""One answer in a few words, as the review and an entry's card show it."""

from datetime import date

from pydantic import JsonValue

from dialogs.engine.forms import (
    Choice,
    Choices,
    Day,
    FileStep,
    Number,
    Option,
    PersonStep,
    Rating,
    Repeated,
    Step,
    Words,
)
from dialogs.engine.interpreted import Interpreted
from dialogs.engine.text import Message, Text, _, n_

SHOWN = 80
"""Characters of a person's words that are shown in a list."""

BETWEEN_LINES = " / "
"""What stands between the lines of somebody's words where they are said in one."""


def summary(step: Step, value: JsonValue) -> Text:
    """Say an answer in a few words."""
    if value is None:
        return _("skipped")
    match step:
        case FileStep() if isinstance(value, list):
            return n_("{count} file or link", "{count} files or links", len(value))
        case Repeated() if isinstance(value, list):
            return n_("{count} entry", "{count} entries", len(value))
        case Choices() if isinstance(value, list):
            chosen = [option.label for option in step.options if option.value in value]
            return listed(chosen) if chosen else _("none of them")
        case Day() if isinstance(value, str):
            return Message(text="{day}", values={"day": date.fromisoformat(value)})
        case Number(said=say) if say is not None and isinstance(value, int):
            return say(value)
        case Words() if isinstance(value, str):
            return shortened(BETWEEN_LINES.join(line for line in value.splitlines() if line.strip()))
        case Interpreted() if isinstance(value, str):
            return step.say(value)
        case _:
            found = next((option for option in options_of(step) if option.value == value), None)
            return found.label if found is not None else shortened(str(value))


def options_of(step: Step) -> tuple[Option, ...]:
    """The options that can be pressed at a step, in the order in which they are numbered."""
    match step:
        case Rating():
            return (*step.options, *step.others)
        case Choice() | Choices():
            return step.options
        case PersonStep():
            return step.people
        case _:
            return ()


def listed(texts: list[Text]) -> Text:
    """Join texts in one sentence, as the language joins them."""
    said = texts[0]
    for text in texts[1:]:
        said = _("{first}, {second}", first=said, second=text)
    return said


def side_by_side(facts: list[Text]) -> Text:
    """Put facts about one thing beside each other: they are no list of equals."""
    said = facts[0]
    for fact in facts[1:]:
        said = _("{first} · {second}", first=said, second=fact)
    return said


def shortened(text: str, longest: int = SHOWN) -> str:
    """Cut somebody's words for a list, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
