"""The way from a file to a report in five calls works to the letter in a plain script."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from docx import Document

import coding
import evaluation
from evaluation.study import Study

FIVE_CALLS = """\
import evaluation, coding, reports

study  = evaluation.open_study("study")
source = coding.transcripts.read("fokusgruppe.docx")
study.add(source, session="fg1")
codings = coding.rules.apply(study.codebook, source)
reports.render(study, template="focus-group", to=["html", "docx", "pdf"])
"""
SHOWN = """
print(len(source.turns), source.speakers, source.problems)
print(sorted({coding.code for coding in codings}))
"""

CONVERSATION = (
    ("Moderator", "Hvordan arbeider dere med å forebygge sykefravær?"),
    ("I1", "Vi går vernerunde hver måned. Det er det viktigste forebyggende arbeidet vi gjør."),
    ("I2", "Hos oss handler det om oppfølgingsplanen. Den skal være ferdig etter fire uker."),
)


@pytest.fixture
def folder(study_folder: Path) -> Path:
    """A folder with a Word transcript and a study that knows its people and its codebook."""
    study = evaluation.open_study(study_folder)
    study.import_people(study_folder / "people.yaml")
    study.import_codebook(coding.schemes.load("ia-agreement"))
    document = Document()
    for speaker, words in CONVERSATION:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{speaker}: ").bold = True
        paragraph.add_run(words)
    document.save(str(study_folder.parent / "fokusgruppe.docx"))
    return study_folder.parent


def run_script(folder: Path, script: str) -> str:
    file = folder / "from_file_to_report.py"
    file.write_text(script, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(evaluation.__file__).parents[1]), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", file.name],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def stored(folder: Path) -> Study:
    return evaluation.open_study(folder / "study")


def test_the_five_calls_lead_from_a_word_file_to_a_report_in_three_formats(folder: Path) -> None:
    run_script(folder, FIVE_CALLS)
    report = folder / "study" / "report"
    beginnings = {name: (report / f"report.{name}").read_bytes()[:4] for name in ("html", "docx", "pdf")}
    assert beginnings == {"html": b"<!DO", "docx": b"PK\x03\x04", "pdf": b"%PDF"}
    assert [each.session for each in stored(folder).list_sources()] == ["fg1"]


def test_the_source_read_has_text_turns_speakers_and_problems_and_the_codings_name_codes(folder: Path) -> None:
    said = run_script(folder, FIVE_CALLS + SHOWN)
    assert said == dedent("""\
        3 ('Moderator', 'I1', 'I2') ()
        ['forebygging', 'oppfolging']
        """)


def test_the_design_document_still_gives_the_calls_tested_here() -> None:
    design = Path(__file__).parents[1].parent / "shared" / "DESIGN.md"
    if not design.is_file():
        pytest.skip("the design document is not beside the project")
    text = design.read_text(encoding="utf-8")
    calls = [" ".join(line.split("#")[0].split()) for line in FIVE_CALLS.splitlines()[2:]]
    told = [" ".join(line.split("#")[0].split()) for line in text.splitlines()]
    assert [call for call in calls if call not in told] == []


def test_codings_found_by_rule_can_be_added_to_the_study(folder: Path) -> None:
    run_script(folder, FIVE_CALLS.split("reports.render", maxsplit=1)[0] + "study.add(codings)\n")
    assert {each.code for each in stored(folder).codings()} == {"forebygging", "oppfolging"}
