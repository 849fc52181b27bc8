"""The world in which the table of rights is played: two organisations, and in the first somebody in every role."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Final

from sqlalchemy import insert, select, update
from sqlalchemy.engine import make_url

from bot.database.access import Database
from bot.house import registry_of
from dialogs.assessment.records import evidence
from dialogs.assessment.responses import Given, Submission, submit
from dialogs.assessment.rounds import current_round
from dialogs.engine import chats, files, records
from dialogs.engine.cipher import Cipher
from dialogs.engine.forms import Kept
from dialogs.engine.house import Place
from dialogs.engine.walk import begin
from dialogs.engine.work import Work
from dialogs.meeting import history
from dialogs.meeting import records as meeting
from dialogs.meeting.actions import NewAction, add_actions
from dialogs.meeting.agenda import NewItem, add_items
from dialogs.meeting.consultations import NewConsultation, create_consultation
from dialogs.meeting.conversion import NewOutcome, NewStep, add_outcomes, add_step
from dialogs.meeting.live import boards, changing
from dialogs.meeting.notice.materials import add_materials, note_sent, read_materials
from dialogs.meeting.references import Reference, find
from dialogs.meeting.terms import ConversionState
from dialogs.meeting.undoing import latest_of_turn
from dialogs.people import membership
from dialogs.people import records as people
from dialogs.people.roles import ADMINS, FACILITATORS, MEMBERS, OPERATOR, PERSON, VISITOR, Role
from standard.library import library
from tests.dialogs.people.rights_cells import PLANTED, Things
from tests.dialogs.talking import Scene, Talk

UNSEEN: Final = 10_000
"""An update's number above all that were taken while the world was built."""

ROLES: Final[Mapping[str, frozenset[str]]] = {
    "visitor": frozenset({VISITOR}),
    "one who has left": frozenset({VISITOR, PERSON}),
    "member": MEMBERS | {PERSON},
    "facilitator": MEMBERS | FACILITATORS | {PERSON},
    "admin": MEMBERS | FACILITATORS | ADMINS | {PERSON},
    "operator": frozenset({VISITOR, OPERATOR, PERSON}),
}
"""Who plays, and the roles that they hold."""

GROUPS: Final = ("-1", "-2")
"""The groups in which the first organisation and the second hold a meeting."""


@dataclass(frozen=True)
class World:
    """A database as it stands before each cell, and what is in it."""

    file: Path
    cipher: Cipher
    addresses: Mapping[str, str]
    own: Mapping[str, Things]
    other: Things
    copies: Iterator[int] = field(default_factory=count)

    def opened(self, folder: Path) -> Scene:
        """Give a scene on a copy of its own."""
        copy = folder / f"{next(self.copies)}.db"
        shutil.copy(self.file, copy)
        scene = Scene(Database(make_url(f"sqlite+aiosqlite:///{copy}")), self.cipher)
        scene.updates = count(UNSEEN)
        return scene

    def talk(self, scene: Scene, role: str) -> Talk:
        """Give the chat of the one in a role, who reads English."""
        return Talk(scene, self.addresses[role], "telegram", "en")


async def built(database: Database, file: Path, cipher: Cipher) -> World:
    """Build the world: in the first organisation somebody in every role, in the second nobody of theirs."""
    scene = Scene(database, cipher)
    own, other = await scene.organisation("海滨社工服务中心"), await scene.organisation("前海金融同业公会")
    talks = {role.value: await scene.joins(own, role.value, f"own {role.value}", language="en") for role in Role}
    talks |= {
        "visitor": scene.chat(language="en"),
        "one who has left": await scene.joins(own, name="gone", language="en"),
    }
    talks["operator"] = scene.chat(language="en")
    await talks["visitor"].says("/help")
    await talks["operator"].says(f"/start {await scene.invitation(None, 'operator')}")
    await talks["operator"].chooses("en")
    await talks["operator"].chooses("agree")
    await talks["operator"].says("an operator")
    await talks["operator"].presses_data(f"a|look-after|{own}")
    stranger = await scene.joins(other, "admin", "stranger", language="en")
    shared = {number: await _with_material(scene, await _furnished(scene, number)) for number in (own, other)}
    await _leaves(scene, own, "gone")
    things = {role: await _with_forms(scene, shared[own], talk) for role, talk in talks.items()}
    world = World(
        file,
        cipher,
        {role: talk.address for role, talk in talks.items()},
        things,
        await _with_forms(scene, shared[other], stranger),
    )
    await database.close()
    return world


