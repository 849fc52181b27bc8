"""A turn: who may what, and what a group is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from dialogs.engine.answering import Answering
from dialogs.engine.cards import Card
from dialogs.engine.errors import NotAllowed
from dialogs.engine.events import Attached, Command, Content, Pressed, Typed, Unreadable
from dialogs.engine.gathering import answer_in_group
from dialogs.engine.registry import Action, View
from dialogs.engine.registry import Command as Command_
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.people.roles import EVERYBODY
from tests.dialogs.small_house import command, said, update
from tests.dialogs.table import Table

PRIVATELY = "Please write to me in a private chat: what is said there stays between us."
IN_A_GROUP = {"private": False, "address": "-100", "sender": "55"}


@asynccontextmanager
async def turning(table: Table) -> AsyncIterator[Answering]:
    async with table.database.writing() as connection:
        incoming = command(99, "shop")
        who = await table.house.identify(Work(table.house, connection, table.house.clock(), ""), incoming)
        yield Answering(table.house, connection, table.house.clock(), "", incoming=incoming, who=who)


async def test_only_a_member_has_a_person_and_an_organisation(table: Table) -> None:
    async with turning(table) as turn:
        with pytest.raises(NotAllowed):
            _ = turn.member
        await turn.become(replace(turn.who, person=7))
        with pytest.raises(NotAllowed):
            _ = turn.member
        await turn.become(replace(turn.who, organisation=3))
        assert turn.member == (7, 3)


async def test_who_has_not_joined_is_no_person_and_a_former_member_still_is(table: Table) -> None:
    async with turning(table) as turn:
        with pytest.raises(NotAllowed):
            _ = turn.person
        await turn.become(replace(turn.who, person=7))
        assert turn.person == 7


async def test_a_form_opens_to_its_roles_alone(table: Table) -> None:
    async with turning(table) as turn:
        await turn.become(replace(turn.who, roles=frozenset({"guest"})))
        with pytest.raises(NotAllowed):
            await turn.open_form("tea")
    assert await table.count("conversation") == 0


async def test_a_view_may_reply_by_itself(table: Table) -> None:
    async def show(turn: Turn, arguments: tuple[str, ...]) -> Card | None:
        turn.say(" ".join(arguments))
        return None

    table.house.registry.view(View(name="echo", roles=EVERYBODY, show=show))
    await table.turns.take(update(1, Pressed(data="v|echo|a|b")))

    assert await table.said() == ["a b"]


async def test_an_unknown_command_is_named(table: Table) -> None:
    await table.turns.take(command(1, "nowhere"))

    assert await table.said() == ["There is no command /nowhere. /help shows what you can do."]


@pytest.mark.parametrize(
    ("content", "written", "over_the_button"),
    [
        (Command(name="order"), [PRIVATELY], None),
        (Pressed(data="v|shop|1"), [], PRIVATELY),
        (Pressed(data="a|ring"), [], PRIVATELY),
        (Pressed(data="nonsense"), [], "That button no longer works."),
        (Command(name="nowhere"), [], None),
        (Typed(text="we talk among ourselves"), [], None),
        (Unreadable(what="sticker"), [], None),
    ],
)
async def test_in_a_group_only_the_way_to_the_private_chat_is_shown(
    table: Table, content: Content, written: list[str], over_the_button: str | None
) -> None:
    answer = await table.turns.take(update(1, content).model_copy(update=IN_A_GROUP))

    assert await table.said() == written
    assert (answer and answer.text) == over_the_button
    assert await table.count("conversation") == 0


@pytest.mark.parametrize("content", [Command(name="nowhere"), Typed(text="we talk among ourselves")])
async def test_what_is_said_in_a_group_among_themselves_leaves_no_trace_at_all(table: Table, content: Content) -> None:
    await table.turns.take(update(1, content).model_copy(update=IN_A_GROUP | {"reply_to": "5"}))

    assert {name: await table.count(name) for name in ("seen", "chat", "outbox")} == {"seen": 0, "chat": 0, "outbox": 0}


async def test_a_refusal_in_a_group_is_said_over_the_button_to_the_one_who_pressed(table: Table) -> None:
    async def refuse(turn: Turn, arguments: tuple[str, ...]) -> None:
        raise NotAllowed("this")

    table.house.registry.action(Action(name="no", roles=EVERYBODY, run=refuse, in_groups=True))
    answer = await table.turns.take(update(1, Pressed(data="a|no")).model_copy(update=IN_A_GROUP))

    assert answer is not None
    assert answer.text == "Your role here does not cover this. /help shows what you can do."
    assert answer.alert
    assert await table.said() == []


async def test_what_is_said_to_one_person_in_a_group_goes_to_their_private_chat(table: Table) -> None:
    async def tell(turn: Turn, argument: str) -> None:
        turn.notify(said(f"only for you: {argument}"))

    table.house.registry.group_command(Command_(name="tell", roles=EVERYBODY, description=said(""), run=tell))
    await table.turns.take(update(1, Command(name="tell", argument="x")).model_copy(update=IN_A_GROUP))

    assert await table.said() == ["only for you: x"]
    assert await table.addresses() == ["55"]


async def test_a_button_that_means_nothing_leads_back_to_the_form_under_way(table: Table) -> None:
    await table.turns.take(command(1, "order"))
    await table.turns.take(update(2, Pressed(data="a|none"), message="40"))

    said = await table.said()
    assert said.count("Which tea?") == 2


async def test_an_action_is_done_at_each_press(table: Table) -> None:
    for number in (1, 2):
        await table.turns.take(update(number, Pressed(data="a|ring")))

    assert await table.said() == ["rang", "rang"]


async def test_what_is_said_to_one_person_in_a_private_chat_is_said_there(table: Table) -> None:
    async def tell(turn: Turn, arguments: tuple[str, ...]) -> None:
        turn.notify(said("only for you"), alert=True)

    table.house.registry.action(Action(name="tell", roles=EVERYBODY, run=tell))

    assert await table.turns.take(update(1, Pressed(data="a|tell"))) is None
    assert await table.said() == ["only for you"]


async def test_a_card_that_is_left_as_it_is_gets_its_answer_below_it(table: Table) -> None:
    async def leave(turn: Turn, arguments: tuple[str, ...]) -> None:
        turn.leave_card()
        turn.say(said("noted"))

    table.house.registry.action(Action(name="leave", roles=EVERYBODY, run=leave))
    for number, data in enumerate(("a|ring", "a|leave"), 1):
        await table.turns.take(update(number, Pressed(data=data), message="40"))

    written = [letter.edit for letter in await table.letters() if letter.card]
    assert (await table.said(), written) == (["rang", "noted"], ["40", None])


async def test_a_picture_or_a_sticker_in_a_group_is_nobodys_business_here(table: Table) -> None:
    given: tuple[Content, ...] = (Unreadable(what="sticker"), Attached(name="a.png", media_type="image/png"))
    for number, content in enumerate(given):
        await table.turns.take(update(number, content).model_copy(update=IN_A_GROUP))
    assert await table.letters() == []
    assert await table.count("file") == 0


async def test_what_is_neither_asked_nor_said_in_a_group_is_left_alone(table: Table) -> None:
    async with turning(table) as turn:
        await answer_in_group(turn, Unreadable(what="sticker"))
        await answer_in_group(turn, Typed(text="nobody listens here"))
        await turn.flush()
    assert await table.letters() == []
