"""A person takes along what they took part in, and leaves no name behind when they are erased."""

import json

from sqlalchemy import select

from dialogs.engine import records as engine
from dialogs.meeting import opinions, participants, records
from dialogs.meeting.terms import StakeholderKind, Stance
from dialogs.people.membership import members_of
from tests.dialogs.meeting.recording import found, joined, reference_to
from tests.dialogs.meeting.recording import records as recorded
from tests.dialogs.talking import Scene, Talk


async def taken_part(scene: Scene) -> tuple[int, Talk, Talk]:
    """Wu Tong takes part under their name, which was corrected once, and says something with it and without it."""
    organisation, lin = await joined(scene)
    wu = await scene.joins(organisation, "member", "吴桐")
    await recorded(lin, "4月20日")
    reference = await reference_to(scene, organisation)
    item = (await found(scene, organisation)).agenda[0].id
    async with scene.working() as work:
        person = next(n for n, name in await members_of(work, organisation) if name == "吴桐")
        new = participants.NewParticipant(
            name="吴同", kind=StakeholderKind.PUBLIC, person=person, organisation="海滨小区"
        )
        (number,) = await participants.add_participants(work, reference, [new], by=None)
        await participants.correct_participant(work, reference, number, by=None, name="吴桐", proxy="吴桐之女")
        named = opinions.NewOpinion(
            item=item, kind=StakeholderKind.PUBLIC, stance=Stance.SUPPORT, text="路口留空", participant=number
        )
        unnamed = named.model_copy(update={"participant": None, "anonymous": True, "text": "匿名的话"})
        await opinions.add_opinions(work, reference, [named, unnamed], by=None)
    return organisation, lin, wu


async def test_what_they_said_under_their_name_is_among_their_data(scene: Scene) -> None:
    _organisation, _lin, wu = await taken_part(scene)
    await wu.says("/mydata")
    document = wu.card.document
    assert document is not None
    async with scene.database.reading() as connection:
        sealed = await connection.scalar(select(engine.file.c.sealed_content).where(engine.file.c.id == document.file))
    data = json.loads(scene.cipher.open(bytes(sealed or b"")))

    assert data["consultations"] == [
        {
            "consultation": "2026-行-001",
            "kind": "public",
            "attendance": "invited",
            "checked_in": None,
            "consent": None,
            "opinions": [{"stance": "support", "text": "路口留空"}],
        }
    ]


async def test_erased_they_are_named_nowhere_in_the_record_but_still_counted(scene: Scene) -> None:
    organisation, lin, wu = await taken_part(scene)
    await wu.presses_data("a|erase-me|ask")
    assert "已经签字的会议纪要由签字的组织保存。" in wu.text
    await wu.presses_data("a|erase-me|yes")

    written = await found(scene, organisation)
    (one,) = written.participants
    assert (one.name, one.organisation, one.proxy, one.person) == ("—", None, None, None)
    assert [(said.text, said.participant) for said in written.agenda[0].opinions] == [
        ("路口留空", None),
        ("匿名的话", None),
    ]
    async with scene.database.reading() as connection:
        for row in await connection.execute(select(records.change.c.sealed_former)):
            former = "" if row.sealed_former is None else scene.cipher.open(row.sealed_former).decode()
            assert "吴" not in former
    await lin.presses_data(f"v|consultation-part|{written.id}|history")
    assert "吴" not in lin.text


async def test_whoever_took_part_in_nothing_leaves_the_record_as_it_was(quick_scene: Scene) -> None:
    organisation, _lin, _wu = await taken_part(quick_scene)
    zheng = await quick_scene.joins(organisation, "member", "郑")
    before = await found(quick_scene, organisation)
    await zheng.presses_data("a|erase-me|yes")

    assert await found(quick_scene, organisation) == before
