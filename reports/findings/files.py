"""Findings in a file that a person writes, YAML or CSV: read all or nothing, written so that they come back whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from coding.exchange.covering import covered, covering
from evaluation.errors import EvaluationError, Problem, fail, problem, raise_any
from evaluation.memos import now
from evaluation.model import Localised
from evaluation.model.finding import Evidence, Finding, FindingState, Recommendation
from evaluation.settings.validation import validate
from evaluation.settings.yaml_file import YamlFile, load
from evaluation.store import findings as stored
from evaluation.store.act import Act
from evaluation.study import Study
from reports.findings.keeping import faults, list_findings, tidied
from reports.findings.resting import Wanted, evidence_of, material_of, same, signed
from reports.findings.table import read_table, table_of

SUFFIXES = (".yaml", ".yml", ".csv")
_values = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class EvidenceFile(BaseModel):
    """One piece of evidence: words of a source or a coding, a survey figure, or a follow-up row."""

    model_config = _values
    quote: str | None = None
    source: str = ""
    start: int | None = None
    end: int | None = None
    coding: int | None = None
    survey: str = ""
    follow_up: str = Field(default="", alias="follow-up")
    counter: bool = False
    note: str = ""


class RecommendationFile(BaseModel):
    model_config = _values
    text: Localised
    to: tuple[Localised, ...] = ()


class FindingFile(BaseModel):
    """One finding; with an `id` it is the one of that number, else the one of its theme that says the same, or new."""

    model_config = _values
    id: int | None = None
    theme: str
    statement: Localised
    detail: Localised = Localised()
    state: FindingState = "draft"
    public: bool = False
    evidence: tuple[EvidenceFile, ...] = ()
    recommendations: tuple[RecommendationFile, ...] = ()


class FindingsFile(BaseModel):
    model_config = _values
    findings: tuple[FindingFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: ids of the findings that are new, that changed, and that stood so already."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    same: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, list[int]]:
        return {"new": list(self.new), "changed": list(self.changed), "same": list(self.same)}


def import_findings(study: Study, path: Path) -> Imported:
    """Add and update findings from a file, all of it or nothing; every fault is told with its line.

    A finding's evidence and recommendations become those of the file. Findings that the file does not name stay.
    """
    file = read_table(path) if path.suffix.lower() == ".csv" else load(path)
    written = validate(file, FindingsFile).findings
    found = list(_findings(study, written, file))
    with study.store.act("finding.import", study.who, n=len(found), file=path.name) as act:
        return _kept(study, act, found, list_findings(study), file)


def export_findings(study: Study, path: Path) -> int:
    """Write every finding to a YAML or CSV file; returns how many. Raises FINDING-017 for another ending."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise fail("FINDING-017", file=path, suffix=path.suffix, known=", ".join(SUFFIXES))
    listed = list_findings(study)
    covers = covering(study.people())
    texts = {each.name: covered(each.text, covers.withheld(each)) for each in study.sources()}
    content = {"findings": [_as_written(each, texts) for each in listed]}
    if suffix == ".csv":
        path.write_text(table_of(content["findings"]), encoding="utf-8-sig", newline="")
    else:
        path.write_text(_yaml(content), encoding="utf-8")
    return len(listed)


def _findings(study: Study, written: Sequence[FindingFile], file: YamlFile) -> Iterator[Finding]:
    """The findings with their evidence looked up. Raises one error with every fault."""
    material = material_of(study)
    wrong: list[Problem] = []
    found: list[Finding] = []
    for number, each in enumerate(written):
        advice = tuple(Recommendation(one.text, one.to) for one in each.recommendations)
        finding = tidied(Finding(each.theme, each.statement, each.detail, each.state, each.public, id=each.id,
                                 recommendations=advice))  # fmt: skip
        here = file.line(("findings", number))
        wrong += [replace(one, file=str(file.path), line=here) for one in faults(study, finding)]
        evidence: list[Evidence] = []
        for at, one in enumerate(each.evidence):
            try:
                evidence.append(signed(study, evidence_of(study, _wanted(one), each.theme, material)))
            except EvaluationError as error:
                line = file.line(("findings", number, "evidence", at))
                wrong += [replace(fault, file=str(file.path), line=line) for fault in error.problems]
        found.append(replace(finding, evidence=tuple(replace(one, theme="") for one in evidence)))
    raise_any(wrong)
    yield from found


def _wanted(written: EvidenceFile) -> Wanted:
    """The words are for the reader where the place is given too, and where the coding alone says which they are."""
    placed = written.start is not None and written.end is not None
    words = None if placed or written.coding is not None else written.quote
    return Wanted(written.coding, written.source, words, written.start, written.end, written.survey,
                  written.follow_up, written.counter, written.note)  # fmt: skip


