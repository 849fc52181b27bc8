"""Those invited answer: recorded as such, apart from whether they come; asked anew when the day is another one."""

from datetime import timedelta
from typing import Unpack

from bot.database.access import Database
from dialogs.engine.cipher import Cipher
from dialogs.meeting.consultations import ConsultationChanges, correct_consultation
from dialogs.meeting.notice.answering import AGAIN
from dialogs.meeting.notice.forgetting import own_invitations
from dialogs.meeting.notice.replies import quorum_needs, reply_lines
from dialogs.meeting.participants import NewParticipant
from dialogs.meeting.terms import Attendance, Dispatch, Reply, StakeholderKind
from dialogs.meeting.undoing import read_changes
from dialogs.people import membership
from tests.dialogs.meeting.notice.scenes import BEGINS, Called, called

NOT_YOURS = "! That consultation is not one that you can see. /meetings shows those that are."


async def sent(database: Database, cipher: Cipher) -> Called:
    """Let the notice have gone out and been read."""
    place = await called(database, cipher)
    await place.sends_notice()
    await place.li.receive()
    await place.wang.receive()
    return place


async def moves_to(place: Called, **changes: Unpack[ConsultationChanges]) -> None:
    """Let the day or the place be another one, and those invited be told."""
    async with place.scene.working() as work:
        await correct_consultation(work, place.reference, by=None, **changes)
    await place.facilitator.presses_data(place.deed("preview", "change", "all"))
    await place.sends_what_is_shown()


async def test_an_answer_says_nothing_of_who_is_there(database: Database, cipher: Cipher) -> None:
    place = await sent(database, cipher)
    await place.li.presses("I will come")
    await place.wang.presses("I cannot come")
    await place.wang.presses("I will come")
    li, wang = await place.participant("李秀兰"), await place.participant("王建国")

    assert (li.reply, li.attendance, li.replied_at) == (Reply.ATTENDING, Attendance.INVITED, place.scene.now)
    assert (wang.reply, wang.attendance) == (Reply.ATTENDING, Attendance.INVITED)
    async with place.scene.working() as work:
        former = [change.former for change in await read_changes(work, place.reference) if "reply" in change.former]
    assert [each["reply"] for each in former] == ["declining", None, None]


async def test_a_proxy_is_asked_for_by_name_and_the_letter_stays(database: Database, cipher: Cipher) -> None:
    place = await sent(database, cipher)
    await place.li.presses("Somebody comes for me")
    assert "# Who comes in your place to 2026-社-001?" in place.li.text
    await place.li.says("周敏敏")
    li = await place.participant("李秀兰")

    assert (li.reply, li.deputy, li.attendance) == (Reply.DEPUTY, "周敏敏", Attendance.INVITED)
    assert "Your answer: sends 周敏敏" in place.li.text
    await place.li.presses("I will come")
    assert (await place.participant("李秀兰")).deputy is None


async def test_the_answers_are_counted_by_kind_and_against_the_quorum(database: Database, cipher: Cipher) -> None:
    place = await sent(database, cipher)
    await place.li.presses("I will come")
    await place.facilitator.presses_data(f"v|consultation-part|{place.reference.id}|people")

    assert "Replies: will come 1, sends a proxy 0, cannot come 0; 2 have not replied yet" in place.facilitator.text
    assert "Will come or send a proxy: Party and government bodies 0/1, Social organisations 1/2" in (
        place.facilitator.text
    )
    assert "Quorum 2/3: 2 are needed, 1 have said that they come" in place.facilitator.text
    await place.facilitator.presses("李秀兰")
    assert "• Reply to the notice: will come" in place.facilitator.text


async def test_of_a_notice_given_elsewhere_no_answers_are_counted(quick: Called) -> None:
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, notice_sent_at=quick.scene.now)
    await quick.facilitator.presses_data(f"v|consultation-part|{quick.reference.id}|people")

    assert "Replies" not in quick.facilitator.text


async def test_without_a_quorum_or_anybody_invited_none_is_needed(quick: Called) -> None:
    record = await quick.record()
    assert quorum_needs(record) == 2
    assert quorum_needs(record.model_copy(update={"participants": ()})) is None
    nobody = record.model_copy(update={"participants": (), "rules": record.rules.model_copy(update={"quorum": None})})
    assert quorum_needs(nobody) is None
    assert len(list(reply_lines(nobody))) == 2


