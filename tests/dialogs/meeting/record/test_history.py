"""What is corrected leaves its former version, sealed; what was done is taken back turn by turn."""

from datetime import timedelta

from sqlalchemy import select

from dialogs.meeting import actions, agenda, conversion, history, participants, records
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.references import Reference
from dialogs.meeting.undoing import read_changes, undo
from tests.dialogs.meeting.record.written import HELD, begun, person_of, whole, written_in_full
from tests.dialogs.talking import Scene


async def test_what_is_corrected_leaves_its_former_version_with_who_and_when(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    by = await person_of(scene, organisation, "吴桐")
    reference = await begun(scene, organisation, starts_at=HELD)
    scene.later(hours=1)
    async with scene.working() as work:
        assert await correct_consultation(
            work,
            reference,
            by=by,
            topic="共享单车停放团体标准",
            starts_at=HELD + timedelta(days=1),
            tags=("emergency",),
        )
        await correct_consultation(work, reference, by=by, topic="共享单车停放团体标准")
        changes = await read_changes(work, reference)

    (change,) = changes
    assert dict(change.former) == {"topic": "共享单车停放标准", "starts_at": HELD.isoformat(), "tags": ""}
    assert (change.name, change.at, change.part, change.undone) == ("吴桐", scene.now, "consultation", False)
    found = await whole(scene, reference)
    assert (found.topic, found.starts_at, found.tags) == (
        *("共享单车停放团体标准", HELD + timedelta(days=1)),
        ("emergency",),
    )


async def test_former_versions_and_words_lie_sealed(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    by = await person_of(scene, organisation)
    await written_in_full(scene, organisation, by)
    async with scene.database.reading() as connection:
        for table in (*history.PARTS.values(), records.change):
            for row in await connection.execute(select(table)):
                for value in row:
                    text = bytes(value).decode("latin-1") if isinstance(value, bytes) else str(value)
                    assert "停放" not in text
                    assert "停放".encode().decode("latin-1") not in text


async def test_undo_takes_back_a_whole_turn_and_then_the_one_before(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    reference = await begun(scene, organisation)
    for titles in (("甲",), ("乙", "丙")):
        scene.later(minutes=1)
        async with scene.working() as work:
            work.correlation = titles[0]
            await agenda.add_items(work, reference, [agenda.NewItem(title=title) for title in titles], by=None)
    first = (await whole(scene, reference)).agenda[0].id
    async with scene.working() as work:
        work.correlation = "corrects"
        await agenda.correct_item(work, reference, first, by=None, title="改过的甲", minutes=15)

    assert await undone(scene, reference) == [("改过的甲", 15), ("乙", None), ("丙", None)]
    assert await undone(scene, reference, "again") == [("甲", None), ("乙", None), ("丙", None)]
    assert await undone(scene, reference, "thrice") == [("甲", None)]
    assert await undone(scene, reference, "last") == []
    async with scene.working() as work:
        assert await undo(work, reference, by=None) == ()


async def undone(scene: Scene, reference: Reference, turn: str | None = None) -> list[tuple[str, int | None]]:
    """Undo, unless there is no turn to do it in, and give the agenda."""
    if turn is not None:
        async with scene.working() as work:
            work.correlation = turn
            assert await undo(work, reference, by=None)
    return [(item.title, item.minutes) for item in (await whole(scene, reference)).agenda]


async def test_undo_leaves_what_is_older_than_it_is_told(quick_scene: Scene) -> None:
    organisation = await quick_scene.organisation("协会")
    reference = await begun(quick_scene, organisation)
    async with quick_scene.working() as work:
        await agenda.add_items(work, reference, [agenda.NewItem(title="甲")], by=None)
    quick_scene.later(hours=1)
    async with quick_scene.working() as work:
        assert await undo(work, reference, by=None, since=quick_scene.now) == ()

    assert [item.title for item in (await whole(quick_scene, reference)).agenda] == ["甲"]


async def test_what_was_taken_out_is_not_read_and_can_be_put_back(scene: Scene) -> None:
    organisation = await scene.organisation("协会")
    by = await person_of(scene, organisation)
    reference = await written_in_full(scene, organisation, by)
    before = await whole(scene, reference)
    async with scene.working() as work:
        work.correlation = "removes"
        await participants.remove_participant(work, reference, before.participants[1].id, by=by)
        await agenda.remove_item(work, reference, before.agenda[0].id, by=by)
        await actions.remove_action(work, reference, before.actions[0].id, by=by)
        await conversion.remove_outcome(work, reference, before.outcomes[0].id, by=by)
    after = await whole(scene, reference)
    async with scene.working() as work:
        work.correlation = "undoes"
        await undo(work, reference, by=by)

    assert [person.name for person in after.participants] == ["周敏"]
    assert [(item.position, item.title) for item in after.agenda] == [(1, "收费")]
    assert not after.actions
    assert not after.outcomes
    assert await whole(scene, reference) == before
