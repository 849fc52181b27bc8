"""The offline contract computed a second time, from SCORING's rules, with NumPy and SciPy.

It shares no code with the product: it reads the answers, the item codes and the remedies by itself, holds the
answers in a table of respondents by items, and decides in floats with a tolerance far below the distance that
two different rationals of such sizes can have.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

import numpy as np
import numpy.typing as npt
import yaml
from scipy import stats

DATA = Path(__file__).parents[2] / "standard" / "data"
HAIR = 1e-9
TARGETS = {"start-up": (50, 25), "growth": (65, 40), "mature": (80, 60)}
INSIDE = {"self": True, "management": True, "external": False, "counterpart": False}

NOT_ASKED, NA, DK, SKIPPED = -1.0, -2.0, -3.0, -4.0
MARKS = {"NA": NA, "DK": DK, "": SKIPPED}

Numbers = npt.NDArray[np.float64]


class Side(TypedDict):
    score: float | None
    level: int | None
    verdict: str | None
    n: int | None
    sd: float | None
    ci: list[float] | None
    agreement: float | None
    insufficient: int | None
    not_applicable: int | None


class Node(TypedDict):
    internal: Side
    outside: Side
    gap: float | None


class Contract(TypedDict):
    index: dict[str, float | None]
    maturity: dict[str, object]
    nodes: dict[str, Node]
    findings: list[dict[str, object]]
    withheld: list[dict[str, str]]


@cache
def item_codes() -> list[str]:
    files = sorted((DATA / "items").glob("*.yaml"))
    return [item["code"] for file in files for item in yaml.safe_load(file.read_text("utf-8"))]


@cache
def support() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for remedy in yaml.safe_load((DATA / "remedies.yaml").read_text("utf-8")):
        clauses = found.setdefault(str(remedy["capability"]), [])
        if str(remedy["support"]) not in clauses:
            clauses.append(str(remedy["support"]))
    return found


def table(path: Path, codes: list[str]) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """The answers, respondents by items, and who of the respondents is inside."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    people = {name: place for place, name in enumerate(dict.fromkeys(row["respondent"] for row in rows))}
    places = {code: place for place, code in enumerate(codes)}
    answers = np.full((len(people), len(codes)), NOT_ASKED)
    inside = np.zeros(len(people), dtype=np.bool_)
    for row in rows:
        answer = row["answer"]
        answers[people[row["respondent"]], places[row["item"]]] = MARKS[answer] if answer in MARKS else float(answer)
        inside[people[row["respondent"]]] = INSIDE[row["perspective"]]
    return answers, inside


def side(answers: Numbers, required: bool, internal: bool, least: int) -> tuple[Side, int, list[str]]:
    """One side of one capability, how many are complete, and what was withheld."""
    levels = answers >= 0
    asked = (answers != NOT_ASKED) & (answers != NA)
    given, counted = levels.sum(axis=1), asked.sum(axis=1)
    said_na = (answers == NA).any(axis=1) & (counted == 0)
    scored = (given >= 1) & (given * 2 >= counted)
    n, na = int(scored.sum()), int(said_na.sum())
    insufficient = int(((counted > 0) & ~scored).sum())
    behind = n or na
    if 0 < n + na + insufficient < least or 0 < behind < least:
        return _nothing(n), 0, ["score"]
    found = Side(**{**_nothing(n), "insufficient": insufficient, "not_applicable": na})
    complete = 0
    if n:
        sums = np.where(levels, answers, 0.0)[scored].sum(axis=1)
        complete = _of_scores(found, 25 * sums / given[scored], answers[scored])
    if internal:
        found["verdict"] = _verdict(found["level"], required, na)
    if 0 < complete < least:
        found["agreement"] = None
        return found, 0, ["agreement"]
    return found, complete, []


def _nothing(n: int | None) -> Side:
    return Side(
        score=None, level=None, verdict=None, n=n, sd=None, ci=None,
        agreement=None, insufficient=None, not_applicable=None,
    )  # fmt: skip


def _of_scores(found: Side, scores: Numbers, answers: Numbers) -> int:
    mean = float(scores.mean())
    found["score"], found["level"] = mean, _level(mean)
    if len(scores) > 1:
        deviation = float(scores.std(ddof=1))
        reach = float(stats.t.ppf(0.975, len(scores) - 1)) * deviation / len(scores) ** 0.5
        found["sd"] = deviation
        found["ci"] = [max(0.0, mean - reach), min(100.0, mean + reach)]
    columns = (answers != NOT_ASKED).any(axis=0)
    complete = answers[:, columns][(answers[:, columns] >= 0).all(axis=1)]
    if len(complete) > 1:
        found["agreement"] = max(0.0, 1 - float(complete.var(axis=0, ddof=1).mean()) / 2)
    return len(complete)


