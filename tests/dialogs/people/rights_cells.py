"""The press that plays each row of the table of rights, on things that it names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dialogs.people.rights import Kind

PLANTED: Final = "只给自己人看的话"
NOWHERE: Final = 10**9
"""An id that has never been given."""


@dataclass(frozen=True)
class Things:
    """What a press can name: one organisation's things, and one person's conversations by form."""

    organisation: int
    round: int
    evidence: int
    invitation: int
    token: str
    conversations: Mapping[str, int]
    consultation: int = NOWHERE
    action: int = NOWHERE
    outcome: int = NOWHERE
    step: int = NOWHERE
    material: int = NOWHERE
    struck: int = NOWHERE
    """A struck consultation, and the change that struck it."""
    striking: int = NOWHERE


NOTHING: Final = Things(NOWHERE, NOWHERE, NOWHERE, NOWHERE, "x" * 32, {})
"""Things that there are not."""


def _command(name: str) -> Callable[[Things], str]:
    return lambda _things: f"c|{name}|"


def _form(name: str) -> Callable[[Things], str]:
    return lambda things: f"f|{things.conversations.get(name, NOWHERE)}|nosuch|answer|1"


def _round(kind: str, name: str, *rest: str) -> Callable[[Things], str]:
    return lambda things: "|".join((kind, name, str(things.round), *rest))


def _consultation(kind: str, name: str, *rest: str) -> Callable[[Things], str]:
    return lambda things: "|".join((kind, name, str(things.consultation), *rest))


def _action(kind: str, name: str) -> Callable[[Things], str]:
    return lambda things: f"{kind}|{name}|{things.action}"


def _outcome(kind: str, name: str, *rest: str) -> Callable[[Things], str]:
    return lambda things: "|".join((kind, name, str(things.outcome), *rest))


FOLLOWING_FORMS: Final = (
    *("action", "action-proof", "action-drop"),
    *("outcome", "outcome-step", "outcome-publish"),
)

CELLS: Final[Mapping[tuple[Kind, str], Callable[[Things], str]]] = {
    **{
        ("command", name): _command(name)
        for name in (
            *("help", "cancel", "standard", "settings", "privacy", "mydata"),
            *("assess", "meetings", "digest", "export", "invite", "org"),
            *("meeting", "agenda", "next", "opinions", "poll", "decide", "action", "undo", "end", "say", "opinion"),
        )
    },
    **{
        ("form", name): _form(name)
        for name in (
            *("meeting-checkin", "meeting-same", "meeting-opinion", "meeting-poll", "meeting-decision"),
            *("meeting-task", "meeting-heard", "meeting-items", "meeting-now"),
        )
    },
    ("action", "meeting-part"): _consultation("a", "meeting-part", "hand"),
    ("action", "meeting-preside"): _consultation("a", "meeting-preside", "panel"),
    ("action", "meeting-open"): _consultation("a", "meeting-open"),
    ("command", "start"): lambda things: f"c|start|{things.token}",
    **{
        ("form", name): _form(name)
        for name in ("joining", "assessment", "assessment-choice", "founding", "meeting-template", *FOLLOWING_FORMS)
    },
    **{("view", name): _consultation("v", name) for name in ("actions", "outcomes", "consultation")},
    ("view", "consultation-part"): _consultation("v", "consultation-part", "agenda", "1"),
    ("view", "consultation-item"): _consultation("v", "consultation-item", "1"),
    ("action", "consultation-enter"): _consultation("a", "consultation-enter", "facts"),
    ("action", "consultation-do"): _consultation("a", "consultation-do", "reach", "collecting"),
    **{("form", name): _form(name) for name in ("meeting", "consultation-entry", "consultation-edit")},
    ("form", "strike"): _form("strike"),
    ("view", "struck"): lambda things: f"v|struck|one|{things.struck}",
    ("action", "strike"): lambda things: f"a|strike|{things.consultation}|a{things.action}",
    ("action", "put-back"): lambda things: f"a|put-back|{things.struck}|{things.striking}",
    ("view", "meetings"): lambda _things: "v|meetings",
    ("view", "meetings-list"): lambda _things: "v|meetings-list|mine|past|1",
    ("view", "overdue"): lambda _things: "v|overdue|1",
    ("view", "my-actions"): lambda _things: "v|my-actions|1",
    ("view", "action"): _action("v", "action"),
    ("view", "outcome"): _outcome("v", "outcome"),
    ("action", "outcome-add"): _consultation("a", "outcome-add"),
    **{("action", name): _outcome("a", name) for name in ("outcome-open", "outcome-change", "outcome-publish")},
    ("action", "outcome-step"): _outcome("a", "outcome-step", "accepted"),
    ("action", "outcome-correct"): lambda things: f"a|outcome-correct|{things.step}",
    ("action", "outcome-strike"): lambda things: f"a|outcome-strike|{things.step}|yes",
    ("action", "outcome-file"): lambda things: f"a|outcome-file|{things.step}",
    ("action", "action-add"): _consultation("a", "action-add"),
    **{
        ("action", name): _action("a", name)
        for name in (
            *("action-done", "action-open", "action-proof", "action-reopen", "action-file"),
            *("action-change", "action-drop"),
        )
    },
    **{
        ("form", name): _form(name)
        for name in (
            *("minutes-remarks", "minutes-circulate", "minutes-answer"),
            *("minutes-sign", "minutes-amend", "minutes-object"),
        )
    },
    ("command", "import"): _command("import"),
    ("form", "meeting-import"): _form("meeting-import"),
    ("view", "meeting-import"): lambda things: f"v|meeting-import|{things.evidence}|1",
    ("action", "meeting-import"): lambda things: f"a|meeting-import|take|{things.evidence}|all",
    **{
        ("form", name): _form(name)
        for name in (
            *("notice-deputy", "notice-proxy", "notice-words", "notice-call-off"),
            *("material-add", "material-name", "material-replace"),
        )
    },
    **{("view", name): _consultation("v", name) for name in ("notice", "materials")},
    ("view", "notice-invited"): _consultation("v", "notice-invited", "all", "1"),
    ("view", "notice-invitee"): _consultation("v", "notice-invitee", "1"),
    ("view", "material"): lambda things: f"v|material|{things.consultation}|{things.material}",
    ("action", "notice-work"): _consultation("a", "notice-work", "preview", "materials", "all"),
    ("action", "notice-reply"): _consultation("a", "notice-reply", "attending", "1"),
    ("action", "material-open"): lambda things: f"a|material-open|{things.material}",
    ("action", "material-former"): lambda things: f"a|material-former|{things.consultation}|{things.material}|1",
    **{("view", name): _consultation("v", name) for name in ("minutes", "minutes-copy", "minutes-answers")},
    ("view", "minutes-answerer"): _consultation("v", "minutes-answerer", "1"),
    ("action", "minutes-pdf"): _consultation("a", "minutes-pdf"),
    ("action", "minutes-file"): _consultation("a", "minutes-file", "pdf"),
    ("action", "minutes-work"): _consultation("a", "minutes-work", "remarks"),
    **{("action", name): _consultation("a", name) for name in ("minutes-open", "minutes-confirm", "minutes-object")},
    ("view", "meeting-templates"): lambda _things: "v|meeting-templates",
    ("view", "meeting-template"): lambda _things: "v|meeting-template|5.4",
    ("action", "change-template"): lambda _things: "a|change-template|5.4",
    ("view", "standard"): lambda _things: "v|standard|6.1.1.2",
    ("view", "clauses"): lambda _things: "v|clauses|zh_CN|1|协商",
    ("view", "requests"): lambda _things: "v|requests|6.1.1.2",
    ("view", "assess-why"): _round("v", "assess-why", "6"),
    ("view", "assess-record"): _round("v", "assess-record", "6.1.2.3"),
    **{
        ("view", name): _round("v", name)
        for name in (
            *("assess-result", "assess-verdicts", "assess-figures", "assess-advice", "assess-findings"),
            *("digest", "digest-comments", "digest-missing"),
        )
    },
    ("view", "digest-part"): _round("v", "digest-part", "verdicts"),
    ("view", "digest-rounds"): lambda _things: "v|digest-rounds",
    ("action", "assess-open"): _round("a", "assess-open", "pulse"),
    ("action", "close-round"): _round("a", "close-round", "yes"),
    ("action", "open-round"): _round("a", "open-round", "yes"),
    **{("action", name): _round("a", name) for name in ("begin-round", "remind", "digest-export")},
    ("action", "digest-evidence"): lambda things: f"a|digest-evidence|{things.evidence}",
    ("action", "withdraw"): lambda things: f"a|withdraw|{things.invitation}",
    ("action", "look-after"): lambda things: f"a|look-after|{things.organisation}",
    ("action", "organisation"): lambda things: f"a|organisation|{things.organisation}",
    ("action", "language"): lambda _things: "a|language|zh_CN",
    ("action", "passage"): lambda _things: "a|passage",
    ("action", "end-browser"): lambda _things: "a|end-browser|all",
    ("action", "erase-me"): lambda _things: "a|erase-me|yes",
}
"""The press that uses each row of the table on some things; what is for groups is in :data:`SAID_IN_GROUPS`."""

SAID_IN_GROUPS: Final = {
    "say": "against: too dear",
    "meeting": "",
    "agenda": "",
    "next": "",
    "opinions": "",
    "poll": "agreed?",
    "decide": "so be it",
    "action": "Li Xiulan draw a map",
    "undo": "",
    "end": "",
}
"""What is typed after each command that is for groups."""
