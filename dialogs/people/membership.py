"""Membership: entering an organisation, what is held there, names."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select, update

from dialogs.engine import records as engine
from dialogs.engine.cipher import open_text, seal_text
from dialogs.engine.house import Who
from dialogs.engine.turn import Turn
from dialogs.engine.work import Work
from dialogs.people import records
from dialogs.people.identifying import identify
from dialogs.people.invitations import Invitation
from dialogs.people.roles import OPERATOR, Role


async def enter(turn: Turn, invitation: int, name: str | None, language: str | None, consent: int) -> Who:
    """Make the person (unless they are known), note their consent, give them the invitation's role."""
    person = turn.who.person or await begin_person(turn, name, language)
    if name is not None:
        await _note_consent(turn, person, consent)
    table = records.invitation
    row = (
        await turn.transaction.execute(select(table.c.organisation_id, table.c.role).where(table.c.id == invitation))
    ).one()
    if row.organisation_id is None:
        await _make_operator(turn, person)
    else:
        await grant(turn, person, row.organisation_id, Role(row.role))
    return await identify(turn, turn.incoming)


async def begin_person(turn: Turn, name: str | None, language: str | None) -> int:
    """Write a person's row and hang this chat on it."""
    person = await write_person(turn, name, language or turn.who.locale)
    await turn.transaction.execute(
        update(engine.chat).where(engine.chat.c.id == turn.who.chat).values(person_id=person)
    )
    return person


async def write_person(work: Work, name: str | None, locale: str) -> int:
    """Write a person's row; gives its number."""
    inserted = await work.transaction.execute(
        insert(records.person).values(
            sealed_name=None if name is None else seal_text(work.cipher, name),
            locale=locale,
            operator=False,
            created_at=work.now,
        )
    )
    (person,) = inserted.inserted_primary_key or (0,)
    return int(person)


async def holds(turn: Turn, invitation: Invitation) -> bool:
    """Whether the person holds the invitation's role (or a stronger one) already; if so, work there from now on."""
    if turn.who.person is None:
        return False
    if invitation.organisation is None:
        return OPERATOR in turn.who.roles
    table = records.membership
    held = (
        await turn.transaction.execute(
            select(table.c.role).where(
                table.c.person_id == turn.who.person,
                table.c.organisation_id == invitation.organisation,
                table.c.left_at.is_(None),
            )
        )
    ).scalar_one_or_none()
    if held is None or _rank(Role(held)) < _rank(Role(invitation.role)):
        return False
    await work_in(turn, turn.who.person, invitation.organisation)
    await turn.become(await identify(turn, turn.incoming))
    return True


async def work_in(work: Work, person: int, organisation: int) -> None:
    """Let a person work in one of their organisations from now on."""
    await work.transaction.execute(
        update(records.person).where(records.person.c.id == person).values(organisation_id=organisation)
    )


async def grant(work: Work, person: int, organisation: int, role: Role) -> None:
    """Make a person a member in a role, or let them keep the stronger one they hold."""
    table = records.membership
    key = (table.c.person_id == person, table.c.organisation_id == organisation)
    former = (await work.transaction.execute(select(table.c.role, table.c.left_at).where(*key))).one_or_none()
    if former is None:
        await work.transaction.execute(
            insert(table).values(person_id=person, organisation_id=organisation, role=role.value, joined_at=work.now)
        )
    else:
        kept = role if former.left_at is not None else max(role, Role(former.role), key=_rank)
        await work.transaction.execute(update(table).where(*key).values(role=kept.value, left_at=None))
    await work_in(work, person, organisation)


async def has_consented(work: Work, person: int, version: int) -> bool:
    """Whether a person has agreed to this version of the consent."""
    table = records.consent
    found = await work.transaction.execute(
        select(table.c.id).where(table.c.person_id == person, table.c.version >= version).limit(1)
    )
    return found.one_or_none() is not None


async def organisation_name(work: Work, organisation: int) -> str:
    """The name of an organisation."""
    table = records.organisation
    return str((await work.transaction.execute(select(table.c.name).where(table.c.id == organisation))).scalar_one())


async def organisations_of(work: Work, person: int) -> tuple[tuple[int, str, Role], ...]:
    """The organisations that a person belongs to: number, name, role."""
    table = records.membership
    rows = await work.transaction.execute(
        select(records.organisation.c.id, records.organisation.c.name, table.c.role)
        .join(table, table.c.organisation_id == records.organisation.c.id)
        .where(table.c.person_id == person, table.c.left_at.is_(None))
        .order_by(records.organisation.c.id)
    )
    return tuple((row.id, row.name, Role(row.role)) for row in rows)


async def members_of(work: Work, organisation: int) -> tuple[tuple[int, str], ...]:
    """The members of an organisation, in the order they joined: person's number and name."""
    return tuple((member.person, member.name) for member in await members_joined(work, organisation))


class Member(NamedTuple):
    """A member: the person's number, their name (empty where they gave none), and when they joined."""

    person: int
    name: str
    joined_at: datetime


async def members_joined(work: Work, organisation: int) -> tuple[Member, ...]:
    """The members of an organisation, in the order they joined."""
    table = records.membership
    rows = await work.transaction.execute(
        select(records.person.c.id, records.person.c.sealed_name, table.c.joined_at)
        .join(table, table.c.person_id == records.person.c.id)
        .where(table.c.organisation_id == organisation, table.c.left_at.is_(None))
        .order_by(table.c.joined_at, records.person.c.id)
    )
    return tuple(
        Member(row.id, "" if row.sealed_name is None else open_text(work.cipher, row.sealed_name), row.joined_at)
        for row in rows
    )


async def _note_consent(turn: Turn, person: int, version: int) -> None:
    await turn.transaction.execute(
        insert(records.consent).values(person_id=person, version=version, channel=turn.who.channel, given_at=turn.now)
    )


async def _make_operator(turn: Turn, person: int) -> None:
    await turn.transaction.execute(update(records.person).where(records.person.c.id == person).values(operator=True))


def _rank(role: Role) -> int:
    return list(Role).index(role)
