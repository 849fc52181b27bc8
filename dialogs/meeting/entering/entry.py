"""What an entry is: the steps that ask for it, and what is written with the answers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.engine.forms import Step
from dialogs.engine.turn import Turn
from dialogs.meeting.asking_days import Today
from dialogs.meeting.record import Consultation
from dialogs.meeting.references import Reference


class About(BaseModel):
    """What a form is opened with: which entry about which consultation, about which ``part`` of it.

    ``options`` are what can be chosen just now: value and words. ``clause`` is the consultation's kind; ``warning``
    is whether a decision would be taken without a quorum.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    today: Today
    consultation: int
    entry: str
    part: str = ""
    clause: str = ""
    warning: bool = False
    options: tuple[tuple[str, str], ...] = ()
    targets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Entered:
    """What was entered: by whom and about what; ``answers`` by step."""

    turn: Turn
    reference: Reference
    about: About
    answers: Mapping[str, JsonValue]

    @property
    def by(self) -> int:
        """The person who enters it."""
        return self.turn.person

    @property
    def number(self) -> int:
        """The row that it is about."""
        return int(self.about.part)

    def words(self, name: str) -> str | None:
        """Give an answer in words; none where it was skipped or not asked."""
        value = self.answers.get(name)
        return value if isinstance(value, str) else None


Answers = dict[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that can be entered.

    ``steps`` are pure; ``write`` writes, and shows the card where it stands now. ``prefilled`` gives the answers of
    what is corrected, none where the part that it is about is not there. ``reviewed`` shows all answers before they
    are saved. ``always`` is allowed though the minutes are signed. ``options`` give what can be chosen about a part.
    """

    steps: Callable[[About], tuple[Step, ...]]
    write: Callable[[Entered], Awaitable[None]]
    prefilled: Callable[[Turn, Consultation, str], Answers | None] | None = None
    options: Callable[[Consultation, str], tuple[tuple[str, str], ...]] | None = None
    reviewed: bool = False
    always: bool = False
