"""Who is to do something: a member found by name, or an outside body, which has a name alone."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue
from sqlalchemy import select

from dialogs.engine.forms import Answers, Option
from dialogs.engine.text import Text, _
from dialogs.engine.walk.summary import listed
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.daily import zone_of
from dialogs.meeting.references import Reference, within
from dialogs.people import membership

OFFERED: Final = 60
"""Members on buttons; of a larger organisation, those who took part. Others are found by their full name."""

Person = tuple[int, str]
"""A member's number and name."""


class Offered(BaseModel):
    """The members of an organisation as a form offers them: part of its arguments.

    ``others`` are those beyond the buttons; ``joined`` says of members of one name on which day each joined.
    """

    model_config = ConfigDict(frozen=True)

    people: tuple[Person, ...] = ()
    others: tuple[Person, ...] = ()
    joined: Mapping[int, date] = {}

    def label(self, person: Person) -> Text:
        """Name a member so that nobody else is meant."""
        number, name = person
        day = self.joined.get(number)
        return name if day is None else _("{name} (joined {day})", name=name, day=day)

    def options(self) -> tuple[Option, ...]:
        """Give the members as options of a form."""
        return tuple(Option(value=str(person[0]), label=self.label(person)) for person in self.people)

    def check(self, answer: JsonValue, answers: Answers) -> Text | None:
        """Refuse a name that several members have, or that is a part of one's: it would become an outside body's."""
        del answers
        if not isinstance(answer, str) or answer in {str(number) for number, _name in self.people}:
            return None
        everybody = (*self.people, *self.others)
        called, meant = people_called(answer, everybody), people_meant(answer, everybody)
        if len(called) == 1 or not meant:
            return None
        names = listed([self.label(person) for person in meant[:5]])
        if called:
            return _(
                "{names} have the same name. Please press the one who is meant. For somebody else of that name add "
                "something, like “{name} (accounts)”.",
                names=names,
                name=answer,
            )
        return _("Do you mean {names}? Please press the name, or type it in full.", names=names)


async def offered(work: Work, organisation: int, reference: Reference | None = None) -> Offered:
    """Give the members to choose from: those who took part in a consultation first."""
    present: set[int] = set() if reference is None else await _present(work, reference)
    members = await membership.members_joined(work, organisation)
    named = sorted((member for member in members if member.name), key=lambda member: member.person not in present)
    people = [(member.person, member.name) for member in named]
    zone = await zone_of(work, organisation)
    return Offered(
        people=tuple(people[:OFFERED]),
        others=tuple(people[OFFERED:]),
        joined={
            member.person: member.joined_at.astimezone(zone).date()
            for member in named
            if len(people_called(member.name, people)) > 1
        },
    )


async def _present(work: Work, reference: Reference) -> set[int]:
    table = records.participant
    found = await work.transaction.execute(
        select(table.c.person_id).where(*within(reference, table), table.c.person_id.is_not(None))
    )
    return set(found.scalars())


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


def people_meant(name: str, people: Sequence[Person]) -> list[Person]:
    """Give those whose full name it is, or else those of whose name it is a part."""
    return people_called(name, people) or [one for one in people if _plain(name) in _plain(one[1])]


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
