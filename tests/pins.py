"""Pin every version anew, transitive ones too: ``uv run python -m tests.pins``.

The direct dependencies' versions are edited by hand in ``pyproject.toml``; this command then writes what they need
into its ``constraint-dependencies`` and ``build-system.requires`` (for uv) and into ``requirements.txt`` (for plain
pip). ``uv.lock`` is not kept, since it names the registry that it was made from.
"""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parent.parent
PROJECT: Final = ROOT / "pyproject.toml"
REQUIREMENTS: Final = ROOT / "requirements.txt"
HEADER: Final = "# Every version, for plain pip. Written by: uv run python -m tests.pins\n"
BACKEND: Final = "hatchling"
EDITABLE: Final = "editables"
"""What the backend asks for when the project is installed in place."""


def renew() -> None:
    """Resolve, and write both files."""
    with TemporaryDirectory() as folder:
        shutil.copy(PROJECT, folder)
        unpinned = Path(folder, PROJECT.name)
        unpinned.write_text(_with_list(unpinned.read_text("utf-8"), "constraint-dependencies", []), "utf-8")
        _uv("lock", "--quiet", folder=folder)
        pins = _uv("export", "--quiet", "--all-groups", "--no-emit-project", *_BARE, "--no-hashes", folder=folder)
        Path(folder, "build.txt").write_text(f"{_backend()}\n{EDITABLE}\n", "utf-8")
        build = _uv("pip", "compile", "--quiet", "--universal", *_BARE, "build.txt", folder=folder)
    REQUIREMENTS.write_text(HEADER + "".join(f"{pin}\n" for pin in pins), "utf-8")
    written = _with_list(PROJECT.read_text("utf-8"), "constraint-dependencies", pins)
    PROJECT.write_text(_with_list(written, "requires", build), "utf-8")


_BARE: Final = ("--no-annotate", "--no-header")


def _backend() -> str:
    requires = tomllib.loads(PROJECT.read_text("utf-8"))["build-system"]["requires"]
    return str(next(one for one in requires if one.startswith(BACKEND)))


def _uv(*arguments: str, folder: str) -> list[str]:
    uv = os.environ.get("UV", "uv")  # uv run tells where it is
    done = subprocess.run([uv, *arguments], cwd=folder, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return [line for line in done.stdout.splitlines() if "==" in line]


def _with_list(text: str, key: str, values: list[str]) -> str:
    """Give a TOML text with one key's list replaced."""
    lines = "".join(f'    "{value}",\n' for value in values)
    new = f"{key} = [\n{lines}]\n" if values else f"{key} = []\n"
    replaced, count = re.subn(rf"^{key} = \[.*?\]\n", lambda _: new, text, count=1, flags=re.MULTILINE | re.DOTALL)
    if count != 1:
        raise LookupError(f"{PROJECT} has no list {key}")
    return replaced


if __name__ == "__main__":
    renew()
