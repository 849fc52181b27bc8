"""In a group: what is said to what is held there is heard, and each may do what their role covers."""

from dataclasses import dataclass, field

import pytest

from dialogs.engine.events import Command, Content, Incoming, Pressed, Typed
from dialogs.engine.notices import LONGEST_NOTICE
from dialogs.engine.registry import Action, Gathering
from dialogs.engine.registry import Command as Command_
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.people.roles import EVERYBODY, OPERATORS
from tests.dialogs.small_house import as_operator, said, update
from tests.dialogs.table import Table

NOT_COVERED = "Your role here does not cover this. /help shows what you can do."


def in_a_group(number: int, content: Content, reply_to: str | None = None) -> Incoming:
    there = {"private": False, "address": "-100", "sender": "55", "reply_to": reply_to}
    return update(number, content).model_copy(update=there)


async def tell(turn: Turn, argument: str) -> None:
    turn.say(said(f"told {argument}"))


async def strike(turn: Turn, arguments: tuple[str, ...]) -> None:
    turn.notify(said(f"struck {arguments[0]}"))


async def test_a_command_in_a_group_is_for_those_whose_role_covers_it(table: Table) -> None:
    table.house.registry.group_command(Command_(name="tell", roles=OPERATORS, description=said(""), run=tell))
    await table.turns.take(in_a_group(1, Command(name="tell", argument="all")))
    assert await table.said() == [NOT_COVERED]

    await table.turns.take(as_operator(in_a_group(2, Command(name="tell", argument="all"))))
    assert (await table.said())[1:] == ["told all"]


async def test_a_button_in_a_group_is_for_those_whose_role_covers_it(table: Table) -> None:
    table.house.registry.action(Action(name="gong", roles=OPERATORS, run=strike, in_groups=True))
    pressed = Pressed(data="a|gong|twice")
    refused = await table.turns.take(in_a_group(1, pressed))
    done = await table.turns.take(as_operator(in_a_group(2, pressed)))

    assert (refused and refused.text, done and done.text) == (NOT_COVERED, "struck twice")


@pytest.mark.parametrize(("length", "shown"), [(LONGEST_NOTICE, "x" * 200), (LONGEST_NOTICE + 1, "x" * 199 + "…")])
async def test_a_notice_over_a_button_is_cut_where_the_bot_api_would_refuse_it(
    table: Table, length: int, shown: str
) -> None:
    async def lengthen(turn: Turn, arguments: tuple[str, ...]) -> None:
        turn.notify("x" * length)

    table.house.registry.action(Action(name="long", roles=EVERYBODY, run=lengthen, in_groups=True))
    answer = await table.turns.take(in_a_group(1, Pressed(data="a|long")))

    assert (answer and answer.text) == shown


@dataclass
class Board:
    """A board that hangs in a group as message 5, and hears the replies to it."""

    heard: list[str] = field(default_factory=list)

    @property
    def gathering(self) -> Gathering:
        return Gathering(host=self._host, concerns=self._concerns, heard=self._hear, removed=_pass, moved=_pass_on)

    async def _host(self, work: Work, incoming: Incoming) -> int | None:
        del self, work, incoming
        return None

    async def _concerns(self, work: Work, incoming: Incoming) -> bool:
        del self, work
        return incoming.reply_to == "5"

    async def _hear(self, turn: Turn, text: str) -> None:
        self.heard.append(text)
        turn.say(said("heard"))


async def _pass(work: Work, chat: int) -> None:
    del work, chat


async def _pass_on(work: Work, chat: int, onto: int) -> None:
    del work, chat, onto


async def test_a_reply_to_what_is_held_in_a_group_is_heard_and_other_words_leave_no_trace(table: Table) -> None:
    board = Board()
    table.house.registry.gathering = board.gathering
    await table.turns.take(in_a_group(1, Typed(text="among ourselves")))
    await table.turns.take(in_a_group(2, Typed(text="to somebody"), reply_to="4"))
    assert {name: await table.count(name) for name in ("seen", "chat", "outbox")} == {"seen": 0, "chat": 0, "outbox": 0}

    await table.turns.take(in_a_group(3, Typed(text="the lamp is broken"), reply_to="5"))
    assert board.heard == ["the lamp is broken"]
    assert await table.said() == ["heard"]
