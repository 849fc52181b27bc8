"""What is shown: cards of blocks and buttons, the same for every channel.

A dialog writes its cards with any :data:`~dialogs.engine.text.Text`; :mod:`dialogs.engine.rendering` gives the same
card with plain words only, in one reader's language, ready to be kept in the outbox as JSON. Each channel then draws it
in its own markup and escapes it there.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from dialogs.engine.text import Text

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
