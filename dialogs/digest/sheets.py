"""What a sheet of the export is: columns that say what they mean, and rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialogs.digest.cells import Cell, Look
from dialogs.engine.text import Text, _

Row = Sequence[Cell]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column; ``width`` in characters of the Latin alphabet, of which a Chinese one takes two."""

    title: Text
    meaning: Text
    look: Look
    width: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its name (at most 31 characters, no brackets, slashes, colons), its columns, and its rows."""

    name: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


EXPLANATION_COLUMNS = (
    Column(title=_("Sheet"), meaning=_("The sheet in which the column stands."), look=Look.LABEL, width=18),
    Column(title=_("Column"), meaning=_("The column's heading."), look=Look.LABEL, width=26),
    Column(title=_("Meaning"), meaning=_("What the column holds and how to read it."), look=Look.TEXT, width=90),
)


def explanation(sheets: Sequence[Sheet]) -> Sheet:
    """Give the sheet that explains every column of every sheet, its own too."""
    name = _("Explanation")
    itself = Sheet(name=name, columns=EXPLANATION_COLUMNS, rows=())
    return Sheet(name=name, columns=EXPLANATION_COLUMNS, rows=(*_explained([*sheets, itself]), *_general(name)))


def _explained(sheets: Sequence[Sheet]) -> Iterator[Row]:
    for sheet in sheets:
        for column in sheet.columns:
            yield sheet.name, column.title, column.meaning


def _general(name: Text) -> Iterator[Row]:
    yield name, _("All sheets"), _("An empty cell means that there is no figure, not that it is zero.")
    yield (
        name,
        _("All sheets"),
        _(
            "A text that begins like a formula has an apostrophe in front, so that no program calculates it, "
            "not even after the sheet was saved as CSV."
        ),
    )
