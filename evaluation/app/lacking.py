"""What a study has not got yet, from the first day on: told as notes, each where it is mended."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.errors import Problem, problem
from evaluation.store.datasets import read_datasets
from evaluation.store.meetings import read_meetings
from evaluation.store.plans import plan_names
from evaluation.study import Study
from instruments.form.opening import list_forms
from reports.files import report_folders

TALKS = ("transcript", "answers", "document")  # what is read and coded


def lacking(study: Study) -> tuple[Problem, ...]:
    """What is to come, in the order in which one begins; nothing of what such a study does without.

    One that follows an agreement up, or counts answers, needs no codes before it has something to code.
    """
    return tuple(problem(code, severity="note") for code in _codes(study))


def _codes(study: Study) -> Iterator[str]:
    talks = any(each.kind in TALKS for each in study.list_sources())
    begun = talks or _holds_other(study)
    if not study.evaluation.themes:
        yield "STUDY-023"
    if not study.people().participants and (talks or not begun):
        yield "STUDY-024"
    if not begun:
        yield "STUDY-025"
    if (talks or not begun) and not (study.has_codebook() and len(study.codebook)):
        yield "STUDY-026"
    elif talks and not study.codings():
        yield "STUDY-027"
    if begun and not report_folders(study):
        yield "STUDY-028"


def _holds_other(study: Study) -> bool:
    """Whether there is something beside texts to code: meetings, plans, forms, survey data."""
    if study.list_sources() or list_forms(study):
        return True
    with study.store.reading() as connection:
        return bool(read_datasets(connection) or read_meetings(connection) or plan_names(connection))
