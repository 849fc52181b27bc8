"""Breaking a label into lines: at spaces in English, between words of two characters in Chinese."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

Measure = Callable[[str], float]
"""The width of a text in pixels."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
CLOSING = "，。、；：！？）」』》】”’"
OPENING = "（「『《【“‘"
TOKEN = re.compile(rf"[{HAN}]+|[{OPENING}]|[{CLOSING}]|[^{HAN}{OPENING}{CLOSING}-]+-?|-")


class Piece(NamedTuple):
    """What stays together on a line; ``space`` says that one stands before it."""

    text: str
    space: bool


def wrapped(text: str, width: float, measure: Measure, most: int = 3) -> list[str]:
    """Break a text into as few lines of at most ``width`` as it takes, about equally long.

    Spaces come first: ``6.1.1.2 机制建设能力`` is broken after its number if that takes no more lines.
    A piece that is wider than a line is broken where the line ends. What does not fit into ``most`` lines is
    an ellipsis.
    """
    pieces = list(_pieces(text))
    lines = _filled(pieces, width, measure)
    words = [Piece(word, space=True) for word in text.split()]
    whole = all(measure(word.text) <= width for word in words)
    if whole and len(by_words := _filled(words, width, measure)) <= len(lines):
        pieces, lines = words, by_words
    if len(lines) > most:
        return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), width, measure)]
    widest = max((measure(piece.text) for piece in pieces), default=0)
    tries = (min(width, max(width * share / 20, widest)) for share in range(10, 20))
    same = (_filled(pieces, narrower, measure) for narrower in tries)
    return next((balanced for balanced in same if len(balanced) == len(lines)), lines)


def fits(text: str, width: float, measure: Measure, most: int) -> bool:
    """Whether a text can be broken into ``most`` lines of ``width`` without breaking a word."""
    pieces = list(_pieces(text))
    whole = all(measure(piece.text) <= width for piece in pieces)
    return whole and len(_filled(pieces, width, measure)) <= most


def shortened(text: str, width: float, measure: Measure) -> str:
    """Give the longest beginning of a text that fits with an ellipsis, or the text if it fits whole."""
    if measure(text) <= width:
        return text
    ends = range(len(text) - 1, 0, -1)
    return next((cut for end in ends if measure(cut := f"{text[:end].rstrip()}…") <= width), "…")


def _pieces(text: str) -> Iterator[Piece]:
    for word in text.split():
        units = [unit for token in TOKEN.findall(word) for unit in _units(token)]
        starts = [place for place in range(len(units)) if _may_start(units, place)]
        for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
            yield Piece("".join(units[start:end]), space=start == 0)


def _may_start(units: list[str], place: int) -> bool:
    """A line neither begins with a closing mark nor ends with an opening one."""
    return place == 0 or (units[place] not in CLOSING and units[place - 1] not in OPENING)


def _units(token: str) -> Iterable[str]:
    """Chinese terms are mostly words of two characters: an even run is broken between those only."""
    if not re.match(f"[{HAN}]", token):
        return (token,)
    step = 2 if len(token) % 2 == 0 else 1
    return (token[start : start + step] for start in range(0, len(token), step))


def _filled(pieces: list[Piece], width: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        glued = f"{lines[-1]}{' ' * piece.space}{piece.text}" if lines else piece.text
        if lines and measure(glued) <= width:
            lines[-1] = glued
        else:
            lines.extend(_broken(piece.text, width, measure))
    return lines


def _broken(word: str, width: float, measure: Measure) -> Iterator[str]:
    part = ""
    for character in word:
        if part and measure(part + character) > width:
            yield part
            part = ""
        part += character
    yield part
