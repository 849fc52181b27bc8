"""The steps of an explanation: numbers and names, no sentences; the words come from who shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from standard.organisation import Share
from standard.scoring import Kind, Verdict
from standard.statistics import Interval
from standard.tally import Standing


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """``counted`` items (asked less NA), ``answered`` of them with a level; the levels' sum is ``total``."""

    asked: int
    not_applicable: int
    counted: int
    answered: int
    total: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class OwnScore:
    """25 x ``total`` / ``answered`` = ``score``."""

    total: int
    answered: int
    score: Fraction


@dataclass(frozen=True, slots=True)
class Withheld:
    """So few respondents that the figure is withheld: ``n`` of at least ``min_group``."""

    n: int
    min_group: int


@dataclass(frozen=True, slots=True)
class Respondents:
    """How many have a score, how many answered too little, how many said not applicable."""

    n: int
    insufficient: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class MeanOfRespondents:
    """The scores' sum / ``n`` = ``score``."""

    total: Fraction
    n: int
    score: Fraction


@dataclass(frozen=True, slots=True)
class LevelReached:
    """The whole part of ``score`` / 25 = ``level``."""

    score: Fraction
    level: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A 应 or 宜 clause at this level (``None`` without a score) has this verdict."""

    kind: Kind
    level: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Spread:
    """The respondents' standard deviation and the 95 % interval that follows (Student's t, n - 1)."""

    n: int
    deviation: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Agreement:
    """1 - ``mean_variance`` / 2 = r*_WG over the complete respondents; below 0 it is shown as 0.

    ``mean_variance`` is ``None`` where the agreement is 0, for then it may have been any from 2 up.
    """

    complete: int
    mean_variance: Fraction | None
    agreement: Fraction


@dataclass(frozen=True, slots=True)
class Gap:
    """``internal`` - ``outside`` = ``gap``."""

    internal: Fraction
    outside: Fraction
    gap: Fraction


@dataclass(frozen=True, slots=True)
class AgainstTarget:
    """``score`` beside ``target``: how far it lies under it, 0 when it does not."""

    score: Fraction
    target: Fraction
    shortfall: Fraction


@dataclass(frozen=True, slots=True)
class WeightedMean:
    """Σ score x weight / Σ weight = ``score`` (``None`` without any), and the capabilities left out."""

    shares: tuple[Share, ...]
    unscored: tuple[str, ...]
    total: Fraction
    weight: Fraction
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class LowestRequired:
    """The levels of the 应 capabilities; the lowest is the maturity, ``None`` when one is missing."""

    levels: Mapping[str, int | None]
    level: int | None
    held_back_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """1 - ``missing`` / ``wanted`` = ``progress``, over the scored capabilities with a target."""

    parts: tuple[AgainstTarget, ...]
    missing: Fraction
    wanted: Fraction
    progress: Fraction | None


Step = (
    OwnAnswers
    | OwnScore
    | Withheld
    | Respondents
    | MeanOfRespondents
    | LevelReached
    | Judged
    | Spread
    | Agreement
    | Gap
    | AgainstTarget
    | WeightedMean
    | LowestRequired
    | Progress
)
