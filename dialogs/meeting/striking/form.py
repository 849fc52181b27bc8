"""The form that asks why something is struck, after telling what follows from it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, JsonValue

from dialogs.engine.cards import Block, Bullets, Heading, Note, Paragraph, Quote
from dialogs.engine.forms import Answers, Choice, Form, Option, Step, Words
from dialogs.engine.text import Message, _, n_
from dialogs.engine.walk.summary import shortened
from dialogs.meeting.opening import OneConsultation
from dialogs.meeting.record import Consultation
from dialogs.meeting.striking.hanging import Hanging
from dialogs.meeting.striking.navigating import STRIKE, What
from dialogs.meeting.striking.things import Thing
from dialogs.people.rights import roles_of

LONGEST_REASON: Final = 300
SHOWN: Final = 600
"""Characters of what is to be struck."""


class Why(StrEnum):
    """Why something is struck."""

    MISTAKE = "mistake"
    TWICE = "twice"
    WITHDRAWN = "withdrawn"
    OTHER = "other"


REASONS: Final[dict[Why, Message]] = {
    Why.MISTAKE: _("Entered by mistake"),
    Why.TWICE: _("Entered twice"),
    Why.WITHDRAWN: _("Withdrawn by whoever said it"),
    Why.OTHER: _("Another reason"),
}

QUESTIONS: Final[dict[What, Message]] = {
    What.OPINION: _("Why is this opinion struck?"),
    What.DECISION: _("Why is this decision struck?"),
    What.SUMMARY: _("Why is this summary struck?"),
    What.CONSENSUS: _("Why is this consensus struck?"),
    What.DISSENT: _("Why is this dissent struck?"),
    What.ACTION: _("Why is this action item struck?"),
    What.OUTCOME: _("Why is this outcome struck?"),
    What.PARTICIPANT: _("Why is this participant struck?"),
    What.CONSULTATION: _("Why is this consultation struck?"),
}

INSTEAD: Final[dict[What, Message]] = {
    What.ACTION: _("What is not to be done any more is dropped instead. If somebody here was to do it, they are told."),
    What.OUTCOME: _("What was not adopted is noted as a step instead."),
    What.PARTICIPANT: _("Whoever stayed away is noted as absent instead."),
}
"""What striking is not for."""

STRUCK_NOTE: Final = _(
    "It counts no more in tallies, minutes and figures. The history keeps it with the reason, and it can be put back."
)
CONSULTATION_NOTE: Final = _(
    "It is in no list and counts in no figure any more; nobody is reminded of it. Its number is not given again. You "
    "or an administrator can put it back as it is: /meeting with its number opens it."
)


class StrikeArguments(OneConsultation):
    """What the form is opened with: what is struck of which consultation, and what goes with it."""

    code: str
    words: str
    opinions: int = 0
    hanging: Hanging | None = None

    @classmethod
    def about(cls, consultation: Consultation, thing: Thing) -> "StrikeArguments":
        """Tell of one thing of a consultation's record."""
        return cls(
            consultation=consultation.id,
            number=consultation.number,
            code=thing.code,
            words=shortened(thing.words, SHOWN),
            opinions=len(thing.opinions),
            hanging=Hanging.under(consultation) if thing.what is What.CONSULTATION else None,
        )

    @property
    def what(self) -> What:
        """What it is."""
        return What(self.code[0])


class Striking(BaseModel):
    """Why it is struck; ``sure`` is asked of a whole consultation."""

    why: Why
    words: str | None = None
    sure: str | None = None


YES: Final = "yes"
NO: Final = "no"


def _steps(arguments: JsonValue) -> tuple[Step, ...]:
    given = StrikeArguments.model_validate(arguments)
    reasons = [why for why in Why if why is not Why.WITHDRAWN or given.what is What.OPINION]
    return (
        Choice(
            name="why",
            label=_("Reason"),
            prompt=tuple(_told(given)),
            options=tuple(Option(value=why.value, label=REASONS[why]) for why in reasons),
        ),
        Words(
            name="words",
            label=_("In words"),
            prompt=(Heading(text=_("Which reason? It stays on record.")),),
            longest=LONGEST_REASON,
            condition=_is_other,
        ),
        *((_sure(given),) if given.hanging is not None else ()),
    )


def _is_other(answers: Answers) -> bool:
    return answers.get("why") == Why.OTHER.value


def _told(given: StrikeArguments) -> Iterator[Block]:
    yield Heading(text=QUESTIONS[given.what])
    yield Quote(text=given.words)
    if given.hanging is None:
        yield Note(text=STRUCK_NOTE)
    if given.opinions:
        yield Note(
            text=n_(
                "{count} opinion under this name is struck with it. Correct its speaker first if it is to stay.",
                "{count} opinions under this name are struck with it. Correct their speaker first if they are to stay.",
                given.opinions,
            )
        )
    if given.what in INSTEAD:
        yield Note(text=INSTEAD[given.what])


def _sure(given: StrikeArguments) -> Step:
    under = tuple(given.hanging.lines()) if given.hanging is not None else ()
    hanging: tuple[Block, ...] = (Paragraph(text=_("Under it hang:")), Bullets(lines=under)) if under else ()
    return Choice(
        name="sure",
        label=_("Strike it?"),
        prompt=(
            Heading(text=_("Strike {number} as a whole?", number=given.number)),
            Quote(text=given.words),
            *hanging,
            Note(text=CONSULTATION_NOTE),
        ),
        options=(Option(value=YES, label=_("Yes, strike it all")), Option(value=NO, label=_("No, leave it"))),
    )


FORM: Final[Form[Striking]] = Form(
    name=STRIKE,
    version=1,
    title=_("Striking something"),
    model=Striking,
    steps=_steps,
    roles=roles_of("form", STRIKE),
    submit=_("Strike it"),
    review=False,
    example={"consultation": 0, "number": "2026-行-001", "code": "o1", "words": "成本太高"},
)
