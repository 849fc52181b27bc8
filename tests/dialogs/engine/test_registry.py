"""The registry: one name, one thing; a menu for each role."""

import pytest

from dialogs.engine.registry import AlreadyRegistered
from dialogs.people.roles import OPERATORS, VISITORS
from tests.dialogs.small_house import small_registry


def test_a_name_that_two_dialogs_claim_is_found_at_start() -> None:
    registry = small_registry()

    with pytest.raises(AlreadyRegistered, match="'order'"):
        registry.command(registry.commands["order"])


def test_the_menu_has_what_the_role_may_use_in_the_order_of_registration() -> None:
    registry = small_registry()

    assert [command.name for command in registry.open_to(VISITORS)] == ["order", "shop", "break", "refuse"]
    assert [command.name for command in registry.open_to(OPERATORS)][-1] == "office"
