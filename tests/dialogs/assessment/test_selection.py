"""Which items each form asks."""

import pytest

from dialogs.assessment.selection import form_kind, in_order, items_asked, items_targeted, left_out
from standard.library import library

EVERY = ("5.1", "5.2", "5.3", "5.4")


def test_an_organisation_in_every_kind_of_consultation_is_asked_everything() -> None:
    assert items_asked(library(), "pulse", EVERY) == tuple(item.code for item in library().pulse())
    assert items_asked(library(), "full", EVERY) == tuple(library().items)
    assert len(items_asked(library(), "pulse", EVERY)) == 13


def test_an_organisation_that_has_not_said_its_kinds_is_asked_everything_too() -> None:
    assert left_out(library(), ()) == ()


@pytest.mark.parametrize(
    ("affairs", "out"),
    [
        (("5.1", "5.2", "5.3"), ()),
        (("5.1", "5.2"), ("6.2.2.1",)),
        (("5.2", "5.4"), ("6.2.1.2", "6.2.1.3", "6.2.2.1")),
        (("5.3",), ("6.2.1.2", "6.2.1.3", "6.2.2.2")),
        (("5.4",), ("6.2.1.2", "6.2.1.3", "6.2.2.1", "6.2.2.2")),
    ],
)
def test_recommended_capabilities_of_other_kinds_only_are_left_out(
    affairs: tuple[str, ...], out: tuple[str, ...]
) -> None:
    assert left_out(library(), affairs) == out
    asked = {library().items[code].capability for code in items_asked(library(), "full", affairs)}
    assert asked == set(library().capabilities) - set(out)


def test_required_capabilities_and_those_of_every_kind_are_never_left_out() -> None:
    always = {c for c in library().capabilities if library().kind(c) == "应"} | {"6.2.1.1", "6.2.2.3"}
    for affair in EVERY:
        assert not always & set(left_out(library(), (affair,)))


def test_targeted_items_come_in_the_standards_order_whatever_order_they_were_chosen_in() -> None:
    assert items_targeted(library(), ["6.2.2.1", "6.1.1.1"])[0] == "6.1.1.1-1"
    assert in_order(library(), {"6.2.2.1-2", "6.1.1.1-3", "9-9"}) == ("6.1.1.1-3", "6.2.2.1-2")


def test_a_record_of_an_unknown_form_is_a_fault() -> None:
    with pytest.raises(ValueError, match="there is no form 'quick'"):
        form_kind("quick")
