"""Reads a consultation as a whole: a fixed number of statements, however much is on record."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from pydantic import BaseModel, TypeAdapter
from sqlalchemy import select

from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from dialogs.meeting import records, rows
from dialogs.meeting.consultations import SEPARATOR
from dialogs.meeting.polls import read_tallies
from dialogs.meeting.reading_minutes import read_minutes
from dialogs.meeting.record import (
    ActionItem,
    AgendaItem,
    Consultation,
    ConversionStep,
    Decision,
    FilledField,
    Headcount,
    Opinion,
    Outcome,
    Participant,
    Poll,
    Rules,
    StageReached,
)
from dialogs.meeting.references import Reference, find, number_text, read_parts, within
from dialogs.meeting.terms import Stage
from dialogs.people import records as people

Fields = Mapping[str, object]
M = TypeVar("M", bound=BaseModel)

FILLED: Final = TypeAdapter(tuple[FilledField, ...])
STAGES: Final = tuple(Stage)


async def read_consultation(work: Work, organisation: int, number: str | int) -> Consultation | None:
    """Read one of an organisation's consultations by its row's number; none for any other's."""
    reference = await find(work, organisation, number)
    return None if reference is None else await read(work, reference)


async def read(work: Work, reference: Reference) -> Consultation:
    """Read a consultation as a whole, as it stands: without what was taken out."""
    head = await _head(work, reference)
    polls = await read_parts(work, reference, records.poll)
    tallies = await read_tallies(work, [_number(poll, "id") for poll in polls]) if polls else {}
    told = [poll | {"tally": tallies.get(_number(poll, "id"), {})} for poll in polls]
    items = await _items(work, reference, told)
    outcomes = await _outcomes(work, reference)
    return Consultation.model_validate(
        head
        | {
            "stages": await _stages(work, reference),
            "participants": _many(Participant, await read_parts(work, reference, records.participant)),
            "headcounts": _many(Headcount, await read_parts(work, reference, records.headcount)),
            "agenda": items,
            "actions": _many(ActionItem, await read_parts(work, reference, records.action)),
            "outcomes": outcomes,
            "minutes": await read_minutes(work, reference),
        }
    )


async def _head(work: Work, reference: Reference) -> dict[str, object]:
    table, former, succession = records.consultation, records.consultation.alias(), records.succession
    found = await work.transaction.execute(
        select(
            table,
            people.organisation.c.name.label("organisation_name"),
            *(former.c.year.label("former_year"), former.c.clause.label("former_clause")),
            former.c.serial.label("former_serial"),
        )
        .join(people.organisation, people.organisation.c.id == table.c.organisation_id)
        .outerjoin(succession, succession.c.consultation_id == table.c.id)
        .outerjoin(former, former.c.id == succession.c.former_id)
        .where(table.c.id == reference.id, table.c.organisation_id == reference.organisation)
    )
    row = found.mappings().one()
    fields = rows.fields_of(work.cipher, table, row)
    follows = row["former_year"], row["former_clause"], row["former_serial"]
    written, tags = fields["fields"], str(fields["tags"])
    return _only(Consultation, fields) | {
        "number": reference.number,
        "organisation": reference.organisation,
        "organisation_name": row["organisation_name"],
        "tags": tuple(tag for tag in tags.split(SEPARATOR) if tag),
        "fields": () if written is None else FILLED.validate_json(str(written)),
        "rules": Rules.model_validate(_only(Rules, fields)),
        "follows": None if follows[0] is None else number_text(*follows),
    }


async def _stages(work: Work, reference: Reference) -> tuple[StageReached, ...]:
    table = records.stage
    found = await work.transaction.execute(
        select(table, people.person.c.sealed_name)
        .outerjoin(people.person, people.person.c.id == table.c.by_id)
        .where(*within(reference, table))
    )
    stages = [
        rows.fields_of(work.cipher, table, row)
        | {"by": None if row["sealed_name"] is None else open_text(work.cipher, row["sealed_name"])}
        for row in found.mappings()
    ]
    return tuple(sorted(_many(StageReached, stages), key=lambda stage: STAGES.index(stage.stage)))


async def _items(work: Work, reference: Reference, polls: list[dict[str, object]]) -> tuple[AgendaItem, ...]:
    items = await read_parts(work, reference, records.agenda_item)
    origins = await _origins(work, reference, items)
    opinions = _by(Opinion, "item", await read_parts(work, reference, records.opinion))
    decisions = _by(Decision, "item", await read_parts(work, reference, records.decision))
    voted = _by(Poll, "item", polls)
    ordered = sorted(items, key=lambda item: (_number(item, "position"), _number(item, "id")))
    return tuple(
        AgendaItem.model_validate(
            _only(AgendaItem, item)
            | {
                "position": position,
                "carried_from": origins.get(item["carried_from"]),
                "opinions": opinions.get(_number(item, "id"), ()),
                "polls": voted.get(_number(item, "id"), ()),
                "decisions": decisions.get(_number(item, "id"), ()),
            }
        )
        for position, item in enumerate(ordered, start=1)
    )


async def _origins(work: Work, reference: Reference, items: Iterable[Fields]) -> dict[object, str]:
    """Give the numbers of the consultations that left items over, by their rows."""
    former = {item["carried_from"] for item in items if item["carried_from"] is not None}
    if not former:
        return {}
    table = records.consultation
    found = await work.transaction.execute(
        select(table.c.id, table.c.year, table.c.clause, table.c.serial).where(
            table.c.id.in_(former), table.c.organisation_id == reference.organisation
        )
    )
    return {row.id: number_text(row.year, row.clause, row.serial) for row in found}


async def _outcomes(work: Work, reference: Reference) -> tuple[Outcome, ...]:
    outcomes = await read_parts(work, reference, records.outcome)
    entered = await read_parts(work, reference, records.conversion_step) if outcomes else []
    entered.sort(key=lambda step: (str(step["taken_on"]), _number(step, "id")))
    steps = _by(ConversionStep, "outcome", [step | {"on": step["taken_on"]} for step in entered])
    return tuple(
        Outcome.model_validate(_only(Outcome, outcome) | {"steps": steps.get(_number(outcome, "id"), ())})
        for outcome in outcomes
    )


def _only(model: type[BaseModel], fields: Fields) -> dict[str, object]:
    """Give the fields that a part of the record has; the row may hold more."""
    return {name: fields[name] for name in model.model_fields if name in fields}


def _many(model: type[M], found: Iterable[Fields]) -> tuple[M, ...]:
    return tuple(model.model_validate(_only(model, fields)) for fields in found)


def _by(model: type[M], name: str, found: Iterable[Fields]) -> dict[int, tuple[M, ...]]:
    gathered: dict[int, tuple[M, ...]] = {}
    for fields in found:
        whose = _number(fields, name)
        gathered[whose] = (*gathered.get(whose, ()), model.model_validate(_only(model, fields)))
    return gathered


def _number(fields: Fields, name: str) -> int:
    value = fields[name]
    if not isinstance(value, int):
        raise TypeError(f"{name} is no number")
    return value
