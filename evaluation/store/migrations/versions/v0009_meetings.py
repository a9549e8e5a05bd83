"""Meetings: attendance, agenda, action points with their history, the words they rest on, and what is in doubt."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _maybe(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text) for name in names]


def _whole(*names: str, nullable: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=nullable) for name in names]


def _key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def upgrade() -> None:
    op.create_table(
        "meeting",
        *_key("meeting"),
        *_words("name", "group", "title", "number"),
        *_maybe("date", "start", "end"),
        *_words("place"),
        *_maybe("next_date"),
        *_words("state"),
        *_maybe("language"),
        *_whole("source", nullable=True),
        *_maybe("session"),
        *_words("at", "who"),
        sa.UniqueConstraint("name", name="uq_meeting_name"),
        _reference("meeting", "source", "source"),
        _reference("meeting", "session", "session"),
    )
    op.create_table(
        "meeting_attendance",
        *_key("meeting_attendance"),
        *_whole("meeting"),
        *_maybe("participant", "organisation"),
        *_words("party", "presence", "capacity"),
        sa.Column("items", sa.JSON, nullable=False),
        _reference("meeting_attendance", "meeting", "meeting"),
        _reference("meeting_attendance", "participant", "participant"),
        _reference("meeting_attendance", "organisation", "organisation"),
    )
    op.create_table(
        "agenda_item",
        *_key("agenda_item"),
        *_whole("meeting"),
        *_whole("parent", nullable=True),
        *_whole("position"),
        *_words("number", "title", "presentation", "discussion", "conclusion", "deferred", "comes_from_kind"),
        *_whole("comes_from", nullable=True),
        _reference("agenda_item", "meeting", "meeting"),
        _reference("agenda_item", "parent", "agenda_item"),
    )
    op.create_table(
        "action_point",
        *_key("action_point"),
        *_whole("meeting"),
        *_whole("item", nullable=True),
        *_whole("position"),
        *_words("what"),
        sa.Column("owners", sa.JSON, nullable=False),
        *_words("deadline", "deadline_words"),
        *_maybe("due"),
        *_words("status"),
        sa.Column("certain", sa.Boolean, nullable=False),
        _reference("action_point", "meeting", "meeting"),
        _reference("action_point", "item", "agenda_item"),
    )
    op.create_table(
        "action_status",
        *_key("action_status"),
        *_whole("action_point"),
        *_words("status", "at", "who", "remark"),
        _reference("action_status", "action_point", "action_point"),
    )
    op.create_table(
        "meeting_words",
        *_key("meeting_words"),
        *_whole("source", "start", "end"),
        *_words("on_kind"),
        *_whole("on_id"),
        *_words("part"),
        _reference("meeting_words", "source", "source"),
    )
    op.create_table(
        "doubt",
        *_key("doubt"),
        *_whole("meeting"),
        *_words("code", "on_kind"),
        *_whole("on_id", nullable=True),
        *_words("part"),
        *_whole("line", nullable=True),
        sa.Column("values", sa.JSON, nullable=False),
        *_words("state", "at", "who"),
        _reference("doubt", "meeting", "meeting"),
    )
    for table, columns in {
        "meeting": ("source", "session"),
        "meeting_attendance": ("meeting", "participant", "organisation"),
        "agenda_item": ("meeting", "parent"),
        "action_point": ("meeting", "item"),
        "action_status": ("action_point",),
        "meeting_words": ("source",),
        "doubt": ("meeting",),
    }.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index("ix_agenda_item_deferred", "agenda_item", ["deferred"])
    op.create_index("ix_action_point_status", "action_point", ["status", "due"])
    op.create_index("ix_meeting_words_on", "meeting_words", ["on_kind", "on_id"])
