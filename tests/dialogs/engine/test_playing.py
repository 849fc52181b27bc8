"""Any form, played in the terminal."""

from dialogs.engine.playing import play
from tests.dialogs.engine.walk.players import ENGLISH
from tests.dialogs.engine.walk.sample_forms import ASSESSMENT, MEETING, OPINION, Opinion


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
