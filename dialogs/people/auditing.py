"""The audit trail: administrators' actions, exports and views of personal data, kept with who and when."""

from sqlalchemy import insert

from dialogs.engine.cipher import seal_text
from dialogs.engine.turn import Turn
from dialogs.people import records


async def note(turn: Turn, organisation: int | None, action: str, detail: str = "") -> None:
    """Write one line of the trail; the detail is sealed."""
    await turn.transaction.execute(
        insert(records.audit).values(
            organisation_id=organisation,
            person_id=turn.who.person,
            action=action,
            sealed_detail=seal_text(turn.cipher, detail),
            at=turn.now,
        )
    )
