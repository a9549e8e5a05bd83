"""Reporting rounds as the doors tell of them: what was asked for, and what each party has delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from coding.stated.wording import figure_in_words, unit_in_words
from evaluation.model.form import ReportingRound
from instruments.form.reporting import Delivered


def told_report(found: ReportingRound, each: Delivered) -> dict[str, Any]:
    response = each.response
    at = response.submitted_at if response else _reported(each)
    return {
        "party": each.party,
        "state": each.state,
        "channel": response.channel if response else "file" if each.document else None,
        "form": response.form if response else None,
        "response": response.id if response else None,
        "source": each.source,
        "submitted_at": at,
        "late": bool(at and found.deadline and dt.datetime.fromisoformat(at).astimezone().date() > found.deadline),
        "missing": list(each.missing),
    }


def told_figure(row: Mapping[str, Any]) -> dict[str, str]:
    """A figure that a party states, in words: `value` with its qualifier, and `unit`; what is not told is a dash."""
    words = {key: str(value or "–") for key, value in row.items()}
    value = figure_in_words(row["value"], row["high"], row["qualifier"])
    return {**words, "value": value, "unit": unit_in_words(row["unit"])}


def told_round(found: ReportingRound) -> dict[str, Any]:
    return {key: value for key, value in asdict(found).items() if key != "id"}


def _reported(each: Delivered) -> str | None:
    """When a report that came as a document counts as handed in: the day it is from."""
    if each.document is None:
        return None
    day = each.document.reported
    return dt.datetime.combine(day, dt.time(12), dt.UTC).isoformat() if day else each.document.at
