"""The rules of "Score", each worked by hand as one would with a pencil."""

from decimal import Decimal
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.answers import AnswerFault, Pattern, Side
from standard.scoring import Verdict, display, level_reached, respondent_scores
from standard.tally import Standing, Tally, respondent_score
from tests.standard.sheets import LIBRARY, figure


class TestRule1OneRespondentOnOneCapability:
    @pytest.mark.parametrize(
        ("given_answers", "score"),
        [
            ("3 2 1 4", Fraction(250, 4)),  # 25 x (3+2+1+4)/4 = 62.5
            ("0 0 0 0", Fraction(0)),
            ("4 4 4 4", Fraction(100)),
            ("3 2 . .", Fraction(125, 2)),  # asked two: 25 x 5/2
            ("2 . . .", Fraction(50)),  # a pulse form asks one
            ("3 2 DK _", Fraction(125, 2)),  # two of four, half: enough; DK and skipped are no zeros
            ("3 NA NA NA", Fraction(75)),  # NA leaves one asked, and it is answered
            ("1 3 _ NA", Fraction(50)),  # two of three
        ],
    )
    def test_is_25_times_the_mean_level(self, given_answers: str, score: Fraction) -> None:
        assert figure(f"ann self 6.2.1.1 {given_answers}").score == score

    @pytest.mark.parametrize(
        ("given_answers", "standing"),
        [
            ("3 DK _ _", Standing.INSUFFICIENT),  # one of four
            ("3 DK _ NA", Standing.INSUFFICIENT),  # one of three
            ("DK . . .", Standing.INSUFFICIENT),
            ("_ _ _ _", Standing.INSUFFICIENT),
            ("DK NA NA NA", Standing.INSUFFICIENT),
            ("NA NA NA NA", Standing.NOT_APPLICABLE),
            ("NA . . .", Standing.NOT_APPLICABLE),
            ("3 DK NA NA", Standing.SCORED),  # one of two
            (". . . .", Standing.NOT_ASKED),
        ],
    )
    def test_may_come_out_without_a_score(self, given_answers: str, standing: Standing) -> None:
        line = dict(zip(("6.2.1.1-1", "6.2.1.1-2", "6.2.1.1-3", "6.2.1.1-4"), given_answers.split(), strict=True))
        sheet = {item: answer.replace("_", "") for item, answer in line.items() if answer != "."}
        own = respondent_scores(LIBRARY, sheet)["6.2.1.1"]
        assert own.standing is standing
        assert (own.score is not None) is (standing is Standing.SCORED)

    def test_a_persons_profile_has_every_capability(self) -> None:
        profile = respondent_scores(LIBRARY, {"6.1.1.1-1": "3", "6.1.1.1-2": "2", "6.2.2.3-1": "NA"})
        assert tuple(profile) == LIBRARY.capabilities
        assert profile["6.1.1.1"].score == Fraction(125, 2)
        assert profile["6.1.1.2"].standing is Standing.NOT_ASKED
        assert profile["6.2.2.3"].standing is Standing.NOT_APPLICABLE

    def test_an_empty_profile_has_nothing_asked(self) -> None:
        assert {own.standing for own in respondent_scores(LIBRARY, {}).values()} == {Standing.NOT_ASKED}

    def test_a_refused_answer_is_refused_here_too(self) -> None:
        with pytest.raises(AnswerFault):
            respondent_scores(LIBRARY, {"6.1.1.1-1": "NA"})


