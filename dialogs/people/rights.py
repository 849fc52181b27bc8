"""Who may do what, and with whose things: one table, from which menus, checks and the tests are made.

Whatever is registered takes its roles from here, so nothing can be registered that has no row. A role is checked at
every command, press and step of a form (:mod:`dialogs.engine.answering`); the reach is kept by the queries, and a test
plays every row in every role, with the things of one's own organisation and with another's.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from dialogs.people.roles import (
    ADMINS,
    ADMINS_AND_OPERATORS,
    EVERYBODY,
    FACILITATORS,
    MEMBERS,
    OPERATORS,
    PERSONS,
)

Kind = Literal["command", "group command", "form", "view", "action"]


class Reach(StrEnum):
    """Whose things can be named: what lies beyond is answered as if it did not exist."""

    NOBODYS = "nobody's"
    """Names nothing that belongs to anybody: the standard, a language, ``/help``."""

    ONES_OWN = "one's own"
    """The person's drafts, data, browsers."""

    WORKED_IN = "of the organisation worked in"
    """The rounds, answers, invitations of the organisation that the person works in just now."""

    BELONGED_TO = "of any organisation belonged to"
    """Those of any organisation in which the person has a role."""

    ALL = "of every organisation"
    """The installation's."""

    BEARERS = "the bearer's"
    """Whoever holds the link: an invitation, a passage."""

    TAKEN_PART_IN = "of the meeting taken part in"
    """A consultation's room: for those who checked in, or read the board of the group that it is held in."""


class NoRight(LookupError):
    """Something is registered of which nobody has said who may use it: a fault of the programme, found at start."""


@dataclass(frozen=True)
class Right:
    """One row: what it is, its name, the roles that may use it, and whose things it can name."""

    kind: Kind
    name: str
    roles: frozenset[str]
    reach: Reach


