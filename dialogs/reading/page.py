"""How a page of the standard is opened, in which language, and what its clauses are called on buttons."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from dialogs.engine.cards import Button
from dialogs.engine.presses import PressTooLong, ViewPress, packed
from dialogs.engine.text import Text, _
from standard.library import Library
from standard.models import Clause

Language = Literal["zh", "en"]

CLAUSE_VIEW: Final = "standard"
"""``(number,)`` opens a clause, ``()`` the contents; other dialogs link here. Further arguments are this dialog's."""
RESULTS_VIEW: Final = "clauses"
REQUESTS_VIEW: Final = "requests"

SHORT_LABELS_A_ROW: Final = 4
OWN_NAMES: Final[dict[Language, str]] = {"zh": "中文", "en": "English"}


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every card of the standard is made from.

    ``language`` is the one its words are quoted in, ``own`` the reader's. ``results`` is the page of a search that
    it was opened from, with the words searched for.
    """

    library: Library
    own: Language
    language: Language
    results: tuple[int, str] | None = None

    @classmethod
    def of(cls, library: Library, locale: str, language: str = "", results: tuple[int, str] | None = None) -> "Page":
        """Make a page for a reader, in their own language unless another is asked for."""
        own: Language = "zh" if locale.startswith("zh") else "en"
        asked: Language = "zh" if language == "zh" else "en"
        return cls(library=library, own=own, language=asked if language in OWN_NAMES else own, results=results)

    @property
    def other(self) -> "Page":
        """The same in the other language."""
        return replace(self, language="en" if self.language == "zh" else "zh")

    @property
    def opened_by_itself(self) -> "Page":
        """The same without the search that led there."""
        return replace(self, results=None)

    def number(self, number: str) -> str:
        """Write a lettered entry as it is printed: ``7.3.1 a）`` for ``7.3.1-a``, in English ``7.3.1 a)``."""
        clause, dash, letter = number.partition("-")
        return f"{clause} {letter}{self.bracket}" if dash else clause

    @property
    def bracket(self) -> str:
        """What stands after the letter of an entry."""
        return "）" if self.language == "zh" else ")"

    def title(self, clause: Clause) -> str:
        """Give number and title (``6.1.1.2 机制建设能力``); of a lettered entry, which has no title, the number."""
        title = f" {clause.title.in_language(self.language)}" if clause.title else ""
        return f"{self.number(clause.number)}{title}"

    def clause_button(self, clause: Clause, label: Text | None = None) -> Button:
        """Open a clause; its number and title are the label unless another is given."""
        return Button(label=self.title(clause) if label is None else label, press=self.clause_press(clause.number))

    def clause_press(self, number: str) -> str:
        """Give the data that opens a clause in this language, with the way back to the search where it fits."""
        language = "" if self.language == self.own else self.language
        if self.results is not None:
            place, words = self.results
            try:
                return packed(ViewPress(CLAUSE_VIEW, (number, language, str(place), words)))
            except PressTooLong:
                pass
        return packed(ViewPress(CLAUSE_VIEW, (number, language) if language else (number,)))

    def numbers(self, clauses: tuple[Clause, ...]) -> tuple[tuple[Button, ...], ...]:
        """Buttons of bare numbers, several a row, for clauses that the card names already."""
        buttons = tuple(self.clause_button(clause, self.number(clause.number)) for clause in clauses)
        return tuple(buttons[at : at + SHORT_LABELS_A_ROW] for at in range(0, len(buttons), SHORT_LABELS_A_ROW))


def contents_button() -> Button:
    """Open the contents."""
    return Button(label=_("Contents"), press=packed(ViewPress(CLAUSE_VIEW)))
