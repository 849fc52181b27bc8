"""``consultbot items`` and ``consultbot score``: the item bank and the arithmetic, without a database.

Everything heavy is imported where it is used, so that ``consultbot --help`` stays quick.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from bot.offline.words import FAULTS, language_of, say

if TYPE_CHECKING:
    from standard.answer_file import LineFault
    from standard.answers import AnswerSet
    from standard.library import Library

BAD_INPUT = 2
"""Exit status when a file cannot be read or has bad lines."""
_LONG_FILE = 4_000_000
"""Bytes from which on reading takes long enough to be watched."""
_LANGUAGE = language_of(os.environ)
_JSON_HELP = say("json help", _LANGUAGE)


def register(app: typer.Typer) -> None:
    """Mount both commands."""
    app.command(help=say("items help", _LANGUAGE))(items)
    app.command(help=say("score help", _LANGUAGE))(score)


def items(*, as_json: Annotated[bool, typer.Option("--json", help=_JSON_HELP)] = False) -> None:
    """List the items of the item bank."""
    from standard.library import library
    from standard.offline import item_entries

    if as_json:
        _print_json(item_entries(library()))
        return
    from bot.offline.table import console, print_items

    print_items(console(), library(), language_of(os.environ))


def score(
    file: Annotated[str, typer.Argument(metavar="FILE.csv", help=say("file help", _LANGUAGE))],
    *,
    as_json: Annotated[bool, typer.Option("--json", help=_JSON_HELP)] = False,
    min_group: Annotated[int | None, typer.Option(min=3, metavar="N", help=say("group help", _LANGUAGE))] = None,
    stage: Annotated[
        Literal["start-up", "growth", "mature"] | None, typer.Option(help=say("stage help", _LANGUAGE))
    ] = None,
) -> None:
    """Score a file of answers. Exits with 2 and names every bad line when there is one."""
    from standard.findings import findings
    from standard.library import library
    from standard.models import Stage
    from standard.organisation import Settings, organisation_result

    language = language_of(os.environ)
    answers = _read(file, library(), language)
    settings = Settings(stage=Stage(stage) if stage else None, min_group=min_group)
    result = organisation_result(library(), answers, settings)
    found = findings(library(), result)
    if as_json:
        from standard.offline import result_entry

        _print_json(result_entry(result, found))
        return
    from bot.offline.table import console, print_result

    print_result(console(), library(), result, found, language)


def _print_json(data: object) -> None:
    """Print UTF-8 whatever the terminal's encoding, for JSON is UTF-8."""
    import json

    typer.echo(json.dumps(data, ensure_ascii=False, allow_nan=False).encode())


def _read(file: str, library: "Library", language: str) -> "AnswerSet":
    from standard.answer_file import read_answers

    refused = 0

    def report(fault: "LineFault") -> None:
        nonlocal refused
        refused += 1
        typer.echo(_fault_line(fault, language), err=True)

    try:
        with _opened(file) as source, _watched(source, language) as lines:
            answers = read_answers(lines, library, report)
    except OSError as error:
        typer.echo(say("unopened", language, file=file, cause=error.strerror), err=True)
        raise typer.Exit(BAD_INPUT) from error
    if refused:
        typer.echo(say("refused", language, count=refused), err=True)
        raise typer.Exit(BAD_INPUT)
    return answers


def _fault_line(fault: "LineFault", language: str) -> str:
    sentence = FAULTS[fault.kind].in_language(language)
    said = sentence.format(value=_shown(fault.value), context=_shown(fault.context))
    return say("line", language, line=fault.line, fault=said)


def _shown(value: str) -> str:
    """Show a value from a file: at most 60 characters, none of which can move a terminal's cursor."""
    clipped = value if len(value) <= 60 else value[:60] + "…"
    return "".join(c if c.isprintable() else _escaped(c) for c in clipped)


def _escaped(character: str) -> str:
    """Write what is no sign as its escape; what stands for a byte that is no UTF-8, as that byte's."""
    return re.sub(r"^\\udc", r"\\x", character.encode("unicode_escape").decode())


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
    else:
        with Path(file).open("rb") as source:
            yield source


@contextmanager
def _watched(source: BinaryIO, language: str) -> Iterator[Iterable[str]]:
    """Give the lines of a file, with a progress bar on standard error when it is long and someone looks."""
    text = TextIOWrapper(source, encoding="utf-8-sig", errors="surrogateescape", newline="")
    size = os.fstat(source.fileno()).st_size if sys.stderr.isatty() and source.seekable() else 0
    try:
        if size < _LONG_FILE:
            yield text
        else:
            with typer.progressbar(length=size, label=say("reading", language), file=sys.stderr) as bar:
                yield _advancing(text, source, bar.update)
    finally:
        text.detach()


def _advancing(lines: Iterable[str], source: BinaryIO, advance: Callable[[int], None]) -> Iterator[str]:
    """Pass the lines on, and tell now and then how many more bytes were read."""
    told = 0
    for number, line in enumerate(lines):
        yield line
        if number % 50_000 == 0:
            told, before = source.tell(), told
            advance(told - before)
    advance(source.tell() - told)
