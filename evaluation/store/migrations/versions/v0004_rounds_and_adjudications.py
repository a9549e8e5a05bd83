"""Rounds of coding, and what was decided where coders differed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("blind", sa.Boolean, nullable=False),
        sa.Column("coders", sa.JSON, nullable=False),
        *_words("opened_at", "opened_by"),
        sa.Column("closed_at", sa.Text),
        sa.Column("closed_by", sa.Text),
        sa.Column("revealed", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("name", name="uq_round_name"),
    )
    op.create_table(
        "adjudication",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("source", sa.Integer, nullable=False),
        *_words("kind", "choice", "accepted", "reason", "who", "at"),
        sa.Column("codings", sa.JSON, nullable=False),
        sa.Column("made", sa.JSON, nullable=False),
        sa.Column("replaced_by", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_adjudication"),
        sa.ForeignKeyConstraint(
            ["source"], ["source.id"], name="fk_adjudication_source", deferrable=True, initially="DEFERRED"
        ),
    )
    op.create_index("ix_adjudication_source", "adjudication", ["source"])
