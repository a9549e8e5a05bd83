"""Building the sample study, from files as a researcher receives them to the finished report."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from coding.applying import apply_rules
from evaluation.app.demo.double_coding import add_double_coding
from evaluation.app.demo.follow_up import add_follow_up
from evaluation.app.demo.survey import add_survey
from evaluation.app.importing import import_files
from evaluation.errors import fail
from evaluation.study import Study, open_study
from reports.draft import draft_report
from reports.findings.files import import_findings
from reports.narrative import read_narrative
from reports.render import render_report

SCHEME = "ia-agreement"
# Which session each file belongs to, and what it is.
TEXTS: Mapping[str, tuple[str, str]] = {
    "fokusgruppe.txt": ("fg1", "transcript"),
    "telefon.vtt": ("tlf1", "transcript"),
    "epost.md": ("epost1", "answers"),
    "skriftlig-barnehage.md": ("skriftlig1", "answers"),
    "skriftlig-buss.md": ("skriftlig2", "answers"),
}


@dataclass(frozen=True)
class Built:
    study: Study
    sources: int
    codings: int
    files: tuple[Path, ...]


def build_demo(folder: Path, *, to: Sequence[str] = ("html", "docx", "pdf"), follow_up: bool = True) -> Built:
    """Build the sample study in a folder that is empty or not there yet; its report is drafted, and rendered `to`.

    follow_up: with the meetings, the plan and the reporting round in which the agreement is followed up.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise fail("STUDY-011", file=folder)
    with as_file(files(__package__ or "evaluation.app.demo").joinpath("sample")) as sample:
        study = _begun(folder, sample)
        study.import_people(sample / "people.yaml")
        for name, (session, kind) in TEXTS.items():
            import_files(study, [sample / "sources" / name], kind=kind, session=session)
        apply_rules(study, scheme=SCHEME)
        add_double_coding(study, sample)
        with tempfile.TemporaryDirectory() as made:
            add_survey(study, sample / "open-answers.yaml", Path(made))
        import_findings(study, sample / "findings.yaml")
        if follow_up:
            add_follow_up(study, sample / "followup")
        draft_report(study, narrative=read_narrative(sample / "narrative.yaml"))
    return Built(study, len(study.list_sources()), len(study.codings()), render_report(study, to=to) if to else ())


def _begun(folder: Path, sample: Path) -> Study:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sample / "evaluation.yaml", folder / "evaluation.yaml")
        shutil.copytree(sample / "instruments", folder / "instruments", dirs_exist_ok=True)
    except OSError as error:
        raise fail("STORE-003", file=folder) from error
    return open_study(folder, speak=False)
