"""Findings as plain values, with each piece of evidence as it is now: what the command line and the pages show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evaluation.language import Language
from evaluation.model.finding import Evidence, Finding
from evaluation.study import Study
from reports.findings.standing import Standing, Standings


def told_findings(
    study: Study, findings: Iterable[Finding], language: Language, standings: Standings | None = None
) -> list[dict[str, Any]]:
    """One for each finding; texts are by language."""
    look = standings or Standings(study, language)
    return [_finding(each, look.of(each.evidence)) for each in findings]


def told_evidence(study: Study, evidence: Sequence[Evidence], language: Language) -> list[dict[str, Any]]:
    return [_standing(each) for each in Standings(study, language).of(evidence)]


def _finding(finding: Finding, evidence: Iterable[Standing]) -> dict[str, Any]:
    own = {name: getattr(finding, name) for name in ("id", "theme", "state", "public", "position", "author", "at")}
    advice = [{"id": each.id, "text": each.text.as_dict(), "to": [one.as_dict() for one in each.addressees]}
              for each in finding.recommendations]  # fmt: skip
    return {
        **own,
        "statement": finding.statement.as_dict(),
        "detail": finding.detail.as_dict(),
        "evidence": [_standing(each) for each in evidence],
        "recommendations": advice,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    """A quote whose words may not be told is without them."""
    own = standing.evidence
    place = {name: getattr(own, name) for name in ("source", "start", "end", "coding", "code", "key", "note")}
    told = {name: getattr(standing, name) for name in ("status", "words", "title", "attribution", "figure", "withheld")}
    return {"id": own.id, "kind": own.kind, "counter": own.counter, **told, **place}


def told_quotes(study: Study, chosen: Sequence[Evidence], language: Language) -> list[dict[str, Any]]:
    """The quotes chosen for the report, each with its theme."""
    return [{**_standing(each), "theme": each.evidence.theme} for each in Standings(study, language).of(chosen)]
