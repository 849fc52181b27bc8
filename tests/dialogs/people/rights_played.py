"""The world in which the table of rights is played: two organisations, one in every role, and a press for every row."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Final

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import make_url

from bot.database import schema
from bot.database.access import Database
from bot.house import registry_of
from dialogs.assessment.records import evidence
from dialogs.assessment.responses import Given, Submission, submit
from dialogs.assessment.rounds import current_round
from dialogs.engine import chats, files, records
from dialogs.engine.cipher import Cipher
from dialogs.engine.events import Command, Incoming
from dialogs.engine.forms import Kept
from dialogs.engine.gathering import Place
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
from dialogs.people.rights import Kind
from dialogs.people.roles import ADMINS, FACILITATORS, MEMBERS, OPERATOR, PERSON, VISITOR, Role
from standard.library import library
from tests.dialogs.talking import Scene, Talk

PLANTED: Final = "只给自己人看的话"
UNSEEN: Final = 10_000
"""An update's number above all that were taken while the world was built."""

NOWHERE: Final = 10**9
"""An id that has never been given."""

ROLES: Final[Mapping[str, frozenset[str]]] = {
    "visitor": frozenset({VISITOR}),
    "one who has left": frozenset({VISITOR, PERSON}),
    "member": MEMBERS | {PERSON},
    "facilitator": MEMBERS | FACILITATORS | {PERSON},
    "admin": MEMBERS | FACILITATORS | ADMINS | {PERSON},
    "operator": frozenset({VISITOR, OPERATOR, PERSON}),
}
"""Who plays, and the roles that they hold."""


@dataclass(frozen=True)
class Things:
    """What a press can name: one organisation's things, and one person's conversations by form."""

    organisation: int
    round: int
    evidence: int
    invitation: int
    token: str
    conversations: Mapping[str, int]
    consultation: int = NOWHERE
    action: int = NOWHERE
    outcome: int = NOWHERE
    step: int = NOWHERE
    material: int = NOWHERE
    struck: int = NOWHERE
    """A struck consultation, and the change that struck it."""
    striking: int = NOWHERE


NOTHING: Final = Things(NOWHERE, NOWHERE, NOWHERE, NOWHERE, "x" * 32, {})
"""Things that there are not."""


def _command(name: str) -> Callable[[Things], str]:
    return lambda _things: f"c|{name}|"


def _form(name: str) -> Callable[[Things], str]:
    return lambda things: f"f|{things.conversations.get(name, NOWHERE)}|nosuch|answer|1"


def _round(kind: str, name: str, *rest: str) -> Callable[[Things], str]:
    return lambda things: "|".join((kind, name, str(things.round), *rest))


def _consultation(kind: str, name: str, *rest: str) -> Callable[[Things], str]:
    return lambda things: "|".join((kind, name, str(things.consultation), *rest))


def _action(kind: str, name: str) -> Callable[[Things], str]:
    return lambda things: f"{kind}|{name}|{things.action}"


def _outcome(kind: str, name: str, *rest: str) -> Callable[[Things], str]:
    return lambda things: "|".join((kind, name, str(things.outcome), *rest))


FOLLOWING_FORMS: Final = (
    *("action", "action-proof", "action-drop"),
    *("outcome", "outcome-step", "outcome-publish"),
)

