"""Files of survey answers, and what their values mean."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        *_words("name", "file", "sha256", "format"),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("session", sa.Text),
        sa.Column("instrument", sa.Text),
        sa.Column("instrument_sha256", sa.Text),
        sa.Column("meaning", sa.JSON, nullable=False),
        *_words("at"),
        sa.PrimaryKeyConstraint("id", name="pk_dataset"),
        sa.UniqueConstraint("name", name="uq_dataset_name"),
        sa.ForeignKeyConstraint(
            ["session"], ["session.id"], name="fk_dataset_session", deferrable=True, initially="DEFERRED"
        ),
    )
    op.create_index("ix_dataset_session", "dataset", ["session"])
