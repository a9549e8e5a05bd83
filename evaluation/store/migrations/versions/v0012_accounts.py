"""Accounts of a team, who is signed in, and who has tried to."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        *_words("name", "coder", "role", "password"),
        sa.Column("invitation", sa.Text),
        sa.Column("invited_until", sa.Text),
        *_words("made_at", "made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        *(sa.UniqueConstraint(name, name=f"uq_account_{name}") for name in ("name", "coder", "invitation")),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("account", sa.Integer, nullable=False),
        *_words("digest", "begun_at", "seen_at", "until"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sa.UniqueConstraint("digest", name="uq_visit_digest"),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name="fk_visit_account", deferrable=True, initially="DEFERRED"
        ),
    )
    op.create_index("ix_visit_account", "visit", ["account"])
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        *_words("at", "name", "outcome"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in"),
    )
