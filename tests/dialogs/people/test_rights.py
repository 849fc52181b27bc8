"""Every row of the table of rights, in every role, with one's own organisation's things and with another's."""

import re
import shutil
from pathlib import Path

import pytest
import pytest_asyncio

from bot.database.access import Database
from bot.house import registry_of
from bot.keys.cipher import KeyRingCipher
from dialogs.people.rights import RIGHTS, NoRight, Reach, Right, roles_of
from dialogs.people.roles import FACILITATORS
from standard.library import library
from tests.dialogs.people.rights_cells import CELLS, NOTHING, PLANTED, SAID_IN_GROUPS
from tests.dialogs.people.rights_played import contents, said_in_group
from tests.dialogs.people.rights_world import GROUPS, ROLES, World, built

DENIED = "! Your role here does not cover this. /help shows what you can do."
NOT_JOINED = """\
! This is for members of an organisation: please ask your organisation's administrator for an invitation link, and \
opening it is all it takes to join.
- What you can do without joining:
[Read and search the standard]
[What is kept about you, and erasing it]
[What you can do here]"""
WITHOUT_ROLE = {"visitor", "one who has left"}
CLOSED = "! That form is closed, so its buttons no longer work. /help shows what you can do."
NAMING = {Reach.WORKED_IN, Reach.ONES_OWN, Reach.BELONGED_TO, Reach.TAKEN_PART_IN}
"""Reaches that end before another organisation."""

PRESSED = tuple(right for right in RIGHTS if right.kind != "group command")
SAID = tuple(right for right in RIGHTS if right.kind == "group command")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, cipher: KeyRingCipher) -> World:
    file = tmp_path_factory.mktemp("rights") / "world.db"
    shutil.copy(sqlite_template, file)
    return await built(Database(f"sqlite+aiosqlite:///{file}"), file, cipher)


LINK = re.compile(r"/j/go-[\w-]+")
"""A passage's, made anew each time."""


async def played(world: World, folder: Path, role: str, right: Right) -> list[tuple[str, bool]]:
    """Let somebody press what a row allows on their own organisation's things, on another's, and on none.

    Gives what they are told, and whether anything was changed; then the world is made anew.
    """
    scene = world.opened(folder)
    before = contents(scene)
    results = []
    for things in (world.own[role], world.other, NOTHING):
        told = await world.talk(scene, role).presses_data(CELLS[right.kind, right.name](things))
        changed = contents(scene) != before
        results.append((LINK.sub("", world.talk(scene, role).as_text(*told)), changed))
        if changed:
            await scene.database.close()
            scene = world.opened(folder)
    await scene.database.close()
    return results


def test_the_table_has_a_row_for_everything_that_is_registered_and_no_other() -> None:
    registry = registry_of(library())
    registered = {("command", name): one.roles for name, one in registry.commands.items()}
    registered |= {("group command", name): one.roles for name, one in registry.group_commands.items()}
    registered |= {("form", name): one.roles for name, one in registry.forms.items()}
    registered |= {("view", name): one.roles for name, one in registry.views.items()}
    registered |= {("action", name): one.roles for name, one in registry.actions.items()}

    assert registered == {(right.kind, right.name): right.roles for right in RIGHTS}
    assert len(RIGHTS) == len(registered)


def test_nothing_can_be_registered_without_a_row() -> None:
    with pytest.raises(NoRight, match="command 'sell' has no row"):
        roles_of("command", "sell")


def test_every_row_is_played() -> None:
    assert set(CELLS) == {(right.kind, right.name) for right in PRESSED}
    assert set(SAID_IN_GROUPS) == {right.name for right in SAID}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("right", PRESSED, ids=lambda right: f"{right.kind} {right.name}")
async def test_a_cell_of_the_table(world: World, tmp_path: Path, right: Right, role: str) -> None:
    results = await played(world, tmp_path, role, right)
    own, other, nowhere = (told for told, _changed in results)

    if not right.roles & ROLES[role]:
        denied = NOT_JOINED if role in WITHOUT_ROLE else DENIED
        assert set(results) == {(CLOSED if right.kind == "form" else denied, False)}
        return
    assert own not in {"", DENIED, NOT_JOINED, CLOSED}
    if right.reach in NAMING:
        assert other == nowhere, "another organisation's things are as if they did not exist"
        assert PLANTED not in other


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("right", SAID, ids=lambda right: f"{right.kind} {right.name}")
async def test_a_cell_for_groups(world: World, tmp_path: Path, right: Right, role: str) -> None:
    """In a group everybody is who they are in the organisation whose meeting is held there, whatever else they are."""
    own, other = world.opened(tmp_path), world.opened(tmp_path)
    told, changed = await said_in_group(own, world.talk(own, role), GROUPS[0], right.name)
    told_elsewhere, changed_elsewhere = await said_in_group(other, world.talk(other, role), GROUPS[1], right.name)
    await own.database.close()
    await other.database.close()

    if not right.roles & ROLES[role]:
        assert (told, changed) == (DENIED, False)
    else:
        assert told != DENIED
        assert told or changed
    assert not changed_elsewhere
    assert PLANTED not in told_elsewhere
    if right.roles == FACILITATORS:
        assert told_elsewhere == DENIED


UNLISTED = {"start", "say", "opinion"}
"""What a link or the board of a meeting leads to, and nobody would look for in a list."""


@pytest.mark.parametrize("role", ROLES)
async def test_the_menu_lists_what_the_table_allows_and_no_more(world: World, tmp_path: Path, role: str) -> None:
    scene = world.opened(tmp_path)
    talk = world.talk(scene, role)
    await talk.says("/help")
    allowed = {right.name for right in RIGHTS if right.kind == "command" and right.roles & ROLES[role]} - UNLISTED
    listed = {line.removeprefix("• /").partition(":")[0] for line in talk.text.splitlines() if line.startswith("• /")}
    await scene.database.close()

    assert listed == allowed
