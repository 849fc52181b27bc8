"""What must have come of the updates that were acknowledged in one chat: played again, in their order, in calm.

A :class:`Sheet` keeps by hand what the database is to keep, and says for every update by what its replies are known
(:mod:`marks`). Inside a form it asks the engine's pure step function, which knows neither database nor network nor
time and has its own tests; everything around it (which conversation a button belongs to, what a command opens, what
stands when a form is handed in) is written down here once more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from bot.house import spellings
from dialogs.assessment.filling import FORM as ASSESSMENT
from dialogs.assessment.navigating import OPEN
from dialogs.assessment.selection import FULL, PULSE, RESUME, REVISE, FormKind, in_order, items_asked
from dialogs.engine.events import Event, Left, Opened, Pressed, Typed, clean
from dialogs.engine.form_state import FormState
from dialogs.engine.presses import ActionPress, CommandPress, FormPress, ViewPress, unpacked
from dialogs.engine.registry import Registry
from dialogs.engine.walk import begin, step
from dialogs.people.joining import JOINING, JoiningArguments
from standard.library import Library
from tests.end_to_end.chaos.marks import OTHER, SETTINGS, START, mark_of

Answers = dict[str, JsonValue]


@dataclass
class Open:
    """A conversation under way."""

    number: int
    form: str
    state: FormState


@dataclass(frozen=True)
class Setting:
    """In what the chats talk: the forms, the standard, the organisation's affairs, and the invitation to it."""

    registry: Registry
    library: Library
    affairs: tuple[str, ...]
    round: int
    joining: JoiningArguments


@dataclass
class Sheet:
    """One chat; ``numbers`` are those of its conversations, in the order in which they were opened."""

    setting: Setting
    numbers: Sequence[int]
    joined: bool = False
    submitted: Answers = field(default_factory=dict)
    kind: FormKind = PULSE
    revisions: int = 0
    _open: dict[str, Open] = field(default_factory=dict)
    _focus: str | None = None
    _opened: int = 0

    @property
    def draft(self) -> Answers | None:
        """The answers that were begun and not handed in."""
        found = self._open.get(ASSESSMENT)
        return None if found is None else dict(found.state.answers)

    def says(self, text: str) -> list[str]:
        """Take words or a command; gives by what its replies are known."""
        if text.startswith("/"):
            return self._command(text[1:].partition(" ")[0])
        if self._focus is None:
            return [OTHER]
        return self._step(self._open[self._focus], Typed(text=clean(text)))

    def presses(self, data: str) -> list[str]:
        """Take a press; gives by what its replies are known."""
        match unpacked(data):
            case FormPress(conversation=number):
                return self._press(number, data)
            case ViewPress():
                return [OTHER]
            case CommandPress(command=name):
                return self._command(name)
            case ActionPress(action=action, arguments=(_, what)) if action == OPEN:
                return self._open_what(what)
            case ActionPress(action="language"):
                return [SETTINGS if self.joined else OTHER]
            case other:
                raise AssertionError(f"nobody here presses this: {other}")

    def _press(self, number: int, data: str) -> list[str]:
        meant = next((one for one in self._open.values() if one.number == number), None)
        if meant is None and self._focus is not None:
            meant = self._open[self._focus]  # which says that the button has expired
        return [OTHER] if meant is None else self._step(meant, Pressed(data=data))

    def _command(self, name: str) -> list[str]:
        commands: dict[str, Callable[[], list[str]]] = {
            "start": lambda: [OTHER] if self.joined else self._resumed(JOINING.name, self._joining),
            "assess": lambda: [START if self.joined else OTHER],
            "settings": lambda: [SETTINGS],
            "cancel": lambda: [OTHER] if self._focus is None else self._step(self._open[self._focus], Left()),
        }
        if name in commands:
            return commands[name]()
        return [f"echo {name}"] if name.startswith("x") else [OTHER]

    def _joining(self) -> FormState:
        return begin(JOINING, self.setting.joining.model_dump(mode="json"))

    def _resumed(self, form: str, begun: Callable[[], FormState]) -> list[str]:
        if form not in self._open:
            self._begin(form, begun())
        return self._step(self._open[form], Opened())

    def _begin(self, form: str, state: FormState) -> None:
        known = self._opened < len(self.numbers)
        self._open[form] = Open(self.numbers[self._opened] if known else -self._opened, form, state)
        self._opened += 1

    def _open_what(self, what: str) -> list[str]:
        drafted = self._open.get(ASSESSMENT)
        if what in {PULSE, FULL}:
            kind = PULSE if what == PULSE else FULL
            return self._ask(kind, items_asked(self.setting.library, kind, self.setting.affairs))
        if what == RESUME and drafted is not None:
            return self._step(drafted, Opened())
        if what == REVISE and self.submitted:
            return self._ask(self.kind, tuple(key for key in self.submitted if "/" not in key))
        return [START]

    def _ask(self, kind: FormKind, codes: tuple[str, ...]) -> list[str]:
        drafted = self.draft or {}
        asked = in_order(self.setting.library, {*codes, *(key for key in drafted if "/" not in key)})
        known = {key: value for key, value in {**self.submitted, **drafted}.items() if key.partition("/")[0] in asked}
        arguments: JsonValue = {
            "round": self.setting.round,
            "kind": kind,
            "items": list(asked),
            "version": self.setting.library.version,
        }
        self._open.pop(ASSESSMENT, None)
        self._begin(ASSESSMENT, begin(self.setting.registry.forms[ASSESSMENT], arguments, known))
        return self._step(self._open[ASSESSMENT], Opened())

    def _step(self, at: Open, event: Event) -> list[str]:
        form = self.setting.registry.forms[at.form]
        outcome = step(form, at.state, event, at.number, spellings=spellings)
        if outcome.end is None:
            self._focus, at.state = at.form, outcome.state
        else:
            self._focus = None
        if outcome.end in {"submitted", "discarded"}:
            del self._open[at.form]
        if outcome.end == "submitted":
            return self._hand_in(at.form, outcome.state)
        if outcome.end == "kept":
            at.state = outcome.state
        return [] if outcome.card is None else [mark_of(outcome.card)]

    def _hand_in(self, form: str, state: FormState) -> list[str]:
        if form == JOINING.name:
            self.joined = True
            return [OTHER]
        assert isinstance(state.arguments, dict)
        self.kind = FULL if state.arguments["kind"] == FULL else PULSE
        former = {key: value for key, value in self.submitted.items() if key.partition("/")[0] not in state.answers}
        self.submitted = {**former, **state.answers}
        self.revisions += 1
        return [OTHER]
