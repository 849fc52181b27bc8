"""What a form remembers between two turns: the answers so far, and where the person stands."""

from pydantic import BaseModel, ConfigDict, JsonValue


class Trail(BaseModel):
    """Answers to a list of steps, and where the person stands among them.

    ``at`` is where the person went on purpose, or none: then the first unanswered step is current. ``path`` is the
    order in which steps were answered. ``draft`` holds, by key, what was given and not yet confirmed: a
    several-choices step's ticks, or typed words offered as an aside.
    """

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, JsonValue] = {}
    path: list[str] = []
    at: str | None = None
    draft: dict[str, JsonValue] = {}


class Entry(Trail):
    """The entry of the repeated step ``group`` that is open: a new one, or an existing one by its ``number``."""

    group: str
    number: int


class FormState(Trail):
    """All that a form remembers between two turns: kept as JSON in the conversation's row.

    ``at`` may name a step, an aside (``step/aside``), the review (``.review``) or a section of it (``.review/<n>``).
    ``editing`` is set when the person came to a step from the review, and goes back there. ``leaving`` is set while
    the person is asked whether to keep or discard the draft. ``untouched``: it was opened with answers that stand on
    record, and nothing has been given or changed since.
    """

    version: int
    arguments: JsonValue = None
    entry: Entry | None = None
    editing: bool = False
    leaving: bool = False
    untouched: bool = False