def _level(score: float | None) -> int | None:
    return None if score is None else int(np.floor(score / 25 + HAIR))


def _verdict(level: int | None, required: bool, na: int) -> str:
    if level is None:
        return "not applicable" if na else "not assessed"
    words = ["not met", "partly met", "met"] if required else ["not adopted", "partly adopted", "adopted"]
    return words[min(level, 2)]


def _mean(scores: Sequence[float | None]) -> Side:
    known = [score for score in scores if score is not None]
    mean = float(np.mean(known)) if known else None
    return Side(**{**_nothing(None), "score": mean, "level": _level(mean)})


def _gap(node: Node) -> float | None:
    inside, outside = node["internal"]["score"], node["outside"]["score"]
    return None if inside is None or outside is None else inside - outside


def contract(path: Path, min_group: int | None = None, stage: str | None = None) -> Contract:
    """Compute everything that ``consultbot score --json`` prints for a sound file."""
    codes = item_codes()
    answers, inside = table(path, codes)
    capability_of = np.array([code.rpartition("-")[0] for code in codes])
    capabilities = sorted(set(capability_of.tolist()))
    nodes: dict[str, Node] = {}
    complete: dict[str, int] = {}
    withheld: list[dict[str, str]] = []
    for clause in capabilities:
        node = Node(internal=_nothing(0), outside=_nothing(0), gap=None)
        for name, who in (("internal", inside), ("outside", ~inside)):
            cells = answers[who][:, capability_of == clause]
            found, whole, held = side(cells, clause.startswith("6.1"), name == "internal", min_group or 0)
            withheld += [{"clause": clause, "side": name, "figure": figure} for figure in held]
            if name == "internal":
                node["internal"], complete[clause] = found, whole
            else:
                node["outside"] = found
        node["gap"] = _gap(node)
        nodes[clause] = node
    for above in sorted({c.rpartition(".")[0] for c in capabilities} | {c[:3] for c in capabilities}):
        below = [c for c in capabilities if c.startswith(above + ".")]
        nodes[above] = Node(
            internal=_mean([nodes[c]["internal"]["score"] for c in below]),
            outside=_mean([nodes[c]["outside"]["score"] for c in below]),
            gap=None,
        )
        nodes[above]["gap"] = _gap(nodes[above])
    return Contract(
        index={
            "internal": _mean([nodes[c]["internal"]["score"] for c in capabilities])["score"],
            "outside": _mean([nodes[c]["outside"]["score"] for c in capabilities])["score"],
        },
        maturity=_maturity({c: nodes[c]["internal"]["level"] for c in capabilities if c.startswith("6.1")}),
        nodes=nodes,
        findings=_findings({c: nodes[c] for c in capabilities}, complete, stage),
        withheld=withheld,
    )


def _maturity(levels: dict[str, int | None]) -> dict[str, object]:
    missing = [clause for clause, level in levels.items() if level is None]
    if missing:
        return {"level": None, "held_back_by": missing}
    lowest = min(level for level in levels.values() if level is not None)
    return {"level": lowest, "held_back_by": [c for c in levels if levels[c] == lowest and lowest < 4]}


def _findings(nodes: dict[str, Node], complete: dict[str, int], stage: str | None) -> list[dict[str, object]]:
    helps = support()
    found: list[tuple[int, str, int, str, str]] = []
    for clause, node in nodes.items():
        inside, gap = node["internal"], node["gap"]
        target = TARGETS[stage][0 if clause.startswith("6.1") else 1] if stage else 0
        under = target - inside["score"] if inside["score"] is not None else 0.0
        if inside["verdict"] == "not met":
            found.append((0, clause, 0, "required-not-met", "high"))
        elif inside["verdict"] == "partly met":
            found.append((1, clause, 0, "required-not-met", "medium"))
        elif under > HAIR:
            worse = under >= 25 - HAIR
            found.append((1 if worse else 2, clause, 1, "below-target", "medium" if worse else "low"))
        if inside["agreement"] is not None and inside["agreement"] < 0.3 - HAIR and complete[clause] >= 5:
            found.append((2, clause, 2, "disagreement", "low"))
        if gap is not None and gap >= 15 - HAIR:
            found.append((1, clause, 3, "blind-spot", "medium"))
        if gap is not None and gap <= -15 + HAIR:
            found.append((3, clause, 4, "hidden-strength", "info"))
    return [
        {"rule": rule, "clause": clause, "severity": severity, "support": helps[clause]}
        for _, clause, _, rule, severity in sorted(found)
    ]
