"""What minutes consist of, in one reader's words, before they become a document of any form.

Everything is a plain string: people's own words stand beside ours, and no form may read either as markup. PDF, DOCX,
Markdown and the message are made from the same outline, so they say the same.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Part):
    """A paragraph; ``lead`` stands out before it. Line breaks within are kept."""

    kind: Literal["words"] = "words"
    text: str
    lead: str = ""


class Entry(_Part):
    """One of several things said: by whom and how (``lead``), and what."""

    lead: str
    text: str


class Entries(_Part):
    """Things said, under a ``label`` (a kind of stakeholder)."""

    kind: Literal["entries"] = "entries"
    label: str
    entries: tuple[Entry, ...]


class Grid(_Part):
    """A table. ``weights`` share the width out among the columns; ``figures`` are the columns aligned as numbers."""

    kind: Literal["grid"] = "grid"
    caption: str = ""
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...]
    figures: tuple[int, ...] = ()
    total: bool = False
    """The last row sums the others up."""


class Topic(_Part):
    """Where an agenda item begins."""

    kind: Literal["topic"] = "topic"
    title: str
    note: str = ""


Block = Annotated[Words | Entries | Grid | Topic, Field(discriminator="kind")]


class Section(_Part):
    """A numbered part of the minutes."""

    title: str
    blocks: tuple[Block, ...]


class Fact(_Part):
    """A cell of the table at the head; a ``wide`` one has a row to itself."""

    label: str
    value: str
    wide: bool = False


class Line(_Part):
    """A line to be signed on: the office, and the name and the day where it has been."""

    office: str
    name: str = ""
    day: str = ""


class Outline(_Part):
    """The minutes of one consultation.

    ``mark`` stands across the pages while they are not signed; ``pages`` is the pattern of the foot, with ``{page}``
    and ``{pages}``; ``link`` leads to the record, and ``link_caption`` says so.
    """

    locale: str
    organisation: str
    title: str
    number: str
    topic: str
    state: str
    mark: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    signatures_title: str
    signatures: tuple[Line, ...]
    date_label: str
    pages: str
    link: str
    link_caption: str
