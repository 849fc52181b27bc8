"""What to ask of whom, and in which order."""

from fractions import Fraction

from standard.advice import most_useful, weaknesses
from standard.models import Stage
from standard.organisation import Settings
from tests.standard.sheets import LIBRARY, REQUIRED, everywhere, result

MATURE = Settings(stage=Stage.MATURE)  # 应 80, 宜 60


def test_an_organisation_without_weaknesses_needs_no_advice() -> None:
    strong = result(*everywhere("4", LIBRARY.capabilities), settings=MATURE)
    assert weaknesses(LIBRARY, strong) == ()
    assert most_useful(strong, LIBRARY) == ()


def test_a_failed_required_comes_before_a_far_larger_gap_then_partly_met_then_gaps() -> None:
    lines = [
        *everywhere("1", ["6.1.1.2"]),  # partly met: 55 under
        *everywhere("0", ["6.1.1.3"]),  # not met
        *everywhere("2", ["6.1.2.1"]),  # met, 30 under its target
        *everywhere("0", ["6.2.1.1"]),  # not adopted, 60 under
        *everywhere("1", ["6.2.1.2"]),  # partly adopted, 35 under
        *everywhere("4", ["6.1.1.1"]),
    ]
    weak = weaknesses(LIBRARY, result(*lines, settings=MATURE))
    assert [each.clause for each in weak] == ["6.1.1.3", "6.1.1.2", "6.2.1.1", "6.2.1.2", "6.1.2.1"]
    assert [each.shortfall for each in weak] == [80, 55, 60, 35, 30]


def test_without_targets_only_what_is_required_and_not_met_is_weak() -> None:
    found = result(*everywhere("1", ["6.1.1.1"]), *everywhere("0", ["6.2.1.1"]), *everywhere("2", ["6.1.1.2"]))
    assert [each.clause for each in weaknesses(LIBRARY, found)] == ["6.1.1.1"]


def test_equal_gaps_go_by_the_score_then_by_the_standards_order() -> None:
    settings = Settings(
        targets={"6.2.1.1": Fraction(75), "6.2.1.2": Fraction(50), "6.2.1.3": Fraction(50)},
    )
    lines = [*everywhere("2", ["6.2.1.1"]), *everywhere("1", ["6.2.1.2", "6.2.1.3"])]
    weak = weaknesses(LIBRARY, result(*lines, settings=settings))
    assert [each.clause for each in weak] == ["6.2.1.2", "6.2.1.3", "6.2.1.1"]


def test_what_is_not_assessed_is_not_weak() -> None:
    assert weaknesses(LIBRARY, result("ann self 6.1.1.1 DK", settings=MATURE)) == ()


def test_the_three_most_useful_pieces_are_the_first_remedies_of_the_worst() -> None:
    found = result(*everywhere("0", REQUIRED), settings=MATURE)
    pieces = most_useful(found, LIBRARY)
    assert [piece.weakness.clause for piece in pieces] == list(REQUIRED[:3])
    assert [piece.remedy for piece in pieces] == [LIBRARY.remedies_for(clause)[0] for clause in REQUIRED[:3]]
    assert all(piece.remedy.whom.zh and piece.remedy.request.zh for piece in pieces)


def test_a_single_weakness_brings_its_further_remedies() -> None:
    found = result(*everywhere("0", REQUIRED[:1]))
    remedies = LIBRARY.remedies_for(REQUIRED[0])
    assert [piece.remedy for piece in most_useful(found, LIBRARY, count=20)] == list(remedies)
    assert len(most_useful(found, LIBRARY, count=2)) == 2


def test_remedies_of_several_are_dealt_in_turns_though_one_has_more() -> None:
    every = most_useful(result(*everywhere("0", REQUIRED)), LIBRARY, count=1000)
    assert len(every) == sum(len(LIBRARY.remedies_for(clause)) for clause in REQUIRED)
    assert [piece.weakness.clause for piece in every[:7]] == list(REQUIRED)
