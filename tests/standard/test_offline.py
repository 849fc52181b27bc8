"""The offline contract, held against a second computation that shares nothing with it."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from standard.answer_file import HEADER, LineFault, read_answers
from standard.findings import findings
from standard.library import library
from standard.models import Stage
from standard.offline import ResultEntry, item_entries, result_entry
from standard.organisation import Settings, organisation_result
from tests.standard import independent

PERSPECTIVES = ("self", "management", "external", "counterpart")


def seeded(seed: int | str) -> Random:
    return Random(seed)  # noqa: S311 - answers of nobody, the same in every run


def write(path: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows)
    return path


def anyhow(random: Random, respondents: int) -> list[tuple[str, str, str, str]]:
    """Every answer drawn anew, half of the items not even asked of some."""
    rows = []
    for n in range(respondents):
        perspective, asked = random.choice(PERSPECTIVES), random.choice((0.3, 0.9, 1.0))
        for code in library().items:
            given = ["0", "1", "2", "3", "4", "4", "DK", ""] + (["NA", "NA"] if code > "6.2" else [])
            if random.random() < asked:
                rows.append((f"r{n}", perspective, code, random.choice(given)))
    random.shuffle(rows)
    return rows


def of_one_mind(random: Random, respondents: int) -> list[tuple[str, str, str, str]]:
    """Near one level a capability and side, so that scores lie on boundaries and raters agree."""
    levels = {(clause, side): random.randint(0, 4) for clause in library().capabilities for side in (True, False)}
    rows = []
    for n in range(respondents):
        perspective = random.choice(PERSPECTIVES)
        for item in library().items.values():
            level = levels[item.capability, perspective in {"self", "management"}]
            strayed = min(4, max(0, level + random.choice((0, 0, 0, 0, 1, -1))))
            rows.append((f"r{n}", perspective, item.code, str(strayed)))
    return rows


def capability_by_capability(random: Random, respondents: int) -> list[tuple[str, str, str, str]]:
    """Whole capabilities NA, unknown or left out, and few respondents on each."""
    rows = []
    for n in range(respondents):
        perspective = random.choice(PERSPECTIVES)
        for clause in library().capabilities:
            mood = random.choice(("NA" if clause > "6.2" else "DK", "DK", "2", "3", "out"))
            if mood != "out":
                rows += [(f"r{n}", perspective, item.code, mood) for item in library().items_of(clause)]
    return rows


def computed(path: Path, min_group: int | None, stage: str | None) -> ResultEntry:
    faults: list[LineFault] = []
    with path.open(encoding="utf-8", newline="") as lines:
        answers = read_answers(lines, library(), faults.append)
    assert faults == []
    settings = Settings(stage=Stage(stage) if stage else None, min_group=min_group)
    result = organisation_result(library(), answers, settings)
    return result_entry(result, findings(library(), result))


def assert_alike(ours: object, theirs: object, where: str = "") -> None:
    """Equal in shape, words and whole numbers; floats to 1e-9."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        assert sorted(ours) == sorted(theirs), where
        for key in ours:
            assert_alike(ours[key], theirs[key], f"{where}.{key}")
    elif isinstance(ours, list) and isinstance(theirs, list):
        assert len(ours) == len(theirs), (where, ours, theirs)
        for place, pair in enumerate(zip(ours, theirs, strict=True)):
            assert_alike(*pair, f"{where}[{place}]")
    elif isinstance(ours, float) and isinstance(theirs, float):
        assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9), where
    else:
        assert type(ours) is type(theirs), (where, ours, theirs)
        assert ours == theirs, where


