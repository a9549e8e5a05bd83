"""What a study holds that has no place in a project for other programs: counted, so that nobody thinks it went."""

from __future__ import annotations

from collections.abc import Callable, Sized

from sqlalchemy import Connection

from evaluation.store import (
    action_points,
    adjudications,
    datasets,
    findings,
    forms,
    meetings,
    party_reports,
    plans,
    reporting_rounds,
    responses,
    summaries,
)

STAYING: dict[str, Callable[[Connection], Sized]] = {
    "summary": summaries.read_summaries,
    "adjudication": adjudications.read_adjudications,
    "finding": findings.read_findings,
    "dataset": datasets.read_datasets,
    "form": forms.read_forms,
    "response": responses.read_responses,
    "meeting": meetings.read_meetings,
    "action-point": action_points.read_action_points,
    "plan": plans.read_plans,
    "reporting-round": reporting_rounds.read_reporting_rounds,
    "party-report": party_reports.read_party_reports,
}


def staying(connection: Connection) -> dict[str, int]:
    """How many there are of each element that stays, by the element's name in a loss report."""
    return {element: len(read(connection)) for element, read in STAYING.items()}
