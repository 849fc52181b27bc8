"""The kinds' templates, as they are written in ``data/templates.yaml``: read once, checked to the last field."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from dialogs.meeting.record import Rules
from dialogs.meeting.terms import Stage, StakeholderKind
from standard.documents import Placed, UnreadableFileError, read, records
from standard.faults import DataFault, Fault
from standard.models import ClauseNumber, FrozenMap, Key, Record, Words

FILE: Final = "templates.yaml"
LONGEST_LEAD: Final = 365
"""Days."""


def _share(text: str) -> str:
    """Check a fraction between none and all (``2/3``)."""
    if not 0 < Fraction(text) <= 1:
        raise ValueError("is not a share between none and all")
    return text


Share = Annotated[str, Field(pattern=r"^[1-9][0-9]?/[1-9][0-9]?$"), AfterValidator(_share)]
Lead = Annotated[int, Field(ge=0, le=LONGEST_LEAD)]


class Asked(Record):
    """A field of the kind's own: its label in the record, and the question that asks for it.

    ``in_notice``: those invited are told it with the notice.
    """

    key: Key
    label: Words
    ask: Words
    in_notice: bool = False


class Whom(Record):
    """Who is usually invited, of which kind of stakeholder."""

    kind: StakeholderKind
    whom: Words


class Template(Record):
    """The template of one kind. ``stages`` gives each stage needed, in days from the day of the consultation."""

    clause: ClauseNumber
    fields: tuple[Asked, ...]
    agenda: tuple[Words, ...] = Field(min_length=1)
    participants: tuple[Whom, ...] = Field(min_length=1)
    stages: FrozenMap[Stage, Annotated[int, Field(ge=-LONGEST_LEAD, le=LONGEST_LEAD)]]
    notice: Lead
    materials: Lead
    quorum: Share | None = None
    majority: Share | None = None
    supervisor: bool = False

    @property
    def rules(self) -> Rules:
        """Give the rules by which procedure kept is judged."""
        return Rules(
            notice_days=self.notice,
            materials_days=self.materials,
            quorum=self.quorum,
            majority=self.majority,
            supervisor_signs=self.supervisor,
        )


@cache
def templates() -> Mapping[str, Template]:
    """Give the templates by their clause, in the order in which they are written; raises ``DataFault``."""
    return loaded(resources.files("dialogs.meeting.templates").joinpath("data"))


def loaded(folder: Traversable) -> Mapping[str, Template]:
    """Load the templates of a folder; raises ``DataFault`` with every fault in them."""
    try:
        found = list(records(read(folder, FILE), Template))
    except UnreadableFileError as error:
        raise DataFault([error.fault]) from error
    placed = [each for each in found if isinstance(each, Placed)]
    faults = [each for each in found if isinstance(each, Fault)]
    faults += [fault for each in placed for fault in _faults(each)]
    clauses = [each.record.clause for each in placed]
    faults += [each.fault("stands here twice", "clause") for each in placed if clauses.count(each.record.clause) > 1]
    if faults:
        raise DataFault(faults)
    return MappingProxyType({each.record.clause: each.record for each in placed})


def _faults(placed: Placed[Template]) -> list[Fault]:
    template = placed.record
    keys = [asked.key for asked in template.fields]
    faults = [placed.fault(f"the key {key!r} stands here twice", "fields") for key in set(keys) if keys.count(key) > 1]
    days = [template.stages[stage] for stage in Stage if stage in template.stages]
    if days != sorted(days):
        faults.append(placed.fault("a later stage lies before an earlier one", "stages"))
    if template.stages.get(Stage.CONSULTING) != 0:
        faults.append(placed.fault("the consultation itself is day 0", "stages"))
    return faults
