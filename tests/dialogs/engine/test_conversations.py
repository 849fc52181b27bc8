"""Conversations as rows: resumed by any process, ended once, begun anew when the person wants."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, tzinfo

from pydantic import BaseModel, JsonValue

from dialogs.engine import conversations
from dialogs.engine.answering import FORM_GONE, Answering
from dialogs.engine.cards import Heading
from dialogs.engine.events import Typed
from dialogs.engine.forms import Form, Step, Words
from dialogs.engine.registry import Command
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.people.roles import EVERYBODY
from tests.dialogs.small_house import command, said, update
from tests.dialogs.table import Table, press


@asynccontextmanager
async def turning(table: Table) -> AsyncIterator[Answering]:
    async with table.database.writing() as connection:
        incoming = command(99, "order")
        who = await table.house.identify(Work(table.house, connection, table.house.clock(), ""), incoming)
        yield Answering(table.house, connection, table.house.clock(), "", incoming=incoming, who=who)


async def begun(table: Table) -> None:
    await table.turns.take(command(1, "order"))
    await table.turns.take(update(2, Typed(text="green")))


async def test_what_was_begun_can_be_read_and_dropped(table: Table) -> None:
    await begun(table)
    async with turning(table) as turn:
        draft = await conversations.draft_of(turn, "tea", "")
        assert draft is not None
        assert draft.answers == {"kind": "green"}
        await conversations.drop(turn, "tea", "")
        assert await conversations.draft_of(turn, "tea", "") is None
    assert await table.count("conversation") == 0


async def test_a_draft_that_is_discarded_is_gone(table: Table) -> None:
    await begun(table)
    await table.turns.take(update(3, Typed(text="cancel")))
    await table.turns.take(update(4, press((await table.cards())[-1], "Discard")))

    assert await table.count("conversation") == 0


async def test_a_draft_that_is_kept_stands_where_it_stood(table: Table) -> None:
    await begun(table)
    asked = (await table.cards())[-1]
    await table.turns.take(update(3, Typed(text="cancel")))
    await table.turns.take(update(4, press((await table.cards())[-1], "Keep")))
    assert await table.count("conversation") == 1
    await table.turns.take(command(5, "order"))

    assert (await table.cards())[-1] == asked


async def test_a_press_that_was_doubled_on_its_way_is_answered_once(table: Table) -> None:
    await table.turns.take(command(1, "order"))
    green = press((await table.cards())[0], "Green")
    await table.turns.take(update(2, green, message="40"))
    shown = await table.cards()
    await table.turns.take(update(3, green, message="40"))

    assert await table.cards() == shown


async def test_a_conversation_whose_form_is_gone_says_so(table: Table) -> None:
    await begun(table)
    table.house.registry.forms.clear()
    await table.turns.take(update(3, Typed(text="with milk")))

    assert (await table.said())[-1] == FORM_GONE.text


class Page(BaseModel):
    """What the diary asks."""

    morning: str
    evening: str


def as_of(arguments: JsonValue, now: datetime, timezone: tzinfo) -> JsonValue:
    return f"{arguments}".partition(" ")[0] + f" {now.astimezone(timezone):%d %B}"


def _pages(arguments: JsonValue) -> tuple[Step, ...]:
    names = ("morning", "evening")
    return tuple(
        Words(name=name, label=said(name), prompt=(Heading(text=f"{arguments}: the {name}?"),)) for name in names
    )


async def _written(turn: Turn, arguments: JsonValue, page: Page) -> None:
    turn.say(f"{arguments}: {page.morning}, {page.evening}")


async def _write(turn: Turn, argument: str) -> None:
    await turn.open_form("diary", arguments=argument)


async def test_what_a_form_knows_of_the_day_is_that_of_each_turn_where_the_person_is(
    table: Table, time: dict[str, datetime]
) -> None:
    form = Form(
        name="diary",
        version=1,
        title=said("Diary"),
        model=Page,
        steps=_pages,
        roles=EVERYBODY,
        submit=said("Keep"),
        review=False,
        renewed=as_of,
    )
    table.house.registry.form(form, _written)
    table.house.registry.command(Command(name="write", roles=EVERYBODY, description=said(""), run=_write))

    await table.turns.take(command(1, "write", "diary"))
    assert "diary 16 March: the morning?" in await table.said()
    time["now"] += timedelta(hours=14)  # 15:30 in London, 23:30 in Shanghai
    await table.turns.take(update(2, Typed(text="rain")))
    assert "diary 16 March: the evening?" in await table.said()
    time["now"] += timedelta(hours=1)
    await table.turns.take(update(3, Typed(text="sun")))
    assert (await table.said())[-1] == "diary 17 March: rain, sun"
