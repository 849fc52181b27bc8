"""Who is to do something: a member found by name, or an outside body, which has a name alone."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from pydantic import JsonValue
from sqlalchemy import select

from dialogs.engine.forms import Answers, Check, Option
from dialogs.engine.text import Text, _
from dialogs.engine.walk.summary import listed
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import Reference, within
from dialogs.people import membership

OFFERED: Final = 60
"""Members on buttons; of a larger organisation, those who took part. Others are found by their full name."""

Person = tuple[int, str]
"""A member's number and name."""


async def people_offered(work: Work, reference: Reference) -> tuple[Person, ...]:
    """Give the members to choose from: those who took part first."""
    members = await membership.members_of(work, reference.organisation)
    table = records.participant
    found = await work.transaction.execute(
        select(table.c.person_id).where(*within(reference, table), table.c.person_id.is_not(None))
    )
    present = set(found.scalars())
    named = [member for member in members if member[1]]
    return tuple(sorted(named, key=lambda member: member[0] not in present)[:OFFERED])


def options(people: Sequence[Person]) -> tuple[Option, ...]:
    """Give the members as options of a form."""
    return tuple(Option(value=str(number), label=name) for number, name in people)


def full_name(people: Sequence[Person]) -> Check:
    """Refuse what is only a part of a member's name: it would become an outside body's by mistake."""

    def check(answer: JsonValue, answers: Answers) -> Text | None:
        del answers
        if not isinstance(answer, str) or answer in {str(number) for number, _name in people}:
            return None
        meant: list[Text] = [name for _number, name in people if _plain(answer) in _plain(name)]
        if not meant:
            return None
        return _("Do you mean {names}? Please press the name, or type it in full.", names=listed(meant[:5]))

    return check


async def owner_named(
    work: Work, reference: Reference, answer: str, people: Sequence[Person]
) -> tuple[int | None, str]:
    """Give the person, where the answer is a member's number or full name, and the owner's name."""
    for number, name in people:
        if answer == str(number):
            return number, name
    members = await membership.members_of(work, reference.organisation)
    named = people_called(answer, members)
    return named[0] if len(named) == 1 else (None, answer)


def people_called(name: str, people: Sequence[Person]) -> list[Person]:
    """Give those whose full name it is, however it is spaced."""
    return [one for one in people if _plain(one[1]) == _plain(name)]


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
