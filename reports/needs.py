"""What a template needs, held against what the study holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import Problem, problem
from evaluation.followup.plans.keeping import list_plans
from evaluation.language import Language, phrase
from evaluation.store.meetings import read_meetings
from evaluation.study import Study
from instruments.form.reporting import delivered, list_rounds
from reports.findings.keeping import list_findings
from reports.templates import declaration_of, template_names
from reports.templates.declaration import Choice, Declaration

COUNTY = "county-report"
TEXTS = ("transcript", "answers")


def _has_texts(study: Study) -> bool:
    return any(each.kind in TEXTS for each in study.list_sources())


def _has_codes(study: Study) -> bool:
    return study.has_codebook() and len(study.codebook) > 0


def _has_meetings(study: Study) -> bool:
    with study.store.reading() as connection:
        return any(each.state == "held" for each in read_meetings(connection))


def _has_round(study: Study, template: str | None = None) -> bool:
    asked = (each for each in list_rounds(study) if template in (None, each.instrument))
    return any(row.state == "submitted" for each in asked for row in delivered(study, each.name))


HOLDS: Mapping[str, Callable[[Study], bool]] = {
    "themes": lambda study: bool(study.evaluation.themes),
    "people": lambda study: bool(study.people().participants),
    "transcripts": _has_texts,
    "codebook": _has_codes,
    "codings": lambda study: bool(study.codings()),
    "survey": lambda study: bool(study.evaluation.surveys),
    "meetings": _has_meetings,
    "plan": lambda study: bool(list_plans(study)),
    "round": _has_round,
    "counties": lambda study: _has_round(study, COUNTY),
    "findings": lambda study: bool(list_findings(study)),
}
CODES: Mapping[str, str] = {
    "themes": "REPORT-004",
    "people": "TEMPLATE-002",
    "transcripts": "TEMPLATE-001",
    "codebook": "TEMPLATE-003",
    "codings": "TEMPLATE-004",
    "survey": "TEMPLATE-005",
    "meetings": "TEMPLATE-006",
    "plan": "TEMPLATE-007",
    "round": "TEMPLATE-008",
    "counties": "TEMPLATE-009",
    "findings": "TEMPLATE-014",
}
SETTINGS = ("themes", "survey")  # what stands in evaluation.yaml


@dataclass(frozen=True)
class Standing:
    """A template, and how it stands with a study; `holds` is need → whether the study has it."""

    name: str
    title: str
    about: str
    needs: tuple[tuple[str, ...], ...]
    takes: tuple[str, ...]
    choice: Choice | None
    holds: Mapping[str, bool]
    missing: tuple[Problem, ...]

    @property
    def is_ready(self) -> bool:
        return not self.missing


def missing_of(study: Study, template: str) -> tuple[Problem, ...]:
    """What the study lacks of what the template needs, each with the command that brings it.

    Raises REPORT-003 when there is no such template.
    """
    return tuple(_lacks(study, template, declaration_of(template), {}))


def templates_of(study: Study, language: Language) -> Iterator[Standing]:
    """Every template, with what it needs and whether the study has it."""
    known: dict[str, bool] = {}
    for name in template_names():
        declared = declaration_of(name)
        missing = tuple(_lacks(study, name, declared, known))
        named = dict.fromkeys([*(one for each in declared.alternatives for one in each), *declared.takes])
        yield Standing(
            name, declared.title.text(language), declared.about.text(language), declared.alternatives, declared.takes,
            declared.choice, {each: _holds(study, each, known) for each in named}, missing,
        )  # fmt: skip


def need_label(need: str, language: Language | None = None) -> str:
    return phrase(f"template.need.{need}", language)


def _lacks(study: Study, template: str, declared: Declaration, known: dict[str, bool]) -> Iterator[Problem]:
    for alternatives in declared.alternatives:
        if not any(_holds(study, each, known) for each in alternatives):
            yield from (_problem(study, template, each) for each in alternatives)


def _holds(study: Study, need: str, known: dict[str, bool]) -> bool:
    if need not in known:
        known[need] = HOLDS[need](study)
    return known[need]


def _problem(study: Study, template: str, need: str) -> Problem:
    file: Path | None = study.settings.path if need in SETTINGS else None
    return problem(CODES[need], file=file) if need == "themes" else problem(CODES[need], file=file, name=template)