async def test_what_somebody_answers_another_way_is_noted_for_them(database: Database, cipher: Cipher) -> None:
    place = await sent(database, cipher)
    zhang = (await place.participant("张科长")).id
    await place.facilitator.presses_data(f"v|notice-invitee|{place.reference.id}|{zhang}")
    await place.facilitator.presses("will come")
    assert "Party and government bodies · told in another way · will come" in place.facilitator.text
    await place.facilitator.presses("sends a proxy")
    await place.facilitator.says("马科员")

    assert "told in another way · sends 马科员" in place.facilitator.text
    one = await place.participant("张科长")
    assert (one.reply, one.deputy) == (Reply.DEPUTY, "马科员")


async def test_nobody_can_be_answered_for_who_is_not_on_the_list_or_once_it_is_over(quick: Called) -> None:
    await quick.sends_notice()
    zhang = (await quick.participant("张科长")).id
    await quick.facilitator.presses_data(quick.deed("answer", "99", "attending"))
    assert quick.facilitator.text == "! That is no longer part of this consultation."
    await quick.facilitator.presses_data(quick.deed("answer", str(zhang), "perhaps"))
    assert quick.facilitator.text.startswith("! That button no longer works.")
    await quick.facilitator.presses_data(quick.deed("answer", str(zhang), "deputy"))
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, held_at=BEGINS)
    await quick.facilitator.says("马科员")
    assert quick.facilitator.text == "! Consultation 2026-社-001 has been held; no answer is needed any more."
    await quick.facilitator.presses_data(quick.deed("answer", str(zhang), "attending"))
    assert quick.facilitator.text == "! Consultation 2026-社-001 has been held; no answer is needed any more."
    assert (await quick.participant("张科长")).reply is None


async def test_another_day_asks_anew_and_the_former_letter_counts_no_more(database: Database, cipher: Cipher) -> None:
    place = await sent(database, cipher)
    former = next(str(one.press) for one in place.li.buttons if one.label == "I will come")
    proxy = next(str(one.press) for one in place.li.buttons if one.label == "Somebody comes for me")
    await place.li.presses_data(former)
    await place.wang.presses_data(proxy)
    await moves_to(place, starts_at=BEGINS + timedelta(days=2), ends_at=None)
    assert "• When: April 20, 2026 (Monday), 14:00–16:00 → April 22, 2026 (Wednesday), 14:00" in (
        place.li.as_text(*await place.li.receive())
    )

    assert (await place.participant("李秀兰")).reply is None
    await place.li.presses_data(former)
    assert str(AGAIN.text) in place.li.text
    assert (await place.participant("李秀兰")).reply is None
    await place.li.presses("I will come")
    assert (await place.participant("李秀兰")).reply is Reply.ATTENDING
    await place.wang.receive()
    await place.wang.says("周敏敏")
    assert str(AGAIN.text) in place.wang.text
    assert (await place.participant("王建国")).reply is None


async def test_another_place_alone_leaves_the_answers_as_they_are(database: Database, cipher: Cipher) -> None:
    place = await sent(database, cipher)
    await place.li.presses("I will come")
    former = next(str(one.press) for one in place.li.buttons if one.label == "I cannot come")
    await moves_to(place, venue="区政府三楼")
    letter = place.li.as_text(*await place.li.receive())

    assert "• Venue: 协会二楼会议室 → 区政府三楼" in letter
    assert "Your answer still stands" in letter
    assert (await place.participant("李秀兰")).reply is Reply.ATTENDING
    await place.li.presses_data(former)
    assert (await place.participant("李秀兰")).reply is Reply.DECLINING


async def test_a_change_is_told_once_and_offered_on_the_consultations_own_card(
    database: Database, cipher: Cipher
) -> None:
    place = await sent(database, cipher)
    async with place.scene.working() as work:
        await correct_consultation(work, place.reference, by=None, venue="区政府三楼")
    await place.facilitator.presses_data(f"v|consultation|{place.reference.id}")
    assert "- 3 people were told of another day, time or place." in place.facilitator.text
    await place.facilitator.presses("Tell them of the change")
    (send,) = (str(one.press) for one in place.facilitator.buttons if one.press and "|send|" in one.press)
    await place.facilitator.presses_data(send)
    await place.facilitator.presses_data(send)

    assert "! Everybody knows of the day, time and place as they stand; nobody was written to twice." in (
        place.facilitator.text
    )
    assert [one.what for one in (await place.standing()).sent] == [Dispatch.NOTICE, Dispatch.CHANGE]


