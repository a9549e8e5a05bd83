"""The commands of the plan and of minutes that we write, as a secretary types them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from evaluation.app.cli.reference import shapes
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.followup.plans.keeping import import_plan
from evaluation.followup.plans.read import read_plan
from evaluation.study import open_study
from tests.conftest import EVALUATION
from tests.evaluation.app.test_json_keys import keys, keys_of
from tests.evaluation.followup.plans.example import write_plan
from tests.evaluation.followup.plans.test_keeping import changed_sections

Run = Callable[..., Any]
MINUTES = """\
# Referat: Oppfølgingsgruppen

**Dato:** 17. april 2012

**Til stede:** Kari Nordvik (LO), Ola Sørli (NHO)

## 1. Informasjonsarbeid

**Konklusjon:** Arbeidet går videre.

**Oppfølging:**

- NHO sender et notat – frist: neste møte

## 2. Gradering

**Konklusjon:** Saken settes på dagsorden til neste møte.
"""
LINES = (
    "plan import {}/ny.xlsx --date 2013-06-14",
    "plan list --party Oppfølgingsgruppen",
    "plan status --on 2013-07-01",
    "plan due --on 2013-05-01",
    "plan show 4.4",
    "plan update 4.4 --status gjennomført --remark Ferdig",
    "plan add Kurs --section Verktøy --decides LO --deadline 2030-01-01",
    "plan compare {}/ny.xlsx",
    "plan export {}/ut.xlsx",
    "plan timeline --to {}/tid.svg",
    "plan calendar {}/frister.ics",
    "minutes new Oppfølgingsgruppen --date 20.6.2012 --to {}/neste.md",
    "minutes render oppfolgingsgruppen-2012-04-17 --to html --folder {} --public",
    "status",
    "log",
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with the example's plan and the minutes of one meeting, made once."""
    folder = tmp_path_factory.mktemp("plan") / "study"
    folder.mkdir()
    (folder / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (folder / "referat.md").write_text(MINUTES, encoding="utf-8")
    study = open_study(folder)
    import_plan(study, read_plan(write_plan(folder / "plan.xlsx")))
    write_plan(folder / "ny.xlsx", changed_sections())
    keep_minutes(study, [folder / "referat.md"])
    return folder


@pytest.fixture
def kept(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "kopi"))


@pytest.mark.parametrize("line", LINES)
def test_keys_are_those_of_the_documents(run: Run, kept: Path, line: str) -> None:
    done = run(*line.format(kept).split(), "--json", "--study", kept)
    command = max((name for name in shapes() if line.startswith(name)), key=len)
    assert (done.status, done.error if done.status else None) == (0, None)
    assert keys(done.json, shapes()[command]) <= keys_of(shapes()[command])
    assert done.json not in ([], {})


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_command_speaks_to_people(run: Run, kept: Path, language: str) -> None:
    for line in (each for each in LINES if "timeline" not in each):
        done = run(*line.format(kept).split(), "--study", kept, "--lang", language)
        assert (line, done.status, "{" in done.out, done.out.strip() != "") == (line, 0, False, True)


def test_a_plan_may_be_added_like_any_file(run: Run, study_folder: Path) -> None:
    write_plan(study_folder / "plan.xlsx")
    assert run("add", study_folder / "plan.xlsx", "--as", "plan", "--study", study_folder).status == 0
    assert len(run("plan", "list", "--json", "--study", study_folder).json) == 36


def test_a_document_without_a_table_is_a_text_and_that_is_told(run: Run, study_folder: Path) -> None:
    document = Document()
    document.add_paragraph("Planen er omtalt i brevet.")
    document.save(str(study_folder / "brev.docx"))
    done = run("add", study_folder / "brev.docx", "--as", "plan", "--json", "--study", study_folder)
    assert (done.json["added"], [each["code"] for each in done.json["problems"]]) == (["brev"], ["PLAN-039"])


def test_two_plans_at_once_are_refused(run: Run, study_folder: Path) -> None:
    files = [write_plan(study_folder / name) for name in ("a.xlsx", "b.xlsx")]
    assert run("add", *files, "--as", "plan", "--json", "--study", study_folder).error["code"] == "PLAN-038"


