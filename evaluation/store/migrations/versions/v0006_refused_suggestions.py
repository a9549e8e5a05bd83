"""Suggested codes that somebody said no to."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _reference(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("source", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("code", sa.Integer, nullable=False),
        sa.Column("code_version", sa.Integer, nullable=False),
        *_words("words", "reason", "model"),
        sa.Column("score", sa.Float),
        *_words("who", "at"),
        sa.PrimaryKeyConstraint("id", name="pk_refusal"),
        _reference("source", "source.id", "fk_refusal_source"),
        _reference("code", "code.id", "fk_refusal_code"),
    )
    op.create_index("ix_refusal_code", "refusal", ["code"])
    op.create_index("ix_refusal_source", "refusal", ["source", "start"])
