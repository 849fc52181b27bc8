"""The sitting: who was there, the agenda in its order, opinions, and polls with their thresholds."""

import pytest

from dialogs.meeting import agenda, history, opinions, participants, polls
from dialogs.meeting.terms import Attendance, Position, StakeholderKind, Stance
from tests.dialogs.meeting.record.written import begun, person_of, whole
from tests.dialogs.talking import Scene


async def test_checking_in_twice_keeps_the_first_time(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    by = await person_of(quick_scene, organisation)
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        new = participants.NewParticipant(name="周敏", kind=StakeholderKind.PUBLIC, person=by)
        (number,) = await participants.add_participants(work, reference, [new], by=by)
        assert await participants.participant_of(work, reference, person=by) == number
        assert await participants.participant_of(work, reference, person=by + 1, chat=4) is None
        assert not await participants.check_in(work, reference, number + 1, by=by)
        assert await participants.check_in(work, reference, number, by=by)
    first = quick_scene.now
    quick_scene.later(minutes=5)
    async with quick_scene.working() as work:
        assert await participants.check_in(work, reference, number, by=by)
        assert await participants.correct_participant(work, reference, number, by=by, kind=StakeholderKind.EXPERT)

    (found,) = (await whole(quick_scene, reference)).participants
    assert (found.attendance, found.checked_in_at, found.kind) == (Attendance.PRESENT, first, StakeholderKind.EXPERT)


async def test_headcounts_are_replaced_kind_by_kind(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        await participants.set_headcounts(work, reference, {StakeholderKind.PUBLIC: (30, 12)}, by=None)
        await participants.set_headcounts(
            work, reference, {StakeholderKind.PUBLIC: (30, 14), StakeholderKind.EXPERT: (1, 1)}, by=None
        )

    counts = (await whole(quick_scene, reference)).headcounts
    assert [(count.kind, count.present) for count in counts] == [
        (StakeholderKind.PUBLIC, 14),
        (StakeholderKind.EXPERT, 1),
    ]


async def test_items_move_and_sixty_are_the_most(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        numbers = await agenda.add_items(work, reference, [agenda.NewItem(title=sign) for sign in "甲乙丙丁"], by=None)
        assert await agenda.move_item(work, reference, numbers[3], 2, by=None)
        assert await agenda.move_item(work, reference, numbers[0], 99, by=None)
        assert not await agenda.move_item(work, reference, 10**9, 1, by=None)
        with pytest.raises(agenda.AgendaFull):
            await agenda.add_items(work, reference, [agenda.NewItem(title="多")] * 57, by=None)

    assert [item.title for item in (await whole(quick_scene, reference)).agenda] == ["丁", "乙", "丙", "甲"]


def test_an_anonymous_opinion_cannot_name_anybody() -> None:
    with pytest.raises(ValueError, match="anonymous"):
        opinions.NewOpinion(
            item=1, kind=StakeholderKind.PUBLIC, stance=Stance.SUPPORT, text="好", participant=1, anonymous=True
        )


async def test_a_closed_poll_takes_no_voice_and_is_closed_once(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    reference = await begun(scene, organisation)
    async with scene.working() as work:
        (item,) = await agenda.add_items(work, reference, [agenda.NewItem(title="甲")], by=None)
        new = participants.NewParticipant(name="周敏", kind=StakeholderKind.PUBLIC)
        (voter,) = await participants.add_participants(work, reference, [new], by=None)
        poll = await polls.open_poll(work, reference, item, "同意？", "consensus-0", by=None)
        with pytest.raises(history.NoSuchPart):
            await polls.take_position(work, reference, poll, voter + 1, Position.AGREE)
        assert await polls.take_position(work, reference, poll, voter, Position.BLOCK)
        assert await polls.close_poll(work, reference, poll, by=None) is False
        assert await polls.close_poll(work, reference, poll, by=None) is None
        assert not await polls.take_position(work, reference, poll, voter, Position.ENDORSE)
        assert await polls.remove_poll(work, reference, poll, by=None)

    assert (await whole(scene, reference)).agenda[0].polls == ()


P = Position


@pytest.mark.parametrize(
    ("threshold", "voices", "carried"),
    [
        ("1/2", {P.AGREE: 5, P.DISAGREE: 5}, False),
        ("1/2", {P.AGREE: 6, P.DISAGREE: 5}, True),
        ("2/3", {P.ENDORSE: 1, P.AGREE: 1, P.ABSTAIN: 1}, True),
        ("2/3", {P.AGREE: 65, P.BLOCK: 35}, False),
        ("4/5", {P.AGREE: 4, P.ABSTAIN: 1}, True),
        ("4/5", {P.AGREE: 79, P.ABSTAIN: 21}, False),
        ("consensus-0", {P.ABSTAIN: 9}, True),
        ("consensus-0", {P.ENDORSE: 99, P.DISAGREE: 1}, False),
        ("consensus-1", {P.ENDORSE: 99, P.BLOCK: 1}, True),
        ("consensus-1", {P.ENDORSE: 99, P.BLOCK: 1, P.DISAGREE: 1}, False),
        ("2/3", {}, False),
        ("consensus-2", {}, False),
    ],
)
def test_a_threshold_is_reached_or_not(threshold: str, voices: dict[Position, int], *, carried: bool) -> None:
    tally = {StakeholderKind.PUBLIC: voices, StakeholderKind.EXPERT: {}}

    assert polls.is_carried(threshold, tally) is carried
