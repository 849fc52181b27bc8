"""Reads where a consultation's minutes stand, and what belongs to them."""

from sqlalchemy import select

from dialogs.engine.work import Work
from dialogs.meeting import records
from dialogs.meeting.record import Amendment, Minutes, Objection, Signature
from dialogs.meeting.references import Reference, read_parts, within


async def read_minutes(work: Work, reference: Reference) -> Minutes:
    """Read the minutes of a consultation; a draft with nothing in it where nobody has touched them yet."""
    kept = await read_parts(work, reference, records.minutes)
    if not kept:
        return Minutes()
    fields = kept[0]
    given = await _responses(work, reference)
    return Minutes.model_validate(
        {name: fields[name] for name in ("state", "remarks", "confirm_by", "published_at")}
        | {
            "confirmed": sum(bool(response["confirmed"]) for response in given),
            "objections": tuple(
                Objection.model_validate({name: response[name] for name in ("name", "kind", "text", "at")})
                for response in given
                if not response["confirmed"]
            ),
            "signatures": tuple(
                Signature.model_validate({name: one[name] for name in ("office", "name", "at")})
                for one in await read_parts(work, reference, records.signature)
            ),
            "amendments": tuple(
                Amendment.model_validate({name: one[name] for name in ("text", "by", "at")})
                for one in await read_parts(work, reference, records.amendment)
            ),
        }
    )


async def _responses(work: Work, reference: Reference) -> list[dict[str, object]]:
    table, whose = records.response, records.participant
    found = await work.transaction.execute(
        select(table, whose.c.sealed_name, whose.c.kind)
        .join(whose, whose.c.id == table.c.participant_id)
        .where(*within(reference, table), whose.c.removed_at.is_(None))
        .order_by(table.c.id)
    )
    return [
        {
            "confirmed": row["confirmed"],
            "name": work.cipher.open(row["sealed_name"]).decode(),
            "kind": row["kind"],
            "text": "" if row["sealed_text"] is None else work.cipher.open(row["sealed_text"]).decode(),
            "at": row["at"],
        }
        for row in found.mappings()
    ]
