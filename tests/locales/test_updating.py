"""The command that brings the catalogues up to date, on a small project of its own."""

from pathlib import Path

import pytest

from tests.catalogues import extracted, has_translation, locales, main, marked, path_of, read

CODE = """
from dialogs.engine.text import _, n_
greeting = _("Good morning, {name}. " "Your round closes {day}.", name=_("Sir"), day=str(today))
counted = n_(
    "{count} answer",
    "{count} answers",
    len(answers),
)
for _ in range(3): pass
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("bot", "dialogs", "standard", "fragments"):
        (tmp_path / folder).mkdir()
    (tmp_path / "dialogs" / "greeting.py").write_text(CODE, "utf-8")
    return tmp_path


def say_more(project: Path, code: str) -> None:
    (project / "dialogs" / "more.py").write_text(code, "utf-8")


def fragment(project: Path, text: str) -> None:
    (project / "fragments" / "one.po").write_text(text, "utf-8")


def test_a_sentence_in_pieces_with_values_of_its_own_is_read_as_one(project: Path) -> None:
    found = [message.id for message in extracted(project) if message.id]
    assert found == [
        "Good morning, {name}. Your round closes {day}.",
        "Sir",
        ("{count} answer", "{count} answers"),
    ]


def test_a_sentence_that_is_not_a_literal_is_reported_with_its_place(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say_more(project, "_(f'Hello {name}')\n")
    assert [found.line for found in marked(project) if found.id is None] == [1]
    assert main([], project) == 1
    assert "dialogs/more.py:1: marked, but not a literal sentence" in capsys.readouterr().out


def test_english_is_filled_from_the_code_and_chinese_left_to_be_written(project: Path) -> None:
    assert main([], project) == 1
    assert read("en", project)["Sir"].string == "Sir"
    assert read("en", project)["{count} answer"].string == ("{count} answer", "{count} answers")
    assert not has_translation(read("zh_CN", project)["Sir"].string)
    assert not has_translation(read("zh_CN", project)["{count} answer"].string)


def test_another_languages_empty_folder_is_filled_with_what_there_is_to_translate(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path_of("fr", project).parent.mkdir(parents=True)

    assert locales(project) == ("zh_CN", "en", "fr")
    assert main([], project) == 1
    assert "3 sentences, 3 missing in fr" in capsys.readouterr().out
    assert not has_translation(read("fr", project)["Sir"].string)
    assert len(read("fr", project)) == len(read("en", project))


def test_an_update_without_news_changes_no_byte(project: Path) -> None:
    main([], project)
    before = path_of("zh_CN", project).read_bytes()
    main([], project)
    assert path_of("zh_CN", project).read_bytes() == before


def test_fragments_fill_what_is_empty_and_nothing_else(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fragment(
        project,
        'msgid "Sir"\nmsgstr "先生"\n\n'
        'msgid "{count} answer"\nmsgid_plural "{count} answers"\nmsgstr[0] "{count} 个回答"\n\n'
        'msgid "Madam"\nmsgstr "女士"\n',
    )
    main(["--merge", str(project / "fragments")], project)
    assert read("zh_CN", project)["Sir"].string == "先生"
    assert read("zh_CN", project)["{count} answer"].string == ("{count} 个回答",)
    assert "one.po: no code says 'Madam'" in capsys.readouterr().out

    fragment(project, 'msgid "Sir"\nmsgstr "阁下"\n')
    main(["--merge", str(project / "fragments")], project)
    assert read("zh_CN", project)["Sir"].string == "先生"
    assert "阁下" in capsys.readouterr().out


def test_what_the_code_no_longer_says_leaves_and_what_it_still_says_stays(project: Path) -> None:
    fragment(project, 'msgid "Sir"\nmsgstr "先生"\n\nmsgid "Bye"\nmsgstr "再见"\n')
    say_more(project, "_('Bye')\n")
    main(["--merge", str(project / "fragments")], project)
    say_more(project, "")
    main([], project)
    assert "Bye" not in read("zh_CN", project)
    assert read("zh_CN", project)["Sir"].string == "先生"


def test_a_sentence_that_became_countable_is_translated_anew(project: Path) -> None:
    fragment(project, 'msgid "One vote"\nmsgstr "一票"\n')
    say_more(project, "_('One vote')\n")
    main(["--merge", str(project / "fragments")], project)
    say_more(project, "n_('One vote', '{count} votes', 2)\n")
    main([], project)
    assert not has_translation(read("zh_CN", project)["One vote"].string)
