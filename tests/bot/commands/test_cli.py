import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot.commands import terminal
from bot.commands.cli import main

HEAVY = ["aiohttp", "alembic", "babel", "cryptography", "matplotlib", "numpy", "pydantic", "rich", "segno"]
HEAVY += ["sqlalchemy", "structlog", "telegram", "uvloop", "xlsxwriter", "yaml"]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def consultbot(folder: Path, *arguments: str, locale: str = "en_GB.UTF-8", **settings: str) -> Ended:
    """Run the command in a folder, with these settings and no others, as if it were a process of its own."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(Terminal()) as out, redirect_stderr(Terminal()) as err:
        patch.chdir(folder)
        for name in [name for name in os.environ if name.upper().startswith("CONSULTBOT_")]:
            patch.delenv(name)
        for name, value in settings.items():
            patch.setenv(f"CONSULTBOT_{name}", value)
        patch.setattr(terminal, "LANGUAGE", locale)
        patch.setattr(sys, "argv", ["consultbot", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
    code = end.value.code
    return Ended(code if isinstance(code, int) else 0, out.text(), err.text())


class Terminal(TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(BytesIO(), encoding="utf-8", write_through=True)

    def text(self) -> str:
        self.seek(0)
        return self.read()


def content(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom bot.commands import cli\ntry: cli.main()\n"
        "finally: print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    imported = set(done.stderr.splitlines())

    assert "typer" in imported
    assert imported.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    ("locale", "words"), [("en_GB.UTF-8", "with nothing to set up."), ("zh_CN.UTF-8", "无需任何设置。")]
)
def test_help_names_every_command_in_the_language_of_the_terminal(tmp_path: Path, locale: str, words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        cwd=tmp_path,
        env=os.environ | {"LC_ALL": locale, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    for command in ("demo", "run", "migrate", "check", "invite", "items", "score"):
        assert f"  {command} " in done.stdout
    assert words in done.stdout
    assert "..." not in done.stdout.partition("Commands:")[2]  # every command is said whole


def test_the_version_is_the_installed_one(tmp_path: Path) -> None:
    assert consultbot(tmp_path, "--version").stdout == "0.1.0\n"


@pytest.mark.parametrize("command", [["run"], ["check"], ["invite", "--operator"]])
def test_faulty_settings_are_named_before_anything_else_happens(tmp_path: Path, command: list[str]) -> None:
    done = consultbot(tmp_path, *command, TIMEZONE="Beijing", OPERATER="1")

    assert done.returncode == 2
    assert "CONSULTBOT_TELEGRAM_TOKEN is not set" in done.stderr
    assert "CONSULTBOT_TIMEZONE must be" in done.stderr
    assert "did you mean CONSULTBOT_OPERATORS?" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(tmp_path) == {}


@pytest.mark.parametrize(
    ("locale", "chinese", "english"), [("zh_CN.UTF-8", True, False), ("en_GB", False, True), ("C", True, True)]
)
def test_faults_are_told_in_the_terminals_language_and_in_both_where_it_has_none(
    tmp_path: Path, locale: str, chinese: bool, english: bool
) -> None:
    told = consultbot(tmp_path, "migrate", locale=locale, TIMEZONE="Beijing").stderr

    assert ("设置有误" in told) is chinese
    assert ("settings need mending" in told) is english


def test_migrate_makes_database_and_key_and_the_second_time_says_there_is_nothing_to_do(tmp_path: Path) -> None:
    first = consultbot(tmp_path, "migrate")
    second = consultbot(tmp_path, "migrate")

    assert first.returncode == second.returncode == 0
    assert first.stdout.startswith("Schema: empty → 0")
    assert "nothing to do" in second.stdout
    assert {"consultbot.db", "consultbot.key"} <= set(content(tmp_path))


def test_migrate_with_a_missing_key_refuses_and_changes_nothing(tmp_path: Path) -> None:
    consultbot(tmp_path, "migrate")
    (tmp_path / "consultbot.key").unlink()
    before = content(tmp_path)
    done = consultbot(tmp_path, "migrate", locale="C")

    assert done.returncode == 2
    assert "consultbot.key is missing" in done.stderr
    assert "找不到密钥文件" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(tmp_path) == before


def test_check_before_the_first_start_says_what_it_will_make_and_makes_nothing(tmp_path: Path) -> None:
    done = consultbot(tmp_path, "check", PUBLIC_URL="http://localhost:8000")

    assert done.returncode == 0, done.stderr
    assert "to be filled by the first start" in done.stdout
    assert "consultbot.key, to be made by the first start" in done.stdout
    assert "✓ Font" in done.stdout
    assert content(tmp_path) == {}


def test_check_of_an_installation_names_its_schema_and_leaves_it_as_it_is(tmp_path: Path) -> None:
    consultbot(tmp_path, "migrate")
    before = content(tmp_path)
    done = consultbot(tmp_path, "check", PUBLIC_URL="http://localhost:8000")

    assert done.returncode == 0
    assert "✓ Database: sqlite+aiosqlite:///consultbot.db, schema 0" in done.stdout
    assert content(tmp_path) == before


def test_check_names_what_is_wrong_looks_at_the_rest_and_ends_with_2(tmp_path: Path) -> None:
    consultbot(tmp_path, "migrate")
    (tmp_path / "consultbot.key").chmod(0o644)
    done = consultbot(tmp_path, "check", PUBLIC_URL="http://localhost:8000")

    assert done.returncode == 2
    assert "✗ Key" in done.stdout
    assert "chmod 600 consultbot.key" in done.stdout
    assert "✓ Font" in done.stdout


def test_an_unreachable_database_is_a_sentence_and_not_a_traceback(tmp_path: Path) -> None:
    done = consultbot(tmp_path, "migrate", DATABASE="postgresql+asyncpg://u:planted@/c?host=/nowhere")

    assert done.returncode == 2
    assert "can't be opened" in done.stderr
    assert "planted" not in done.stderr
    assert "Traceback" not in done.stderr
    assert content(tmp_path) == {}


def test_invite_without_a_role_says_where_invitations_come_from(tmp_path: Path) -> None:
    done = consultbot(tmp_path, "invite", PUBLIC_URL="http://localhost:8000")

    assert done.returncode == 2
    assert "/invite" in done.stderr


def test_demo_refuses_an_address_or_a_language_that_it_does_not_know(tmp_path: Path) -> None:
    address = consultbot(tmp_path, "demo", "--listen", "8000")
    language = consultbot(tmp_path, "demo", "--language", "tlh")

    assert (address.returncode, language.returncode) == (2, 2)
    assert "Invalid value for --listen: must be host:port" in address.stderr
    assert "Invalid value for --language: there is no tlh: choose one of zh_CN, en" in language.stderr
    assert content(tmp_path) == {}
