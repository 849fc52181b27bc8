"""Who is in a chat: the chat's row, its person, their organisation and role, in one query a turn."""

from datetime import datetime, tzinfo
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ScalarSelect, Select, and_, bindparam, func, select, update

from dialogs.engine import chats
from dialogs.engine import records as engine
from dialogs.engine.events import Incoming
from dialogs.engine.gathering import host_of
from dialogs.engine.heads import of_batches
from dialogs.engine.house import Addressee, Who
from dialogs.engine.statements import Statement
from dialogs.engine.work import Work
from dialogs.people import records
from dialogs.people.roles import Role, roles_held


class Found(NamedTuple):
    """A chat as it is found, with whose it is and what they are in the organisation that they work in."""

    id: int
    person_id: int | None
    locale: str | None
    focus_id: int | None
    menu: str | None
    unreachable_at: datetime | None
    live_message: str | None
    sends: list[float] | None
    last_letter: int | None
    chosen_locale: str | None
    operator: bool | None
    organisation_id: int | None
    role: str | None
    timezone: str | None


async def identify(work: Work, incoming: Incoming) -> Who:
    """Say who is in the update's chat; an unknown chat gets its row, which holds nothing but the way back."""
    fingerprint = chats.fingerprint(work.cipher, incoming.channel, incoming.own_address)
    row = await _find(work, incoming.channel, fingerprint)
    if row is None:
        locale = work.house.negotiate(incoming.language)
        await chats.begin(work.transaction, work.cipher, incoming.channel, incoming.own_address, work.now, locale)
        row = await _find(work, incoming.channel, fingerprint)
    if row is None:
        raise AssertionError("a chat that was just written cannot be missing")
    if row.unreachable_at is not None:
        await _is_back(work, row.id)
    host = await host_of(work, incoming)
    return _who(work, incoming, row if host is None else await _as_in(work, row, host))


async def addressees(work: Work, person: int) -> tuple[Addressee, ...]:
    """The chats in which a person can be reached, with their language and their organisation's time zone."""
    rows = await work.transaction.execute(
        select(engine.chat.c.id, records.person.c.locale, records.organisation.c.timezone)
        .join(records.person, records.person.c.id == engine.chat.c.person_id)
        .outerjoin(records.organisation, records.organisation.c.id == records.person.c.organisation_id)
        .where(engine.chat.c.person_id == person, engine.chat.c.unreachable_at.is_(None))
        .order_by(engine.chat.c.id)
    )
    return tuple(Addressee(chat=row.id, locale=row.locale, timezone=_zone(work, row.timezone)) for row in rows)


def _who(work: Work, incoming: Incoming, row: Found) -> Who:
    role = Role(row.role) if row.role is not None else None
    operator = incoming.operator or bool(row.operator)
    return Who(
        chat=row.id,
        channel=incoming.channel,
        owner=f"chat:{row.id}" if row.person_id is None else f"person:{row.person_id}",
        locale=row.chosen_locale or work.house.negotiate(incoming.language or row.locale),
        timezone=_zone(work, row.timezone),
        roles=roles_held(role, operator=operator, known=row.person_id is not None),
        person=row.person_id,
        organisation=row.organisation_id if role is not None or operator else None,
        focus=row.focus_id,
        menu=row.menu,
        live=row.live_message,
        sends=tuple(row.sends or ()),
        last_letter=row.last_letter,
    )


def _zone(work: Work, name: str | None) -> tzinfo:
    return work.house.installation.timezone if name is None else ZoneInfo(name)


def _query() -> "Select[tuple[object, ...]]":
    chat, person = engine.chat, records.person
    membership, organisation = records.membership, records.organisation
    return (
        select(
            chat.c.id,
            chat.c.person_id,
            chat.c.locale,
            chat.c.focus_id,
            chat.c.menu,
            chat.c.unreachable_at,
            chat.c.live_message,
            chat.c.sends,
            _last_letter().label("last_letter"),
            person.c.locale.label("chosen_locale"),
            person.c.operator,
            person.c.organisation_id,
            membership.c.role,
            organisation.c.timezone,
        )
        .outerjoin(person, person.c.id == chat.c.person_id)
        .outerjoin(
            membership,
            and_(
                membership.c.person_id == person.c.id,
                membership.c.organisation_id == person.c.organisation_id,
                membership.c.left_at.is_(None),
            ),
        )
        .outerjoin(organisation, organisation.c.id == person.c.organisation_id)
        .with_for_update(of=chat)
    )


def _last_letter() -> "ScalarSelect[int]":
    chat, outbox = engine.chat, engine.outbox
    own = outbox.c.chat_id == chat.c.id, of_batches(outbox, many=False)
    return select(func.max(outbox.c.id)).where(*own).scalar_subquery()


FINDING: Final = Statement(
    _query().where(engine.chat.c.channel == bindparam("which"), engine.chat.c.fingerprint == bindparam("whose")),
    ("which", "whose"),
    Found,
)


async def _find(work: Work, channel: str, fingerprint: bytes) -> Found | None:
    return await FINDING.one_or_none(work.transaction, which=channel, whose=fingerprint)


async def _as_in(work: Work, row: Found, host: int) -> Found:
    """Give who is in a chat as they are in one organisation, whichever they are working in."""
    membership, organisation = records.membership, records.organisation
    found = await work.transaction.execute(
        select(membership.c.role, organisation.c.timezone)
        .select_from(organisation)
        .outerjoin(
            membership,
            and_(
                membership.c.organisation_id == organisation.c.id,
                membership.c.person_id == row.person_id,
                membership.c.left_at.is_(None),
            ),
        )
        .where(organisation.c.id == host)
    )
    role, timezone = found.one()
    return row._replace(role=role, timezone=timezone, organisation_id=host)


async def _is_back(work: Work, chat: int) -> None:
    """Write to a chat again: its person has unblocked the bot."""
    await work.transaction.execute(update(engine.chat).where(engine.chat.c.id == chat).values(unreachable_at=None))
