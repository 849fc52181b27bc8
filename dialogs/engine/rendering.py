"""A card in one reader's words: the same card, with plain words in place of every text."""

from collections.abc import Callable
from functools import cache
from operator import is_
from typing import Any, Final, TypeVar, get_args

from dialogs.engine.cards import Bullets, Button, Card, Heading, Note, Paragraph, Part
from dialogs.engine.text import Message, Reader, Text
from standard.models import Words

P = TypeVar("P", bound=Part)


def rendered(card: Card, reader: Reader) -> Card:
    """Give the card with every text in the reader's words."""
    return _rendered_part(card, reader)


def _rendered_part(part: P, reader: Reader) -> P:
    said = {}
    for name in _speaking_fields(type(part)):
        value = getattr(part, name)
        if (words := _rendered_value(value, reader)) is not value:
            said[name] = words
    return part.model_copy(update=said) if said else part


def _rendered_value(value: object, reader: Reader) -> object:
    """Give a value in the reader's words; the very same one where it has none of ours."""
    kind = type(value)
    render = _RENDERING.get(kind) or _rendering(kind)
    return render(value, reader)


def _rendered_tuple(values: tuple[object, ...], reader: Reader) -> tuple[object, ...]:
    said = tuple([_rendered_value(value, reader) for value in values])
    return values if all(map(is_, said, values)) else said


def _rendered_text(text: Text, reader: Reader) -> str:
    return reader.say(text)


def _rendered_button(button: Button, reader: Reader) -> Button:
    if type(button.label) is str:
        return button
    return Button(label=reader.say(button.label), press=button.press, link=button.link, chosen=button.chosen)


def _rendered_once(block: P, reader: Reader) -> P:
    """Give a block as it was rendered before where it is the very same one: a question is asked again and again."""
    said = reader.known(block)
    if said is None:
        said = _rendered_part(block, reader)
        reader.keep(block, said)
    return said


def _as_it_is(value: object, reader: Reader) -> object:
    del reader
    return value


_RENDERING: Final[dict[type, Callable[[Any, Reader], object]]] = {
    tuple: _rendered_tuple,
    Button: _rendered_button,
    **dict.fromkeys((Heading, Paragraph, Note, Bullets), _rendered_once),
}
"""How values are rendered, by their type: to ask a model's class for its instances costs as much as all the rest."""


def _rendering(kind: type) -> Callable[[Any, Reader], object]:
    if issubclass(kind, Message | Words):
        _RENDERING[kind] = _rendered_text
    else:
        _RENDERING[kind] = _rendered_part if issubclass(kind, Part) else _as_it_is
    return _RENDERING[kind]


@cache
def _speaking_fields(kind: type[Part]) -> tuple[str, ...]:
    """Give the fields that can hold a sentence of ours."""
    return tuple(name for name, field in kind.model_fields.items() if _can_speak(field.annotation))


def _can_speak(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Message | Words | Part | Button):
        return True
    return any(map(_can_speak, get_args(annotation)))
