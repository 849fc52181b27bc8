"""Of which kind a consultation is, what exactly, and our part in it, corrected: with all that follows from it.

The number bears the letter of the kind and changes with it; the former one still leads to the consultation. Fields,
thresholds and the stages still to come are those of the kind's template, as the organisation uses it.
"""

from dataclasses import dataclass
from datetime import date, tzinfo

from dialogs.engine.work import Work
from dialogs.meeting.consultations import correct_consultation
from dialogs.meeting.numbers import renumber
from dialogs.meeting.record import Consultation, FilledField, Rules
from dialogs.meeting.references import Reference
from dialogs.meeting.stages import plan_anew
from dialogs.meeting.templates import OwnTemplate
from dialogs.meeting.terms import Role, Stage


@dataclass(frozen=True, kw_only=True)
class Classification:
    """The kind (5.1 to 5.4), the key of its sub-kind where it is known, and our part."""

    clause: str
    subkind: str | None
    role: Role

    @classmethod
    def of(cls, consultation: Consultation) -> "Classification":
        """Give what a consultation is recorded as."""
        return cls(clause=consultation.clause, subkind=consultation.subkind, role=consultation.role)


async def reclassify(  # noqa: PLR0913, PLR0917 - what, as what, by which template
    work: Work,
    reference: Reference,
    consultation: Consultation,
    to: Classification,
    template: OwnTemplate,
    zone: tzinfo,
    *,
    by: int,
) -> Reference:
    """Correct of which kind it is; gives it under its number from now on."""
    if to.clause != consultation.clause:
        reference = await renumber(work, reference, to.clause, by=by)
    if (to.clause, to.role) == (consultation.clause, consultation.role):
        await correct_consultation(work, reference, by=by, subkind=to.subkind)
        return reference
    await correct_consultation(
        work,
        reference,
        by=by,
        subkind=to.subkind,
        role=to.role,
        rules=rules_of(to, template),
        fields=kept_fields(consultation, template),
    )
    planned = planned_stages(consultation, to, template, work.now.astimezone(zone).date(), zone)
    await plan_anew(work, reference, planned, by=by)
    return reference


def rules_of(to: Classification, template: OwnTemplate) -> Rules:
    """Give the rules that procedure is judged by: none where we only took part."""
    return template.rules if to.role is Role.ORGANISED else Rules()


def kept_fields(consultation: Consultation, template: OwnTemplate) -> tuple[FilledField, ...]:
    """Give the filled-in fields that the kind's template asks for, too."""
    asked = {field.key for field in template.kind.fields}
    return tuple(field for field in consultation.fields if field.key in asked)


def planned_stages(
    consultation: Consultation, to: Classification, template: OwnTemplate, today: date, zone: tzinfo
) -> dict[Stage, date | None]:
    """Give the stages that are needed, with their days to come; where we only took part, the consultation alone.

    One that was written down afterwards, as a single stage, stays so unless our part in it changes.
    """
    begins = consultation.held_at or consultation.starts_at
    day = None if begins is None else begins.astimezone(zone).date()
    planned = template.planned(day) if to.role is Role.ORGANISED else {Stage.CONSULTING: day}
    if to.role is consultation.role:
        known = {stage.stage for stage in consultation.stages}
        planned = {stage: due for stage, due in planned.items() if stage in known}
    return {stage: due if due is not None and due >= today else None for stage, due in planned.items()}
