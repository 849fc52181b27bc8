"""The data behind a button, at most 64 bytes (Bot API, InlineKeyboardButton).

Nothing in it is trusted when it comes back: the turn checks again that the conversation is this person's, that the
step is the current one, that the value is one of its options, and that the person may open the view.
"""

from dataclasses import dataclass

from dialogs.engine.cards import CALLBACK_BYTES

SEPARATOR = "|"
LONGEST_ROW = 18
"""Digits of a row's number; a forged one may have more than a database counts."""


class PressTooLong(ValueError):
    """A dialog built a button whose data does not fit into 64 bytes: a fault of the dialog."""


@dataclass(frozen=True)
class FormPress:
    """``f|<conversation>|<step>|<action>|<value>``: a button of a form's card."""

    conversation: int
    step: str
    action: str
    value: str = ""


@dataclass(frozen=True)
class ViewPress:
    """``v|<view>|<argument>|...``: opens a view in place of the card."""

    view: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class CommandPress:
    """``c|<command>|<argument>``: the same as typing the command."""

    command: str
    argument: str = ""


@dataclass(frozen=True)
class ActionPress:
    """``a|<action>|<argument>|...``: does something, where a view only shows."""

    action: str
    arguments: tuple[str, ...] = ()


Press = FormPress | ViewPress | CommandPress | ActionPress


def packed(press: Press) -> str:
    """Write a press as callback data; ``PressTooLong`` where it does not fit."""
    match press:
        case FormPress(conversation, step, action, value):
            return packed_form(conversation, step, action, value)
        case ViewPress(view, arguments):
            return _joined("v", view, *arguments)
        case CommandPress(command, argument):
            return _joined("c", command, argument)
        case _:
            return _joined("a", press.action, *press.arguments)


def packed_form(conversation: int, step: str, action: str, value: str = "") -> str:
    """Write a :class:`FormPress` as :func:`packed` does: a form's card has a dozen."""
    return _joined("f", str(conversation), step, action, value)


def _joined(*parts: str) -> str:
    data = SEPARATOR.join(parts)
    if data.count(SEPARATOR) >= len(parts):
        raise PressTooLong(f"a part of {parts} holds the separator")
    if len(data if data.isascii() else data.encode()) > CALLBACK_BYTES:
        raise PressTooLong(f"{data!r} is longer than {CALLBACK_BYTES} bytes")
    return data


def unpacked(data: str) -> Press | None:
    """Read callback data; ``None`` for anything that :func:`packed` would not have written."""
    if len(data.encode(errors="replace")) > CALLBACK_BYTES:
        return None
    match data.split(SEPARATOR):
        case ["f", conversation, step, action, value] if conversation.isascii() and conversation.isdecimal():
            return FormPress(int(conversation), step, action, value)
        case ["v", view, *arguments]:
            return ViewPress(view, tuple(arguments))
        case ["c", command, argument]:
            return CommandPress(command, argument)
        case ["a", action, *arguments]:
            return ActionPress(action, tuple(arguments))
        case _:
            return None


def number(value: str) -> int | None:
    """Read a number from a button; ``None`` for anything that no button of ours carries."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 4 else None


def row_number(value: str | int) -> int:
    """Read a row's number from a button; 0, which no row has, for anything that can be none."""
    if isinstance(value, int):
        return value
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= LONGEST_ROW else 0


def page_of(text: str, last: int) -> int:
    """Read the page that a button names, the nearest one there is: 1 to ``last``."""
    wanted = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    return min(max(wanted, 1), max(last, 1))
