"""Groups, halves, index, maturity, targets: the rules of "Score" above the capabilities."""

from fractions import Fraction

import pytest

from standard.models import Stage
from standard.organisation import INDEX, Settings
from standard.targets import progress_to_target, stage_targets
from tests.standard.sheets import LIBRARY, RECOMMENDED, REQUIRED, everywhere, result


class TestRule3GroupsHalvesAndIndex:
    def test_are_means_of_the_capabilities_below_and_not_of_the_groups(self) -> None:
        # 6.1.1: three at 25; 6.1.2: four at 75. The half is (3 x 25 + 4 x 75)/7, not (25 + 75)/2.
        found = result(*everywhere("1", REQUIRED[:3]), *everywhere("3", REQUIRED[3:]))
        assert found.groups["6.1.1"].internal.score == 25
        assert found.groups["6.1.2"].internal.score == 75
        assert found.halves["6.1"].internal.score == Fraction(375, 7)
        assert found.index.internal.score == Fraction(375, 7)
        assert found.halves["6.1"].internal.level == 2

    def test_leave_out_and_name_what_has_no_score(self) -> None:
        found = result("ann self 6.1.1.1 2", "ann self 6.1.1.2 4", "ann self 6.1.1.3 DK")
        group = found.groups["6.1.1"].internal
        assert group.score == 75
        assert group.unscored == ("6.1.1.3",)
        assert found.groups["6.1.2"].internal.score is None
        assert found.groups["6.1.2"].internal.level is None
        assert found.index.internal.unscored == LIBRARY.capabilities[2:]

    def test_take_the_organisations_weights(self) -> None:
        # 3 x 25 + 1 x 100 over 4 = 43.75
        lines = ("ann self 6.1.1.1 1", "ann self 6.1.1.2 4")
        weighted = result(*lines, settings=Settings(weights={"6.1.1.1": Fraction(3)}))
        assert weighted.groups["6.1.1"].internal.score == Fraction(175, 4)

    def test_zero_is_a_real_weight(self) -> None:
        lines = ("ann self 6.1.1.1 1", "ann self 6.1.1.2 4")
        weighted = result(*lines, settings=Settings(weights={"6.1.1.1": Fraction(0)}))
        assert weighted.groups["6.1.1"].internal.score == 100
        assert weighted.groups["6.1.1"].internal.unscored == ("6.1.1.3",)
        nothing = result(lines[0], settings=Settings(weights={"6.1.1.1": Fraction(0)}))
        assert nothing.groups["6.1.1"].internal.score is None

    @pytest.mark.parametrize(
        ("weights", "message"),
        [({"6.1.1": Fraction(1)}, "no capability 6.1.1"), ({"6.1.1.1": Fraction(-1)}, "below 0")],
    )
    def test_a_weight_that_cannot_be_is_refused(self, weights: dict[str, Fraction], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            result(settings=Settings(weights=weights))

    def test_sides_and_their_gap_stand_beside_each_other(self) -> None:
        found = result("ann self 6.1.1.1 4", "cid external 6.1.1.1 1", "cid external 6.1.1.2 3")
        assert found.capabilities["6.1.1.1"].gap == 75
        assert found.capabilities["6.1.1.2"].gap is None
        assert found.groups["6.1.1"].gap == 50  # 100 - (25 + 75)/2
        assert found.groups["6.2.1"].gap is None
        assert (found.index.clause, found.index.outside.score) == (INDEX, Fraction(50))


class TestRule6Maturity:
    def test_is_the_lowest_level_of_the_required_and_names_what_holds_it_back(self) -> None:
        levels = dict(zip(REQUIRED, "3231434", strict=True))
        lines = [line for capability, level in levels.items() for line in everywhere(level, [capability])]
        found = result(*lines).maturity
        assert (found.level, found.held_back_by) == (1, ("6.1.2.1",))

    def test_a_strong_recommended_never_offsets_a_failed_required(self) -> None:
        found = result(*everywhere("0", REQUIRED), *everywhere("4", RECOMMENDED))
        assert (found.maturity.level, found.maturity.held_back_by) == (0, REQUIRED)

    def test_is_not_assessed_while_a_required_is_missing_and_names_it(self) -> None:
        found = result(*everywhere("4", REQUIRED[1:])).maturity
        assert (found.level, found.held_back_by) == (None, ("6.1.1.1",))

    def test_at_the_top_nothing_holds_it_back(self) -> None:
        found = result(*everywhere("4", REQUIRED), *everywhere("0", RECOMMENDED)).maturity
        assert (found.level, found.held_back_by) == (4, ())

    def test_looks_at_the_inside_only(self) -> None:
        found = result(*everywhere("3", REQUIRED), *everywhere("0", REQUIRED, "cid external")).maturity
        assert found.level == 3


class TestRule7TheStageProfile:
    @pytest.mark.parametrize(
        ("stage", "required", "recommended"),
        [(Stage.START_UP, 50, 25), (Stage.GROWTH, 65, 40), (Stage.MATURE, 80, 60)],
    )
    def test_has_these_points(self, stage: Stage, required: int, recommended: int) -> None:
        targets = stage_targets(LIBRARY, stage)
        assert [targets[capability] for capability in LIBRARY.capabilities] == [required] * 7 + [recommended] * 6

    def test_may_be_changed_by_capability(self) -> None:
        targets = stage_targets(LIBRARY, Stage.GROWTH, {"6.2.1.1": Fraction(0)})
        assert [targets["6.2.1.1"], targets["6.2.1.2"]] == [0, 40]
        assert stage_targets(LIBRARY, None, {"6.2.1.1": Fraction(70)}) == {"6.2.1.1": 70}

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"6.2": Fraction(1)}, "no capability 6.2"),
            ({"6.2.1.1": Fraction(101)}, "outside 0-100"),
            ({"6.2.1.1": Fraction(-1)}, "outside 0-100"),
        ],
    )
    def test_refuses_targets_that_cannot_be(self, changed: dict[str, Fraction], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            stage_targets(LIBRARY, Stage.GROWTH, changed)

    def test_progress_by_hand_where_a_surplus_offsets_nothing(self) -> None:
        # Targets 65, 65, 40; scores 50, 100, 25: missing 15 + 0 + 15 of 170.
        found = result(
            "ann self 6.1.1.1 2", "ann self 6.1.1.2 4", "ann self 6.2.1.1 1", settings=Settings(stage=Stage.GROWTH)
        )
        assert found.progress == 1 - Fraction(30, 170)
        assert found.capabilities["6.1.1.1"].shortfall == 15
        assert found.capabilities["6.1.1.2"].shortfall == 0
        assert found.capabilities["6.1.1.3"].shortfall == 0

    def test_there_is_no_progress_without_scores_or_targets(self) -> None:
        assert result(settings=Settings(stage=Stage.GROWTH)).progress is None
        assert result("ann self 6.1.1.1 2").progress is None

    def test_targets_that_ask_for_nothing_are_reached(self) -> None:
        assert progress_to_target({"6.1.1.1": Fraction(0)}, {"6.1.1.1": Fraction(0)}) == 1


def test_a_standard_without_required_capabilities_has_no_maturity() -> None:
    from standard.organisation import maturity

    assert maturity([]).level is None
