"""What happens when the form is handed in: everything is written in the turn's one transaction, or nothing is."""

from pydantic import JsonValue

from dialogs.assessment.filling import Assessment, AssessmentArguments, given_by
from dialogs.assessment.responses import Submission, submit
from dialogs.assessment.result import result_card
from dialogs.assessment.rounds import Round, find_round
from dialogs.engine.errors import Refusal
from dialogs.engine.text import _
from dialogs.engine.turn import Turn
from standard.library import Library


class RoundClosed(Refusal):
    """The round was closed before the answers were handed in. The turn is undone, so the draft stays."""

    def __init__(self, round_: Round) -> None:
        super().__init__(
            _(
                "{round} has closed meanwhile, so your answers can no longer be submitted. Nothing is lost: "
                "they are kept as a draft. Your administrator can tell you when the next round opens.",
                round=round_.name,
            ),
            f"round {round_.id} is closed",
        )


class RoundElsewhere(Refusal):
    """The form was opened in another organisation than the one the person works in now."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You opened this form in another of your organisations. Switch to it under /settings and submit "
                "again; your answers are kept until then."
            ),
            "the round belongs to another organisation",
        )


async def submit_answers(library: Library, turn: Turn, arguments: JsonValue, assessment: Assessment) -> None:
    """Write the response and show the result. Raises :class:`RoundClosed` and :class:`RoundElsewhere`."""
    asked = AssessmentArguments.model_validate(arguments)
    person, organisation = turn.member
    round_ = await find_round(turn, organisation, asked.round)
    if round_ is None:
        raise RoundElsewhere
    if not round_.is_open(turn.now):
        raise RoundClosed(round_)
    submission = Submission(form=asked.kind, given=given_by(assessment.answers))
    await submit(library, turn, round_, person, submission)
    turn.show(await result_card(library, turn, round_, submitted=True))
