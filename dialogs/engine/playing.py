"""Play any form in the terminal, without a database or a channel.

    python -m dialogs.engine.playing dialogs.feedback.form:FORM --arguments '{"meeting": 3}' --locale zh_CN

shows the form's card as plain text with its buttons numbered. What is typed is typed in the chat; ``#2`` presses the
second button, ``@minutes.pdf`` sends a file of that name, ``?sticker`` sends something unreadable, and an empty line
or the end of the input leaves. At the end the answers are written as the form's model takes them, in JSON.

:func:`play` is the same for a caller that has a form and a reader: ``consultbot play FORM``.
"""

import argparse
import gettext
import importlib
import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC
from typing import TypeVar

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Button, Card, rendered
from dialogs.engine.events import Attached, Event, Opened, Pressed, Typed, Unreadable, clean
from dialogs.engine.forms import Form
from dialogs.engine.plain import plain
from dialogs.engine.text import Reader
from dialogs.engine.walk import answers_of, begin, step

M = TypeVar("M", bound=BaseModel)
CONVERSATION = 1


class NotAForm(ValueError):
    """What was named cannot be played."""


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


def found(name: str) -> Form[BaseModel]:
    """Find a form by ``module:NAME``; ``NotAForm`` where there is none."""
    module, sign, attribute = name.partition(":")
    try:
        form = getattr(importlib.import_module(module), attribute or "FORM")
    except (ImportError, AttributeError, ValueError) as fault:
        raise NotAForm(f"{name}: no such form; write it as module:NAME") from fault
    if not isinstance(form, Form):
        raise NotAForm(f"{module}{sign}{attribute} is not a form")
    return form


def main(arguments: list[str] | None = None) -> int:
    """Play the form that the command line names; 2 where it names none."""
    parser = argparse.ArgumentParser(prog="python -m dialogs.engine.playing", description="play a form in the terminal")
    parser.add_argument("form", help="module:NAME")
    parser.add_argument("--arguments", default="null", help="what the form is opened with, in JSON")
    parser.add_argument("--locale", default="zh_CN", help="zh_CN or en")
    asked = parser.parse_args(arguments)
    try:
        form, given = found(asked.form), json.loads(asked.arguments)
    except ValueError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    reader = Reader(asked.locale, UTC, gettext.NullTranslations())
    play(form, reader, sys.stdin, _write, given)
    return 0


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n> ")
    sys.stdout.flush()


def _numbered(card: Card, reader: Reader) -> str:
    numbers = iter(range(1, 1000))

    def with_number(button: Button) -> Button:
        return button.model_copy(update={"label": f"#{next(numbers)} {button.label}"})

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


if __name__ == "__main__":
    sys.exit(main())
