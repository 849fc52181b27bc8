"""What an organisation does otherwise than the template of a kind."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from sqlalchemy import RowMapping, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.engine.cipher import open_text, seal_text
from dialogs.engine.text import Text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.record import Rules
from dialogs.meeting.templates.kinds import Lead, Share, Template, templates
from dialogs.meeting.terms import Stage

AGENDA: Final = TypeAdapter(tuple[str, ...])


class Settings(BaseModel):
    """What an organisation may set for a kind; ``agenda`` has a title a line, none leaves the template's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notice_days: Lead
    materials_days: Lead
    quorum: Share | None = None
    majority: Share | None = None
    supervisor_signs: bool = False
    agenda: tuple[str, ...] | None = Field(default=None, min_length=1)

    @property
    def rules(self) -> Rules:
        """Give the rules among them."""
        return Rules.model_validate(self.model_dump(exclude={"agenda"}))


@dataclass(frozen=True, kw_only=True)
class OwnTemplate:
    """The template of a kind as one organisation uses it; ``changed`` where it has set something of its own."""

    kind: Template
    rules: Rules
    agenda: tuple[Text, ...]
    changed: bool

    def planned(self, day: date | None) -> dict[Stage, date | None]:
        """Give the stages that are needed, each with its day for a consultation held on a day."""
        return {stage: None if day is None else day + timedelta(days=self._lead(stage)) for stage in self.kind.stages}

    def _lead(self, stage: Stage) -> int:
        """Notice goes out with the stage of that name: an own lead time moves it."""
        if stage is Stage.CONVENING and self.rules.notice_days is not None:
            return -self.rules.notice_days
        return self.kind.stages[stage]


async def read_template(work: Work, organisation: int, clause: str) -> OwnTemplate:
    """Read the template of a kind (5.1 to 5.4) as an organisation uses it."""
    kind, table = templates()[clause], records.template
    found = await work.transaction.execute(
        select(table).where(table.c.organisation_id == organisation, table.c.clause == clause)
    )
    row = found.mappings().one_or_none()
    if row is None:
        return OwnTemplate(kind=kind, rules=kind.rules, agenda=kind.agenda, changed=False)
    return OwnTemplate(kind=kind, rules=_rules(row), agenda=_agenda(work, row) or kind.agenda, changed=True)


async def change_template(work: Work, organisation: int, clause: str, settings: Settings, *, by: int | None) -> None:
    """Set what an organisation does otherwise for a kind, from now on; consultations already begun keep their rules."""
    agenda = None if settings.agenda is None else json.dumps(settings.agenda, ensure_ascii=False)
    values: dict[str, Any] = {  # columns of several types
        **settings.rules.model_dump(),
        "sealed_agenda": None if agenda is None else seal_text(work.cipher, agenda),
        "changed_by_id": by,
        "changed_at": work.now,
    }
    inserting = sqlite.insert if work.transaction.dialect.name == "sqlite" else postgresql.insert
    await work.transaction.execute(
        inserting(records.template)
        .values(organisation_id=organisation, clause=clause, **values)
        .on_conflict_do_update(index_elements=["organisation_id", "clause"], set_=values)
    )


async def reset_template(work: Work, organisation: int, clause: str) -> None:
    """Use the kind's own template again."""
    table = records.template
    await work.transaction.execute(
        delete(table).where(table.c.organisation_id == organisation, table.c.clause == clause)
    )


def _rules(row: RowMapping) -> Rules:
    return Rules.model_validate({name: row[name] for name in Rules.model_fields})


def _agenda(work: Work, row: RowMapping) -> tuple[str, ...]:
    sealed = row["sealed_agenda"]
    return () if sealed is None else AGENDA.validate_json(open_text(work.cipher, sealed))
