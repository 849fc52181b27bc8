"""Any form, played in the terminal."""

import io
import runpy
import sys

import pytest

from dialogs.engine import playing
from dialogs.engine.playing import NotAForm, found, main, play
from tests.dialogs.engine.walk.players import ENGLISH
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, OPINION, Opinion

FORM = "tests.dialogs.engine.walk.sample_forms:OPINION"


def played(*lines: str) -> tuple[Opinion | None, str]:
    shown: list[str] = []
    return play(OPINION, ENGLISH, lines, shown.append), "\n".join(shown)


def test_a_form_is_played_by_typing_and_by_the_numbers_of_its_buttons() -> None:
    answers, shown = played("#1", "It is narrow")
    assert answers == Opinion(stance="yes", words="It is narrow")
    assert "[#1 Yes] [#2 No]" in shown
    assert '"stance": "yes"' in shown


def test_an_empty_line_or_the_end_of_the_input_leaves() -> None:
    assert played("#1", "", "not read")[0] is None
    assert played()[0] is None


def test_leaving_shows_how_it_ended() -> None:
    answers, shown = played("#1", "cancel", "keep")
    assert answers is None
    assert "Your answers are kept" in shown


def test_files_and_unreadable_things_can_be_sent() -> None:
    shown: list[str] = []
    play(ASSESSMENT, ENGLISH, ["@minutes.pdf", "@minutes.pdf", "?sticker", "#99", "#", "@"], shown.append, arguments=1)
    assert "Evidence recorded: 1 file or link" in shown[1]
    assert "Stickers cannot be read here" in shown[3]
    assert "Keep it as" in shown[4]


def test_a_form_without_a_card_to_leave_by_ends_quietly() -> None:
    shown: list[str] = []
    assert play(MEETING, ENGLISH, ["cancel"], shown.append) is None
    assert "None of its answers were kept" in shown[-1]


def test_the_command_plays_the_form_that_it_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("反对\n太窄\n"))
    assert main([FORM, "--locale", "zh_CN"]) == 0
    assert '"words": "太窄"' in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        *(["nowhere:FORM"], ["tests.dialogs.engine.walk.sample_forms"], [":"], [FORM, "--arguments", "{"], [f"{FORM}S"]),
        ["tests.dialogs.engine.walk.sample_forms:LEVELS"],
    ],
)
def test_what_cannot_be_played_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err


def test_a_form_is_found_by_its_name() -> None:
    assert found(FORM) is OPINION
    with pytest.raises(NotAForm, match="not a form"):
        found("tests.dialogs.engine.walk.sample_forms:LEVELS")


def test_the_module_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["playing", "--help"])
    with pytest.raises(SystemExit):
        runpy.run_path(playing.__file__, run_name="__main__")