def test_status_tells_a_secretary_what_is_due_and_who_is_behind(run: Run, kept: Path) -> None:
    found = run("status", "--json", "--study", kept).json["following"]
    assert [each["title"] for each in found["overdue"]][:2] == [
        "Følge opp fylkesrådene",
        "Obligatorisk kurs for sykmeldere",
    ]
    assert found["behind"][0]["party"] == "Oppfølgingsgruppen"


def test_the_next_agenda_takes_up_what_is_open(run: Run, kept: Path) -> None:
    file = kept / "neste.md"
    made = run("minutes", "new", "oppfølgingsgruppen", "--date", "2012-06-20", "--to", file, "--json", "--study", kept)
    assert (made.json["items"][2], "NHO sender et notat" in file.read_text("utf-8")) == ("Gradering", True)


def test_the_next_agenda_asks_for_the_reports_that_are_awaited(run: Run, kept: Path) -> None:
    (kept / "people.yaml").write_text("organisations: [{id: lo, pseudonym: Landslaget}]\n", encoding="utf-8")
    round_ = "rounds open h1 --template party-report --period 2012-H1 --parties lo --deadline 2012-09-01"
    for line in ("people import people.yaml", "instrument new party-report", round_):
        assert run(*line.replace("people.yaml", str(kept / "people.yaml")).split(), "--study", kept).status == 0
    run("minutes", "new", "Gruppa", "--date", "2012-06-20", "--to", kept / "neste.md", "--study", kept)
    assert "| h1 | 1. september 2012 | Landslaget |" in (kept / "neste.md").read_text("utf-8")


def test_an_agenda_is_never_written_over_a_file(run: Run, kept: Path) -> None:
    line = ["minutes", "new", "Gruppa", "--date", "2012-06-20", "--to", kept / "referat.md", "--json"]
    assert run(*line, "--study", kept).error["code"] == "AGENDA-001"
    assert (kept / "referat.md").read_text("utf-8") == MINUTES


def test_a_deferred_item_is_taken_up_once_its_minutes_are_in(run: Run, kept: Path) -> None:
    file = kept / "neste.md"
    run("minutes", "new", "Oppfølgingsgruppen", "--date", "2012-06-20", "--to", file, "--study", kept)
    assert run("minutes", "import", file, "--study", kept).status == 0
    later = ["minutes", "new", "Oppfølgingsgruppen", "--date", "2012-10-03", "--to", kept / "tredje.md", "--json"]
    assert "Gradering" not in run(*later, "--study", kept).json["items"]


def test_a_file_of_minutes_is_set_without_being_imported(run: Run, study_folder: Path) -> None:
    file = study_folder / "referat.md"
    file.write_text(MINUTES, encoding="utf-8")
    done = run("minutes", "render", file, "--to", "html", "--folder", study_folder, "--json", "--study", study_folder)
    assert [Path(each).name for each in done.json["files"]] == ["referat.html"]
    assert "Kari Nordvik (LO)" in (study_folder / "referat.html").read_text("utf-8")


def test_an_unknown_status_names_the_nearest(run: Run, kept: Path) -> None:
    done = run("plan", "update", "4.4", "--status", "gjennomfrt", "--json", "--study", kept)
    assert (done.error["code"], "gjennomført" in done.error["remedy"]) == ("PLAN-003", True)


def test_an_update_of_nothing_is_refused(run: Run, kept: Path) -> None:
    assert run("plan", "update", "4.4", "--json", "--study", kept).error["code"] == "CLI-010"


def test_compare_tells_what_changed_since_the_version_before(run: Run, kept: Path) -> None:
    run("plan", "import", kept / "ny.xlsx", "--date", "2013-06-14", "--study", kept)
    found = run("plan", "compare", "--json", "--study", kept).json
    assert {each["title"]: each["changes"] for each in found["changes"]}["Følge opp evalueringen"] == ["new"]
    assert found["before"] == dt.date(2012, 11, 16).isoformat()
