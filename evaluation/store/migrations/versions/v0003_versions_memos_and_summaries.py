"""Versions and further parents of codes, certainty of codings, memos and summaries."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _reference(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.add_column("code", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.add_column("coding", sa.Column("certainty", sa.Integer))
    op.add_column("coding", sa.Column("code_version", sa.Integer))
    op.create_table(
        "code_parent",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("code", sa.Integer, nullable=False),
        sa.Column("parent", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_code_parent"),
        _reference("code", "code.id", "fk_code_parent_code"),
        _reference("parent", "code.id", "fk_code_parent_parent"),
        sa.UniqueConstraint("code", "parent", name="uq_code_parent_code"),
    )
    op.create_index("ix_code_parent_code", "code_parent", ["code"])
    op.create_index("ix_code_parent_parent", "code_parent", ["parent"])
    op.create_table(
        "code_version",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("code", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        *_words("at", "who"),
        sa.PrimaryKeyConstraint("id", name="pk_code_version"),
        _reference("code", "code.id", "fk_code_version_code"),
        sa.UniqueConstraint("code", "version", name="uq_code_version_code"),
    )
    op.create_index("ix_code_version_code", "code_version", ["code"])
    op.create_table(
        "memo",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        *_words("kind", "title", "text", "author", "at", "on_kind", "on_id"),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_memo"),
    )
    op.create_index("ix_memo_on", "memo", ["on_kind", "on_id"])
    op.create_table(
        "summary",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        *_words("case_kind", "case_id", "theme", "text", "author", "at"),
        sa.Column("codings", sa.JSON, nullable=False),
        *_words("evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_summary"),
        sa.UniqueConstraint("case_kind", "case_id", "theme", name="uq_summary_case_kind"),
    )
