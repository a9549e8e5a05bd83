"""Survey data from a file into the study and out again, as it is typed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.study import open_study
from instruments.form.answering import begin, seat_of, submit
from instruments.responses.codebook import beside, write_codebook
from instruments.responses.keeping import open_dataset
from instruments.responses.meaning import Meaning, Variable
from tests.instruments.form.conftest import made as made_study
from tests.instruments.form.conftest import opened

Run = Callable[..., Any]
FORM = """\
id: skjema
kind: questionnaire
title: Skjema
sections:
  - id: a
    title: Del
    themes: [forebygging]
    questions:
      - {id: plan, type: single, text: Har dere plan?, choices: {1: Ja, 2: Nei}, missing: {9: Vet ikke}}
"""


@pytest.fixture
def surveyed(run: Run, copied: Path) -> Path:
    (copied / "instruments/skjema.yaml").write_text(FORM, encoding="utf-8")
    (copied / "svar.csv").write_text("nr;plan\n1;1\n2;9\n3;\n", encoding="utf-8")
    done = run("survey", "import", copied / "svar.csv", "--questionnaire", "skjema", "--study", copied)
    assert done.status == 0
    return copied


def test_an_import_is_listed_with_its_questionnaire(run: Run, surveyed: Path) -> None:
    (row,) = (row for row in run("survey", "list", "--json", "--study", surveyed).json if row["name"] == "svar")
    assert (row["name"], row["questionnaire"], row["rows"], row["file"]) == ("svar", "skjema", 3, "svar.csv")


def test_describe_counts_each_answer(run: Run, surveyed: Path) -> None:
    (row,) = run("survey", "describe", "svar", "plan", "--json", "--study", surveyed).json
    assert (row["question"], row["valid"], row["missing"], row["empty"]) == ("plan", 1, 1, 1)
    assert [(each["value"], each["n"]) for each in row["values"]] == [(1.0, 1), (2.0, 0), (9.0, 1), (None, 1)]


def test_export_and_import_again_under_another_name(run: Run, surveyed: Path, tmp_path: Path) -> None:
    assert run("survey", "export", "svar", "--to", "sav", "--out", tmp_path, "--study", surveyed).status == 0
    done = run("survey", "import", tmp_path / "svar.sav", "--as", "igjen", "--json", "--study", surveyed)
    assert done.json["format"] == "sav"
    study = open_study(surveyed)
    first, again = open_dataset(study, "svar"), open_dataset(study, "igjen")
    assert again.values.equals(first.values)
    assert again.variable("plan").labels == first.variable("plan").labels


def test_an_import_can_be_undone(run: Run, surveyed: Path) -> None:
    before = [row["name"] for row in run("survey", "list", "--json", "--study", surveyed).json]
    run("undo", "--study", surveyed)
    after = [row["name"] for row in run("survey", "list", "--json", "--study", surveyed).json]
    assert set(before) - set(after) == {"svar"}


def test_the_file_of_an_import_taken_back_waits_for_a_redo_and_is_no_stray(run: Run, surveyed: Path) -> None:
    run("undo", "--study", surveyed)
    told = run("doctor", "--json", "--study", surveyed).json
    assert "STUDY-014" not in [each["code"] for each in told]
    run("undo", "--redo", "--study", surveyed)
    assert run("survey", "describe", "svar", "--json", "--study", surveyed).status == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["import", "{}/svar.csv"], "DATASET-017"),
        (["import", "{}/svar.csv", "--as", "ny"], "DATASET-018"),
        (["import", "{}/finnes-ikke.sav"], "DATASET-002"),
        (["import", "{}/evaluation.yaml"], "DATASET-007"),
        (["describe", "svra"], "DATASET-015"),
        (["describe", "svar", "plna"], "DATASET-010"),
        (["export", "svar", "--to", "xyz"], "DATASET-008"),
        (["import", "{}/ny.csv", "--session", "finnes-ikke"], "STUDY-007"),
    ],
)
def test_faults_are_one_message_and_nothing_is_written(run: Run, surveyed: Path, line: list[str], code: str) -> None:
    before = sorted(surveyed.rglob("*.csv"))
    done = run("survey", *(word.format(surveyed) for word in line), "--json", "--study", surveyed)
    assert (done.status, done.error["code"]) == (1, code)
    assert sorted(surveyed.rglob("*.csv")) == before


def test_a_file_that_was_changed_afterwards_is_refused(run: Run, surveyed: Path) -> None:
    (surveyed / "sources/svar.csv").write_text("nr;plan\n1;2\n", encoding="utf-8")
    done = run("survey", "describe", "svar", "--json", "--study", surveyed)
    assert done.error["code"] == "DATASET-016"


def test_texts_of_digits_stay_texts_where_a_codebook_said_so(run: Run, surveyed: Path, tmp_path: Path) -> None:
    file = tmp_path / "koder.csv"
    file.write_text("id,kode\n1,12\n2,7\n", encoding="utf-8")
    meaning = Meaning((Variable("id"), Variable("kode", kind="text")), format="csv")
    write_codebook(meaning, beside(file))
    assert run("survey", "import", file, "--study", surveyed).status == 0
    assert open_dataset(open_study(surveyed), "koder").column("kode").tolist() == ["12", "7"]


def test_a_deposit_tells_what_is_left_and_missing(run: Run, surveyed: Path, tmp_path: Path) -> None:
    done = run("survey", "deposit", tmp_path / "arkiv", "--weight", "vekt", "--study", surveyed)
    assert done.status == 0
    assert "se på: Disse skiller hvert svar fra de andre." in done.out
    assert (tmp_path / "arkiv/data/svar.sav").is_file()
    again = run("survey", "deposit", tmp_path / "arkiv", "--json", "--study", surveyed)
    assert again.error["code"] == "DEPOSIT-001"


def test_open_answers_in_a_deposit_are_warned_of(run: Run, surveyed: Path, tmp_path: Path) -> None:
    done = run("survey", "deposit", tmp_path / "arkiv", "--with-open-answers", "--study", surveyed)
    assert "[DEPOSIT-004]" in done.err


def test_exporting_a_forms_open_answers_tells_who_may_read_them(run: Run, tmp_path: Path) -> None:
    study = made_study(tmp_path / "studie")
    begun = begin(study, seat_of(study, opened(study)), language="nb", consent=True)
    submit(study, seat_of(study, begun.token), {"plan": 1, "ord": "Blåbær"}, revision=0, language="nb")
    done = run("survey", "export", "form:medlemmer", "--to", "csv", "--out", tmp_path, "--study", study.folder)
    assert (done.status, "[SURVEY-002]" in done.err, "Instituttet" in done.err) == (0, True, True)