class TestRule2TheOrganisationOnOneCapability:
    def test_is_the_mean_of_respondents_each_counting_once(self) -> None:
        # ann 25 x 8/4 = 50 over four answers, bob 25 x 4/1 = 100 over one: (50 + 100) / 2, not 25 x 12/5.
        found = figure("ann self 6.1.1.1 2 2 2 2", "bob management 6.1.1.1 4 . . .")
        assert found.score == 75
        assert found.n == 2

    def test_does_not_look_at_the_other_side(self) -> None:
        lines = ("ann self 6.1.1.1 4 4 4 4", "cid external 6.1.1.1 0 0 0 0", "dan counterpart 6.1.1.1 2 2 2 2")
        assert figure(*lines).score == 100
        assert figure(*lines, side=Side.OUTSIDE).score == 25

    def test_leaves_not_applicable_out_and_counts_it(self) -> None:
        found = figure("ann self 6.2.1.1 2 2 2 2", "bob self 6.2.1.1 NA NA NA NA")
        assert (found.score, found.n, found.not_applicable) == (Fraction(50), 1, 1)

    def test_counts_insufficient_and_nothing_more(self) -> None:
        found = figure("ann self 6.1.1.1 2 2 . .", "bob self 6.1.1.1 4 _ _ _", "cid self 6.1.1.1 2 2 . .")
        assert (found.score, found.n, found.insufficient) == (Fraction(50), 2, 1)
        assert found.agreement == 1  # bob was asked four items, but bob is not in the figure

    def test_is_not_applicable_when_everyone_who_could_say_says_so(self) -> None:
        found = figure("ann self 6.2.1.1 NA . . .", "bob self 6.2.1.1 DK . . .")
        assert found.verdict is Verdict.NOT_APPLICABLE
        assert (found.score, found.level, found.n, found.not_applicable, found.insufficient) == (None, None, 0, 1, 1)

    def test_who_was_asked_nothing_is_counted_nowhere(self) -> None:
        found = figure("ann self 6.1.1.1 2 2 2 2", "bob self 6.1.1.2 2 2 2 2")
        assert (found.n, found.insufficient, found.not_applicable) == (1, 0, 0)


class TestRule4TheLevelReached:
    @pytest.mark.parametrize(
        ("score", "level"),
        [
            (Fraction(0), 0),
            (Fraction(25) - Fraction(1, 10**9), 0),
            (Fraction(25), 1),
            (Fraction(49999, 1000), 1),
            (Fraction(50), 2),
            (Fraction(75), 3),
            (Fraction(99), 3),
            (Fraction(100), 4),
        ],
    )
    def test_is_reached_and_not_approached(self, score: Fraction, level: int) -> None:
        assert level_reached(score) == level

    def test_is_decided_on_rationals_where_floats_fall_short(self) -> None:
        # Levels 0, 1, 1 make 25 x 2/3; 3, 3, 4 make 25 x 10/3; three of each: the mean is exactly 50.
        low, high = 25 * 2 / 3, 25 * 10 / 3
        assert (low + low + low + high + high + high) / 6 < 50
        lows = [f"low{n} self 6.1.1.1 0 1 1 ." for n in range(3)]
        highs = [f"high{n} self 6.1.1.1 3 3 4 ." for n in range(3)]
        assert figure(*lows, *highs).score == 50
        assert figure(*lows, *highs).level == 2

    def test_there_is_none_without_a_score(self) -> None:
        assert level_reached(None) is None


class TestRule5TheVerdict:
    @pytest.mark.parametrize(
        ("answer", "required", "recommended"),
        [
            (0, Verdict.NOT_MET, Verdict.NOT_ADOPTED),
            (1, Verdict.PARTLY_MET, Verdict.PARTLY_ADOPTED),
            (2, Verdict.MET, Verdict.ADOPTED),
            (3, Verdict.MET, Verdict.ADOPTED),
            (4, Verdict.MET, Verdict.ADOPTED),
        ],
    )
    def test_follows_the_level(self, answer: int, required: Verdict, recommended: Verdict) -> None:
        assert figure(f"ann self 6.1.1.1 {answer}").verdict is required
        assert figure(f"ann self 6.2.1.1 {answer}").verdict is recommended

    def test_a_hair_under_the_level_is_under_it(self) -> None:
        # 25 x 7/4 = 43.75: level 1.
        assert figure("ann self 6.1.1.1 2 2 2 1").verdict is Verdict.PARTLY_MET

    def test_without_a_score_it_is_not_assessed(self) -> None:
        assert figure("ann self 6.1.1.1 DK").verdict is Verdict.NOT_ASSESSED
        assert figure("ann external 6.2.1.1 3").verdict is Verdict.NOT_ASSESSED

    def test_the_outside_gives_none(self) -> None:
        assert figure("ann external 6.1.1.1 3", side=Side.OUTSIDE).verdict is None