RIGHTS: Final = (
    Right("command", "start", EVERYBODY, Reach.BEARERS),
    Right("command", "help", EVERYBODY, Reach.NOBODYS),
    Right("command", "cancel", EVERYBODY, Reach.ONES_OWN),
    Right("command", "standard", EVERYBODY, Reach.NOBODYS),
    Right("command", "settings", EVERYBODY, Reach.ONES_OWN),
    Right("command", "privacy", EVERYBODY, Reach.ONES_OWN),
    Right("command", "mydata", PERSONS, Reach.ONES_OWN),
    Right("command", "assess", MEMBERS, Reach.WORKED_IN),
    Right("command", "meeting", FACILITATORS, Reach.WORKED_IN),
    Right("command", "meetings", MEMBERS, Reach.WORKED_IN),
    Right("command", "digest", ADMINS, Reach.WORKED_IN),
    Right("command", "export", ADMINS, Reach.WORKED_IN),
    Right("command", "import", FACILITATORS, Reach.NOBODYS),
    Right("command", "invite", ADMINS_AND_OPERATORS, Reach.WORKED_IN),
    Right("command", "org", OPERATORS, Reach.ALL),
    Right("group command", "say", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("group command", "meeting", FACILITATORS, Reach.WORKED_IN),
    Right("group command", "agenda", FACILITATORS, Reach.TAKEN_PART_IN),
    Right("group command", "next", FACILITATORS, Reach.TAKEN_PART_IN),
    Right("group command", "opinions", FACILITATORS, Reach.TAKEN_PART_IN),
    Right("group command", "poll", FACILITATORS, Reach.TAKEN_PART_IN),
    Right("group command", "decide", FACILITATORS, Reach.TAKEN_PART_IN),
    Right("group command", "action", FACILITATORS, Reach.TAKEN_PART_IN),
    Right("group command", "undo", FACILITATORS, Reach.TAKEN_PART_IN),
    Right("group command", "end", FACILITATORS, Reach.TAKEN_PART_IN),
    Right("command", "agenda", FACILITATORS, Reach.WORKED_IN),
    Right("command", "next", FACILITATORS, Reach.WORKED_IN),
    Right("command", "opinions", FACILITATORS, Reach.WORKED_IN),
    Right("command", "poll", FACILITATORS, Reach.WORKED_IN),
    Right("command", "decide", FACILITATORS, Reach.WORKED_IN),
    Right("command", "action", FACILITATORS, Reach.WORKED_IN),
    Right("command", "undo", FACILITATORS, Reach.WORKED_IN),
    Right("command", "end", FACILITATORS, Reach.WORKED_IN),
    Right("command", "say", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("command", "opinion", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("form", "joining", EVERYBODY, Reach.BEARERS),
    Right("form", "meeting-checkin", EVERYBODY, Reach.ONES_OWN),
    Right("form", "meeting-same", EVERYBODY, Reach.ONES_OWN),
    Right("form", "meeting-opinion", EVERYBODY, Reach.ONES_OWN),
    Right("form", "meeting-poll", FACILITATORS, Reach.ONES_OWN),
    Right("form", "meeting-decision", FACILITATORS, Reach.ONES_OWN),
    Right("form", "meeting-task", FACILITATORS, Reach.ONES_OWN),
    Right("form", "meeting-heard", FACILITATORS, Reach.ONES_OWN),
    Right("form", "meeting-items", FACILITATORS, Reach.ONES_OWN),
    Right("form", "meeting-now", FACILITATORS, Reach.ONES_OWN),
    Right("action", "meeting-part", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("action", "meeting-preside", FACILITATORS, Reach.WORKED_IN),
    Right("action", "meeting-open", FACILITATORS, Reach.WORKED_IN),
    Right("form", "assessment", MEMBERS, Reach.ONES_OWN),
    Right("form", "assessment-choice", MEMBERS, Reach.ONES_OWN),
    Right("form", "founding", OPERATORS, Reach.ONES_OWN),
    Right("form", "meeting", FACILITATORS, Reach.ONES_OWN),
    Right("form", "consultation-entry", FACILITATORS, Reach.ONES_OWN),
    Right("form", "consultation-edit", FACILITATORS, Reach.ONES_OWN),
    Right("form", "meeting-template", FACILITATORS, Reach.ONES_OWN),
    Right("form", "meeting-import", FACILITATORS, Reach.ONES_OWN),
    Right("form", "notice-deputy", EVERYBODY, Reach.ONES_OWN),
    Right("form", "notice-proxy", FACILITATORS, Reach.ONES_OWN),
    Right("form", "notice-words", FACILITATORS, Reach.ONES_OWN),
    Right("form", "notice-call-off", FACILITATORS, Reach.ONES_OWN),
    Right("form", "material-add", FACILITATORS, Reach.ONES_OWN),
    Right("form", "material-name", FACILITATORS, Reach.ONES_OWN),
    Right("form", "material-replace", FACILITATORS, Reach.ONES_OWN),
    Right("form", "minutes-remarks", FACILITATORS, Reach.ONES_OWN),
    Right("form", "minutes-circulate", FACILITATORS, Reach.ONES_OWN),
    Right("form", "minutes-answer", FACILITATORS, Reach.ONES_OWN),
    Right("form", "minutes-sign", FACILITATORS, Reach.ONES_OWN),
    Right("form", "minutes-amend", FACILITATORS, Reach.ONES_OWN),
    Right("form", "minutes-object", EVERYBODY, Reach.ONES_OWN),
    Right("form", "action", FACILITATORS, Reach.ONES_OWN),
    Right("form", "action-proof", MEMBERS, Reach.ONES_OWN),
    Right("form", "action-drop", FACILITATORS, Reach.ONES_OWN),
    Right("view", "standard", EVERYBODY, Reach.NOBODYS),
    Right("view", "clauses", EVERYBODY, Reach.NOBODYS),
    Right("view", "requests", EVERYBODY, Reach.NOBODYS),
    Right("view", "assess-result", MEMBERS, Reach.WORKED_IN),
    Right("view", "assess-verdicts", MEMBERS, Reach.WORKED_IN),
    Right("view", "assess-figures", MEMBERS, Reach.WORKED_IN),
    Right("view", "assess-advice", MEMBERS, Reach.WORKED_IN),
    Right("view", "assess-findings", MEMBERS, Reach.WORKED_IN),
    Right("view", "assess-why", MEMBERS, Reach.WORKED_IN),
    Right("view", "assess-record", MEMBERS, Reach.WORKED_IN),
    Right("view", "digest", ADMINS, Reach.WORKED_IN),
    Right("view", "digest-part", ADMINS, Reach.WORKED_IN),
    Right("view", "digest-comments", ADMINS, Reach.WORKED_IN),
    Right("view", "digest-missing", ADMINS, Reach.WORKED_IN),
    Right("view", "digest-rounds", ADMINS, Reach.WORKED_IN),
    Right("view", "consultation", MEMBERS, Reach.WORKED_IN),
    Right("view", "consultation-part", MEMBERS, Reach.WORKED_IN),
    Right("view", "consultation-item", MEMBERS, Reach.WORKED_IN),
    Right("view", "meeting-import", FACILITATORS, Reach.ONES_OWN),
    Right("view", "notice", MEMBERS, Reach.WORKED_IN),
    Right("view", "notice-invited", FACILITATORS, Reach.WORKED_IN),
    Right("view", "notice-invitee", FACILITATORS, Reach.WORKED_IN),
    Right("view", "materials", MEMBERS, Reach.WORKED_IN),
    Right("view", "material", FACILITATORS, Reach.WORKED_IN),
    Right("view", "minutes", MEMBERS, Reach.WORKED_IN),
    Right("view", "minutes-copy", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("view", "minutes-answers", FACILITATORS, Reach.WORKED_IN),
    Right("view", "minutes-answerer", FACILITATORS, Reach.WORKED_IN),
    Right("view", "meeting-templates", FACILITATORS, Reach.WORKED_IN),
    Right("view", "meeting-template", FACILITATORS, Reach.WORKED_IN),
    Right("form", "strike", FACILITATORS, Reach.ONES_OWN),
    Right("view", "struck", FACILITATORS, Reach.WORKED_IN),
    Right("action", "strike", FACILITATORS, Reach.WORKED_IN),
    Right("action", "put-back", FACILITATORS, Reach.WORKED_IN),
    Right("form", "outcome", FACILITATORS, Reach.ONES_OWN),
    Right("form", "outcome-step", FACILITATORS, Reach.ONES_OWN),
    Right("form", "outcome-publish", FACILITATORS, Reach.ONES_OWN),
    Right("view", "outcomes", MEMBERS, Reach.WORKED_IN),
    Right("view", "outcome", MEMBERS, Reach.WORKED_IN),
    Right("view", "meetings", MEMBERS, Reach.WORKED_IN),
    Right("view", "meetings-list", MEMBERS, Reach.WORKED_IN),
    Right("view", "overdue", FACILITATORS, Reach.WORKED_IN),
    Right("view", "actions", MEMBERS, Reach.WORKED_IN),
    Right("view", "action", MEMBERS, Reach.WORKED_IN),
    Right("view", "my-actions", MEMBERS, Reach.WORKED_IN),
    Right("action", "assess-open", MEMBERS, Reach.WORKED_IN),
    Right("action", "begin-round", MEMBERS, Reach.BELONGED_TO),
    Right("action", "remind", ADMINS, Reach.WORKED_IN),
    Right("action", "close-round", ADMINS, Reach.WORKED_IN),
    Right("action", "open-round", ADMINS, Reach.WORKED_IN),
    Right("action", "digest-export", ADMINS, Reach.WORKED_IN),
    Right("action", "digest-evidence", ADMINS, Reach.WORKED_IN),
    Right("action", "consultation-enter", FACILITATORS, Reach.WORKED_IN),
    Right("action", "consultation-do", FACILITATORS, Reach.WORKED_IN),
    Right("action", "change-template", FACILITATORS, Reach.WORKED_IN),
    Right("action", "meeting-import", FACILITATORS, Reach.ONES_OWN),
    Right("action", "notice-work", FACILITATORS, Reach.WORKED_IN),
    Right("action", "notice-reply", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("action", "material-open", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("action", "material-former", FACILITATORS, Reach.WORKED_IN),
    Right("action", "minutes-file", MEMBERS, Reach.WORKED_IN),
    Right("action", "minutes-work", FACILITATORS, Reach.WORKED_IN),
    Right("action", "minutes-pdf", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("action", "minutes-open", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("action", "minutes-confirm", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("action", "minutes-object", EVERYBODY, Reach.TAKEN_PART_IN),
    Right("action", "action-done", MEMBERS, Reach.BELONGED_TO),
    Right("action", "action-open", MEMBERS, Reach.BELONGED_TO),
    Right("action", "action-proof", MEMBERS, Reach.BELONGED_TO),
    Right("action", "action-reopen", MEMBERS, Reach.WORKED_IN),
    Right("action", "action-file", MEMBERS, Reach.WORKED_IN),
    Right("action", "action-add", FACILITATORS, Reach.WORKED_IN),
    Right("action", "action-change", FACILITATORS, Reach.WORKED_IN),
    Right("action", "action-drop", FACILITATORS, Reach.WORKED_IN),
    Right("action", "outcome-open", MEMBERS, Reach.BELONGED_TO),
    Right("action", "outcome-file", MEMBERS, Reach.WORKED_IN),
    Right("action", "outcome-add", FACILITATORS, Reach.WORKED_IN),
    Right("action", "outcome-change", FACILITATORS, Reach.WORKED_IN),
    Right("action", "outcome-step", FACILITATORS, Reach.WORKED_IN),
    Right("action", "outcome-correct", FACILITATORS, Reach.WORKED_IN),
    Right("action", "outcome-strike", FACILITATORS, Reach.WORKED_IN),
    Right("action", "outcome-publish", FACILITATORS, Reach.WORKED_IN),
    Right("action", "withdraw", ADMINS_AND_OPERATORS, Reach.WORKED_IN),
    Right("action", "look-after", OPERATORS, Reach.ALL),
    Right("action", "language", EVERYBODY, Reach.NOBODYS),
    Right("action", "organisation", PERSONS, Reach.BELONGED_TO),
    Right("action", "passage", PERSONS, Reach.ONES_OWN),
    Right("action", "end-browser", PERSONS, Reach.ONES_OWN),
    Right("action", "erase-me", PERSONS, Reach.ONES_OWN),
)

_ROLES: Final = {(right.kind, right.name): right.roles for right in RIGHTS}


def roles_of(kind: Kind, name: str) -> frozenset[str]:
    """Give the roles that may use something; raises :class:`NoRight` where the table has no row for it."""
    if (kind, name) not in _ROLES:
        raise NoRight(f"{kind} {name!r} has no row in {__name__}")
    return _ROLES[kind, name]
