"""The stage profile: what an organisation of an age aims at (4.2 合理性; SCORING.md, "Score", 7)."""

from collections.abc import Mapping
from fractions import Fraction

from standard.library import Library
from standard.models import Stage

_POINTS: Mapping[Stage, Mapping[str, int]] = {
    Stage.START_UP: {"应": 50, "宜": 25},
    Stage.GROWTH: {"应": 65, "宜": 40},
    Stage.MATURE: {"应": 80, "宜": 60},
}


def stage_targets(
    library: Library, stage: Stage | None, changed: Mapping[str, Fraction] | None = None
) -> dict[str, Fraction]:
    """Give each capability's target (0-100): the stage's, or what the organisation changed it to.

    Without a stage only the capabilities that were changed have one.

    Raises ValueError for a capability that is not there or a target outside 0-100.
    """
    changed = changed or {}
    for capability, target in changed.items():
        if capability not in library.capabilities:
            raise ValueError(f"there is no capability {capability}")
        if not 0 <= target <= 100:
            raise ValueError(f"the target of {capability} lies outside 0-100: {target}")
    if stage is None:
        return dict(changed)
    return {c: Fraction(_POINTS[stage][library.kind(c)]) for c in library.capabilities} | dict(changed)


def progress_to_target(scores: Mapping[str, Fraction | None], targets: Mapping[str, Fraction]) -> Fraction | None:
    """Give the progress, 0-1, over the scored capabilities; a surplus on one never offsets another.

    Nothing when none is scored; all the way when the targets ask for nothing.
    """
    scored = {c: score for c, score in scores.items() if score is not None and c in targets}
    if not scored:
        return None
    wanted = sum((targets[c] for c in scored), Fraction())
    missing = sum((max(Fraction(), targets[c] - score) for c, score in scored.items()), Fraction())
    return 1 - missing / wanted if wanted else Fraction(1)
