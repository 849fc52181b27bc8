"""The tree of clauses: how they are ordered, which stand under none, how a chapter reads in print."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from standard.models import Clause

CAPABILITY_CHAPTER = "6"
"""能力建设内容: its leaves are the capabilities."""


def order(number: str) -> tuple[int, ...]:
    """Order clauses and codes as the standard does: ``7.3.1`` before ``7.3.1-a``, ``6.2`` before ``6.10``."""
    parts: list[str] = re.findall(r"[0-9]+|[a-z]", number)
    return tuple(int(part) if part.isdigit() else ord(part) for part in parts)


def leaves(clauses: Iterable[Clause], chapter: str = CAPABILITY_CHAPTER) -> tuple[Clause, ...]:
    """Give the clauses of a chapter that no other clause stands under: in chapter 6, the capabilities."""
    listed = list(clauses)
    above = {clause.parent for clause in listed}
    within = (each for each in listed if each.number.startswith(f"{chapter}."))
    return tuple(each for each in within if each.number not in above)


def as_printed(clauses: Iterable[Clause], chapter: str) -> str:
    """Give a chapter's text as it is printed, without white space: numbers, titles and sentences in Chinese.

    A lettered entry is printed by its letter alone (``a）``), a term of chapter 3 with its English name.
    """
    listed = [each for each in clauses if re.match(rf"{chapter}(?![0-9])", each.number)]
    return re.sub(r"\s", "", "".join(part for clause in listed for part in _printed(clause)))


def digest(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _printed(clause: Clause) -> Iterator[str]:
    _, _, letter = clause.number.partition("-")
    yield f"{letter}）" if letter else clause.number
    if clause.title:
        yield clause.title.zh
        if clause.number.startswith("3."):
            yield clause.title.en
    for sentence in clause.text:
        yield sentence.zh
