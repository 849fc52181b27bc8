"""What a notice lacks is named; what can't be sent, or not any more, is said so."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting import history, records
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.terms import Dispatch
from tests.dialogs.meeting.notice.scenes import BEGINS, Called, called

NOT_YOURS = "! That consultation is not one that you can see. /meetings shows those that are."


async def test_without_a_date_it_is_said_what_is_missing_and_where_to_enter_it(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher)
    async with place.scene.working() as work:
        await correct_consultation(work, place.reference, by=None, starts_at=None, ends_at=None)
    await place.facilitator.presses_data(place.deed("preview", "notice", "all"))

    assert "! It has no date yet: without one nobody can be invited." in place.facilitator.text
    await place.facilitator.presses("Enter the date")
    assert "# When does it take place, or when did it?" in place.facilitator.text


async def test_a_day_that_is_over_is_said_so(quick: Called) -> None:
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, starts_at=BEGINS - timedelta(days=40))
    await quick.facilitator.presses_data(quick.deed("preview", "notice", "all"))
    assert "! Its day is over." in quick.facilitator.text


async def test_a_list_without_people_is_said_so(sqlite_database: Database, cipher: Cipher) -> None:
    empty = await called(sqlite_database, cipher, invited=False)
    await empty.facilitator.presses_data(empty.deed("preview", "notice", "all"))
    assert "! Nobody is on the list of participants yet." in empty.facilitator.text
    await empty.facilitator.presses("Add people")
    assert "Who takes part?" in empty.facilitator.text


async def test_what_a_notice_lacks_is_named_and_does_not_hinder_it(quick: Called) -> None:
    agenda = (await quick.record()).agenda
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, venue=None, day_only=True)
        for item in agenda:
            await history.remove(work, quick.reference, records.agenda_item, item.id, by=None)
    await quick.facilitator.presses_data(quick.deed("preview", "notice", "all"))

    assert "Still missing: the hour, the venue, the agenda, a contact." in quick.facilitator.text
    assert "• Venue: not fixed yet" in quick.facilitator.text
    assert "Send it to 3 people" in quick.facilitator.labels


@pytest.mark.parametrize("what", ["preview|nonsense|all", "send|nonsense|all|x", "forward|nonsense", "fly"])
async def test_a_deed_that_there_is_not_is_said_so(quick: Called, what: str) -> None:
    await quick.facilitator.presses_data(quick.deed(*what.split("|")))

    assert quick.facilitator.text == "! That button no longer works. /help shows what you can do."


@pytest.mark.parametrize("what", list(Dispatch))
async def test_after_it_was_held_nothing_is_sent(quick: Called, what: Dispatch) -> None:
    await quick.sends_notice()
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, held_at=BEGINS)
    await quick.facilitator.presses_data(quick.deed("preview", what.value, "all"))

    assert "! This consultation has been held, so nothing is sent any more." in quick.facilitator.text


async def test_another_organisations_facilitator_sees_and_sends_nothing(database: Database, cipher: Cipher) -> None:
    place = await called(database, cipher)
    number = place.reference.id
    for press in (
        *(place.notice, f"v|notice-invited|{number}|all", f"v|notice-invitee|{number}|1", f"v|materials|{number}"),
        *(place.deed("preview", "notice", "all"), place.deed("call-off"), place.deed("told", "1")),
        *(f"a|notice-reply|{number}|attending|1", f"a|material-former|{number}|1|1"),
    ):
        await place.outsider.presses_data(press)
        assert place.outsider.text == NOT_YOURS
    async with place.scene.working() as work:
        sent = await work.transaction.scalar(select(func.count()).select_from(records.dispatch))
    assert sent == 0
