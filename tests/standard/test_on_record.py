"""Performance on record: plain counting, with numerator and denominator, tied to the capabilities it speaks for."""

from fractions import Fraction

from standard.library import library
from standard.on_record import (
    MEASURES,
    STAKEHOLDERS,
    Agreed,
    Count,
    Due,
    Facts,
    Held,
    Measure,
    Performance,
    performance,
    spoken_for,
)


def counted(facts: Facts) -> Performance:
    return performance(library(), facts)


def test_where_nothing_is_on_record_every_figure_is_there_and_has_no_share() -> None:
    none = counted(Facts())

    assert none.held == 0
    assert none.kinds == {"5.1": 0, "5.2": 0, "5.3": 0, "5.4": 0}
    assert set(none.counts) == set(Measure)
    assert {count.share for count in none.counts.values()} == {None}
    assert (none.actions_due, none.actions_overdue, none.outcomes_unconverted) == (0, 0, 0)


def test_consultations_are_counted_by_kind_by_role_and_by_the_capabilities_that_they_speak_for() -> None:
    held = (
        Held("5.1", "legislative"),
        Held("5.1", "policy", organised=False),
        Held("5.1"),
        Held("5.2", "mediation", tags=frozenset({"emergency"})),
        Held("5.3", "standards", tags=frozenset({"advising", "unknown"})),
        Held("5.4", "internal_affairs", tags=frozenset({"advising", "emergency"})),
        Held("9.9"),
    )
    found = counted(Facts(held=held))

    assert found.kinds == {"5.1": 3, "5.2": 1, "5.3": 1, "5.4": 1}
    assert (found.organised, found.participated, found.held) == (6, 1, 7)
    assert found.capabilities == {
        "6.2.1.1": 2,
        "6.2.1.2": 2,
        "6.2.1.3": 2,
        "6.2.2.1": 1,
        "6.2.2.2": 1,
        "6.2.2.3": 2,
    }


def test_stakeholders_are_counted_by_consultation_and_the_kinds_seen_of_the_four() -> None:
    held = (
        Held("5.3", present=frozenset({"enterprise", "public", "expert"})),
        Held("5.3", present=frozenset({"enterprise"})),
        Held("5.3"),
    )
    found = counted(Facts(held=held)).counts

    assert [found[Measure(kind)] for kind in STAKEHOLDERS] == [Count(0, 3), Count(2, 3), Count(1, 3), Count(0, 3)]
    assert found[Measure.BREADTH] == Count(2, 4)
    assert found[Measure.BREADTH].share == Fraction(1, 2)


def test_procedure_is_judged_where_a_rule_asks_for_it() -> None:
    held = (
        Held("5.4", notice=True, materials=False, quorum=True, minutes=True),
        Held("5.4", notice=False, quorum=True, minutes=False),
        Held("5.4", organised=False),
    )
    found = counted(Facts(held=held, items=5, consensus=3)).counts

    assert found[Measure.NOTICE] == Count(1, 2)
    assert found[Measure.MATERIALS] == Count(0, 1)
    assert found[Measure.QUORUM] == Count(2, 2)
    assert found[Measure.MINUTES] == Count(1, 2)
    assert found[Measure.CONSENSUS] == Count(3, 5)


def test_actions_and_outcomes_are_counted_as_far_as_they_came() -> None:
    facts = Facts(
        actions=(Due(done=True, on_time=True), Due(done=True), Due()),
        outcomes=(
            Agreed(),
            Agreed(submitted=True, unconverted=True),
            Agreed(submitted=True, adopted=True),
            Agreed(submitted=True, adopted=True, implemented=True),
            Agreed(implemented=True),
        ),
    )
    found = counted(facts)

    assert found.counts[Measure.ACTIONS] == Count(1, 3)
    assert (found.actions_due, found.actions_overdue) == (3, 1)
    assert found.counts[Measure.SUBMITTED] == Count(3, 5)
    assert found.counts[Measure.ADOPTED] == Count(2, 5)
    assert found.counts[Measure.IMPLEMENTED] == Count(2, 5)
    assert found.outcomes_unconverted == 1


def test_every_measure_speaks_for_one_capability_and_all_capabilities_exist() -> None:
    measures = [measure for tied in MEASURES.values() for measure in tied]

    assert sorted(measures) == sorted(Measure)
    assert spoken_for(library()) == (
        *("6.1.2.2", "6.1.2.3", "6.1.2.4"),
        *("6.2.1.1", "6.2.1.2", "6.2.1.3"),
        *("6.2.2.1", "6.2.2.2", "6.2.2.3"),
    )
    assert set(spoken_for(library())) <= set(library().capabilities)
