"""The way from a file to a report in five calls works to the letter in a plain script."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest
from docx import Document

import coding
import evaluation

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

EVALUATION = """\
title: Halvveis i avtalen
languages: [nb]
themes:
  - {id: forebygging, label: Forebygging, code: forebygging}
  - {id: oppfolging, label: Oppfølging, code: oppfolging}
"""
PEOPLE = """\
organisations:
  - {id: sykehjem, name: Ternholmen omsorgssenter, pseudonym: Virksomhet A, sector: helse}
participants:
  - {id: p1, organisation: sykehjem, name: Ragnhild Ternebø, pseudonym: Informant 1, speakers: [I1]}
  - {id: p2, organisation: sykehjem, name: Odd Terje Skarvang, pseudonym: Informant 2, speakers: [I2]}
  - {id: m1, name: Ingelin Fjærestrand, pseudonym: Moderator, affiliation: moderator}
consents:
  - {participant: p1, recording: true, quoting: true}
  - {participant: p2, recording: true, quoting: true}
sessions:
  - {id: fg1, kind: focus-group, date: 2026-04-22, attendance: [{participant: p1}, {participant: p2}]}
"""
CONVERSATION = (
    ("Moderator", "Hvordan arbeider dere med å forebygge sykefravær?"),
    ("I1", "Vi går vernerunde hver måned. Det er det viktigste forebyggende arbeidet vi gjør."),
    ("I2", "Hos oss handler det om oppfølgingsplanen. Den skal være ferdig etter fire uker."),
)


@dataclass(frozen=True)
class Done:
    """The folder the script ran in, and what it printed."""

    folder: Path
    printed: str


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The script run once, beside a Word transcript and a study that knows its people and its codebook."""
    folder = tmp_path_factory.mktemp("five-calls")
    prepare_study(folder / "study")
    write_transcript(folder / "fokusgruppe.docx")
    return Done(folder, run_script(folder, FIVE_CALLS + SHOWN))


def prepare_study(folder: Path) -> None:
    folder.mkdir()
    (folder / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    study = evaluation.open_study(folder, speak=False)
    study.import_people(folder / "people.yaml")
    study.import_codebook(coding.schemes.load("ia-agreement"))


def write_transcript(file: Path) -> None:
    document = Document()
    for speaker, words in CONVERSATION:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{speaker}: ").bold = True
        paragraph.add_run(words)
    document.save(str(file))


def run_script(folder: Path, script: str) -> str:
    file = folder / "from_file_to_report.py"
    file.write_text(script, encoding="utf-8")
    own = {"PYTHONPATH": str(Path(evaluation.__file__).parents[1]), "PYTHONUTF8": "1", "UNDERVEIS_DATABASE": ""}
    done = subprocess.run(
        [sys.executable, "-W", "error", file.name],
        cwd=folder,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_source_has_text_turns_speakers_and_problems_and_the_codings_name_codes(done: Done) -> None:
    assert done.printed == dedent("""\
        3 ('Moderator', 'I1', 'I2') ()
        ['forebygging', 'oppfolging']
        """)


def test_the_source_belongs_to_its_session(done: Done) -> None:
    study = evaluation.open_study(done.folder / "study", speak=False)
    assert [(each.name, each.session) for each in study.list_sources()] == [("fokusgruppe", "fg1")]


@pytest.mark.parametrize(("format_", "beginning"), [("html", b"<!DO"), ("docx", b"PK\x03\x04"), ("pdf", b"%PDF")])
def test_the_report_is_there(done: Done, format_: str, beginning: bytes) -> None:
    report = done.folder / "study" / "report" / f"report.{format_}"
    assert report.read_bytes()[:4] == beginning


def test_the_design_document_still_gives_the_calls_tested_here() -> None:
    design = Path(__file__).parents[1].parent / "shared" / "DESIGN.md"
    if not design.is_file():
        pytest.skip("the design document is not beside the project")
    text = design.read_text(encoding="utf-8")
    calls = [" ".join(line.split("#")[0].split()) for line in FIVE_CALLS.splitlines()[2:]]
    told = [" ".join(line.split("#")[0].split()) for line in text.splitlines()]
    assert [call for call in calls if call not in told] == []
