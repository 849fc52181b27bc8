"""One update, one transaction: what is committed together, what is undone together, what is never done twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from pydantic import JsonValue
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection
from structlog.testing import capture_logs

from bot.database.access import Database
from dialogs.engine import due, records, seen
from dialogs.engine.cards import Card, Notice
from dialogs.engine.errors import DatabaseUnavailable, Refusal
from dialogs.engine.events import Attached, Pressed, Typed, Unreadable
from dialogs.engine.registry import DueKind
from dialogs.engine.taking import WORK_ATTEMPTS, Turns
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from tests.dialogs.small_house import as_operator, command, said, update
from tests.dialogs.table import Table, press


async def test_an_update_commits_its_reply_and_wakes_the_delivery(table: Table) -> None:
    await table.turns.take(command(1, "shop"))
    assert await table.said() == ["page 1"]
    assert table.rung == 1


async def test_a_doubled_update_is_answered_once(table: Table) -> None:
    for _again in range(3):
        await table.turns.take(command(1, "shop"))
    assert await table.said() == ["page 1"]


async def test_doubled_updates_that_meet_are_answered_once(table: Table) -> None:
    await asyncio.gather(*(table.turns.take(command(1, "shop")) for _again in range(5)))
    assert await table.said() == ["page 1"]


async def test_a_pressed_card_is_edited_in_place_and_a_typed_answer_gets_a_new_one(table: Table) -> None:
    await table.turns.take(command(1, "shop"))
    (card,) = await table.cards()
    await table.turns.take(update(2, press(card, "next"), message="40"))
    await table.turns.take(command(3, "shop"))
    assert [letter.edit for letter in await table.letters() if letter.card] == [None, "40", None]


async def test_a_dialog_that_fails_is_undone_marked_seen_and_apologised_for(table: Table) -> None:
    await table.turns.take(command(1, "break", "secret words"))
    assert await table.said() == [
        "Something went wrong on our side; what you had answered before is kept. Please try again."
    ]
    async with table.database.reading() as connection:
        row = (await connection.execute(select(records.seen))).one()
    assert row.error == "RuntimeError"
    await table.turns.take(command(1, "break"))
    assert len(await table.said()) == 1


async def test_an_update_that_fails_twice_at_once_is_apologised_for_once(table: Table) -> None:
    await asyncio.gather(*(table.turns.take(command(1, "break")) for _again in range(4)))
    assert len(await table.said()) == 1
    assert await table.count("seen") == 1


async def test_a_refusal_is_told_in_its_own_words(table: Table) -> None:
    await table.turns.take(command(1, "refuse"))
    assert await table.said() == ["There is no such organisation."]


async def test_an_update_that_is_not_taken_at_all_is_told_why_once_beside_the_card_that_was_pressed(
    table: Table,
) -> None:
    await table.turns.take(command(1, "shop"))
    pressed = update(2, press((await table.cards())[0], "next"), message="40")
    for _again in range(2):
        await table.turns.refuse(pressed, Refusal(said("Not so fast.")))
    await table.turns.take(pressed)

    assert await table.said() == ["page 1", "Not so fast."]
    assert [letter.edit for letter in await table.letters() if letter.card] == [None, None]


async def test_a_database_out_of_reach_says_so_of_what_is_not_taken_too(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogs.engine.taking.FIRST_PAUSE", 0.0)
    failing = Failing(table.database, 99)
    with pytest.raises(DatabaseUnavailable):
        await Turns(table.house, failing, lambda: None).refuse(command(1, "shop"), Refusal(said("Not so fast.")))
    assert await table.count("seen") == 0


async def test_what_the_role_does_not_cover_is_refused_at_every_door(table: Table) -> None:
    await table.turns.take(command(1, "office"))
    await table.turns.take(update(2, Pressed(data="v|safe|1")))
    await table.turns.take(update(3, Pressed(data="a|open-safe")))
    assert await table.said() == ["Your role here does not cover this. /help shows what you can do."] * 3
    await table.turns.take(as_operator(command(4, "office")))
    assert (await table.said())[-1] == "office"


async def test_whom_the_house_turns_away_is_shown_what_it_has_to_say_to_them(table: Table) -> None:
    async def turned_away(turn: Turn) -> Card | None:
        del turn
        return Card(blocks=(Notice(text=said("Please ring the bell.")),))

    table.house.registry.turned_away = turned_away
    await table.turns.take(command(1, "office"))
    await table.turns.take(update(2, Pressed(data="v|safe|1"), message="40"))
    assert await table.said() == ["Please ring the bell."] * 2
    assert [letter.edit for letter in await table.letters() if letter.card] == [None, None]


async def test_whom_the_house_has_nothing_to_say_to_is_told_of_their_role(table: Table) -> None:
    async def turned_away(turn: Turn) -> Card | None:
        del turn
        return None

    table.house.registry.turned_away = turned_away
    await table.turns.take(command(1, "office"))
    assert await table.said() == ["Your role here does not cover this. /help shows what you can do."]


@pytest.mark.parametrize(
    "data", ["", "x", "f|1|kind|answer|green", "f|abc|kind|answer|1", "v|none", "a|none", "c|none|"]
)
async def test_a_forged_button_gets_a_plain_sentence(table: Table, data: str) -> None:
    await table.turns.take(update(1, Pressed(data=data)))
    (sentence,) = await table.said()
    assert "/help" in sentence


async def test_a_form_goes_on_from_turn_to_turn_until_it_is_done(table: Table) -> None:
    await table.turns.take(command(1, "order"))
    await table.turns.take(update(2, Typed(text="green")))
    await table.turns.take(update(3, Typed(text="with milk")))
    await table.turns.take(update(4, Typed(text="skip")))
    review = (await table.cards())[-1]
    assert await table.count("conversation") == 1
    await table.turns.take(update(5, press(review, "Serve"), message="9"))
    assert (await table.said())[-1] == "served: green, with milk"
    assert await table.count("conversation") == 0


async def test_another_chat_cannot_press_the_buttons_of_a_form(table: Table) -> None:
    await table.turns.take(command(1, "order"))
    (card,) = await table.cards()
    await table.turns.take(update(2, press(card, "Green"), address="8"))
    assert "That form is closed" in (await table.said())[-1]


async def test_a_form_left_and_opened_again_stands_where_it_stood(table: Table) -> None:
    await table.turns.take(command(1, "order"))
    await table.turns.take(update(2, Typed(text="green")))
    await table.turns.take(command(3, "shop"))
    await table.turns.take(command(4, "order"))
    assert (await table.cards())[-1] == (await table.cards())[1]


async def test_a_file_that_the_channel_holds_gets_its_row_with_the_answer(table: Table) -> None:
    await table.turns.take(command(1, "order"))
    for number, text in enumerate(("green", "skip"), 2):
        await table.turns.take(update(number, Typed(text=text)))
    await table.turns.take(update(4, Attached(name="tea.jpg", media_type="image/jpeg", remote="AgAD", size=9)))
    assert await table.count("file") == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (Typed(text="hello"), "I have not asked anything just now. /help shows what you can do here."),
        (
            Unreadable(what="sticker"),
            "I cannot read that here. Please press a button or type a command; /help lists them.",
        ),
    ],
)
async def test_what_nobody_asked_for_gets_a_way_on(table: Table, content: Typed | Unreadable, sentence: str) -> None:
    await table.turns.take(update(1, content))
    assert await table.said() == [sentence]


async def test_the_command_menu_is_set_once_and_again_when_the_role_changes(table: Table) -> None:
    await table.turns.take(command(1, "shop"))
    await table.turns.take(command(2, "shop"))
    await table.turns.take(as_operator(command(3, "shop")))
    menus = [letter.commands for letter in await table.letters() if letter.commands is not None]
    assert [tuple(name for name, _description in menu) for menu in menus] == [
        ("order", "shop", "break", "refuse"),
        ("order", "shop", "break", "refuse", "office"),
    ]


class Failing:
    """A database that is out of reach for a while."""

    def __init__(self, database: Database, failures: int) -> None:
        self._database = database
        self.failures = failures

    @asynccontextmanager
    async def writing(self, *, urgent: bool = False) -> AsyncIterator[AsyncConnection]:
        async with self._database.writing(urgent=urgent) as connection:
            yield connection
            if self.failures:
                self.failures -= 1
                raise OperationalError("COMMIT", None, OSError("disk full"))


async def test_a_database_error_is_tried_again_until_it_commits(table: Table) -> None:
    failing = Failing(table.database, 2)
    await Turns(table.house, failing, lambda: None).take(command(1, "shop"))
    assert await table.said() == ["page 1"]


async def test_a_database_out_of_reach_commits_nothing_and_says_so_to_the_channel(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogs.engine.taking.FIRST_PAUSE", 0.0)
    with pytest.raises(DatabaseUnavailable):
        await Turns(table.house, Failing(table.database, 99), lambda: None).take(command(1, "shop"))
    assert await table.said() == []
    assert await table.count("seen") == 0


async def test_an_outage_is_a_line_when_it_begins_and_one_when_it_is_over(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogs.engine.taking.FIRST_PAUSE", 0.0)
    turns = Turns(table.house, Failing(table.database, 14), lambda: None)
    with capture_logs() as lines:
        for _again in range(2):
            with pytest.raises(DatabaseUnavailable):
                await turns.take(command(1, "shop"))
        await turns.take(command(1, "shop"))
        await turns.take(command(2, "shop"))
    assert [(line["event"], line.get("fault"), line.get("errors")) for line in lines if line["event"] != "taken"] == [
        ("database error", "OperationalError", None),
        ("database errors are over", None, 14),
    ]


async def _due(table: Table, subject: str, payload: str, at: datetime) -> None:
    async with table.database.writing() as connection:
        await due.schedule(connection, table.house.cipher, "remind", subject, at=at, payload=payload)


async def test_due_work_waits_for_its_time_and_is_done_once(table: Table, time: dict[str, datetime]) -> None:
    await _due(table, "1", "tea", time["now"] + timedelta(hours=1))
    assert not await table.turns.do_due_work()
    time["now"] += timedelta(hours=1)
    assert await table.turns.do_due_work()
    assert not await table.turns.do_due_work()


async def test_due_work_that_fails_is_put_off_and_given_up_in_the_end(table: Table, time: dict[str, datetime]) -> None:
    await _due(table, "1", "break", time["now"])
    for _attempt in range(WORK_ATTEMPTS):
        assert await table.count("due") == 1
        assert await table.turns.do_due_work()
        assert not await table.turns.do_due_work()
        time["now"] += timedelta(days=2)
    assert await table.count("due") == 0


async def test_due_work_writes_to_every_chat_of_a_person(table: Table, time: dict[str, datetime]) -> None:
    await table.person(1, ["7", "8"])
    await _due(table, "1", "tea", time["now"])
    assert await table.turns.do_due_work()
    assert await table.said() == ["reminder: tea"] * 2
    assert table.rung == 1


async def test_due_work_of_a_kind_that_is_no_longer_there_is_struck_off(
    table: Table, time: dict[str, datetime]
) -> None:
    await _due(table, "1", "tea", time["now"])
    table.house.registry.due_kinds.clear()
    assert await table.turns.do_due_work()
    assert await table.count("due") == 0


async def test_due_work_that_meets_a_database_error_is_tried_again_as_a_whole(
    table: Table, time: dict[str, datetime]
) -> None:
    met: list[str] = []

    async def run(work: Work, subject: str, payload: JsonValue) -> None:
        met.append(subject)
        if len(met) == 1:
            raise OperationalError("UPDATE", None, OSError("disk full"))
        await work.later("followed", subject, time["now"] + timedelta(days=1))

    table.house.registry.due(DueKind(name="follow", run=run))
    async with table.database.writing() as connection:
        await due.schedule(connection, table.house.cipher, "follow", "1", at=time["now"], payload=None)
    assert await table.turns.do_due_work()
    assert met == ["1", "1"]
    async with table.database.reading() as connection:
        assert (await connection.execute(select(records.due.c.kind))).scalars().all() == ["followed"]


async def test_scheduling_the_same_work_again_moves_it(table: Table, time: dict[str, datetime]) -> None:
    for hours in (1, 2):
        await _due(table, "1", "tea", time["now"] + timedelta(hours=hours))
    assert await table.count("due") == 1
    time["now"] += timedelta(minutes=90)
    assert not await table.turns.do_due_work()


async def test_work_that_comes_again_schedules_itself_under_the_same_name(
    table: Table, time: dict[str, datetime]
) -> None:
    await _due(table, "1", "again", time["now"])
    for _day in range(3):
        assert await table.turns.do_due_work()
        assert not await table.turns.do_due_work()
        time["now"] += timedelta(days=1)


async def test_scheduling_without_moving_leaves_the_work_where_it_is(table: Table, time: dict[str, datetime]) -> None:
    await _due(table, "1", "tea", time["now"])
    async with table.database.writing() as connection:
        await due.schedule(
            connection,
            table.house.cipher,
            "remind",
            "1",
            at=time["now"] + timedelta(days=1),
            payload="tea",
            move=False,
        )
    assert await table.turns.do_due_work()


async def test_cancelled_work_does_not_fall_due(table: Table, time: dict[str, datetime]) -> None:
    await _due(table, "1", "tea", time["now"])
    async with table.database.writing() as connection:
        await due.cancel(connection, "remind", "1")
    assert not await table.turns.do_due_work()


async def test_updates_seen_are_forgotten_after_a_week(table: Table, time: dict[str, datetime]) -> None:
    await table.turns.take(command(1, "shop"))
    time["now"] += timedelta(days=8)
    await table.turns.take(command(2, "shop"))
    async with table.database.writing() as connection:
        await seen.forget(Work(table.house, connection, time["now"], "test"))
    assert await table.count("seen") == 1
