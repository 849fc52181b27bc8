"""Loading a folder of data: what comes of a sound one."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from standard.library import library, load_library
from standard.models import Clause, Stage, Words
from tests.standard.small_standard import copy_packaged, write_small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small standard, to be loaded or broken."""
    write_small(tmp_path)
    return tmp_path


class TestASoundFolder:
    def test_another_standard_is_another_folder(self, folder: Path) -> None:
        small = load_library(folder)
        assert small.version == "0.1"
        assert small.capabilities == ("6.1.1.1", "6.2.1.1")
        assert dict(small.halves) == {"6.1": ("6.1.1.1",), "6.2": ("6.2.1.1",)}
        assert dict(small.groups) == {"6.1.1": ("6.1.1.1",), "6.2.1": ("6.2.1.1",)}

    def test_a_capability_is_required_or_recommended_by_its_clause(self, folder: Path) -> None:
        small = load_library(folder)
        assert [small.kind(each) for each in small.capabilities] == ["应", "宜"]
        with pytest.raises(KeyError):
            small.kind("6.1")

    def test_the_tree_of_clauses_can_be_walked_from_its_chapters(self, folder: Path) -> None:
        small = load_library(folder)
        assert [clause.number for clause in small.children()] == ["5", "6", "7"]
        assert [clause.number for clause in small.children("7.1")] == ["7.1-a"]
        assert small.children("7.1-a") == ()

    def test_forms_are_selections_of_the_one_bank(self, folder: Path) -> None:
        small = load_library(folder)
        assert [item.code for item in small.pulse()] == ["6.1.1.1-1", "6.2.1.1-2"]
        chosen = small.targeted({"6.2.1.1"})
        assert [item.code for item in chosen] == ["6.2.1.1-1", "6.2.1.1-2", "6.2.1.1-10"]
        assert small.items_of("6.2.1.1") == chosen
        assert small.items_of("6.2") == ()
        assert small.targeted(["6.2.1.1", "6.1.1.1"]) == tuple(small.items.values())

    def test_a_sub_kind_may_exercise_less_than_its_kind(self, folder: Path) -> None:
        affair = load_library(folder).affairs["5.1"]
        assert affair.exercised_by() == ("6.2.1.1",)
        assert affair.exercised_by("legislative") == ("6.2.1.1",)
        assert affair.exercised_by("policy") == ()

    def test_support_advice_and_words_are_found_by_their_keys(self, folder: Path) -> None:
        small = load_library(folder)
        assert [measure.clause for measure in small.support.values()] == ["7.1-a", "7.1-a"]
        assert [words.en for words in small.support_scale.helped] == ["none", "one", "two", "three", "four"]
        assert [remedy.support for remedy in small.remedies_for("6.1.1.1")] == ["7.1-a"]
        assert small.remedies_for("6.1") == ()
        assert [affair.clause for affair in small.affairs_exercising("6.2.1.1")] == ["5.1"]
        assert small.affairs_exercising("6.1.1.1") == ()
        assert small.tags["emergency"].capability == "6.2.1.1"
        assert small.glossary["topic"].zh == "议题"

    def test_a_clause_binds_as_strongly_as_its_strongest_sentence(self, folder: Path) -> None:
        clauses = load_library(folder).clauses
        assert clauses["7.1-a"].binding == "应"
        assert clauses["5.1"].binding is None

    def test_nothing_in_it_can_be_changed(self, folder: Path) -> None:
        small = load_library(folder)
        with pytest.raises(TypeError):
            small.items["x"] = small.items["6.1.1.1-1"]  # type: ignore[index]
        with pytest.raises(TypeError):
            small.affairs["5.1"].subkinds["x"] = Words(zh="甲", en="x")  # type: ignore[index]
        with pytest.raises(ValidationError):
            small.clauses["5"].number = "6"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            small.remedies = ()  # type: ignore[misc]

    def test_frozen_mappings_can_still_be_written_out(self, folder: Path) -> None:
        affair = load_library(folder).affairs["5.1"]
        assert affair.model_dump()["subkinds"]["policy"] == {"zh": "政策协商", "en": "Policy"}


class TestTheModels:
    @pytest.mark.parametrize(
        ("number", "parent"), [("6.1.1.2", "6.1.1"), ("7.3.1-a", "7.3.1"), ("8-b", "8"), ("8", None)]
    )
    def test_a_clause_knows_what_it_stands_under(self, number: str, parent: str | None) -> None:
        assert Clause(number=number).parent == parent

    @pytest.mark.parametrize(("locale", "text"), [("zh", "是"), ("zh_CN", "是"), ("en", "yes"), ("fr", "yes")])
    def test_any_chinese_locale_reads_chinese_and_any_other_english(self, locale: str, text: str) -> None:
        assert Words(zh="是", en="yes").in_language(locale) == text

    def test_the_stages_of_development_are_three(self) -> None:
        assert list(Stage) == ["start-up", "growth", "mature"]


class TestThePackagedStandard:
    def test_it_is_loaded_once(self) -> None:
        assert library() is library()

    def test_importing_the_module_reads_nothing(self) -> None:
        look = (
            "import sys; opened = []\n"
            "sys.addaudithook(lambda name, what: opened.append(str(what[0])) if name == 'open' else None)\n"
            "import standard.library\n"
            "assert standard.library.library.cache_info().currsize == 0\n"
            "assert not [name for name in opened if name.endswith('.yaml')], opened\n"
        )
        subprocess.run([sys.executable, "-c", look], check=True)

    def test_it_reads_the_same_from_a_copy_of_the_folder(self, tmp_path: Path) -> None:
        copy_packaged(tmp_path)
        assert dict(load_library(tmp_path).items) == dict(library().items)
