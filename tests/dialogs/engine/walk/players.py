"""A person who plays a form, and what must hold at each of their turns."""

import gettext
from datetime import UTC
from typing import Generic, TypeVar

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Button, Card, Notice
from dialogs.engine.events import Event, Opened, Pressed, Typed
from dialogs.engine.form_state import FormState
from dialogs.engine.forms import Form
from dialogs.engine.plain import plain
from dialogs.engine.text import Reader
from dialogs.engine.walk import Outcome, answers_of, begin, step
from dialogs.engine.walk.path import End, Place, Walk
from dialogs.engine.walk.spelling import spelled

M = TypeVar("M", bound=BaseModel)

CONVERSATION = 7
ENGLISH = Reader("en", UTC, gettext.NullTranslations())
CHINESE = Reader("zh_CN", UTC, gettext.NullTranslations())


class Player(Generic[M]):
    """Plays one form; the state passes through JSON before every turn, as it does in the database."""

    def __init__(self, form: Form[M], arguments: JsonValue = None, answers: dict[str, JsonValue] | None = None) -> None:
        self.form = form
        self.state = begin(form, arguments, answers)
        self.seen: dict[str, Button] = {}
        self.end: End | None = None
        self.card = Card(blocks=())
        self.steps = form.steps(arguments)
        self.do(Opened())

    def do(self, event: Event) -> Outcome:
        """Take one turn."""
        state = FormState.model_validate_json(self.state.model_dump_json())
        outcome = step(self.form, state, event, CONVERSATION, steps=self.steps)
        self.state, self.end = outcome.state, outcome.end
        if outcome.card is not None:
            self.card = outcome.card
            self.seen |= {one.press or "": one for one in self.buttons}
        return outcome

    def press(self, label: str) -> "Player[M]":
        """Press the button with this English label."""
        self.do(Pressed(data=self.data(label)))
        return self

    def type(self, text: str) -> "Player[M]":
        """Type words."""
        self.do(Typed(text=text))
        return self

    def open(self) -> "Player[M]":
        """Come back after a while."""
        self.do(Opened())
        return self

    def data(self, label: str) -> str:
        """What the button with this English label carries; in the review, an answer may follow the label."""
        named = [(ENGLISH.say(one.label), one.press) for one in self.buttons]
        found = [press for said, press in named if said == label]
        found = found or [press for said, press in named if said.startswith(f"{label}: ")]
        assert found, f"no [{label}] in:\n{self.text}"
        assert found[0] is not None
        return found[0]

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.card.buttons for button in row]

    @property
    def labels(self) -> list[str]:
        return [ENGLISH.say(button.label) for button in self.buttons]

    @property
    def text(self) -> str:
        return plain(self.card, ENGLISH)

    @property
    def notice(self) -> str:
        """What the card says about the last turn."""
        return " ".join(ENGLISH.say(block.text) for block in self.card.blocks if isinstance(block, Notice))

    @property
    def place(self) -> str:
        """The name of the place where the player stands."""
        where = self.walk().where()
        return where.name if where is not None else ""

    @property
    def asked(self) -> Place:
        """The step that is asked."""
        where = self.walk().where()
        assert isinstance(where, Place)
        return where

    def walk(self) -> Walk:
        """The engine's view of where the player stands."""
        form = self.form
        return Walk(
            form.title, form.submit, form.review, form.open_ended, CONVERSATION, spelled, self.state, self.steps
        )

    def answers(self) -> M:
        """What was submitted."""
        assert self.end == "submitted", self.text
        return answers_of(self.form, self.state)
