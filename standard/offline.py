"""The offline contract: the item bank and a result as plain data, ready for JSON."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypedDict

from standard.answers import Side
from standard.findings import Finding
from standard.library import Library
from standard.organisation import CapabilityResult, Composite, CompositeResult, OrganisationResult
from standard.scoring import Figure


class ItemEntry(TypedDict):
    """One item of the bank."""

    code: str
    clause: str
    kind: str
    zh: str
    en: str
    levels: dict[str, list[str]]


class FigureEntry(TypedDict):
    """One side of one node; ``null`` where there is no figure."""

    score: float | None
    level: int | None
    verdict: str | None
    n: int | None
    sd: float | None
    ci: list[float] | None
    agreement: float | None
    insufficient: int | None
    not_applicable: int | None


class NodeEntry(TypedDict):
    """One capability, group or half."""

    internal: FigureEntry
    outside: FigureEntry
    gap: float | None


class MaturityEntry(TypedDict):
    """The maturity and what holds it back."""

    level: int | None
    held_back_by: list[str]


class FindingEntry(TypedDict):
    """One finding."""

    rule: str
    clause: str
    severity: str
    support: list[str]


class WithheldEntry(TypedDict):
    """One withheld figure: ``score`` (and all that stands beside it) or ``agreement`` alone."""

    clause: str
    side: str
    figure: str


class ResultEntry(TypedDict):
    """Everything that ``consultbot score --json`` prints."""

    index: dict[str, float | None]
    maturity: MaturityEntry
    nodes: dict[str, NodeEntry]
    findings: list[FindingEntry]
    withheld: list[WithheldEntry]


def item_entries(library: Library) -> list[ItemEntry]:
    """Give the items of chapter 6 in the standard's order."""
    return [
        ItemEntry(
            code=item.code,
            clause=item.capability,
            kind=library.kind(item.capability),
            zh=item.question.zh,
            en=item.question.en,
            levels={"zh": [each.zh for each in item.levels], "en": [each.en for each in item.levels]},
        )
        for item in library.items.values()
    ]


def result_entry(result: OrganisationResult, found: Iterable[Finding]) -> ResultEntry:
    """Give a result as the contract has it, in full precision; nodes in the order of their numbers."""
    composites = {**result.halves, **result.groups}
    nodes = {clause: _composite_node(each) for clause, each in composites.items()}
    nodes |= {clause: _capability_node(each) for clause, each in result.capabilities.items()}
    return ResultEntry(
        index={side.value: _number(getattr(result.index, side.value).score) for side in Side},
        maturity=MaturityEntry(level=result.maturity.level, held_back_by=list(result.maturity.held_back_by)),
        nodes={clause: nodes[clause] for clause in sorted(nodes)},
        findings=[
            FindingEntry(
                rule=each.rule.value,
                clause=each.clause,
                severity=each.severity.value,
                support=list(each.support),
            )
            for each in found
        ],
        withheld=list(_withheld(result)),
    )


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _figure(figure: Figure) -> FigureEntry:
    return FigureEntry(
        score=_number(figure.score),
        level=figure.level,
        verdict=None if figure.verdict is None else figure.verdict.value,
        n=figure.n,
        sd=figure.deviation,
        ci=None if figure.interval is None else list(figure.interval),
        agreement=_number(figure.agreement),
        insufficient=figure.insufficient,
        not_applicable=figure.not_applicable,
    )


def _mean(mean: Composite) -> FigureEntry:
    return FigureEntry(
        score=_number(mean.score),
        level=mean.level,
        verdict=None,
        n=None,
        sd=None,
        ci=None,
        agreement=None,
        insufficient=None,
        not_applicable=None,
    )


def _capability_node(each: CapabilityResult) -> NodeEntry:
    return NodeEntry(internal=_figure(each.internal), outside=_figure(each.outside), gap=_number(each.gap))


def _composite_node(each: CompositeResult) -> NodeEntry:
    return NodeEntry(internal=_mean(each.internal), outside=_mean(each.outside), gap=_number(each.gap))


def _withheld(result: OrganisationResult) -> Iterator[WithheldEntry]:
    for clause, each in result.capabilities.items():
        for side, figure in ((Side.INTERNAL, each.internal), (Side.OUTSIDE, each.outside)):
            if figure.withheld or figure.agreement_withheld:
                what = "score" if figure.withheld else "agreement"
                yield WithheldEntry(clause=clause, side=side.value, figure=what)
