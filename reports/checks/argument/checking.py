"""Everything that is asked of a report's argument: its findings, its quotes, and its own text."""

from __future__ import annotations

from evaluation.errors import Problem
from evaluation.language import Language
from evaluation.study import Study
from reports.checks.argument import findings as of
from reports.checks.argument.counter_voices import counter_voices, unknown_opposites
from reports.checks.argument.narrative import narrative_claims
from reports.evidence import quotes
from reports.facts import gather
from reports.files import FOLDER, REPORT, report_folder
from reports.findings.sections import tell_findings
from reports.update import report_language

ORDER = {"error": 0, "warning": 1, "note": 2}


def check_argument(study: Study, *, folder: str = FOLDER) -> list[Problem]:
    """Faults first, then what deserves a look, then numbers to hold the words against.

    A place is `finding-3`, or a line of report.qmd.
    """
    place = report_folder(study, folder)
    language: Language = study.evaluation.language
    if (place / REPORT).is_file():
        language = report_language(place, study)
    facts = gather(study, language, place / REPORT)
    told = tell_findings(study, facts)
    shown = [each for theme, listed in quotes(facts).items() for each in listed
             if f"theme-{theme}-quotes" in facts.included]  # fmt: skip
    found = [
        *of.without_evidence(told),
        *of.from_one_place(told, facts),
        *of.changed_evidence(told),
        *of.unsettled(told),
        *of.themes_without(told, facts),
        *of.quoted_twice(told, shown, facts),
        *of.quoted_most(told, shown, facts),
        *counter_voices(told, facts),
        *unknown_opposites(facts),
        *of.claims(told, facts),
        *narrative_claims(place, facts),
    ]
    return sorted(found, key=lambda each: ORDER[each.severity])
