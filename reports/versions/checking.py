"""Looking a report over before one of its versions goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evaluation.errors import Problem, fail
from evaluation.study import Study
from reports.checks.hidden import hidden_in
from reports.checks.publishing import check_report
from reports.engines import FORMATS
from reports.files import FOLDER, REPORT, report_folder
from reports.living.confirming import stale_paragraphs
from reports.versions.making import VERSIONS, before_publishing


def check_version(
    study: Study, version: str = "", files: Sequence[Path] = (), *, folder: str = FOLDER
) -> list[Problem]:
    """What stands in the way of publishing these files, or the report as it stands.

    version: the one that is to go out. Paragraphs that nobody has confirmed stop the public one; otherwise they are
    told as warnings. Raises NARRATIVE-020 for a version that there is not.
    """
    if version and version not in VERSIONS:
        raise fail("NARRATIVE-020", name=version, known=", ".join(VERSIONS))
    place = report_folder(study, folder)
    made = [place / f"report-{version}.{each}" for each in FORMATS] if version else []
    looked_at = tuple(files) or tuple(each for each in made if each.is_file())
    found = check_report(study, looked_at, folder=folder)
    if version == "public":
        found += hidden_in(looked_at)
    if files or not (place / REPORT).is_file():
        return found
    waiting = before_publishing(place, stale_paragraphs(study, folder))
    return [*found, *(waiting if version == "public" else (replace(each, severity="warning") for each in waiting))]
