"""What parties reported in documents."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _reference(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_party_report_{column}", deferrable=True, initially="DEFERRED"
    )


def upgrade() -> None:
    op.create_table(
        "party_report",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("source", sa.Integer, nullable=False),
        *_words("heading", "template", "file"),
        sa.Column("line", sa.Integer),
        sa.Column("missing", sa.JSON, nullable=False),
        *_words("reported", "at", "who"),
        sa.PrimaryKeyConstraint("id", name="pk_party_report"),
        sa.UniqueConstraint("round", "organisation", name="uq_party_report_round"),
        _reference("round", "reporting_round"),
        _reference("organisation", "organisation"),
        _reference("source", "source"),
    )
    for column in ("round", "organisation", "source"):
        op.create_index(f"ix_party_report_{column}", "party_report", [column])
