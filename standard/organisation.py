"""Where an organisation stands: capabilities, groups, halves, index, maturity, targets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from standard.answers import AnswerSet, Side
from standard.library import Library
from standard.models import Stage
from standard.scoring import Figure, Kind, capability_figure, level_reached
from standard.targets import progress_to_target, stage_targets
from standard.withholding import checked_min_group


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organisation has set: weights (1 where none is set), its stage, changed targets, small numbers.

    Without a stage only the targets that were set count; without ``min_group`` nothing is withheld.
    """

    weights: Mapping[str, Fraction] = field(default_factory=dict)
    stage: Stage | None = None
    targets: Mapping[str, Fraction] = field(default_factory=dict)
    min_group: int | None = None


@dataclass(frozen=True, slots=True)
class CapabilityResult:
    """Both sides of one capability; ``gap`` is internal less outside, where both are shown."""

    clause: str
    kind: Kind
    internal: Figure
    outside: Figure
    target: Fraction | None

    @property
    def gap(self) -> Fraction | None:
        """How much better the organisation sees itself than others see it."""
        return _gap(self.internal.score, self.outside.score)

    @property
    def shortfall(self) -> Fraction:
        """How far the internal score lies under its target; 0 without either."""
        if self.target is None or self.internal.score is None:
            return Fraction()
        return max(Fraction(), self.target - self.internal.score)


@dataclass(frozen=True, slots=True)
class Share:
    """One capability's part in a weighted mean."""

    clause: str
    score: Fraction
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Composite:
    """A weighted mean of capability scores on one side, with those left out for want of a score."""

    shares: tuple[Share, ...]
    unscored: tuple[str, ...]

    @property
    def score(self) -> Fraction | None:
        """The mean, 0-100; nothing when nothing with a weight is scored."""
        weight = sum((share.weight for share in self.shares), Fraction())
        total = sum((share.score * share.weight for share in self.shares), Fraction())
        return total / weight if weight else None

    @property
    def level(self) -> int | None:
        """The level reached, 0-4."""
        return level_reached(self.score)


@dataclass(frozen=True, slots=True)
class CompositeResult:
    """Both sides of a group, a half or the index."""

    clause: str
    internal: Composite
    outside: Composite

    @property
    def gap(self) -> Fraction | None:
        """Internal less outside, where both have a score."""
        return _gap(self.internal.score, self.outside.score)


@dataclass(frozen=True, slots=True)
class Maturity:
    """The lowest internal level among the 应 capabilities, and those that hold it back.

    ``level`` is ``None`` (not assessed) when one of them has none: those then hold it back.
    """

    level: int | None
    held_back_by: tuple[str, ...]


INDEX = "6"
"""The index stands for the whole of chapter 6."""


@dataclass(frozen=True, slots=True)
class OrganisationResult:
    """Everything that answers alone say of an organisation; mappings are in the standard's order."""

    version: str
    settings: Settings
    capabilities: Mapping[str, CapabilityResult]
    groups: Mapping[str, CompositeResult]
    halves: Mapping[str, CompositeResult]
    index: CompositeResult
    maturity: Maturity
    progress: Fraction | None


def organisation_result(library: Library, answers: AnswerSet, settings: Settings | None = None) -> OrganisationResult:
    """Compute an organisation's result.

    Raises ValueError for a weight or target that cannot be, MinGroupError for a smallest group below three.
    """
    settings = settings or Settings()
    weights = _weights(library, settings)
    capabilities = _capabilities(library, answers, settings)

    def composite(clause: str, under: Iterable[str]) -> CompositeResult:
        below = [capabilities[capability] for capability in under]
        internal = _composite(((each.clause, each.internal.score) for each in below), weights)
        outside = _composite(((each.clause, each.outside.score) for each in below), weights)
        return CompositeResult(clause, internal, outside)

    scores = {clause: each.internal.score for clause, each in capabilities.items()}
    targets = {clause: each.target for clause, each in capabilities.items() if each.target is not None}
    return OrganisationResult(
        version=library.version,
        settings=settings,
        capabilities=capabilities,
        groups={clause: composite(clause, under) for clause, under in library.groups.items()},
        halves={clause: composite(clause, under) for clause, under in library.halves.items()},
        index=composite(INDEX, library.capabilities),
        maturity=maturity(each for each in capabilities.values() if each.kind == "应"),
        progress=progress_to_target(scores, targets),
    )


def maturity(required: Iterable[CapabilityResult]) -> Maturity:
    """Judge the maturity by the 应 capabilities; at level 4 nothing holds it back."""
    levels = {each.clause: each.internal.level for each in required}
    missing = tuple(clause for clause, level in levels.items() if level is None)
    if missing or not levels:
        return Maturity(None, missing)
    lowest = min(level for level in levels.values() if level is not None)
    return Maturity(lowest, tuple(c for c, level in levels.items() if level == lowest and lowest < 4))


def _weights(library: Library, settings: Settings) -> dict[str, Fraction]:
    for capability, weight in settings.weights.items():
        if capability not in library.capabilities:
            raise ValueError(f"there is no capability {capability}")
        if weight < 0:
            raise ValueError(f"the weight of {capability} is below 0: {weight}")
    return dict.fromkeys(library.capabilities, Fraction(1)) | dict(settings.weights)


def _capabilities(library: Library, answers: AnswerSet, settings: Settings) -> dict[str, CapabilityResult]:
    min_group = None if settings.min_group is None else checked_min_group(settings.min_group)
    targets = stage_targets(library, settings.stage, settings.targets)

    def both_sides(capability: str) -> CapabilityResult:
        internal, outside = (capability_figure(library, answers, capability, s, min_group) for s in Side)
        return CapabilityResult(capability, library.kind(capability), internal, outside, targets.get(capability))

    return {capability: both_sides(capability) for capability in library.capabilities}


def _composite(scores: Iterable[tuple[str, Fraction | None]], weights: Mapping[str, Fraction]) -> Composite:
    known = list(scores)
    shares = (Share(clause, score, weights[clause]) for clause, score in known if score is not None)
    return Composite(tuple(shares), tuple(clause for clause, score in known if score is None))


def _gap(internal: Fraction | None, outside: Fraction | None) -> Fraction | None:
    return None if internal is None or outside is None else internal - outside
