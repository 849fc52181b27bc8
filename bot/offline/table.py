"""The readable tables of the offline commands; imported only when one is printed."""

from fractions import Fraction

from rich.console import Console
from rich.table import Table

from bot.offline.words import say
from standard.findings import Finding
from standard.library import Library
from standard.organisation import CapabilityResult, CompositeResult, OrganisationResult
from standard.scoring import Figure, display

_PAGE = 120
"""Columns of a table that goes to a file or a pipe, where there is no terminal to fit."""


def console() -> Console:
    """Give the console that the tables are printed on."""
    wanted = Console()
    return wanted if wanted.is_terminal else Console(width=max(wanted.width, _PAGE))


def print_items(console: Console, library: Library, language: str) -> None:
    """Print every item: its code, whether its clause is 应 or 宜, and its question."""
    table = Table(*(say(key, language) for key in ("item", "binding", "question")))
    for item in library.items.values():
        binding = say(library.kind(item.capability), language)
        table.add_row(item.code, binding, item.question.in_language(language))
    console.print(table)


def print_result(
    console: Console, library: Library, result: OrganisationResult, found: tuple[Finding, ...], language: str
) -> None:
    """Print the figures clause by clause, then maturity, progress and findings."""
    console.print(_figures(library, result, language))
    console.print(_maturity(result, language), highlight=False)
    if result.progress is not None:
        percent = display(result.progress * 100)
        console.print(say("progress", language, percent=percent), highlight=False)
    if found:
        console.print(_findings(library, found, language))
    else:
        console.print(say("no findings", language))


def _figures(library: Library, result: OrganisationResult, language: str) -> Table:
    table = Table(say("clause", language), say("binding", language))
    for key in ("score", "level", "verdict", "n", "interval", "agreement", "outside", "gap"):
        table.add_column(say(key, language), justify="left" if key in {"level", "verdict"} else "right")
    for half in result.halves.values():
        _add_composite(table, library, half, language)
        for group in result.groups.values():
            if group.clause.startswith(f"{half.clause}."):
                _add_composite(table, library, group, language)
                for clause in library.groups[group.clause]:
                    _add_capability(table, library, result.capabilities[clause], language)
    table.add_section()
    index = result.index
    row = (_number(index.internal.score), _level(index.internal.level, language), "", "", "", "")
    outside = (_number(index.outside.score), _number(index.gap))
    table.add_row(say("index", language), "", *row, *outside, style="bold")
    return table


def _add_composite(table: Table, library: Library, each: CompositeResult, language: str) -> None:
    table.add_section()
    row = (_number(each.internal.score), _level(each.internal.level, language), "", "", "", "")
    outside = (_number(each.outside.score), _number(each.gap))
    table.add_row(_titled(library, each.clause, language), "", *row, *outside, style="bold")


def _add_capability(table: Table, library: Library, each: CapabilityResult, language: str) -> None:
    inside = each.internal
    table.add_row(
        _titled(library, each.clause, language),
        say(each.kind, language),
        _score(inside, language),
        _level(inside.level, language),
        say(inside.verdict, language) if inside.verdict else "",
        str(inside.n),
        _interval(inside),
        _number(inside.agreement, 2),
        _score(each.outside, language),
        _number(each.gap),
    )


def _maturity(result: OrganisationResult, language: str) -> str:
    level = result.maturity.level
    reached = say("not assessed", language) if level is None else _level(level, language)
    sentence = say("maturity", language, level=reached)
    if not result.maturity.held_back_by:
        return sentence
    clauses = ("、" if language.startswith("zh") else ", ").join(result.maturity.held_back_by)
    comma = "，" if language.startswith("zh") else ", "
    return sentence + comma + say("held back", language, clauses=clauses)


def _findings(library: Library, found: tuple[Finding, ...], language: str) -> Table:
    columns = ("severity", "clause", "finding", "support")
    table = Table(*(say(key, language) for key in columns), title=say("findings", language))
    for each in found:
        table.add_row(
            say(each.severity, language),
            _titled(library, each.clause, language),
            say(each.rule, language),
            " ".join(each.support),
        )
    return table


def _titled(library: Library, number: str, language: str) -> str:
    title = library.clauses[number].title
    return number if title is None else f"{number} {title.in_language(language)}"


def _score(figure: Figure, language: str) -> str:
    return say("withheld", language) if figure.withheld else _number(figure.score)


def _level(level: int | None, language: str) -> str:
    return "" if level is None else say(f"level {level}", language)


def _number(value: Fraction | None, digits: int = 1) -> str:
    return "" if value is None else str(display(value, digits))


def _interval(figure: Figure) -> str:
    if figure.interval is None:
        return ""
    low, high = (display(Fraction(bound)) for bound in figure.interval)
    return f"{low}–{high}"
