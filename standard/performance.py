"""What findings need to know of the records of a period (SCORING.md, "Findings"): plain counts, handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from standard.statistics import Satisfaction


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint of the period: its category, and whether it is open past its deadline."""

    category: str
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """What a period left on record.

    ``evidence`` counts the attachments by capability. ``consultations`` counts those held that speak for a
    capability (of its kind of chapter 5; tagged 建言资政 for 6.2.1.1, 应急 for 6.2.2.3), and has a key,
    even at 0, for every capability that consultations can speak for. ``actions_due`` counts the actions
    that fell due, ``actions_overdue`` those of them not done; ``outcomes_unconverted`` the agreed outcomes
    never converted past their deadline.
    """

    evidence: Mapping[str, int] = field(default_factory=dict)
    consultations: Mapping[str, int] = field(default_factory=dict)
    satisfaction: Satisfaction | None = None
    complaints: tuple[Complaint, ...] = ()
    actions_due: int = 0
    actions_overdue: int = 0
    outcomes_unconverted: int = 0