@pytest.mark.parametrize("stage", [None, "start-up", "growth", "mature"])
@pytest.mark.parametrize("min_group", [None, 3, 5])
@pytest.mark.parametrize("respondents", [0, 1, 7, 30])
@pytest.mark.parametrize("kind", [anyhow, of_one_mind, capability_by_capability])
def test_equals_the_independent_computation(
    tmp_path: Path,
    kind: Callable[[Random, int], list[tuple[str, str, str, str]]],
    respondents: int,
    min_group: int | None,
    stage: str | None,
) -> None:
    random = seeded(f"{kind.__name__} {respondents} {min_group} {stage}")
    path = write(tmp_path / "answers.csv", kind(random, respondents))
    ours = computed(path, min_group, stage)
    theirs = independent.contract(path, min_group, stage)
    assert_alike(json.loads(json.dumps(ours)), json.loads(json.dumps(theirs)))


def test_equals_it_on_a_large_file_too(tmp_path: Path) -> None:
    path = write(tmp_path / "answers.csv", anyhow(seeded(11), 1500))
    assert_alike(computed(path, None, "growth"), independent.contract(path, None, "growth"))


def test_every_rule_that_answers_decide_fires_somewhere_in_these_files(tmp_path: Path) -> None:
    fired = set()
    for seed in range(12):
        path = write(tmp_path / "answers.csv", of_one_mind(seeded(seed), 14))
        fired |= {finding["rule"] for finding in computed(path, None, "mature")["findings"]}
    path = write(tmp_path / "answers.csv", anyhow(seeded(1), 60))
    fired |= {finding["rule"] for finding in computed(path, None, "mature")["findings"]}
    assert fired == {"required-not-met", "below-target", "disagreement", "blind-spot", "hidden-strength"}


class TestTheContract:
    def test_has_every_node_and_key_and_null_where_there_is_no_figure(self, tmp_path: Path) -> None:
        entry = computed(write(tmp_path / "answers.csv", [("ann", "self", "6.1.1.1-1", "3")]), None, None)
        assert list(entry) == ["index", "maturity", "nodes", "findings", "withheld"]
        above = {"6.1", "6.2", "6.1.1", "6.1.2", "6.2.1", "6.2.2"}
        assert set(entry["nodes"]) == above | set(library().capabilities)
        assert entry["nodes"]["6.1.1.1"] == {
            "internal": {
                "score": 75.0, "level": 3, "verdict": "met", "n": 1, "sd": None, "ci": None,
                "agreement": None, "insufficient": 0, "not_applicable": 0,
            },
            "outside": {
                "score": None, "level": None, "verdict": None, "n": 0, "sd": None, "ci": None,
                "agreement": None, "insufficient": 0, "not_applicable": 0,
            },
            "gap": None,
        }  # fmt: skip
        assert entry["index"] == {"internal": 75.0, "outside": None}
        assert entry["maturity"]["level"] is None
        assert entry["nodes"]["6.1"]["internal"]["score"] == 75.0

    def test_names_what_is_withheld(self, tmp_path: Path) -> None:
        rows = [(f"r{n}", "self", "6.1.1.1-1", "3") for n in range(4)]
        rows += [(f"o{n}", "external", "6.1.1.1-1", "3") for n in range(5)]
        entry = computed(write(tmp_path / "answers.csv", rows), 5, None)
        assert entry["withheld"] == [{"clause": "6.1.1.1", "side": "internal", "figure": "score"}]
        assert entry["nodes"]["6.1.1.1"]["internal"]["n"] == 4
        assert entry["nodes"]["6.1.1.1"]["outside"]["score"] == 75.0

    def test_the_item_bank_has_code_clause_kind_and_five_levels_in_both_languages(self) -> None:
        entries = item_entries(library())
        assert [entry["code"] for entry in entries] == list(library().items)
        for entry in entries:
            assert list(entry) == ["code", "clause", "kind", "zh", "en", "levels"]
            assert entry["code"].startswith(f"{entry['clause']}-")
            assert entry["kind"] == ("应" if entry["clause"].startswith("6.1") else "宜")
            assert [len(entry["levels"][language]) for language in ("zh", "en")] == [5, 5]
            assert re.search(r"[\u4e00-\u9fff]", entry["zh"])
