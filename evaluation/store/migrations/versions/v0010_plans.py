"""Action plans, their tasks, and how each task has stood."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def _reference(table: str, column: str, target: str) -> list[sa.schema.SchemaItem]:
    key = sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )
    return [key]


def upgrade() -> None:
    op.create_table(
        "plan",
        *_key("plan"),
        *_words("name", "title"),
        sa.Column("updated", sa.Text),
        sa.Column("sections", sa.JSON, nullable=False),
        sa.UniqueConstraint("name", name="uq_plan_name"),
    )
    op.create_table(
        "plan_task",
        *_key("plan_task"),
        sa.Column("plan", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *_words("number", "title", "section", "prepares", "decides", "deadline", "deadline_words", "status", "remark"),
        sa.Column("goals", sa.JSON, nullable=False),
        sa.Column("gone", sa.Text),
        *_reference("plan_task", "plan", "plan"),
    )
    op.create_table(
        "status_update",
        *_key("status_update"),
        sa.Column("task", sa.Integer, nullable=False),
        *_words("at", "who", "status", "deadline", "deadline_words", "remark"),
        sa.Column("gone", sa.Boolean, nullable=False),
        *_words("kept"),
        *_reference("status_update", "task", "plan_task"),
    )
    op.create_table(
        "plan_version",
        *_key("plan_version"),
        sa.Column("plan", sa.Integer, nullable=False),
        sa.Column("source", sa.Integer),
        *_words("at", "who", "kept"),
        *_reference("plan_version", "plan", "plan"),
        *_reference("plan_version", "source", "source"),
    )
    op.create_index("ix_plan_task_status", "plan_task", ["status", "deadline"])
    for table, column in (
        ("plan_task", "plan"),
        ("status_update", "task"),
        ("plan_version", "plan"),
        ("plan_version", "source"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