CELLS: Final[Mapping[tuple[Kind, str], Callable[[Things], str]]] = {
    **{
        ("command", name): _command(name)
        for name in (
            *("help", "cancel", "standard", "settings", "privacy", "mydata"),
            *("assess", "meetings", "digest", "export", "invite", "org"),
            *("meeting", "agenda", "next", "opinions", "poll", "decide", "action", "undo", "end", "say", "opinion"),
        )
    },
    **{
        ("form", name): _form(name)
        for name in (
            *("meeting-checkin", "meeting-same", "meeting-opinion", "meeting-poll", "meeting-decision"),
            *("meeting-task", "meeting-heard", "meeting-items", "meeting-now"),
        )
    },
    ("action", "meeting-part"): _consultation("a", "meeting-part", "hand"),
    ("action", "meeting-preside"): _consultation("a", "meeting-preside", "panel"),
    ("action", "meeting-open"): _consultation("a", "meeting-open"),
    ("command", "start"): lambda things: f"c|start|{things.token}",
    **{
        ("form", name): _form(name)
        for name in ("joining", "assessment", "assessment-choice", "founding", "meeting-template", *FOLLOWING_FORMS)
    },
    **{("view", name): _consultation("v", name) for name in ("actions", "outcomes", "consultation")},
    ("view", "consultation-part"): _consultation("v", "consultation-part", "agenda", "1"),
    ("view", "consultation-item"): _consultation("v", "consultation-item", "1"),
    ("action", "consultation-enter"): _consultation("a", "consultation-enter", "facts"),
    ("action", "consultation-do"): _consultation("a", "consultation-do", "reach", "collecting"),
    **{("form", name): _form(name) for name in ("meeting", "consultation-entry", "consultation-edit")},
    ("form", "strike"): _form("strike"),
    ("view", "struck"): lambda things: f"v|struck|one|{things.struck}",
    ("action", "strike"): lambda things: f"a|strike|{things.consultation}|a{things.action}",
    ("action", "put-back"): lambda things: f"a|put-back|{things.struck}|{things.striking}",
    ("view", "meetings"): lambda _things: "v|meetings",
    ("view", "meetings-list"): lambda _things: "v|meetings-list|mine|past|1",
    ("view", "overdue"): lambda _things: "v|overdue|1",
    ("view", "my-actions"): lambda _things: "v|my-actions|1",
    ("view", "action"): _action("v", "action"),
    ("view", "outcome"): _outcome("v", "outcome"),
    ("action", "outcome-add"): _consultation("a", "outcome-add"),
    **{("action", name): _outcome("a", name) for name in ("outcome-open", "outcome-change", "outcome-publish")},
    ("action", "outcome-step"): _outcome("a", "outcome-step", "accepted"),
    ("action", "outcome-correct"): lambda things: f"a|outcome-correct|{things.step}",
    ("action", "outcome-strike"): lambda things: f"a|outcome-strike|{things.step}|yes",
    ("action", "outcome-file"): lambda things: f"a|outcome-file|{things.step}",
    ("action", "action-add"): _consultation("a", "action-add"),
    **{
        ("action", name): _action("a", name)
        for name in (
            *("action-done", "action-open", "action-proof", "action-reopen", "action-file"),
            *("action-change", "action-drop"),
        )
    },
    **{
        ("form", name): _form(name)
        for name in (
            *("minutes-remarks", "minutes-circulate", "minutes-answer"),
            *("minutes-sign", "minutes-amend", "minutes-object"),
        )
    },
    ("command", "import"): _command("import"),
    ("form", "meeting-import"): _form("meeting-import"),
    ("view", "meeting-import"): lambda things: f"v|meeting-import|{things.evidence}|1",
    ("action", "meeting-import"): lambda things: f"a|meeting-import|take|{things.evidence}|all",
    **{
        ("form", name): _form(name)
        for name in (
            *("notice-deputy", "notice-proxy", "notice-words", "notice-call-off"),
            *("material-add", "material-name", "material-replace"),
        )
    },
    **{("view", name): _consultation("v", name) for name in ("notice", "materials")},
    ("view", "notice-invited"): _consultation("v", "notice-invited", "all", "1"),
    ("view", "notice-invitee"): _consultation("v", "notice-invitee", "1"),
    ("view", "material"): lambda things: f"v|material|{things.consultation}|{things.material}",
    ("action", "notice-work"): _consultation("a", "notice-work", "preview", "materials", "all"),
    ("action", "notice-reply"): _consultation("a", "notice-reply", "attending", "1"),
    ("action", "material-open"): lambda things: f"a|material-open|{things.material}",
    ("action", "material-former"): lambda things: f"a|material-former|{things.consultation}|{things.material}|1",
    ("view", "minutes"): _consultation("v", "minutes"),
    ("action", "minutes-file"): _consultation("a", "minutes-file", "pdf"),
    ("action", "minutes-work"): _consultation("a", "minutes-work", "remarks"),
    **{("action", name): _consultation("a", name) for name in ("minutes-open", "minutes-confirm", "minutes-object")},
    ("view", "meeting-templates"): lambda _things: "v|meeting-templates",
    ("view", "meeting-template"): lambda _things: "v|meeting-template|5.4",
    ("action", "change-template"): lambda _things: "a|change-template|5.4",
    ("view", "standard"): lambda _things: "v|standard|6.1.1.2",
    ("view", "clauses"): lambda _things: "v|clauses|zh_CN|1|协商",
    ("view", "requests"): lambda _things: "v|requests|6.1.1.2",
    ("view", "assess-why"): _round("v", "assess-why", "6"),
    ("view", "assess-record"): _round("v", "assess-record", "6.1.2.3"),
    **{
        ("view", name): _round("v", name)
        for name in (
            *("assess-result", "assess-verdicts", "assess-figures", "assess-advice", "assess-findings"),
            *("digest", "digest-comments", "digest-missing"),
        )
    },
    ("view", "digest-part"): _round("v", "digest-part", "verdicts"),
    ("view", "digest-rounds"): lambda _things: "v|digest-rounds",
    ("action", "assess-open"): _round("a", "assess-open", "pulse"),
    ("action", "close-round"): _round("a", "close-round", "yes"),
    ("action", "open-round"): _round("a", "open-round", "yes"),
    **{("action", name): _round("a", name) for name in ("begin-round", "remind", "digest-export")},
    ("action", "digest-evidence"): lambda things: f"a|digest-evidence|{things.evidence}",
    ("action", "withdraw"): lambda things: f"a|withdraw|{things.invitation}",
    ("action", "look-after"): lambda things: f"a|look-after|{things.organisation}",
    ("action", "organisation"): lambda things: f"a|organisation|{things.organisation}",
    ("action", "language"): lambda _things: "a|language|zh_CN",
    ("action", "passage"): lambda _things: "a|passage",
    ("action", "end-browser"): lambda _things: "a|end-browser|all",
    ("action", "erase-me"): lambda _things: "a|erase-me|yes",
}
"""The press that uses each row of the table on some things; what is for groups is in :data:`SAID_IN_GROUPS`."""