async def test_who_is_told_of_a_change_by_hand_can_be_sent_the_whole_notice_as_it_stands(quick: Called) -> None:
    await quick.sends_notice()
    await moves_to(quick, venue="区政府三楼")
    await quick.facilitator.presses("To be told by me (1)")
    await quick.facilitator.presses("The change, to be forwarded")
    assert "· Venue: 协会二楼会议室 → 区政府三楼" in quick.facilitator.text
    await quick.facilitator.presses_data(quick.deed("forward", "notice"))

    assert "· Venue: 区政府三楼" in quick.facilitator.text
    assert "Agenda\n1. 报告换届办法" in quick.facilitator.text


async def test_what_is_changed_back_before_anybody_was_told_need_not_be_told(quick: Called) -> None:
    await quick.sends_notice()
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, venue="区政府三楼")
        await correct_consultation(work, quick.reference, by=None, venue="协会二楼会议室")

    assert (await quick.standing()).outdated == ()


async def test_once_it_was_held_or_called_off_no_answer_is_taken(quick: Called) -> None:
    await quick.sends_notice()
    await quick.li.receive()
    press = next(str(one.press) for one in quick.li.buttons if one.label == "I will come")
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, called_off_at=quick.scene.now, call_off="停电")
    await quick.li.presses_data(press)
    assert quick.li.text == "! Consultation 2026-社-001 is called off; no answer is needed any more."
    async with quick.scene.working() as work:
        await correct_consultation(work, quick.reference, by=None, held_at=BEGINS)
    await quick.li.presses_data(press)
    assert quick.li.text == "! Consultation 2026-社-001 has been held; no answer is needed any more."


async def test_somebody_of_another_organisation_on_the_list_is_written_to_and_answers(
    database: Database, cipher: Cipher
) -> None:
    place = await called(database, cipher)
    async with place.scene.working() as work:
        person = next(
            number for number, name in await membership.members_of(work, place.organisation + 1) if name == "赵外人"
        )
    await place.adds(NewParticipant(name="赵外人", kind=StakeholderKind.EXPERT, person=person))
    await place.sends_notice()
    await place.outsider.receive()
    assert "# Notice of consultation" in place.outsider.text
    await place.outsider.presses("I will come")

    assert (await place.participant("赵外人")).reply is Reply.ATTENDING
    await place.outsider.presses_data(f"v|consultation|{place.reference.id}")
    assert place.outsider.text == NOT_YOURS


async def test_who_is_not_invited_or_not_asked_yet_cannot_answer(quick: Called) -> None:
    number = quick.reference.id
    stranger = quick.scene.chat(language="en")
    for talk in (quick.outsider, quick.facilitator, stranger):
        await talk.presses_data(f"a|notice-reply|{number}|attending|1")
        assert talk.text == NOT_YOURS
    await quick.li.presses_data(f"a|notice-reply|{number}|attending|1")
    assert quick.li.text == "! The notice of this consultation has not been sent yet."
    await quick.li.presses_data(f"a|notice-reply|{number}|perhaps|1")
    assert quick.li.text.startswith("! That button no longer works.")
    await quick.li.presses_data(quick.notice)
    assert quick.li.text == "! The notice of this consultation has not been sent yet."


async def test_everybody_takes_along_what_they_were_told_and_answered(database: Database, cipher: Cipher) -> None:
    place = await sent(database, cipher)
    await place.li.presses("Somebody comes for me")
    await place.li.says("周敏敏")
    person = await place.person("李秀兰")
    async with place.scene.working() as work:
        told = await own_invitations(work, person)

    assert told == [
        {
            "consultation": "2026-社-001",
            "sent": "notice",
            "told": "2026-03-16T01:30:00+00:00",
            "reply": "deputy",
            "proxy": "周敏敏",
            "replied": "2026-03-16T01:30:00+00:00",
        }
    ]


async def test_whom_somebody_sends_is_forgotten_with_them(database: Database, cipher: Cipher) -> None:
    place = await sent(database, cipher)
    await place.li.presses("Somebody comes for me")
    await place.li.says("周敏敏")
    await place.li.presses("I will come")
    await place.li.presses("Somebody comes for me")
    await place.li.says("马敏")
    await place.li.presses_data("a|erase-me|yes")

    assert [one.deputy for one in (await place.record()).participants] == [None, None, None]
    async with place.scene.working() as work:
        former = [change.former for change in await read_changes(work, place.reference)]
    assert all("deputy" not in each for each in former)
