"""Which items a form asks: one a capability, all of them, or those of chosen capabilities."""

from collections.abc import Collection
from typing import Final, Literal

from standard.library import Library

FormKind = Literal["pulse", "full", "targeted"]
PULSE: Final[FormKind] = "pulse"
FULL: Final[FormKind] = "full"
TARGETED: Final[FormKind] = "targeted"
KINDS: Final[tuple[FormKind, ...]] = (PULSE, FULL, TARGETED)

RESUME: Final = "resume"
REVISE: Final = "revise"
"""What else a button may ask for: the draft as it was left, the answers already submitted."""


def form_kind(word: str) -> FormKind:
    """Read a form's kind from a record. Raises ValueError for any other word."""
    if word not in KINDS:
        raise ValueError(f"there is no form {word!r}")
    return word


def left_out(library: Library, affairs: Collection[str]) -> tuple[str, ...]:
    """Give the capabilities that the pulse and the full form leave out for an organisation.

    They are recommended ones (宜) that only show in kinds of consultation of chapter 5 in which the organisation
    takes no part: to ask a residents' association how it speaks for an industry would only yield 不适用 (4.4). All
    required ones (应) are always asked, and without any kinds named nothing is left out.
    """
    if not affairs:
        return ()
    return tuple(
        capability
        for capability in library.capabilities
        if library.kind(capability) == "宜" and _foreign(library, capability, affairs)
    )


def items_asked(library: Library, kind: FormKind, affairs: Collection[str]) -> tuple[str, ...]:
    """Give the codes of the pulse or the full form's items for an organisation, in the standard's order."""
    out = left_out(library, affairs)
    items = library.pulse() if kind == PULSE else library.items.values()
    return tuple(item.code for item in items if item.capability not in out)


def items_targeted(library: Library, capabilities: Collection[str]) -> tuple[str, ...]:
    """Give the codes of all items of some capabilities, in the standard's order."""
    return tuple(item.code for item in library.targeted(capabilities))


def in_order(library: Library, codes: Collection[str]) -> tuple[str, ...]:
    """Put item codes in the standard's order; those that it does not have are left out."""
    return tuple(code for code in library.items if code in codes)


def _foreign(library: Library, capability: str, affairs: Collection[str]) -> bool:
    kinds = library.affairs_exercising(capability)
    return bool(kinds) and not any(kind.clause in affairs for kind in kinds)