SAID_IN_GROUPS: Final = {
    "say": "against: too dear",
    "meeting": "",
    "agenda": "",
    "next": "",
    "opinions": "",
    "poll": "agreed?",
    "decide": "so be it",
    "action": "Li Xiulan draw a map",
    "undo": "",
    "end": "",
}
"""What is typed after each command that is for groups."""

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


async def said_in_group(scene: Scene, talk: Talk, address: str, name: str) -> tuple[str, bool]:
    """Let somebody use a command in a group; gives what they are told alone, and whether anything came of it."""
    before = contents(scene), await _letters(scene)
    content = Command(name=name, argument=SAID_IN_GROUPS[name])
    await scene.turns.take(
        Incoming(
            channel="telegram",
            bot="1",
            update=str(next(scene.updates)),
            address=address,
            content=content,
            language=talk.language,
            private=False,
            sender=talk.address,
        )
    )
    told = await talk.receive()
    return talk.as_text(*told), (contents(scene), await _letters(scene)) != before


async def _letters(scene: Scene) -> int:
    async with scene.database.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(records.outbox)) or 0)


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


def contents(scene: Scene) -> dict[str, list[tuple[object, ...]]]:
    """Give all rows but those that every update writes: what was seen, who is in a chat, what is said.

    They are read as they lie in the file: a cell of the table compares thousands of them.
    """
    written_anyway = {records.seen.name, records.chat.name, records.outbox.name}
    tables = schema.whole_metadata().tables.keys() - written_anyway
    with closing(sqlite3.connect(str(scene.database.url.database))) as file:
        return {name: file.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608 (our tables)