def _kept(study: Study, act: Act, findings: Sequence[Finding], seen: Sequence[Finding], file: YamlFile) -> Imported:
    """seen: the findings as the one who imports sees them, without the evidence that is hidden from them."""
    there = {each.id: each for each in seen}
    strange = [
        (number, each.id) for number, each in enumerate(findings) if each.id is not None and each.id not in there
    ]
    known = ", ".join(map(str, sorted(filter(None, there))[-12:])) or "–"
    raise_any(problem("FINDING-001", file=file.path, line=file.line(("findings", number)), id=id_, known=known)
              for number, id_ in strange)  # fmt: skip
    told: dict[str, list[int]] = {"new": [], "changed": [], "same": []}
    for each in findings:
        before = there.get(each.id) if each.id is not None else _twin(each, seen)
        if before is None:
            told["new"].append(stored.add_finding(act, replace(each, author=study.who, at=now())))
        else:
            told["changed" if _update(act, before, each) else "same"].append(before.id or 0)
    return Imported(**{name: tuple(ids) for name, ids in told.items()})


def _twin(finding: Finding, there: Iterable[Finding]) -> Finding | None:
    return next((each for each in there
                 if each.theme == finding.theme and each.statement == finding.statement), None)  # fmt: skip


def _update(act: Act, before: Finding, after: Finding) -> bool:
    """Bring a finding in line with the file; tells whether anything was changed."""
    advice = tuple(_with_id(each, before.recommendations) for each in after.recommendations)
    kept = replace(after, id=before.id, author=before.author, at=before.at, position=before.position,
                   recommendations=advice)  # fmt: skip
    gone = [each for each in before.evidence if not any(same(each, one) for one in kept.evidence)]
    new = [each for each in kept.evidence if not any(same(each, one) for one in before.evidence)]
    marked = [(one.id, each) for each in kept.evidence for one in before.evidence
              if same(each, one) and (each.counter, each.note) != (one.counter, one.note)]  # fmt: skip
    if kept.stamp != before.stamp:
        stored.change_finding(act, kept)
    stored.remove_evidence(act, [each.id or 0 for each in gone if _is_placed(each)])
    stored.add_evidence(act, [replace(each, finding=before.id) for each in new])
    for id_, each in marked:
        stored.change_evidence(act, id_ or 0, {"counter": each.counter, "note": each.note})
    return kept.stamp != before.stamp or bool(new or marked or any(_is_placed(each) for each in gone))


def _is_placed(evidence: Evidence) -> bool:
    """Whether a file can tell of it; evidence whose words are gone cannot be written, and is left as it is."""
    return evidence.kind != "quote" or evidence.start is not None


def _with_id(advice: Recommendation, there: Sequence[Recommendation]) -> Recommendation:
    return replace(advice, id=next((each.id for each in there if each.text == advice.text), None))


def _as_written(finding: Finding, texts: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": finding.id, "theme": finding.theme, "statement": _text(finding.statement)}
    if finding.detail:
        told["detail"] = _text(finding.detail)
    told |= {"state": finding.state, "public": finding.public}
    evidence = [_evidence(each, texts) for each in finding.evidence if _is_placed(each)]
    advice = [{"text": _text(each.text), "to": [_text(one) for one in each.addressees]}
              for each in finding.recommendations]  # fmt: skip
    return told | ({"evidence": evidence} if evidence else {}) | ({"recommendations": advice} if advice else {})


def _evidence(evidence: Evidence, texts: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if evidence.kind == "quote":
        text = texts.get(evidence.source, "")
        told = {"source": evidence.source, "start": evidence.start, "end": evidence.end}
        told |= {"quote": " ".join(text[evidence.start : evidence.end].split())}
        told |= {"coding": evidence.coding} if evidence.coding is not None else {}
    else:
        told[evidence.kind] = evidence.key
    return told | ({"counter": True} if evidence.counter else {}) | ({"note": evidence.note} if evidence.note else {})


def _text(text: Localised) -> str | dict[str, str]:
    """A text that is the same in every language is written once."""
    listed = text.as_dict()
    return next(iter(listed.values())) if len(listed) == 3 and len(set(listed.values())) == 1 else listed


def _yaml(content: Mapping[str, Any]) -> str:
    from io import StringIO

    from ruamel.yaml import YAML

    writer = YAML()
    writer.width = 10_000
    writer.allow_unicode = True
    out = StringIO()
    writer.dump(content, out)
    return out.getvalue()
