"""The form as the item bank makes it."""

import pytest
from pydantic import JsonValue

from dialogs.assessment.filling import filled_in, given_by
from dialogs.assessment.form import assessment_form
from dialogs.assessment.responses import Given
from dialogs.assessment.selection import items_asked
from dialogs.engine.forms import FileStep, Kept, Rating, Words
from standard.library import library

FORM = assessment_form(library())
FULL: dict[str, JsonValue] = {"round": 1, "kind": "full", "items": list(library().items), "version": library().version}
PULSE: dict[str, JsonValue] = {**FULL, "kind": "pulse", "items": list(items_asked(library(), "pulse", ()))}


def rating(code: str) -> Rating:
    (step,) = FORM.steps({**FULL, "items": [code]})
    assert isinstance(step, Rating)
    return step


def test_the_same_items_give_the_very_same_steps() -> None:
    assert FORM.steps(FULL) is FORM.steps(dict(FULL))


def test_items_that_the_standard_no_longer_has_are_not_asked() -> None:
    assert [step.name for step in FORM.steps({**FULL, "items": ["6.1.1.1-1", "6.1.1.1-99", 7]})] == ["6.1.1.1-1"]


def test_each_item_shows_clause_question_and_five_levels() -> None:
    item = library().items["6.1.1.2-1"]
    step = rating("6.1.1.2-1")

    assert step.place is not None
    assert str(step.place.zh) == "6.1.1.2 机制建设能力"  # type: ignore[union-attr]
    assert [option.value for option in step.options] == ["0", "1", "2", "3", "4"]
    assert [option.description.values["description"] for option in step.options] == list(item.levels)  # type: ignore[union-attr]


@pytest.mark.parametrize("code", ["6.1.1.1-1", "6.1.2.4-2"])
def test_not_applicable_is_not_offered_under_a_required_clause(code: str) -> None:
    assert [option.value for option in rating(code).others] == ["DK"]


@pytest.mark.parametrize("code", ["6.2.1.1-1", "6.2.2.3-2"])
def test_not_applicable_is_offered_under_a_recommended_clause(code: str) -> None:
    assert [option.value for option in rating(code).others] == ["NA", "DK"]


def test_each_item_takes_a_comment_and_evidence_and_may_be_skipped() -> None:
    for step in FORM.steps(FULL):
        comment, evidence = step.asides
        assert step.optional
        assert isinstance(comment, Words)
        assert isinstance(evidence, FileStep)
        assert evidence.links
        assert all(len(f"{step.name}/{aside.name}".encode()) <= 20 for aside in step.asides)


def test_the_review_gathers_the_full_form_by_capability_and_the_pulse_form_in_one_list() -> None:
    assert len({step.section for step in FORM.steps(FULL)}) == 13
    assert {step.section for step in FORM.steps(PULSE)} == {None}


def test_what_is_submitted_fills_the_form_again_as_it_was() -> None:
    given = {
        "6.1.1.1-1": Given(answer="3", comment="好", evidence=(Kept(name="纪要", link="https://example.org"),)),
        "6.2.1.1-1": Given(answer="NA"),
        "6.2.1.1-2": Given(answer=""),
    }
    assert given_by(filled_in(given)) == given
