"""README and CONTRIBUTING say what is there: nothing that exists is left out, nothing is named that does not exist."""

import re
import shlex
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Final, cast

import pytest
from aiohttp import web
from pydantic import BaseModel, JsonValue
from typer.main import get_command

from bot import serving
from bot.addresses import Address
from bot.commands.cli import app
from bot.delivery.backlog import Backlog
from bot.house import registry_of
from bot.metrics import Metrics, Standing
from bot.parts import built
from bot.settings import PREFIX, Settings
from bot.telegram.answering import Answering
from bot.telegram.bot import Identity, telegram_bot
from bot.telegram.channel import TelegramChannel
from bot.telegram.files import Files
from dialogs.engine import cards, forms
from dialogs.engine.playing import play
from dialogs.engine.registry import Registry
from dialogs.engine.text import Message, _
from dialogs.meeting.live import doors
from dialogs.people import invitations
from dialogs.people.roles import MEMBERS
from standard.library import library
from tests.dialogs.engine.walk.players import ENGLISH
from tests.documents import DOCUMENTS, INLINE, LINK, ROOT, document, fences, inline, shell_lines, table

PLACE: Final = re.compile(r"[\w.]+(?:/[\w.]+)*/|[\w.]+(?:/[\w.]+)+")
"""A folder (``bot/``) or a file in one (``bot/house.py``)."""


@cache
def registry() -> Registry:
    return registry_of(library())


@cache
def subcommands() -> dict[str, set[str]]:
    """Give the command line's commands with their options."""
    group = cast("object", get_command(app))
    commands = getattr(group, "commands", {})
    return {name: {o for p in found.params for o in p.opts} for name, found in commands.items()}


# What the README's tables list is what there is.


def test_every_command_of_the_chat_is_in_the_readme_and_no_other() -> None:
    assert set(table("command")) == {f"/{name}" for name in registry().commands}


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    assert set(table("setting")) == {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}


def test_the_readme_gives_each_setting_the_default_that_it_has() -> None:
    rows = {name: row[-1].strip("`") for name, row in table("setting").items()}
    defaults = {f"{PREFIX}{name.upper()}": _written(field.default) for name, field in Settings.model_fields.items()}

    assert rows == defaults


def _written(default: object) -> str:
    if default is None or default == frozenset():
        return "–"
    return f"{default.host}:{default.port}" if isinstance(default, Address) else str(default)


def test_every_command_of_the_terminal_is_in_the_readme_and_no_other() -> None:
    listed = {name.split()[1] for name in table("command", below="### On the command line")}

    assert listed == set(subcommands())


async def test_every_http_path_is_in_the_readme_and_no_other(tmp_path: Path) -> None:
    paths = await served_paths(tmp_path)

    assert set(table("path")) == paths


async def served_paths(folder: Path) -> set[str]:
    """Give the paths of an installation with everything switched on, as the README writes them."""
    settings = Settings.model_validate(
        {
            "telegram_token": "1:planted",
            "webhook_url": "https://bot.example.org",
            "webhook_secret": "planted",
            "public_url": "https://bot.example.org",
            "database": f"sqlite+aiosqlite:///{folder}/consultbot.db",
            "key_file": folder / "consultbot.key",
        }
    )
    bot = telegram_bot("1:planted", "http://127.0.0.1:9", None)
    channel = TelegramChannel(bot, Identity("1", "consult_bot"), Files(bot), Answering(bot))
    async with built(settings, channel) as parts:
        application = serving._application(parts, serving._intake(parts))
    return {_as_written(resource) for resource in application.router.resources()} - {"/<path>"}


def _as_written(resource: web.AbstractResource) -> str:
    return resource.canonical.replace("{", "<").replace("}", ">")


def test_the_readme_counts_the_questions_and_the_capabilities_as_they_are() -> None:
    counted = f"{len(library().items)} anchored questions on its {len(library().capabilities)} capabilities"

    assert counted in document("README.md")


def test_the_metrics_that_the_readme_names_are_there() -> None:
    named = {found.partition("{")[0] for found in inline("README.md") if found.startswith("consultbot_")}
    standing, waiting = Standing(processes=1, leads=True, streams=0), Backlog(0, 0.0, {}, 0, 0, 0.0, 0)
    written = Metrics().written(standing, waiting).decode()

    assert named
    assert {name for name in named if f"# TYPE {name} " not in written} == set()


def test_the_events_that_the_readme_explains_are_logged_under_these_words() -> None:
    modules = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "dialogs").rglob("*.py")]
    logged = set(re.findall(r'\b_?log\.\w+\("([^"]+)"', "".join(module.read_text("utf-8") for module in modules)))

    assert table("event")
    assert set(table("event")) - logged == set()


def test_the_threat_model_says_how_long_a_links_token_is() -> None:
    bits, of_a_room = 8 * invitations.TOKEN_BYTES, 8 * doors.TOKEN_BYTES

    assert f"{bits} random bits (a meeting's room: {of_a_room})" in document("SECURITY.md")


