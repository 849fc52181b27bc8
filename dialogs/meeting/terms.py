"""The closed sets of words that a consultation's record is made of; how they are said is in :mod:`.wording`."""

from enum import StrEnum


class StakeholderKind(StrEnum):
    """Who takes part: the kinds by which opinions and positions are counted."""

    GOVERNMENT = "government"
    ENTERPRISE = "enterprise"
    PUBLIC = "public"
    SOCIAL_ORGANISATION = "organisation"
    EXPERT = "expert"
    """Experts and whoever is of no other kind."""


class Role(StrEnum):
    """The organisation's own part in a consultation."""

    ORGANISED = "organised"
    PARTICIPATED = "participated"


class Stage(StrEnum):
    """The way of a consultation, in this order."""

    COLLECTING = "collecting"
    EXAMINING = "examining"
    CONVENING = "convening"
    CONSULTING = "consulting"
    RECORDING = "recording"
    CONVERTING = "converting"
    PUBLISHING = "publishing"
    REVIEWING = "reviewing"


class Attendance(StrEnum):
    """Whether somebody came."""

    INVITED = "invited"
    PRESENT = "present"
    ABSENT = "absent"
    PROXY = "proxy"


class Reply(StrEnum):
    """What somebody who was invited answers to the notice."""

    ATTENDING = "attending"
    DEPUTY = "deputy"
    """Somebody comes in their place."""
    DECLINING = "declining"


class Dispatch(StrEnum):
    """What is sent to those invited."""

    NOTICE = "notice"
    CHANGE = "change"
    """That its day, time or place is another one now."""
    MATERIALS = "materials"
    CALL_OFF = "call-off"


class Way(StrEnum):
    """How somebody is told."""

    BOT = "bot"
    HAND = "hand"


class Stance(StrEnum):
    """Where an opinion stands on its agenda item."""

    SUPPORT = "support"
    RESERVATION = "reservation"
    OPPOSITION = "opposition"
    SUGGESTION = "suggestion"


class Position(StrEnum):
    """A voice in a poll: the gradient of agreement, from full agreement to a block, in five steps."""

    ENDORSE = "5"
    AGREE = "4"
    ABSTAIN = "3"
    DISAGREE = "2"
    BLOCK = "1"


class ItemState(StrEnum):
    """How far an agenda item came."""

    OPEN = "open"
    CONSENSUS = "consensus"
    PARTIAL = "partial"
    """Consensus on some points, dissent on others."""
    DISSENT = "dissent"
    CARRIED_OVER = "carried-over"
    """Left to the next consultation of the series."""


class DecisionKind(StrEnum):
    """What a decision does."""

    RESOLUTION = "resolution"
    RECOMMENDATION = "recommendation"
    AGREEMENT = "agreement"
    PROCEDURE = "procedure"


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ConversionState(StrEnum):
    """Where an agreed outcome stands on its way to policy."""

    AGREED = "agreed"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly-adopted"
    REJECTED = "rejected"
    IMPLEMENTED = "implemented"


class MinutesState(StrEnum):
    """Where the minutes stand."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    SIGNED = "signed"
    PUBLISHED = "published"


class Signatory(StrEnum):
    """In which office somebody signs the minutes."""

    CHAIR = "chair"
    RECORDER = "recorder"
    SUPERVISOR = "supervisor"
