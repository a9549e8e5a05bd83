"""Paragraphs of the report that were confirmed, and comments that came back on it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "report_confirmation",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        *words("paragraph"),
        sa.Column("rests", sa.JSON, nullable=False),
        *words("note", "who", "at"),
        sa.PrimaryKeyConstraint("id", name="pk_report_confirmation"),
    )
    op.create_table(
        "report_comment",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        *words("key", "kind", "author", "at", "text", "quoted", "around", "place"),
        sa.Column("replies", sa.JSON, nullable=False),
        sa.Column("resolved", sa.Boolean, nullable=False),
        *words("document", "status", "note", "who", "decided_at"),
        sa.PrimaryKeyConstraint("id", name="pk_report_comment"),
    )
