"""Full-text search over the clauses, in both languages at once."""

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from standard.clauses import order
from standard.library import Library
from standard.models import Clause

SNIPPET = {"zh": 40, "en": 100}
"""How many characters of a clause a hit shows at most, ellipses aside."""


@dataclass(frozen=True)
class Hit:
    """One clause found, with a line of its text around the first word found (in the reader's language)."""

    clause: Clause
    snippet: str


class _Rank(NamedTuple):
    """Smaller is better: the very number, words in the title, all occurrences, the standard's order."""

    not_the_number: bool
    less_in_title: int
    fewer_hits: int
    place: tuple[int, ...]


def search(library: Library, words: str, language: str) -> list[Hit]:
    """Give the clauses that hold every one of the words, best first; none for no words.

    A word is a clause's number or the beginning of one (``6.1.1.2``, ``6.1``, ``7.3.1-a``), or text in either
    language: Chinese anywhere, English without regard to case. Full-width forms count as the usual ones.
    """
    wanted = [_trimmed(word) for word in _plain(words).split()]
    numbers = {word for word in wanted if word in library.clauses}
    found = [
        (rank, clause)
        for clause in library.clauses.values()
        if wanted and (rank := _rank(clause, wanted, numbers)) is not None
    ]
    found.sort(key=lambda pair: pair[0])
    return [Hit(clause, _snippet(clause, wanted, language)) for _, clause in found]


def _rank(clause: Clause, wanted: list[str], numbers: set[str]) -> _Rank | None:
    """Rank a clause that has every word; the number of a clause is looked for among numbers only."""
    title, text = _title(clause), _body(clause)
    counts = [title.count(word) + text.count(word) for word in wanted if word not in numbers]
    if not all(counts) or not all(_stands_under(clause.number, number) for number in numbers):
        return None
    in_title = sum(word in title for word in wanted)
    return _Rank(clause.number not in numbers, -in_title, -sum(counts), order(clause.number))


def _plain(text: str) -> str:
    """Fold full-width forms, case, curly apostrophes, and the 。 that Chinese keyboards give for a dot."""
    return unicodedata.normalize("NFKC", text).casefold().replace("。", ".").replace("’", "'")


def _trimmed(word: str) -> str:
    return word.rstrip(".") if word[0].isdigit() else word


def _stands_under(number: str, beginning: str) -> bool:
    return number == beginning or number.startswith((f"{beginning}.", f"{beginning}-"))


def _title(clause: Clause) -> str:
    return _plain(f"{clause.title.zh}\n{clause.title.en}") if clause.title else ""


def _body(clause: Clause) -> str:
    return _plain("\n".join(f"{sentence.zh}\n{sentence.en}" for sentence in clause.text))


def _snippet(clause: Clause, wanted: list[str], language: str) -> str:
    ours = "zh" if language.startswith("zh") else "en"
    between = "" if ours == "zh" else " "
    text = between.join(sentence.in_language(ours) for sentence in clause.text)
    if not text:
        return ""
    places = [_plain(text).find(word) for word in wanted]
    first = min((place for place in places if place >= 0), default=0)
    return _cut(text, first, SNIPPET[ours], between)


def _cut(text: str, first: int, length: int, between: str) -> str:
    """Cut around ``first``, a quarter before it; between whole words where a language has spaces."""
    if len(text) <= length:
        return text
    start = max(0, min(first - length // 4, len(text) - length))
    end = start + length
    if between and start:
        start = text.find(between, start, first) + 1 or start
    if between and end < len(text):
        end = max(text.rfind(between, first, end), 0) or end
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
