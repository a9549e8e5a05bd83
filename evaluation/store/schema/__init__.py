"""The tables. Every table but the counters and the version has one primary key, `id`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint

from evaluation.store.schema.accounts import account, sign_in, visit
from evaluation.store.schema.acts import change, counter, version
from evaluation.store.schema.base import metadata
from evaluation.store.schema.codes import (
    adjudication,
    code,
    code_parent,
    code_version,
    codebook,
    coding,
    coding_round,
    memo,
    refusal,
    summary,
)
from evaluation.store.schema.datasets import dataset
from evaluation.store.schema.findings import evidence, finding, recommendation
from evaluation.store.schema.foreign import (
    attribute_value,
    exchange,
    known_as,
    medium,
    passage,
    relation,
    study_case,
    variable,
)
from evaluation.store.schema.forms import form, invitation, party_report, reporting_round, response
from evaluation.store.schema.meetings import (
    action_point,
    action_status,
    agenda_item,
    doubt,
    meeting,
    meeting_attendance,
    meeting_words,
)
from evaluation.store.schema.people import attendance, consent, identity, organisation, participant, session
from evaluation.store.schema.plans import plan, plan_task, plan_version, status_update
from evaluation.store.schema.privacy import verdict
from evaluation.store.schema.report import comment, confirmation
from evaluation.store.schema.texts import source, turn

__all__ = [
    "HEAD",
    "account",
    "action_point",
    "action_status",
    "adjudication",
    "agenda_item",
    "alike",
    "attendance",
    "attribute_value",
    "change",
    "code",
    "code_parent",
    "code_version",
    "codebook",
    "coding",
    "coding_round",
    "comment",
    "confirmation",
    "consent",
    "counter",
    "dataset",
    "doubt",
    "evidence",
    "exchange",
    "finding",
    "form",
    "identity",
    "invitation",
    "known_as",
    "medium",
    "meeting",
    "meeting_attendance",
    "meeting_words",
    "memo",
    "metadata",
    "organisation",
    "participant",
    "party_report",
    "passage",
    "plan",
    "plan_task",
    "plan_version",
    "recommendation",
    "refusal",
    "relation",
    "reporting_round",
    "response",
    "session",
    "sign_in",
    "source",
    "status_update",
    "study_case",
    "summary",
    "turn",
    "variable",
    "verdict",
    "version",
    "visit",
]

HEAD = "0017"


def alike(table: Table) -> list[list[Column[Any]]]:
    """Columns whose values no two rows share: a row that says the same would be the same thing twice."""
    keys = [list(each.columns) for each in table.constraints if isinstance(each, UniqueConstraint)]
    own = [table.c[name] for name in table.info.get("alike", ())]
    return [*keys, own] if own else keys
