"""What holds for the code as a whole."""

import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import permutations
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "dialogs", "standard")
LONGEST = 250
"""Lines: most modules are under 200; one that needs more than this has a second subject."""
NOBODYS = {"base", "common", "core", "helper", "helpers", "manager", "misc", "shared", "tools", "util", "utils"}
"""Names that say nothing about what is inside."""
KNOT = tuple(f"dialogs.engine.{name}" for name in ("house", "registry", "turn", "work"))
"""A turn has the house, the house has the registry, and what is registered is run with a turn."""
HOSTS = ("pypi", "pythonhosted", "npmjs", "debian", "anaconda")


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in sorted((ROOT / package).rglob("*.py")) if "versions" not in path.parts)


def committed() -> Iterator[Path]:
    """Give every file that could be committed, hidden ones at the top and pictures left out."""
    folders = [ROOT / name for name in (*PACKAGES, "locales", "tests", ".ci")]
    yield from (path for path in ROOT.iterdir() if path.suffix in {".md", ".toml", ".txt"})
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def test_imports_go_one_way_from_bot_to_dialogs_to_standard(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)

    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def test_no_module_comes_to_import_itself() -> None:
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)

    TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules}).prepare()


def test_type_checkers_too_read_the_modules_in_one_order_but_for_one_knot() -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    knot = {KNOT[0]: set().union(*(imports.pop(name) for name in KNOT)).difference(KNOT)}
    untied = {name: {KNOT[0] if one in KNOT else one for one in imported} for name, imported in imports.items()}

    TopologicalSorter(untied | knot).prepare()
    assert all(graph.chain_exists(one, other) for one, other in permutations(KNOT, 2)), "untied: name it no more"


def test_a_module_has_one_subject_and_is_named_for_it() -> None:
    sized = {path.relative_to(ROOT): len(text(path).splitlines()) for path in modules()}
    nameless = [path for path in sized if NOBODYS & {path.stem, path.parent.name}]

    assert {path: lines for path, lines in sized.items() if lines > LONGEST} == {}
    assert nameless == []


def test_what_tests_share_has_a_module_of_its_own() -> None:
    borrowing = re.compile(r"^\s*(?:from|import) tests(?:\.\w+)*\.test_\w+", re.MULTILINE)

    assert [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py") if borrowing.search(text(path))] == []


def test_nothing_names_the_host_of_a_registry_or_a_place_on_one_machine() -> None:
    hosts = "|".join(rf"{name}\.(?:org|com)" for name in HOSTS)
    named = re.compile(rf"\b(?:{hosts})\b|(?<![\w.}}/])/(?:work|root|home/[a-z]+)/")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in committed()
        if path != Path(__file__)
        for number, line in enumerate(text(path).splitlines(), 1)
        if named.search(line)
    ]

    assert found == []
