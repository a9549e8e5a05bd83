"""Meetings: who was there, what was on the agenda, what was decided, and who owes what by when."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, Table, Text

from evaluation.store.schema.base import metadata, reference, words

meeting = Table(
    "meeting",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    *words("group", "title", "number"),
    Column("date", Text),
    Column("start", Text),
    Column("end", Text),
    *words("place"),
    Column("next_date", Text),
    *words("state"),
    Column("language", Text),
    reference("source", "source.id", required=False),
    reference("session", "session.id", required=False),
    *words("at", "who"),
)

# Names stand in `identity` alone: `party` is an organisation that the register does not know.
meeting_attendance = Table(
    "meeting_attendance",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("meeting", "meeting.id"),
    reference("participant", "participant.id", required=False),
    reference("organisation", "organisation.id", required=False),
    *words("party", "presence", "capacity"),
    Column("items", JSON, nullable=False),
)

# `deferred` tells why it comes up again; `comes_from` what made it come up here.
agenda_item = Table(
    "agenda_item",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("meeting", "meeting.id"),
    reference("parent", "agenda_item.id", required=False),
    Column("position", Integer, nullable=False),
    *words("number", "title", "presentation", "discussion", "conclusion", "deferred", "comes_from_kind"),
    Column("comes_from", Integer),
    Index("ix_agenda_item_deferred", "deferred"),
)

# `status` is the last one of its history in `action_status`.
action_point = Table(
    "action_point",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("meeting", "meeting.id"),
    reference("item", "agenda_item.id", required=False),
    Column("position", Integer, nullable=False),
    *words("what"),
    Column("owners", JSON, nullable=False),
    *words("deadline", "deadline_words"),
    Column("due", Text),
    *words("status"),
    Column("certain", Boolean, nullable=False),
    Index("ix_action_point_status", "status", "due"),
)

action_status = Table(
    "action_status",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("action_point", "action_point.id"),
    *words("status", "at", "who", "remark"),
)

# The words of a source that a part of one of these rows rests on; `on_kind` and `on_id` name the row.
meeting_words = Table(
    "meeting_words",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("source", "source.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    *words("on_kind"),
    Column("on_id", Integer, nullable=False),
    *words("part"),
    Index("ix_meeting_words_on", "on_kind", "on_id"),
)

# What was read without certainty, until a person has confirmed it. `values` hold no name.
doubt = Table(
    "doubt",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("meeting", "meeting.id"),
    *words("code", "on_kind"),
    Column("on_id", Integer),
    *words("part"),
    Column("line", Integer),
    Column("values", JSON, nullable=False),
    *words("state", "at", "who"),
)