# What the documents name exists.


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_slash_command_that_a_document_names_is_there(name: str) -> None:
    known = {f"/{command}" for command in registry().commands} | set(table("path"))
    named = {said.split()[0] for said in inline(name) if said.startswith("/")}

    assert named <= known


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_setting_that_a_document_names_is_there(name: str) -> None:
    assert set(re.findall(rf"\b{PREFIX}\w+", document(name))) <= set(table("setting"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_command_that_a_document_tells_to_type_is_there(name: str) -> None:
    lines = shell_lines(name)
    missing = {line: missed for line in lines if (missed := what_is_missing(line, shlex.split(line)))}

    assert lines
    assert missing == {}


def what_is_missing(line: str, words: list[str]) -> str | None:
    """Say what of a command line does not exist, or nothing."""
    match words:
        case ["uv", "run", *rest]:
            return what_is_missing(line, rest)
        case ["python", "-m", module, *_rest]:
            return None if find_spec(module) or module == "venv" else f"no module {module}"
        case [program, *rest] if Path(program).name == "consultbot":
            return _missing_of_consultbot(rest)
        case ["pytest", *rest]:
            return next((place for place in rest if place[0] != "-" and not (ROOT / place).exists()), None)
        case [program, *_rest] if "/" in program:
            return None if (ROOT / program).exists() or program.startswith(".venv/") else f"no file {program}"
        case [program, *_rest]:
            return None if which(program) else f"no program {program}"
    return None


def _missing_of_consultbot(words: list[str]) -> str | None:
    if not words:
        return None
    command, *rest = words
    if command not in subcommands():
        return f"no command {command}"
    unknown = [word for word in rest if word.startswith("--") and word not in subcommands()[command]]
    if unknown:
        return f"no option {unknown[0]}"
    if command == "play" and rest and rest[0] not in {*registry().forms, example().name}:
        return f"no form {rest[0]}"
    return None


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("uv run consultbot demonstrate", "no command demonstrate"),
        ("uv run consultbot score --jsonl FILE.csv", "no option --jsonl"),
        ("uv run consultbot play tea", "no form tea"),
        ("uv run python -m tests.nowhere", "no module tests.nowhere"),
        ("uv run pytest tests/nowhere -q", "tests/nowhere"),
        (".ci/walk", "no file .ci/walk"),
        ("uv run no-such-linter", "no program no-such-linter"),
    ],
)
def test_a_command_that_is_not_there_is_noticed(line: str, missing: str) -> None:
    assert what_is_missing(line, shlex.split(line)) == missing


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_links_to_files_that_are_there(name: str) -> None:
    assert [target for target in LINK.findall(document(name)) if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_folder_or_module_that_a_document_names_is_there(name: str) -> None:
    beside = [ROOT, *(ROOT / place for place in table("place")), ROOT / "standard/data"]
    defaults = {row[-1].strip("`") for row in table("setting").values()}
    places = [said for said in inline(name) if PLACE.fullmatch(said) and said not in defaults]

    assert [place for place in places if not any((folder / place).exists() for folder in beside)] == []


def test_every_dialog_stands_on_the_readmes_map_and_every_place_there_exists() -> None:
    (row,) = (row for name, row in table("place").items() if name == "dialogs/people/")
    named = set(INLINE.findall(" ".join(row[1:])))
    dialogs = {path.parent.name for path in (ROOT / "dialogs").glob("*/__init__.py")} - {"engine"}

    assert named == dialogs
    assert [place for place in table("place") if not (ROOT / place).is_dir()] == []


def test_every_package_stands_on_the_readmes_map() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert packages == {place.partition("/")[0] for place in table("place")}


# The example of a form works as it is printed.


class Feedback(BaseModel):
    """What the example's form is bound to."""

    clear: str
    why: str | None = None


@cache
def example() -> forms.Form[Feedback]:
    """Give the form that CONTRIBUTING shows."""
    (source,) = (body for body in fences("CONTRIBUTING.md", "python") if "FORM = " in body)
    scale = tuple(forms.Option(value=str(n), label=Message(text=str(n))) for n in range(1, 4))
    known: dict[str, object] = {**vars(forms), "Heading": cards.Heading, "JsonValue": JsonValue, "Turn": object}
    known |= {"_": _, "SCALE": scale, "Feedback": Feedback, "roles_of": lambda *_row: MEMBERS}
    dedented = "\n".join(line.removeprefix("   ") for line in source.splitlines())
    exec(compile(dedented, "CONTRIBUTING.md", "exec"), known)  # noqa: S102 - our own document
    return cast("forms.Form[Feedback]", known["FORM"])


def test_the_form_that_contributing_shows_can_be_played() -> None:
    shown: list[str] = []

    assert play(example(), ENGLISH, ["#2", "More time", "#1"], shown.append) == Feedback(clear="2", why="More time")
    assert "Was the topic clear?" in shown[0]
