"""The way of an outcome to policy (成果转化): which steps make sense from where it stands."""

from collections.abc import Mapping
from typing import Final

from dialogs.meeting.terms import ConversionState

_ANSWERED: Final = (ConversionState.ADOPTED, ConversionState.PARTLY_ADOPTED, ConversionState.REJECTED)

NEXT: Final[Mapping[ConversionState, tuple[ConversionState, ...]]] = {
    ConversionState.AGREED: (ConversionState.SUBMITTED, ConversionState.IMPLEMENTED),
    ConversionState.SUBMITTED: (ConversionState.ACCEPTED, *_ANSWERED),
    ConversionState.ACCEPTED: _ANSWERED,
    ConversionState.ADOPTED: (ConversionState.IMPLEMENTED,),
    ConversionState.PARTLY_ADOPTED: (ConversionState.IMPLEMENTED,),
    ConversionState.REJECTED: (ConversionState.SUBMITTED,),
    ConversionState.IMPLEMENTED: (),
}
"""What is agreed between the parties themselves may be carried out without being submitted to anybody; what was not
adopted may be submitted again."""

WAITING: Final = tuple(
    state for state in ConversionState if state not in {ConversionState.REJECTED, ConversionState.IMPLEMENTED}
)
"""The states in which a next step is awaited: its day is reminded of."""

WITH_REASON: Final = frozenset({ConversionState.PARTLY_ADOPTED, ConversionState.REJECTED})
"""The steps for which the body's reason is asked."""
