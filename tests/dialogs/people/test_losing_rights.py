"""A role that goes is gone at the next press; what is one's own stays one's own; a deleted organisation is survived."""

import pytest

from dialogs.people.roles import Role
from tests.dialogs.people.losing import demote, erase, remove
from tests.dialogs.talking import Scene, Talk

DENIED = "! Your role here does not cover this. /help shows what you can do."
CLOSED = "! That form is closed, so its buttons no longer work. /help shows what you can do."
GONE = (
    "! The form that you were filling in is no longer open to you: it has ended, or your role has changed. /help "
    "shows what you can do."
)


async def joins(scene: Scene, organisation: int, role: Role) -> Talk:
    return await scene.joins(organisation, role.value, "Lin", language="en")


async def begins_the_pulse_form(talk: Talk) -> str:
    """Open the form and give the data of one of its buttons."""
    await talk.says("/assess")
    await talk.chooses("pulse")
    return next(button.press for button in talk.buttons if button.press and "|answer|" in button.press)


async def test_an_administrator_made_a_member_finds_the_digest_closed_at_the_next_press(scene: Scene) -> None:
    organisation = await scene.organisation("Bay")
    admin = await joins(scene, organisation, Role.ADMIN)
    await admin.says("/digest")
    (missing,) = [button.press for button in admin.buttons if button.press and "digest-missing" in button.press]
    assert "digest" in dict(admin.menu)

    await demote(scene, organisation, Role.MEMBER)

    await admin.presses_data(missing)
    assert admin.text == DENIED
    await admin.says("/help")
    assert "digest" not in dict(admin.menu)


async def test_a_member_who_was_removed_can_go_on_with_nothing_but_their_own_data(scene: Scene) -> None:
    organisation = await scene.organisation("Bay")
    member = await joins(scene, organisation, Role.MEMBER)
    answer = await begins_the_pulse_form(member)

    await remove(scene, organisation)

    await member.presses_data(answer)
    assert member.text == CLOSED
    await member.says("3")
    assert member.text == GONE
    await member.says("/assess")
    assert member.text.startswith("! This is for members of an organisation")
    await member.says("/mydata")
    assert member.card.document is not None
    await member.says("/privacy")
    await member.presses("Erase everything about me")
    await member.presses("Yes, erase everything")
    assert "Everything about you has been erased" in member.text


@pytest.mark.parametrize("typed", [True, False], ids=["typed", "pressed"])
async def test_an_organisation_deleted_under_a_form_is_told_in_plain_words(scene: Scene, *, typed: bool) -> None:
    organisation = await scene.organisation("Bay")
    member = await joins(scene, organisation, Role.MEMBER)
    answer = await begins_the_pulse_form(member)

    await erase(scene, organisation)

    if typed:
        await member.says("3")
        assert member.text == GONE
        await member.says("3")
        assert "I have not asked anything just now" in member.text
    else:
        await member.presses_data(answer)
        assert member.text == CLOSED
    await member.says("/assess")
    assert member.text.startswith("! This is for members of an organisation")


async def test_one_whose_organisation_is_gone_can_choose_another_of_theirs(scene: Scene) -> None:
    first, second = await scene.organisation("Bay"), await scene.organisation("Hill")
    member = await joins(scene, first, Role.MEMBER)
    await member.says(f"/start {await scene.invitation(second, 'member')}")
    await member.presses("Join")

    await erase(scene, second)

    await member.says("/assess")
    assert member.text == DENIED
    await member.says("/settings")
    await member.presses("Bay")
    await member.says("/assess")
    assert "Assessment" in member.text
