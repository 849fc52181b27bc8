"""``consultbot items`` and ``consultbot score``, as a person and as a script meet them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.offline.scoring import register
from bot.offline.words import FAULTS, WORDS, Said, language_of, say
from standard.answers import FaultKind
from standard.findings import Rule, Severity
from standard.library import library
from standard.models import Stage
from standard.scoring import Verdict

HEADER = "respondent,perspective,item,answer\n"
FIVE = HEADER + "".join(f"r{n},self,6.1.1.1-1,1\nr{n},self,6.2.1.1-1,NA\n" for n in range(5))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.csv"


def run(*arguments: str, language: str = "en_GB.UTF-8", given: str | bytes = "") -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, arguments, input=given, env={"LC_ALL": language, "COLUMNS": "140"})


class TestItems:
    def test_as_json_is_the_contract(self) -> None:
        done = run("items", "--json")
        assert done.exit_code == 0
        entries = json.loads(done.stdout)
        assert [entry["code"] for entry in entries] == list(library().items)
        assert {entry["kind"] for entry in entries} == {"应", "宜"}

    @pytest.mark.parametrize(("language", "binding"), [("zh_CN.UTF-8", "应"), ("en_GB.UTF-8", "required")])
    def test_as_a_table_is_in_the_terminals_language(self, language: str, binding: str) -> None:
        shown = run("items", language=language).stdout
        first = next(iter(library().items.values()))
        line = next(line for line in shown.splitlines() if first.code in line)
        assert binding in line
        assert first.question.in_language(language)[:20] in line


class TestASoundFile:
    def test_as_json_is_the_contract(self, file: Path) -> None:
        file.write_text(FIVE, encoding="utf-8")
        done = run("score", str(file), "--json")
        assert (done.exit_code, done.stderr) == (0, "")
        entry = json.loads(done.stdout)
        assert list(entry) == ["index", "maturity", "nodes", "findings", "withheld"]
        assert entry["nodes"]["6.1.1.1"]["internal"]["score"] == 25.0
        assert entry["nodes"]["6.2.1.1"]["internal"]["verdict"] == "not applicable"
        assert [finding["rule"] for finding in entry["findings"]] == ["required-not-met"]

    def test_may_come_by_standard_input_with_a_mark_and_crlf(self) -> None:
        windows = FIVE.replace("\n", "\r\n").encode("utf-8-sig")
        assert run("score", "-", "--json", given=windows).stdout == run("score", "-", "--json", given=FIVE).stdout

    def test_takes_a_smallest_group(self) -> None:
        assert json.loads(run("score", "-", "--json", "--min-group", "5", given=FIVE).stdout)["withheld"] == []
        entry = json.loads(run("score", "-", "--json", "--min-group", "6", given=FIVE).stdout)
        assert {each["clause"] for each in entry["withheld"]} == {"6.1.1.1", "6.2.1.1"}
        assert entry["findings"] == []

    @pytest.mark.parametrize("stage", list(Stage))
    def test_takes_a_stage(self, stage: Stage) -> None:
        given = HEADER + "ann,self,6.2.1.1-1,0\n"
        assert json.loads(run("score", "-", "--json", given=given).stdout)["findings"] == []
        (finding,) = json.loads(run("score", "-", "--json", "--stage", stage, given=given).stdout)["findings"]
        assert finding["rule"] == "below-target"

    @pytest.mark.parametrize("arguments", [("--min-group", "2"), ("--stage", "old"), ("--min-group", "many")])
    def test_refuses_options_that_cannot_be(self, arguments: tuple[str, str]) -> None:
        done = run("score", "-", *arguments, given=FIVE)
        assert (done.exit_code, done.stdout) == (2, "")
        assert arguments[0] in done.stderr


class TestTheTable:
    GIVEN = FIVE + "o,external,6.1.1.1-1,4\n"

    def test_speaks_chinese(self) -> None:
        shown = run("score", "-", "--stage", "growth", language="zh_CN.UTF-8", given=self.GIVEN).stdout
        line = next(line for line in shown.splitlines() if "6.1.1.1" in line)
        for cell in ("党建引领能力", "应", "25.0", "1 起步", "部分达到", "5", "25.0–25.0", "1.00", "100.0", "-75.0"):
            assert cell in line
        assert "宜" in next(line for line in shown.splitlines() if "6.2.1.1" in line)
        assert "成熟度：未评定，受制于 6.1.1.2、6.1.1.3" in shown
        assert "目标完成度：38.5%" in shown  # 1 - (65 - 25)/65
        assert "“应”的条款没有达到" in shown
        assert "外部评价明显高于自评" in shown

    def test_speaks_english(self) -> None:
        shown = run("score", "-", given=self.GIVEN).stdout
        assert "partly met" in next(line for line in shown.splitlines() if "6.1.1.1" in line)
        assert "Maturity: not assessed, held back by 6.1.1.2, 6.1.1.3" in shown
        assert "a required clause is not met" in shown
        assert "Progress" not in shown

    def test_says_what_is_withheld_and_that_nothing_was_found(self) -> None:
        shown = run("score", "-", "--min-group", "6", given=FIVE).stdout
        assert "withheld" in next(line for line in shown.splitlines() if "6.1.1.1" in line)
        assert "No findings." in shown

    def test_says_the_maturity_that_nothing_holds_back(self) -> None:
        best = HEADER + "".join(f"ann,self,{code},4\n" for code in library().items)
        assert "Maturity: 4 leading\n" in run("score", "-", given=best).stdout


class TestAFaultyFile:
    FAULTY = (
        FIVE.encode()
        + b"r0,self,6.1.1.1-1,2\nr0,external,6.1.1.1-2,2\nx,self,6.1.1.1-1,NA\nx,self,6.1.1.1-1,7\n"
        + b"x,self,6.9.1.1-1,2\nx,boss,6.1.1.1-1,2\nx,self\n\xff,self,6.1.1.1-1,2\n"
    )

    def test_names_every_bad_line_with_how_to_mend_it_and_prints_nothing_else(self) -> None:
        done = run("score", "-", "--json", given=self.FAULTY)
        assert (done.exit_code, done.stdout) == (2, "")
        assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
            *(f"line {number}" for number in range(12, 20)),
            "8 bad line(s)",
        ]
        assert "respondent “r0” has answered 6.1.1.1-1 already" in done.stderr
        assert r"this is not UTF-8: “\xff,self,6.1.1.1-1,2”. Save the file as “CSV UTF-8”" in done.stderr

    def test_does_so_in_chinese(self) -> None:
        lines = run("score", "-", language="zh_CN.UTF-8", given=self.FAULTY).stderr.splitlines()
        assert lines[2] == "第 14 行：题目 6.1.1.1-1 属于“应”的条款，不能答 NA（不适用）。不清楚请写 DK，没有做请写 0。"
        assert lines[-1] == "8 行有误，没有计分。"

    def test_shows_no_value_that_could_move_the_cursor_and_none_at_length(self) -> None:
        done = run("score", "-", given=HEADER + f"x,\x1b[2J{'a' * 500},6.1.1.1-1,2\n")
        assert "\x1b" not in done.stderr
        assert "\\x1b[2Jaaa" in done.stderr
        assert len(done.stderr) < 250

    def test_a_file_that_cannot_be_opened_is_named(self, tmp_path: Path) -> None:
        for path in (tmp_path / "missing.csv", tmp_path):
            done = run("score", str(path), "--json")
            assert (done.exit_code, done.stdout) == (2, "")
            assert str(path) in done.stderr

    def test_an_empty_file_lacks_its_header(self) -> None:
        done = run("score", "-", given="")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "respondent,perspective,item,answer" in done.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
class TestALongFile:
    def test_shows_its_progress_to_a_terminal_and_prints_its_result_apart(self, file: Path) -> None:
        codes = list(library().items)
        with file.open("w", encoding="utf-8") as out:
            out.write(HEADER)
            out.writelines(f"r{n},self,{code},3\n" for n in range(4000) for code in codes)
        ours, theirs = os.openpty()
        with os.fdopen(ours, "rb", buffering=0) as terminal:
            done = subprocess.run(
                [sys.executable, "-m", "bot", "score", str(file), "--json"],
                stdout=subprocess.PIPE,
                stderr=theirs,
                env={**os.environ, "LC_ALL": "en_GB.UTF-8", "TERM": "xterm"},
                check=True,
            )
            os.close(theirs)
            shown = terminal.read(65536).decode()
        assert "Reading answers" in shown
        assert "100%" in shown
        assert json.loads(done.stdout)["index"]["internal"] == 75.0


class TestTheWords:
    def test_every_fault_verdict_rule_and_severity_has_its_words(self) -> None:
        assert set(FAULTS) == {kind.value for kind in FaultKind}
        offline_rules = {"required-not-met", "below-target", "disagreement", "blind-spot", "hidden-strength"}
        assert offline_rules <= {rule.value for rule in Rule}
        assert {*Verdict, *Severity, *offline_rules, "应", "宜"} <= set(WORDS)

    @pytest.mark.parametrize("said", [*FAULTS.values(), *WORDS.values()], ids=lambda said: said.en)
    def test_both_languages_have_the_same_placeholders(self, said: Said) -> None:
        chinese, english = ({name for _, name, _, _ in Formatter().parse(text)} for text in said)
        assert chinese - {None} == english - {None}

    @pytest.mark.parametrize(
        ("environment", "expected"),
        [
            ({"LANG": "zh_CN.UTF-8"}, "未评定"),
            ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_TW"}, "未评定"),
            ({"LC_MESSAGES": "fr_FR", "LANG": "zh_CN"}, "not assessed"),
            ({"LC_ALL": "", "LANG": "zh"}, "未评定"),
            ({}, "not assessed"),
        ],
    )
    def test_the_terminals_locale_chooses(self, environment: dict[str, str], expected: str) -> None:
        assert say("not assessed", language_of(environment)) == expected
