"""Play any form line by line, without a database or a channel: behind ``consultbot play FORM``.

A card is shown as plain text with its buttons numbered. What is typed is typed in the chat; ``#2`` presses the second
button, ``@minutes.pdf`` sends a file of that name, ``?sticker`` sends something unreadable, and an empty line or the
end of the input leaves. At the end the answers are written as the form's model takes them, in JSON.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Button, Card
from dialogs.engine.events import Attached, Event, Opened, Pressed, Typed, Unreadable, clean
from dialogs.engine.forms import Form
from dialogs.engine.plain import plain
from dialogs.engine.rendering import rendered
from dialogs.engine.text import Reader
from dialogs.engine.walk import answers_of, begin, step

M = TypeVar("M", bound=BaseModel)
CONVERSATION = 1


def play(
    form: Form[M], reader: Reader, lines: Iterable[str], show: Callable[[str], None], arguments: JsonValue = None
) -> M | None:
    """Play a form: read lines, show cards; the answers when it was submitted, ``None`` when it was left."""
    outcome = step(form, begin(form, arguments), Opened(), CONVERSATION)
    card = outcome.card
    typed = iter(lines)
    while outcome.end is None:
        show(_numbered(card, reader) if card is not None else "")
        line = next(typed, "").strip()
        if not line:
            return None
        outcome = step(form, outcome.state, _event(line, card), CONVERSATION)
        card = outcome.card or card
    if outcome.end != "submitted":
        show(_numbered(card, reader) if card is not None else "")
        return None
    answers = answers_of(form, outcome.state)
    show(answers.model_dump_json(indent=2))
    return answers


def _numbered(card: Card, reader: Reader) -> str:
    numbers = iter(range(1, 1000))

    def with_number(button: Button) -> Button:
        return replace(button, label=f"#{next(numbers)} {button.label}")

    shown = rendered(card, reader)
    laid = tuple(tuple(with_number(button) for button in row) for row in shown.buttons)
    return plain(shown.model_copy(update={"buttons": laid}), reader)


def _event(line: str, card: Card | None) -> Event:
    sign, rest = line[0], line[1:].strip()
    buttons = [button for row in card.buttons for button in row] if card is not None else []
    if sign in "#＃" and rest.isdecimal() and 1 <= int(rest[:4]) <= len(buttons):
        return Pressed(data=buttons[int(rest[:4]) - 1].press or "")
    if sign == "@" and rest:
        return Attached(name=rest, media_type="application/octet-stream", file=len(rest))
    if sign == "?" and rest:
        return Unreadable(what=rest)
    return Typed(text=clean(line))
