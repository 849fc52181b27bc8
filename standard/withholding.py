"""Small numbers: which figures of an anonymous round are withheld (SCORING.md, "Small numbers")."""

from collections.abc import Mapping

DEFAULT_MIN_GROUP = 5
LEAST_MIN_GROUP = 3


class MinGroupError(ValueError):
    """A smallest group below three, which protects nobody."""


def checked_min_group(min_group: int) -> int:
    """Give the number back. Raises MinGroupError below three."""
    if min_group < LEAST_MIN_GROUP:
        raise MinGroupError(f"the smallest group must be at least {LEAST_MIN_GROUP}, not {min_group}")
    return min_group


def too_few(respondents: int, min_group: int | None) -> bool:
    """Say whether a figure over so many respondents is withheld; over none there is no figure."""
    return min_group is not None and 0 < respondents < min_group


def withheld_groups(sizes: Mapping[str, int], min_group: int | None) -> frozenset[str]:
    """Give the groups of a breakdown whose figures are withheld.

    When one is too small, further groups are withheld, smallest first (of equals, the first by name), until
    the withheld groups hold ``min_group`` respondents together, or all are withheld: what is left of the
    total without the groups shown is then again a figure over enough respondents. A group of nobody has no
    figure to withhold.
    """
    peopled = sorted((size, group) for group, size in sizes.items() if size)
    if min_group is None or not any(too_few(size, min_group) for size, _ in peopled):
        return frozenset()
    withheld: set[str] = set()
    held = 0
    for size, group in peopled:
        if held >= min_group and not too_few(size, min_group):
            break
        withheld.add(group)
        held += size
    return frozenset(withheld)
