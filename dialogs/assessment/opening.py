"""Opening the form: afresh, with what was answered before filled in, or where its draft was left."""

from pydantic import JsonValue

from dialogs.assessment.filling import FORM, AssessmentArguments, filled_in
from dialogs.assessment.responses import find_response, read_answers
from dialogs.assessment.rounds import Round
from dialogs.assessment.selection import FormKind, in_order
from dialogs.engine import conversations
from dialogs.engine.form_state import FormState
from dialogs.engine.turn import Turn
from standard.library import Library


async def find_draft(turn: Turn, round_: Round) -> FormState | None:
    """Read the person's draft in a round, if they have one."""
    return await conversations.draft_of(turn, FORM, str(round_.id))


async def resume_draft(turn: Turn, round_: Round) -> bool:
    """Go on where the draft was left; ``False`` when there is none."""
    if await find_draft(turn, round_) is None:
        return False
    await turn.open_form(FORM, str(round_.id))
    return True


async def open_items(library: Library, turn: Turn, round_: Round, kind: FormKind, codes: tuple[str, ...]) -> None:
    """Open the form on some items; nothing that was answered in a draft or submitted before has to be given again.

    What a draft holds beyond these items is asked along with them, since it was answered.
    """
    draft = await find_draft(turn, round_)
    drafted: dict[str, JsonValue] = {} if draft is None else dict(draft.answers)
    asked = in_order(library, {*codes, *(key for key in drafted if "/" not in key)})
    submitted = await _submitted(turn, round_)
    answers = {key: value for key, value in {**submitted, **drafted}.items() if key.partition("/")[0] in asked}
    arguments = AssessmentArguments(round=round_.id, kind=kind, items=asked, version=library.version)
    await conversations.drop(turn, FORM, str(round_.id))
    await turn.open_form(FORM, str(round_.id), arguments.model_dump(mode="json"), answers)


async def revise(library: Library, turn: Turn, round_: Round) -> bool:
    """Open the form with the person's submitted answers filled in; ``False`` when there are none."""
    response = await find_response(turn, round_, turn.member[0])
    if response is None:
        return False
    codes = in_order(library, await read_answers(turn, response))
    await open_items(library, turn, round_, response.form, codes)
    return True


async def _submitted(turn: Turn, round_: Round) -> dict[str, JsonValue]:
    response = await find_response(turn, round_, turn.member[0])
    return {} if response is None else filled_in(await read_answers(turn, response))
