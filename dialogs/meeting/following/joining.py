"""What follows a consultation, together with the consultation that it follows."""

from sqlalchemy import Select, Table

from dialogs.meeting import records


def with_consultation(
    query: "Select[tuple[object, ...]]", part: Table, organisation: int
) -> "Select[tuple[object, ...]]":
    """Join an organisation's rows of a part with their consultations, without what was taken out on either side."""
    consultation = records.consultation
    return query.join(
        consultation,
        (consultation.c.id == part.c.consultation_id) & (consultation.c.organisation_id == part.c.organisation_id),
    ).where(
        part.c.organisation_id == organisation,
        part.c.removed_at.is_(None),
        consultation.c.removed_at.is_(None),
    )
