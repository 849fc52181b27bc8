"""Opening the form: afresh, with what was answered before filled in, or where its draft was left."""

from pydantic import JsonValue
from sqlalchemy import delete, insert, select

from dialogs.assessment.filling import FORM, AssessmentArguments, filled_in
from dialogs.assessment.responses import find_response, read_answers
from dialogs.assessment.rounds import Round
from dialogs.assessment.selection import FormKind, in_order
from dialogs.engine import records as engine
from dialogs.engine.forms import FormState
from dialogs.engine.turn import Turn
from dialogs.engine.walk import begin
from standard.library import Library


async def find_draft(turn: Turn, round_: Round) -> FormState | None:
    """Read the person's draft in a round, if they have one."""
    table = engine.conversation
    found = await turn.transaction.execute(
        select(table.c.sealed_state).where(
            table.c.owner == turn.who.owner, table.c.form == FORM, table.c.subject == str(round_.id)
        )
    )
    sealed = found.scalar_one_or_none()
    return None if sealed is None else FormState.model_validate_json(turn.cipher.open(sealed))


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
    await _begin(turn, round_, arguments, answers)
    await turn.open_form(FORM, str(round_.id))


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


async def _begin(turn: Turn, round_: Round, arguments: AssessmentArguments, answers: dict[str, JsonValue]) -> None:
    form = turn.house.registry.forms[FORM]
    state = begin(form, arguments.model_dump(mode="json"), answers)
    table = engine.conversation
    subject = str(round_.id)
    await turn.transaction.execute(
        delete(table).where(table.c.owner == turn.who.owner, table.c.form == FORM, table.c.subject == subject)
    )
    await turn.transaction.execute(
        insert(table).values(
            owner=turn.who.owner,
            organisation_id=round_.organisation,
            form=FORM,
            subject=subject,
            version=form.version,
            revision=1,
            sealed_state=turn.cipher.seal(state.model_dump_json().encode()),
            updated_at=turn.now,
        )
    )
