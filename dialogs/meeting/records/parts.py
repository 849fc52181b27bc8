"""What the tables of a consultation's parts have in common."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Table
from sqlalchemy.schema import SchemaItem

from dialogs.engine.records import Identity, Moment, metadata


def part(name: str, *items: SchemaItem) -> Table:
    """Make the table of something that belongs to one consultation of one organisation.

    ``removed_at`` is set on what was taken out again; it stays for the history.
    """
    return Table(
        name,
        metadata,
        Column("id", Identity, primary_key=True),
        Column("organisation_id", Identity, nullable=False),
        Column("consultation_id", Identity, nullable=False),
        *items,
        Column("created_at", Moment, nullable=False),
        Column("removed_at", Moment),
        ForeignKeyConstraint(
            ["consultation_id", "organisation_id"],
            ["consultation.id", "consultation.organisation_id"],
            ondelete="CASCADE",
            name=f"fk_{name}_consultation",
        ),
        Index(f"ix_{name}_consultation", "consultation_id", "organisation_id"),
        sqlite_autoincrement=True,
    )


def named(name: str, target: str, *, required: bool = False, index: bool = False) -> Column[int]:
    """Make a column that names a row of another table; what hangs on a row that goes stays, unless it is required."""
    key = ForeignKey(f"{target}.id", ondelete="CASCADE" if required else "SET NULL")
    return Column(name, Identity, key, nullable=not required, index=index)
