"""Action plans, their tasks, and how each task has stood."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, Table, Text

from evaluation.store.schema.base import metadata, reference, words

plan = Table(
    "plan",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    *words("title"),
    Column("updated", Text),
    Column("sections", JSON, nullable=False),
)

# `status`, `deadline`, `remark` and `gone` are those of the last entry in `status_update`.
plan_task = Table(
    "plan_task",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("plan", "plan.id"),
    Column("position", Integer, nullable=False),
    *words("number", "title", "section", "prepares", "decides", "deadline", "deadline_words", "status", "remark"),
    Column("goals", JSON, nullable=False),
    Column("gone", Text),
    Index("ix_plan_task_status", "status", "deadline"),
)

status_update = Table(
    "status_update",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("task", "plan_task.id"),
    *words("at", "who", "status", "deadline", "deadline_words", "remark"),
    Column("gone", Boolean, nullable=False),
    *words("kept"),
)

# The files a plan came in, each a source, with the day it holds from.
plan_version = Table(
    "plan_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    reference("plan", "plan.id"),
    reference("source", "source.id", required=False),
    *words("at", "who", "kept"),
)