class TestTheStatisticsOfAFigure:
    def test_deviation_and_interval_by_hand(self) -> None:
        # 25, 50, 75: mean 50, squares of 25, 0, 25 make 1250, /2 = 625, root 25; t(2) = 4.3027;
        # 50 ± 4.3027 x 25/√3 = 50 ± 62.1, clamped to 0-100.
        found = figure("a self 6.1.1.1 1", "b self 6.1.1.1 2", "c self 6.1.1.1 3")
        assert found.deviation == 25
        assert found.interval == (0.0, 100.0)
        # 50, 50, 50, 75: mean 56.25, variance (3 x 6.25² + 18.75²)/3 = 156.25, root 12.5, t(3) = 3.18245
        found = figure("a self 6.1.1.1 2", "b self 6.1.1.1 2", "c self 6.1.1.1 2", "d self 6.1.1.1 3")
        assert found.deviation == 12.5
        assert found.interval == pytest.approx((56.25 - 3.182446305284263 * 6.25, 56.25 + 3.182446305284263 * 6.25))

    def test_one_respondent_has_neither_deviation_nor_interval_nor_agreement(self) -> None:
        found = figure("ann self 6.1.1.1 2")
        assert (found.deviation, found.interval, found.agreement) == (None, None, None)

    def test_respondents_of_one_mind_have_an_interval_of_a_point(self) -> None:
        found = figure("a self 6.1.1.1 2", "b self 6.1.1.1 2")
        assert (found.deviation, found.interval, found.agreement) == (0.0, (50.0, 50.0), Fraction(1))

    def test_the_distribution_counts_the_answers_behind_the_score(self) -> None:
        found = figure("a self 6.1.1.1 0 2 2 _", "b self 6.1.1.1 4 . . .", "c self 6.1.1.1 1 _ _ _")
        assert found.distribution == (1, 0, 2, 0, 1)

    def test_agreement_by_hand(self) -> None:
        # Item 1: 1, 2, 3, variance 1; item 2: 2, 2, 2, variance 0; mean 1/2; 1 - (1/2)/2 = 3/4.
        found = figure("a self 6.1.1.1 1 2 . .", "b self 6.1.1.1 2 2 . .", "c self 6.1.1.1 3 2 . .")
        assert (found.agreement, found.complete) == (Fraction(3, 4), 3)

    def test_agreement_is_of_those_with_a_level_on_every_item_that_anyone_was_asked(self) -> None:
        # dan was asked the third item, so only dan and eve are complete: 2, 2; 1, 1; 0, 4 (variance 8).
        # Mean 8/3, 1 - 4/3 is below 0: shown as 0. Without the third item all would agree.
        lines = ("a self 6.1.1.1 2 1 . .", "dan self 6.1.1.1 2 1 0 .", "eve self 6.1.1.1 2 1 4 .")
        found = figure(*lines)
        assert (found.agreement, found.complete) == (Fraction(0), 2)

    def test_a_single_complete_respondent_agrees_with_nobody(self) -> None:
        found = figure("a self 6.1.1.1 2 1 . .", "b self 6.1.1.1 2 1 0 .")
        assert (found.agreement, found.complete) == (None, 1)

    def test_nobody_complete(self) -> None:
        found = figure("a self 6.1.1.1 2 . . .", "b self 6.1.1.1 . 1 . .")
        assert (found.n, found.agreement, found.complete) == (2, None, 0)

    def test_there_is_no_figure_of_nobody(self) -> None:
        found = figure("ann external 6.1.1.1 3")
        assert (found.n, found.score, found.deviation, found.interval, found.agreement) == (0, None, None, None, None)


