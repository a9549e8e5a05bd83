"""Real files are read as what they say, and come back from being written without a difference."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from ruamel.yaml import YAML

from evaluation.errors import EvaluationError
from instruments.responses.dataset import Dataset
from instruments.responses.files import known_formats, lint_dataset, read_dataset, write_dataset
from instruments.responses.meaning import MissingRange, Variable

SHARED = Path(__file__).parents[3].parent / "shared" / "survey"
SPSS_FILES = sorted([*SHARED.glob("*/*.sav"), *SHARED.glob("*/*.zsav")])
STATA_FILES = sorted(SHARED.glob("*/*.dta"))
needs_shared = pytest.mark.skipif(not SPSS_FILES, reason="the shared examples are not here")
SYNT = SHARED / "synt"


def _library_of(name: str) -> None:
    """Parquet needs a library that not everybody has."""
    if name == "parquet":
        pytest.importorskip("pyarrow")


def codes_of(raised: pytest.ExceptionInfo[EvaluationError]) -> list[str]:
    return [each.code for each in raised.value.problems]


@pytest.mark.parametrize("name", known_formats())
def test_every_format_reads_or_writes_and_says_its_suffixes(name: str) -> None:
    format_ = known_formats()[name]
    assert format_.name == name
    assert format_.read or format_.write
    assert all(each.startswith(".") and each == each.lower() for each in format_.suffixes)


@pytest.mark.parametrize("name", [name for name, each in known_formats().items() if each.write])
def test_what_is_written_comes_back(answers: Dataset, tmp_path: Path, name: str) -> None:
    _library_of(name)
    suffix = known_formats()[name].suffixes[0]
    again = read_dataset(write_dataset(answers, tmp_path / f"svar{suffix}")[0])
    pd.testing.assert_frame_equal(again.values, answers.values)
    told = [(each.name, each.label, each.kind, dict(each.labels)) for each in answers.meaning]
    assert [(each.name, each.label, each.kind, dict(each.labels)) for each in again.meaning] == told


@pytest.mark.parametrize("name", [name for name, each in known_formats().items() if each.read])
def test_a_file_that_is_cut_short_is_one_message(tmp_path: Path, name: str) -> None:
    _library_of(name)
    file = tmp_path / f"svar{known_formats()[name].suffixes[0]}"
    file.write_bytes(b"$FL2@(#) \x00\xff\x00\x01" if name != "nettskjema" else b"")
    with pytest.raises(EvaluationError) as raised:
        read_dataset(file)
    assert len(codes_of(raised)) == 1


@needs_shared
@pytest.mark.parametrize("file", SPSS_FILES, ids=lambda each: each.name)
def test_an_spss_file_read_and_written_is_equal(tmp_path: Path, file: Path) -> None:
    """In every value and all meaning but the sets, which stand beside, and the encoding, which becomes UTF-8."""
    first = read_dataset(file)
    again = read_dataset(write_dataset(first, tmp_path / file.name)[0])
    pd.testing.assert_frame_equal(again.values, first.values)
    assert replace(again.meaning, encoding="") == replace(first.meaning, encoding="", sets=())


@needs_shared
@pytest.mark.parametrize("file", STATA_FILES, ids=lambda each: each.name)
def test_a_stata_file_read_and_written_keeps_values_labels_and_marks(tmp_path: Path, file: Path) -> None:
    first = read_dataset(file)
    again = read_dataset(write_dataset(first, tmp_path / file.name)[0])
    pd.testing.assert_frame_equal(again.values, first.values, check_dtype=False)
    assert [(each.labels, each.missing) for each in again.meaning] == [
        (each.labels, each.missing) for each in first.meaning
    ]


@needs_shared
@pytest.mark.skipif(shutil.which("pspp-convert") is None, reason="PSPP is not installed")
def test_pspp_reads_the_same_values(tmp_path: Path) -> None:
    first = read_dataset(SYNT / "midtveis_synt.sav")
    written = write_dataset(first, tmp_path / "ut.sav")[0]
    for origin, target in ((SYNT / "midtveis_synt.sav", "a.csv"), (written, "b.csv")):
        subprocess.run(["pspp-convert", origin, tmp_path / target], check=True, capture_output=True)
    assert (tmp_path / "b.csv").read_bytes() == (tmp_path / "a.csv").read_bytes()


@pytest.mark.skipif(shutil.which("pspp") is None, reason="PSPP is not installed")
def test_pspp_makes_the_sets_that_stand_beside(answers: Dataset, tmp_path: Path) -> None:
    data, syntax = write_dataset(answers, tmp_path / "svar.sav")
    job = f"GET FILE='{data}'.\n{syntax.read_text('utf-8').partition(chr(10))[2]}SAVE OUTFILE='{tmp_path}/sett.sav'.\n"
    (tmp_path / "kjor.sps").write_text(job, encoding="utf-8")
    subprocess.run(["pspp", "-b", tmp_path / "kjor.sps"], check=True, capture_output=True, cwd=tmp_path)
    found = read_dataset(tmp_path / "sett.sav").meaning.sets
    assert [(each.variables, each.label, each.counted) for each in found] == [(("nav", "bht"), "Bistand vi fikk", 1)]


@needs_shared
def test_missing_codes_of_the_synthetic_survey() -> None:
    found = read_dataset(SYNT / "midtveis_synt.sav")
    assert found.variable("q1_1").missing == (MissingRange(8.0, 8.0), MissingRange(9.0, 9.0))
    assert found.variable("dato").kind == "date"
    assert (found.is_missing("q1_1").sum(), found.valid("q1_1").count()) == (27, 347)


@needs_shared
def test_a_date_past_all_calendars_is_told_and_kept_as_a_number() -> None:
    found = read_dataset(SHARED / "haven" / "datetime.sav")
    assert [each.values["name"] for each in found.problems] == ["date.posix"]
    assert [each.kind for each in found.meaning] == ["date", "number", "time"]


@needs_shared
def test_stata_keeps_the_letters_that_mark_missing_answers() -> None:
    found = read_dataset(SHARED / "haven" / "tagged-na-double.dta")
    assert found.column("x").tolist()[5] == "a"
    assert found.valid("x").dropna().tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]


@needs_shared
@pytest.mark.parametrize(
    ("name", "separator", "decimal", "encoding"),
    [("midtveis_synt.csv", ",", ".", "utf-8"), ("midtveis_synt_excel.csv", ";", ",", "cp1252")],
)
def test_how_a_csv_was_read_is_told(name: str, separator: str, decimal: str, encoding: str) -> None:
    found = read_dataset(SYNT / name)
    told = found.problems[0].values
    assert (told["separator"], told["decimal"], told["encoding"]) == (separator, decimal, encoding)
    same = read_dataset(SYNT / "midtveis_synt.sav")
    pd.testing.assert_series_equal(found.column("vekt"), same.column("vekt"))
    assert found.column("q3").tolist() == same.column("q3").tolist()


@needs_shared
def test_csv_with_its_codebook_keeps_everything(tmp_path: Path) -> None:
    first = read_dataset(SYNT / "midtveis_synt_mrset_pspp.sav")
    again = read_dataset(write_dataset(first, tmp_path / "svar.csv")[0])
    pd.testing.assert_frame_equal(again.values, first.values)
    assert replace(again.meaning, format="sav") == first.meaning


@needs_shared
def test_nettskjema_with_its_elements(tmp_path: Path) -> None:
    def body(name: str) -> str:
        recorded = YAML(typ="safe").load(SHARED / "nettskjema" / f"{name}.yml")
        return str(recorded["http_interactions"][0]["response"]["body"]["string"])

    (tmp_path / "svar.csv").write_text(body("ns_get_data_original"), encoding="utf-8")
    (tmp_path / "svar.elements.json").write_text(body("ns_get_codebook_raw"), encoding="utf-8")
    found = read_dataset(tmp_path / "svar.csv")
    assert found.meaning.format == "nettskjema"
    assert found.variable("dropdown").labels == {4.0: "UiO", 9.0: "OsloMet"}
    assert found.variable("radio_matrix_grants").missing == (MissingRange(-1.0, -1.0),)
    assert found.meaning.sets[0].variables == ("checkbox_questionnaires", "checkbox_events", "checkbox_logs")


def test_a_second_row_of_labels_is_no_answer(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["kjonn", "merknad"], ["Hvilket kjønn?", "Noe mer?"], [1, "ja"], [2, None]):
        book.active.append(row)
    book.save(tmp_path / "svar.xlsx")
    found = read_dataset(tmp_path / "svar.xlsx")
    assert [each.label for each in found.meaning] == ["Hvilket kjønn?", "Noe mer?"]
    assert found.column("kjonn").tolist() == [1.0, 2.0]


def test_a_portable_file(tmp_path: Path) -> None:
    pyreadstat.write_por(pd.DataFrame({"Q1": [1.0, 2.0]}), tmp_path / "x.por", column_labels={"Q1": "En plan?"})
    found = read_dataset(tmp_path / "x.por")
    assert (found.column("Q1").tolist(), found.variable("Q1").label) == ([1.0, 2.0], "En plan?")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("id;q1;q1\n1;2;3\n", "DATASET-006"),
        ("id;q1\n1;2\n3\n", "DATASET-061"),
        ("", "DATASET-060"),
    ],
)
def test_bad_tables(tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / "svar.csv").write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError) as raised:
        read_dataset(tmp_path / "svar.csv")
    assert codes_of(raised) == [code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("id;dag\n1;31.02.2025\n2;01.03.2025\n", "DATASET-081"),
        ("id;dag\n1;2025-13-41\n2;2025-01-01\n", "DATASET-081"),
        ("id;dag\n1;0000-01-01\n2;2025-01-01\n", "DATASET-081"),
        ("id;dag\n", "DATASET-069"),
    ],
)
def test_odd_tables_are_read_and_told(tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / "svar.csv").write_text(content, encoding="utf-8")
    assert code in [each.code for each in read_dataset(tmp_path / "svar.csv").problems]


def test_a_file_larger_than_the_machine_is_one_message(tmp_path: Path) -> None:
    file = tmp_path / "svar.csv"
    file.write_text("id\n1\n", encoding="utf-8")
    os.truncate(file, 300 * 10**9)  # takes no room on the disk
    with pytest.raises(EvaluationError) as raised:
        read_dataset(file)
    assert codes_of(raised) == ["DATASET-003"]


def test_a_codebook_of_another_file(answers: Dataset, tmp_path: Path) -> None:
    write_dataset(answers, tmp_path / "svar.csv")
    (tmp_path / "svar.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(EvaluationError) as raised:
        read_dataset(tmp_path / "svar.csv")
    assert codes_of(raised) == ["DATASET-063"]


def test_a_number_with_a_leading_nought_stays_a_text(tmp_path: Path) -> None:
    (tmp_path / "svar.csv").write_text("kommune;n\n0301;1\n4601;2\n", encoding="utf-8")
    assert read_dataset(tmp_path / "svar.csv").column("kommune").tolist() == ["0301", "4601"]


LONG = "ø" * 200


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"label": LONG}, "DATASET-031", "warning"),
        ({"labels": {1.0: LONG}}, "DATASET-032", "warning"),
        ({"missing": tuple(MissingRange(n, n) for n in (6.0, 7.0, 8.0, 9.0))}, "DATASET-037", "error"),
        ({"missing": (MissingRange("a", "a"),)}, "DATASET-041", "warning"),
    ],
)
def test_what_spss_would_cut_or_refuse(answers: Dataset, changes: dict[str, object], code: str, severity: str) -> None:
    changed = answers.explained([replace(answers.variable("enig"), **changes)])  # type: ignore[arg-type]
    assert [(each.code, each.severity) for each in lint_dataset(changed.select(["enig"]), "sav")] == [(code, severity)]


def test_names_that_spss_takes_for_one(answers: Dataset, tmp_path: Path) -> None:
    doubled = answers.with_variable(Variable("ENIG"), [1.0, 2.0, 3.0, 4.0])
    with pytest.raises(EvaluationError) as raised:
        write_dataset(doubled, tmp_path / "svar.sav")
    assert codes_of(raised) == ["DATASET-038"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_larger_than_the_memory_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "stor.csv"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    with pytest.raises(EvaluationError) as raised:
        read_dataset(file)
    assert codes_of(raised) == ["DATASET-003"]