async def _furnished(scene: Scene, organisation: int) -> Things:
    """Give an organisation an invitation, and a response with a comment and evidence."""
    token = await scene.invitation(organisation, "member")
    async with scene.working() as work:
        round_ = await current_round(work, organisation)
        assert round_ is not None
        person = await membership.write_person(work, "Li Xiulan", "en")
        await membership.grant(work, person, organisation, Role.MEMBER)
        kept = await files.keep(
            work, f"person:{person}", organisation, name="r.pdf", media_type="application/pdf", content=b"%PDF-"
        )
        proof = Kept(name=f"{PLANTED}.pdf", file=kept, media_type="application/pdf")
        given = {code: Given(answer="2", comment=PLANTED, evidence=(proof,)) for code in library().items}
        await submit(library(), work, round_, person, Submission(form="full", given=given))
        pieces = (await work.transaction.scalars(select(evidence.c.id).order_by(evidence.c.id.desc()))).all()
        offers = people.invitation
        offered = (
            await work.transaction.scalars(select(offers.c.id).where(offers.c.organisation_id == organisation))
        ).all()
        planted = PLANTED if organisation > 1 else "of our own"
        held = await create_consultation(work, organisation, NewConsultation(clause="5.3", topic=planted), by=person)
        task = NewAction(what=planted, owner="Li Xiulan", person=person, proof=planted)
        (action,) = await add_actions(work, held, [task], by=person)
        (outcome,) = await add_outcomes(work, held, [NewOutcome(text=planted)], by=person)
        await _hold(work, held, planted)
        submitted = NewStep(state=ConversionState.SUBMITTED, taken_on=work.now.date(), body=planted)
        step = await add_step(work, held, outcome, submitted, by=person)
        mistaken = await create_consultation(
            work, organisation, NewConsultation(clause="5.1", topic=planted), by=person
        )
        await history.remove(work, mistaken, meeting.consultation, mistaken.id, by=person, reason=planted)
        striking = await latest_of_turn(work, mistaken)
    found = Things(organisation, round_.id, pieces[0], offered[-1], token, {}, held.id, action, outcome, step)
    return replace(found, struck=mistaken.id, striking=striking)


async def _with_material(scene: Scene, things: Things) -> Things:
    """Give the consultation a material, as it was sent to those invited."""
    async with scene.working() as work:
        reference = await find(work, things.organisation, things.consultation)
        assert reference is not None
        name = f"{PLANTED}.pdf" if things.organisation > 1 else "own.pdf"
        kept = await files.keep(
            work, "person:1", things.organisation, name=name, media_type="application/pdf", content=b"%PDF-"
        )
        await add_materials(work, reference, [Kept(name=name, file=kept)], by=None)
        materials = await read_materials(work, reference)
        await note_sent(work, reference, materials)
    return replace(things, material=materials[0].id)


async def _hold(work: Work, reference: Reference, title: str) -> None:
    """Let a consultation be held in its organisation's group, with an item on its agenda."""
    await add_items(work, reference, [NewItem(title=title), NewItem(title=title)], by=None)
    room = await changing.enter(work, reference, by=None)
    address = GROUPS[0 if reference.organisation == 1 else 1]
    chat = await chats.find_or_begin(work.transaction, work.cipher, "telegram", address, work.now)
    await boards.bind(work, room, Place(chat=chat))


async def _leaves(scene: Scene, organisation: int, name: str) -> None:
    table = people.membership
    async with scene.working() as work:
        number = next(n for n, called in await membership.members_of(work, organisation) if called == name)
        await work.transaction.execute(update(table).where(table.c.person_id == number).values(left_at=work.now))


async def _with_forms(scene: Scene, things: Things, talk: Talk) -> Things:
    """Begin every form for somebody, whether they may or not: rows stay when a role goes."""
    numbers = {}
    async with scene.working() as work:
        owner, organisation = await _owner(work, talk), things.organisation
        for form in registry_of(library()).forms.values():
            state = begin(form, form.example)
            inserted = await work.transaction.execute(
                insert(records.conversation).values(
                    owner=owner,
                    organisation_id=organisation,
                    form=form.name,
                    subject="played",
                    version=form.version,
                    revision=1,
                    sealed_state=work.cipher.seal(state.model_dump_json().encode()),
                    updated_at=work.now,
                )
            )
            (numbers[form.name],) = inserted.inserted_primary_key or (0,)
    return replace(things, conversations=dict(numbers))


async def _owner(work: Work, talk: Talk) -> str:
    table = records.chat
    fingerprint = work.cipher.fingerprint(f"telegram:{talk.address}")
    row = (await work.transaction.execute(select(table).where(table.c.fingerprint == fingerprint))).one()
    return f"chat:{row.id}" if row.person_id is None else f"person:{row.person_id}"
