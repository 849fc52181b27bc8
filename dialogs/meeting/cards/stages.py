"""The stages of a consultation: each reached today or on another day, or skipped for a reason; notice and materials."""

from collections.abc import Iterator

from dialogs.engine.cards import Bullets, Card, Heading, Note, Notice
from dialogs.engine.text import Text, _
from dialogs.engine.turn import Turn
from dialogs.meeting.cards.navigating import STAGES, Row, do_button, enter_button, part_button
from dialogs.meeting.cards.saying import lead_lines, stage_mark, stage_text
from dialogs.meeting.navigating import consultation_button
from dialogs.meeting.reading import read
from dialogs.meeting.record import Consultation, StageReached
from dialogs.meeting.references import Reference
from dialogs.meeting.terms import Role, Stage
from dialogs.meeting.wording import STAGE_NAMES


async def stages_card(turn: Turn, reference: Reference, which: str = "", notice: Text | None = None) -> Card:
    """Show all stages, or what can be done about the one that is named."""
    consultation = await read(turn, reference)
    named = next((stage for stage in Stage if stage.value == which), None)
    if named is not None:
        return _one(turn, reference, _standing(consultation, named))
    stages = [_standing(consultation, stage) for stage in Stage]
    zone = turn.who.timezone
    leads = tuple(lead_lines(consultation, zone))
    return Card(
        blocks=(
            *((Notice(text=notice),) if notice is not None else ()),
            Heading(text=_("Stages of {number}", number=reference.number)),
            Bullets(
                lines=tuple(stage_text(stage, zone) for stage in stages),
                marks=tuple(stage_mark(stage) for stage in stages),
            ),
            *((Bullets(lines=leads),) if leads else ()),
            Note(text=_("Press a stage to note that it was reached, or why it was skipped.")),
        ),
        buttons=(*_stage_rows(reference), *_lead_row(reference, consultation), (consultation_button(reference),)),
    )


def _standing(consultation: Consultation, stage: Stage) -> StageReached:
    return next((one for one in consultation.stages if one.stage is stage), StageReached(stage=stage))


def _stage_rows(reference: Reference) -> Iterator[Row]:
    buttons = [part_button(STAGE_NAMES[stage], reference, STAGES, stage.value) for stage in Stage]
    yield from (tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _lead_row(reference: Reference, consultation: Consultation) -> Iterator[Row]:
    if consultation.role is Role.ORGANISED:
        yield (
            enter_button(_("Notice sent on …"), reference, "notice"),
            enter_button(_("Materials sent on …"), reference, "materials"),
        )


def _one(turn: Turn, reference: Reference, stage: StageReached) -> Card:
    done = stage.reached_at is not None or stage.skipped is not None
    reopen = (do_button(_("Still open after all"), reference, "reopen", stage.stage.value),) if done else ()
    return Card(
        blocks=(
            Heading(text=STAGE_NAMES[stage.stage]),
            Bullets(lines=(stage_text(stage, turn.who.timezone),), marks=(stage_mark(stage),)),
        ),
        buttons=(
            (
                do_button(_("Reached today"), reference, "reach", stage.stage.value),
                enter_button(_("On another day"), reference, "reached", stage.stage.value),
            ),
            (enter_button(_("Skip, with a reason"), reference, "skip", stage.stage.value), *reopen),
            (part_button(_("‹ Stages"), reference, STAGES),),
        ),
    )
