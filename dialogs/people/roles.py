"""The roles. What each may do stands in :mod:`dialogs.people.rights`.

Roles are held per organisation; an operator belongs to the installation. A role holds the weaker ones too, so a
command names the weakest role that may use it. Whoever has joined once and is known stays a person, member or not:
what is kept about them remains theirs to see and to erase.
"""

from enum import StrEnum
from functools import cache

from dialogs.engine.text import Message, _


class Role(StrEnum):
    """What somebody is in an organisation, the weakest first."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    ADMIN = "admin"


VISITOR = "visitor"
PERSON = "person"
OPERATOR = "operator"

MEMBERS = frozenset({Role.MEMBER.value})
FACILITATORS = frozenset({Role.FACILITATOR.value})
ADMINS = frozenset({Role.ADMIN.value})
OPERATORS = frozenset({OPERATOR})
ADMINS_AND_OPERATORS = ADMINS | OPERATORS
VISITORS = frozenset({VISITOR})
PERSONS = frozenset({PERSON})
EVERYBODY = frozenset({VISITOR, OPERATOR, Role.MEMBER.value})

ROLE_NAMES: dict[Role, Message] = {
    Role.MEMBER: _("member"),
    Role.FACILITATOR: _("facilitator"),
    Role.ADMIN: _("administrator"),
}


@cache
def roles_held(role: Role | None, *, operator: bool, known: bool) -> frozenset[str]:
    """All roles that somebody holds by their strongest one: an admin facilitates and is a member."""
    order = list(Role)
    held = {VISITOR} if role is None else {weaker.value for weaker in order[: order.index(role) + 1]}
    return frozenset(held | ({OPERATOR} if operator else set()) | ({PERSON} if known else set()))
