"""``consultbot play``: any registered form in the terminal."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import JsonValue

from bot.commands.rehearsal import ArgumentsRefused, NoSuchForm, play
from bot.house import registry_of
from standard.library import library


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_form_is_shown_in_the_language_that_was_asked_for_with_its_buttons_numbered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "")
    play("assessment", None, "zh_CN")
    chinese = capsys.readouterr().out
    typed(monkeypatch, "")
    play("assessment", None, "en")
    english = capsys.readouterr().out

    assert "[#1 " in chinese
    assert "未开展" in chinese
    assert "not started" in english
    assert "未开展" not in english


def test_what_is_typed_goes_on_to_the_next_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "3", "三", "")
    play("assessment", None, "zh_CN")
    shown = capsys.readouterr().out

    assert "1/13" in shown
    assert "3/13" in shown


def test_a_form_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(NoSuchForm) as caught:
        play("asessment", None, "en")

    assert "assessment" in caught.value.en
    assert "assessment" in caught.value.zh
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("arguments", ["{", "[1, 2]", '{"round": "none"}'])
def test_arguments_that_the_form_is_not_opened_with_are_refused(arguments: str) -> None:
    with pytest.raises(ArgumentsRefused):
        play("assessment", arguments, "en")


def test_arguments_open_the_form_that_they_describe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "")
    play("assessment", json.dumps(example("assessment")), "en")

    assert "[#1 " in capsys.readouterr().out


def example(name: str) -> JsonValue:
    return registry_of(library()).forms[name].example


def test_the_command_reads_standard_input_and_needs_neither_settings_nor_a_database(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "play", "assessment", "--language", "en"],
        cwd=tmp_path,
        input="2\n\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert "2/13" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_command_refuses_a_language_that_has_no_catalogue(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "play", "assessment", "--language", "tlh"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 2
    assert "zh_CN, en" in done.stderr