class TestDisplay:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (Fraction(1225, 20), "61.3"),  # 61.25: half away from zero, not to even
            (Fraction(-1225, 20), "-61.3"),
            (Fraction(6135, 100), "61.4"),
            (Fraction(6134, 100), "61.3"),
            (Fraction(0), "0.0"),
            (Fraction(-1, 100), "0.0"),
            (Fraction(200, 3), "66.7"),
            (Fraction(100), "100.0"),
        ],
    )
    def test_is_one_decimal_half_away_from_zero(self, value: Fraction, shown: str) -> None:
        assert str(display(value)) == shown

    def test_may_have_more_decimals_or_none(self) -> None:
        assert display(Fraction(1, 8), 2) == Decimal("0.13")
        assert str(display(Fraction(5, 2), 0)) == "3"


PATTERNS = st.lists(st.tuples(*[st.integers(min_value=0, max_value=8)] * 3), max_size=12)


def tally(patterns: list[Pattern]) -> Tally:
    return Tally({pattern: patterns.count(pattern) for pattern in patterns})


class TestAnyTally:
    @given(PATTERNS, PATTERNS)
    def test_merged_is_the_tally_of_the_whole(self, first: list[Pattern], second: list[Pattern]) -> None:
        one, two = tally(first).patterns, tally(second).patterns
        merged = Tally({p: one.get(p, 0) + two.get(p, 0) for p in {*one, *two}})
        whole = tally(first + second)
        assert merged.scores.counts == whole.scores.counts
        assert merged.standings == whole.standings
        assert (merged.agreement, merged.distribution) == (whole.agreement, whole.distribution)

    @given(PATTERNS.filter(bool), st.data())
    def test_a_higher_answer_never_lowers_the_score(self, patterns: list[Pattern], data: st.DataObject) -> None:
        raisable = [(n, p) for n, cells in enumerate(patterns) for p, cell in enumerate(cells) if 1 <= cell < 5]
        if not raisable:
            return
        n, place = data.draw(st.sampled_from(raisable))
        higher = list(patterns)
        cells = list(higher[n])
        cells[place] += 1
        higher[n] = tuple(cells)
        before, after = tally(patterns).scores, tally(higher).scores
        assert before.n == after.n
        assert before.n == 0 or before.mean <= after.mean

    @given(PATTERNS)
    def test_scores_lie_within_0_and_100_and_agreement_within_0_and_1(self, patterns: list[Pattern]) -> None:
        found = tally(patterns)
        assert all(0 <= score <= 100 for score in found.scores.counts)
        assert found.agreement is None or 0 <= found.agreement <= 1
        if found.scores.n > 1:
            mean = sum(score * times for score, times in found.scores.counts.items()) / found.scores.n
            squares = sum((score - mean) ** 2 * times for score, times in found.scores.counts.items())
            assert sqrt(found.scores.variance or 0) == pytest.approx(sqrt(squares / (found.scores.n - 1)))

    @given(PATTERNS)
    def test_everyone_asked_stands_exactly_once(self, patterns: list[Pattern]) -> None:
        found = tally(patterns)
        assert sum(found.standings.values()) == len(patterns)
        assert found.standings.get(Standing.SCORED, 0) == found.scores.n

    @given(st.tuples(*[st.integers(min_value=0, max_value=8)] * 3))
    def test_dk_and_skipped_count_alike(self, cells: Pattern) -> None:
        swapped = tuple({7: 8, 8: 7}.get(cell, cell) for cell in cells)
        assert respondent_score(cells) == respondent_score(swapped)
