"""Codebooks, codes and codings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _reference(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def upgrade() -> None:
    op.create_table(
        "codebook",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("title", sa.JSON, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_codebook"),
    )
    op.create_table(
        "code",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("codebook", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("parent", sa.Integer),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_code"),
        _reference("codebook", "codebook.id", "fk_code_codebook"),
        sa.UniqueConstraint("name", name="uq_code_name"),
        _reference("parent", "code.id", "fk_code_parent"),
    )
    op.create_index("ix_code_codebook", "code", ["codebook"])
    op.create_index("ix_code_parent", "code", ["parent"])
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("source", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("code", sa.Integer, nullable=False),
        sa.Column("coder", sa.Text, nullable=False),
        sa.Column("round", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coding"),
        _reference("source", "source.id", "fk_coding_source"),
        _reference("code", "code.id", "fk_coding_code"),
    )
    op.create_index("ix_coding_code", "coding", ["code"])
    op.create_index("ix_coding_source", "coding", ["source", "start"])
