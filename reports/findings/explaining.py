"""What a finding of the report rests on, for whoever asks by its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from evaluation.errors import fail
from evaluation.study import Study
from reports.findings.keeping import find_finding, list_findings
from reports.findings.sections import FindingTold
from reports.findings.telling import told_findings
from reports.origins import Origin


def finding_origins(told: Iterable[FindingTold]) -> Iterator[Origin]:
    """Each finding and each recommendation by its id; what they rest on is looked up when somebody asks."""
    for each in told:
        yield Origin(each.anchor, "finding", each.finding.statement.text(), {"theme": each.finding.theme})
        for advice in each.finding.recommendations:
            yield Origin(f"recommendation-{advice.id}", "finding", advice.text.text(), {"theme": each.finding.theme})


def explained_finding(study: Study, kind: str, number: int) -> tuple[str, str, dict[str, Any]]:
    """Id, statement and details of the finding that is asked for, or that the evidence or recommendation belongs to.

    Raises FINDING-001 for an unknown finding, FINDING-009 and FINDING-020 for evidence and recommendations.
    """
    if kind == "finding":
        found = find_finding(study, number)
    else:
        listed = list_findings(study)
        own = "evidence" if kind == "evidence" else "recommendations"
        named = [each for each in listed if number in {one.id for one in getattr(each, own)}]
        if not named:
            raise fail("FINDING-009" if kind == "evidence" else "FINDING-020", id=number)
        [found] = named
    [told] = told_findings(study, [found], study.evaluation.language)
    return f"finding-{found.id}", found.statement.text(), told
