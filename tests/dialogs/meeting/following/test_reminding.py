"""Reminders: before and after the due date, once a day, by day, and never of what is done or not there any more."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from dialogs.engine import records as engine
from dialogs.meeting.actions import correct_action, remove_action
from dialogs.meeting.consultations import remove_consultation
from dialogs.meeting.daily import REMINDING, begin_looking
from dialogs.meeting.terms import ActionState
from dialogs.meeting.timing import long_overdue, next_at, reminded
from dialogs.people import records as people
from dialogs.people.roles import Role
from tests.dialogs.meeting.following.scenes import DUE, days_after, desk, number_of, through
from tests.dialogs.people.losing import demote
from tests.dialogs.talking import Scene


async def test_the_owner_is_reminded_before_and_after_and_then_left_in_peace(scene: Scene) -> None:
    place = await desk(scene)
    await place.act("整理意见", place.lin, due=DUE)

    assert await through(place, place.lin, date(2026, 6, 1)) == days_after(DUE, -3, -1, 1, 8, 15, 22, 29)


async def test_the_letter_names_what_is_due_and_one_tap_does_it(scene: Scene) -> None:
    place = await desk(scene)
    await place.act("整理意见", place.lin, due=DUE)
    await place.act("通知会员单位", place.lin, due=DUE)

    await through(place, place.lin, DUE - timedelta(days=3))

    assert place.lin.text.splitlines() == [
        "# 深圳市物业管理行业协会: what follows from our consultations",
        "Yours to do:",
        "• 整理意见: due on March 20, 2026 (Friday), in 3 days. From 2026-行-001.",
        "• 通知会员单位: due on March 20, 2026 (Friday), in 3 days. From 2026-行-001.",
        "[Done: 整理意见]",
        "[Done: 通知会员单位]",
    ]
    await place.lin.presses("Done: 整理意见")
    assert place.lin.text.splitlines() == [
        "# What I am to do",
        "! Noted as done: 整理意见. Thank you.",
        "• 通知会员单位: due on March 20, 2026 (Friday), in 3 days. From 2026-行-001.",
        "[Done: 通知会员单位]",
    ]
    await place.lin.presses("Done: 通知会员单位")
    assert "Nothing: everything is done." in place.lin.text

    assert await through(place, place.lin, date(2026, 6, 1)) == []


async def test_whoever_recorded_it_is_told_once_of_what_is_overdue_for_a_week(scene: Scene) -> None:
    place = await desk(scene)
    await place.act("整理意见", place.lin, due=DUE)

    assert await through(place, place.zhou, date(2026, 6, 1)) == days_after(DUE, 7)
    assert place.zhou.text.splitlines() == [
        "# 深圳市物业管理行业协会：协商后续事项提醒",
        "由您记录、已逾期一周的：",
        "• 整理意见（林美玲）：2026年3月20日（周五）到期，已逾期 7 天（2026-行-001）",
        "[查看：整理意见]",
    ]
    await place.zhou.presses("查看：整理意见")
    assert "取消此事项" in place.zhou.labels


async def test_of_an_outside_body_whoever_recorded_it_is_reminded(scene: Scene) -> None:
    place = await desk(scene)
    await place.act("答复停放区域", owner="区城市管理局", due=DUE)

    assert await through(place, place.zhou, date(2026, 6, 1)) == days_after(DUE, -3, -1, 1, 7, 8, 15, 22, 29)
    assert await place.lin.receive() == ()


async def test_what_somebody_who_has_left_was_to_do_comes_to_whoever_recorded_it(scene: Scene) -> None:
    place = await desk(scene)
    await place.act("整理意见", place.lin, due=DUE)
    gone = await number_of(scene, place.lin)
    async with scene.working() as work:
        table = people.membership
        await work.transaction.execute(update(table).where(table.c.person_id == gone).values(left_at=work.now))

    assert (await through(place, place.zhou, DUE))[0] == DUE - timedelta(days=3)
    assert await place.lin.receive() == ()


async def test_who_records_no_more_is_not_told_but_the_administrators_are(scene: Scene) -> None:
    place = await desk(scene)
    await place.act("整理意见", place.lin, due=DUE)
    await demote(scene, place.organisation, Role.MEMBER)
    chen = await scene.joins(place.organisation, "admin", "陈主任")

    assert await through(place, chen, DUE + timedelta(days=10)) == days_after(DUE, 7)
    assert await place.zhou.receive() == ()


@pytest.mark.parametrize("what", ["done", "dropped", "removed", "no day", "consultation removed"])
async def test_nothing_is_said_of_what_needs_no_doing(scene: Scene, what: str) -> None:
    place = await desk(scene)
    number = await place.act("整理意见", place.lin, due=DUE)
    async with scene.working() as work:
        match what:
            case "removed":
                await remove_action(work, place.reference, number, by=None)
            case "consultation removed":
                await remove_consultation(work, place.reference, by=None)
            case "no day":
                await correct_action(work, place.reference, number, by=None, due_on=None)
            case state:
                await correct_action(work, place.reference, number, by=None, state=ActionState(state))

    assert await through(place, place.lin, date(2026, 5, 1)) == []
    assert await place.zhou.receive() == ()


async def test_a_day_that_was_moved_counts(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("整理意见", place.lin, due=DUE)
    async with scene.working() as work:
        await correct_action(work, place.reference, number, by=None, due_on=date(2026, 4, 10))

    assert await through(place, place.lin, date(2026, 4, 11)) == days_after(date(2026, 4, 10), -3, -1, 1)


async def test_nobody_is_reminded_at_night_and_nothing_is_forgotten_after_a_long_stop(scene: Scene) -> None:
    place = await desk(scene)
    await place.act("整理意见", place.lin, due=DUE)
    scene.now = datetime(2026, 3, 18, 14, tzinfo=UTC)  # 22:00 in Shenzhen, a day late
    await place.do_due_work()
    assert await place.lin.receive() == ()

    scene.now = datetime(2026, 3, 18, 23, 59, tzinfo=UTC)  # 07:59
    await place.do_due_work()
    assert await place.lin.receive() == ()
    scene.later(minutes=1)
    await place.do_due_work()

    assert "due on March 20, 2026 (Friday), in 1 day" in place.lin.as_text(*await place.lin.receive())
    await place.do_due_work()
    assert await place.lin.receive() == ()


async def test_two_organisations_are_looked_after_apart(scene: Scene) -> None:
    place, other = await desk(scene), await desk(scene, "福田区社工协会")
    await place.act("整理意见", place.lin, due=DUE)

    assert await through(place, other.zhou, DUE + timedelta(days=10)) == []
    assert await other.lin.receive() == ()
    assert len(await place.lin.receive()) == 4


async def test_a_reminder_leads_to_the_organisation_that_it_is_of(scene: Scene) -> None:
    place = await desk(scene)
    number = await place.act("整理意见", place.lin, due=DUE)
    elsewhere = await scene.organisation("福田区社工协会")
    await place.lin.says(f"/start {await scene.invitation(elsewhere, 'member')}")
    await place.lin.chooses("join")

    await place.lin.presses_data(f"a|action-done|{number}|mine")
    assert "Noted as done: 整理意见" in place.lin.text

    await place.lin.says("/settings")
    assert "[✓ 深圳市物业管理行业协会]" in place.lin.text


async def test_looking_again_begins_once_and_ends_with_the_organisation(scene: Scene) -> None:
    place = await desk(scene)
    async with scene.working() as work:
        await begin_looking(work, place.organisation)
        await begin_looking(work, 10**9)
    assert await waiting(scene) == [(str(place.organisation), datetime(2026, 3, 17, 1, tzinfo=UTC))]
    async with scene.working() as work:
        await work.transaction.execute(
            people.organisation.delete().where(people.organisation.c.id == place.organisation)
        )

    scene.later(days=1)
    await place.do_due_work()

    assert await waiting(scene) == []


async def waiting(scene: Scene) -> list[tuple[str, datetime]]:
    """Give the organisations that are looked after, and when next."""
    table = engine.due
    async with scene.database.reading() as connection:
        found = await connection.execute(select(table.c.subject, table.c.at).where(table.c.kind == REMINDING))
        return [(row.subject, row.at) for row in found]


async def test_many_things_are_cut_short_with_the_way_to_the_rest(scene: Scene) -> None:
    place = await desk(scene)
    for number in range(1, 12):
        await place.act(f"事项{number:02}", place.lin, due=DUE)

    await through(place, place.lin, DUE - timedelta(days=3))

    assert sum("事项" in label for label in place.lin.labels) == 8
    assert "- and 3 more: /meetings" in place.lin.text


def test_days_between_two_looks_are_all_counted_and_none_twice() -> None:
    monday = date(2026, 3, 16)

    assert reminded(DUE, monday, date(2026, 3, 17))
    assert not reminded(DUE, date(2026, 3, 17), date(2026, 3, 18))
    assert reminded(DUE, date(2026, 3, 1), date(2026, 5, 1))
    assert long_overdue(DUE, date(2026, 3, 26), date(2026, 3, 27))
    assert not long_overdue(DUE, date(2026, 3, 27), date(2026, 3, 28))


def test_mornings_are_those_of_a_place() -> None:
    with pytest.raises(ValueError, match="no morning"):
        next_at(datetime(2026, 3, 16, 9), (datetime(2026, 3, 16, 9)).time())  # noqa: DTZ001
