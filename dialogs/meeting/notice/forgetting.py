"""What notices hold of a person, for ``/mydata``: when they were told, and what they answered."""

from pydantic import JsonValue
from sqlalchemy import select

from dialogs.engine.cipher import open_text
from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.references import number_text


async def own_invitations(work: Work, person: int) -> JsonValue:
    """Give what a person was sent about consultations, and their latest answers."""
    table, part, sent, whole = records.delivery, records.participant, records.dispatch, records.consultation
    found = await work.transaction.execute(
        select(sent.c.what, table.c.told_at, part.c.reply, part.c.sealed_deputy, part.c.replied_at)
        .add_columns(whole.c.year, whole.c.clause, whole.c.serial)
        .join(part, part.c.id == table.c.participant_id)
        .join(sent, sent.c.id == table.c.dispatch_id)
        .join(whole, whole.c.id == table.c.consultation_id)
        .where(part.c.person_id == person, part.c.removed_at.is_(None))
        .order_by(table.c.id)
    )
    return [
        {
            "consultation": number_text(row.year, row.clause, row.serial),
            "sent": row.what,
            "told": None if row.told_at is None else row.told_at.isoformat(),
            "reply": row.reply,
            "proxy": None if row.sealed_deputy is None else open_text(work.cipher, row.sealed_deputy),
            "replied": None if row.replied_at is None else row.replied_at.isoformat(),
        }
        for row in found
    ]
