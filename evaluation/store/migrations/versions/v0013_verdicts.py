"""What a person has said of places that may tell who somebody is."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("source", sa.Integer),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
        sa.ForeignKeyConstraint(
            ["source"], ["source.id"], name="fk_verdict_source", deferrable=True, initially="DEFERRED"
        ),
    )
    op.create_index("ix_verdict_source", "verdict", ["source"])
