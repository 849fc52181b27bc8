"""Figures from counted patterns are those from the answers themselves."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dialogs.assessment.patterns import CountedAnswers, pattern_texts, read_pattern
from standard.answers import AnswerSet, Pattern, Perspective, Sheet, Side
from standard.library import library
from standard.organisation import organisation_result

REQUIRED = ("0", "1", "2", "3", "4", "DK", "")
CODES = tuple(library().items)


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        asked = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=12))
        answers = {code: draw(st.sampled_from(_allowed(code))) for code in asked}
        found.append(Sheet(str(number), draw(st.sampled_from(Perspective)), answers))
    return found


def _allowed(code: str) -> tuple[str, ...]:
    required = library().kind(library().items[code].capability) == "应"
    return REQUIRED if required else (*REQUIRED, "NA")


def counted(given_sheets: list[Sheet]) -> CountedAnswers:
    counts: dict[tuple[str, Side], Counter[Pattern]] = {}
    for sheet in given_sheets:
        for capability, text in pattern_texts(library(), sheet.answers).items():
            cells = read_pattern(library(), capability, text)
            counts.setdefault((capability, sheet.perspective.side), Counter())[cells] += 1
    return CountedAnswers(library(), counts)


@given(sheets())
def test_the_result_from_patterns_is_the_result_from_answers(given_sheets: list[Sheet]) -> None:
    whole = AnswerSet.of(library(), given_sheets)
    patterns = counted(given_sheets)

    assert organisation_result(library(), patterns) == organisation_result(library(), whole)
    for side in Side:
        assert patterns.asked_items(side) == whole.asked_items(side)


@given(sheets(), st.sets(st.sampled_from(CODES)))
def test_restricting_patterns_to_items_is_restricting_answers(given_sheets: list[Sheet], kept: set[str]) -> None:
    whole = AnswerSet.of(library(), given_sheets).restricted_to(kept)
    patterns = counted(given_sheets).restricted_to(kept)

    assert organisation_result(library(), patterns) == organisation_result(library(), whole)


def test_a_pattern_names_its_items_so_that_items_may_come_and_go() -> None:
    text = pattern_texts(library(), {"6.1.1.1-1": "4", "6.1.1.1-3": "DK"})
    assert text == {"6.1.1.1": "1:5,3:7"}
    assert read_pattern(library(), "6.1.1.1", "3:7,1:5,99:1") == (5, 0, 7)
