"""What is shown: cards of blocks and buttons, the same for every channel.

A dialog writes its cards with any :data:`~dialogs.engine.text.Text`; :func:`rendered` gives the same card with plain
words only, in one reader's language, ready to be kept in the outbox as JSON. Each channel then draws it in its own
markup and escapes it there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import is_
from typing import Annotated, Any, ClassVar, Final, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field

from dialogs.engine.text import Message, Reader, Text
from standard.models import Words

CALLBACK_BYTES = 64
"""Bot API, InlineKeyboardButton: callback_data is 1-64 bytes."""


class Part(BaseModel):
    """Base of everything on a card: frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Heading(Part):
    """The card's or a section's title."""

    kind: Literal["heading"] = "heading"
    text: Text


class Paragraph(Part):
    """A paragraph."""

    kind: Literal["paragraph"] = "paragraph"
    text: Text


class Note(Part):
    """A quieter line: progress, hints, explanations of figures."""

    kind: Literal["note"] = "note"
    text: Text


class Notice(Part):
    """A sentence about what has just happened ("recorded", "that button is from an earlier question")."""

    kind: Literal["notice"] = "notice"
    text: Text


class Quote(Part):
    """Somebody's words, or the standard's."""

    kind: Literal["quote"] = "quote"
    text: Text


class Struck(Part):
    """What was said or entered and does not count any more: shown struck through."""

    kind: Literal["struck"] = "struck"
    text: Text


class Bullets(Part):
    """A list of short lines; ``marks`` (``0``, ``1`` ...) stand before them in place of bullets."""

    kind: Literal["bullets"] = "bullets"
    lines: tuple[Text, ...]
    marks: tuple[Text, ...] = ()


class Table(Part):
    """A small table: the first column names the row. Narrow channels show one row a line."""

    kind: Literal["table"] = "table"
    caption: Text
    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


class Progress(Part):
    """Where a form stands: question ``number`` of ``total``, counted from 1, and the ``place`` it belongs to."""

    kind: Literal["progress"] = "progress"
    number: int
    total: int
    place: Text


Block = Annotated[
    Heading | Paragraph | Note | Notice | Quote | Struck | Bullets | Table | Progress, Field(discriminator="kind")
]


@dataclass(frozen=True, slots=True)
class Button:
    """A button: ``press`` comes back to the turn when it is pressed, ``link`` opens an address instead.

    No model, since a card has a dozen: each is checked with the card.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    label: Text
    press: str | None = None
    link: str | None = None
    chosen: bool = False


class Series(Part):
    """One line of a radar chart: a value 0-100 an axis, or none."""

    name: Text
    values: tuple[float | None, ...]


class Radar(Part):
    """A radar chart, drawn when it is delivered; ``alternative`` says in words what it shows."""

    kind: Literal["radar"] = "radar"
    title: Text
    axes: tuple[Text, ...]
    series: tuple[Series, ...]
    alternative: Text


class Code(Part):
    """A QR code of a link."""

    kind: Literal["code"] = "code"
    link: str
    alternative: Text


class Page(Part):
    """A page of a document, drawn already: its PNG lies in the file records under ``file``."""

    kind: Literal["page"] = "page"
    file: int
    alternative: Text


Drawing = Radar | Code
"""What is drawn when it is delivered."""

Picture = Annotated[Radar | Code | Page, Field(discriminator="kind")]


class Document(Part):
    """A file for the reader: its bytes lie in the file records under ``file``."""

    file: int
    name: str
    media_type: str


class Card(Part):
    """One message: blocks, rows of buttons, and at most one picture or document."""

    blocks: tuple[Block, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    picture: Picture | None = None
    document: Document | None = None


P = TypeVar("P", bound="Part")


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
