"""Findings, what they rest on, and recommendations."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def _reference(column: str, target: str, table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        *_words("theme"),
        sa.Column("statement", sa.JSON, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        *_words("state"),
        sa.Column("public", sa.Boolean, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *_words("author", "at"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_theme", "finding", ["theme", "position"])
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("finding", sa.Integer),
        *_words("kind", "theme"),
        sa.Column("source", sa.Integer),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("coding", sa.Integer),
        *_words("code", "coder", "round", "key"),
        sa.Column("counter", sa.Boolean, nullable=False),
        *_words("note", "seen", "who", "at"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        _reference("finding", "finding.id", "evidence"),
        _reference("source", "source.id", "evidence"),
    )
    op.create_index("ix_evidence_coding", "evidence", ["coding"])
    op.create_index("ix_evidence_finding", "evidence", ["finding"])
    op.create_index("ix_evidence_source", "evidence", ["source"])
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("finding", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.JSON, nullable=False),
        sa.Column("addressees", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation"),
        _reference("finding", "finding.id", "recommendation"),
    )
    op.create_index("ix_recommendation_finding", "recommendation", ["finding"])
