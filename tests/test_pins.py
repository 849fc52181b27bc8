import re
import tomllib
from importlib.metadata import distributions

import pytest

from tests.pins import PROJECT, REQUIREMENTS

PIN = re.compile(r"(?P<name>[a-z0-9-]+)(\[[a-z,]+\])?==(?P<version>[^\s;]+)(\s*;.*)?")


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    return tomllib.loads(PROJECT.read_text("utf-8"))


def pinned() -> list[str]:
    return [line for line in REQUIREMENTS.read_text("utf-8").splitlines() if not line.startswith("#")]


def versions(lines: list[str]) -> set[tuple[str, str]]:
    found = [PIN.fullmatch(line) for line in lines]
    assert all(found), "each line is one exact version"
    return {(match["name"], match["version"]) for match in found if match}


def direct(text: str) -> list[str]:
    """Give the lines of the tables of direct dependencies."""
    tables = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert len(tables) == 2
    return "".join(tables).splitlines()


def test_uv_and_pip_install_the_same_versions(project: dict[str, dict[str, dict[str, object]]]) -> None:
    assert project["tool"]["uv"]["constraint-dependencies"] == pinned()


def test_every_direct_dependency_is_pinned_and_says_why_it_is_there() -> None:
    for line in direct(PROJECT.read_text("utf-8")):
        written = re.fullmatch(r'\s+"([^"]+)",\s+# (\S.+)', line)
        assert written, f"no reason beside {line.strip()}"
        assert versions([written[1]]) <= versions(pinned())


def test_everything_that_is_installed_here_is_pinned() -> None:
    ours = {"consultbot", "pip", "setuptools", "wheel"}
    here = {(re.sub(r"[-_.]+", "-", found.name).lower(), found.version) for found in distributions()}

    assert {one for one in here if one[0] not in ours} <= versions(pinned())


def test_what_builds_the_distribution_is_pinned_too(project: dict[str, dict[str, list[str]]]) -> None:
    names = {name for name, _ in versions(project["build-system"]["requires"])}

    assert {"hatchling", "editables", "packaging", "pathspec", "pluggy", "trove-classifiers"} <= names
