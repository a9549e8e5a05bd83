"""What the archive gets is whole, the same each time, and tells nobody's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pyreadstat
import pytest
from lxml import etree

from evaluation.errors import EvaluationError
from evaluation.study import open_study
from instruments.form.answering import begin, seat_of, submit
from instruments.responses.files import read_dataset
from instruments.responses.keeping import import_dataset
from reports.deposit.building import deposit
from reports.deposit.shape import Deposited, Terms
from tests.instruments.exchange.test_ddi import NAMESPACE, faults
from tests.instruments.form.conftest import made as made_study
from tests.instruments.form.conftest import opened

FORM = """\
id: skjema
kind: questionnaire
languages: [nb, en]
title: {nb: Skjema, en: Form}
sections:
  - id: a
    title: {nb: Del, en: Part}
    questions:
      - id: plan
        type: single
        text: {nb: Har dere plan?, en: Do you have a plan?}
        choices: {1: Ja, 2: Nei}
        missing: {9: Vet ikke}
      - {id: hvorfor, text: {nb: Hvorfor?, en: Why?}, show_if: plan = 2}
"""


@pytest.fixture(scope="module")
def made(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Deposited:
    return deposit(open_study(demo, speak=False), tmp_path_factory.mktemp("a") / "arkiv", Terms(weights=("vekt",)))


@pytest.fixture
def folder(study_folder: Path) -> Path:
    (study_folder / "instruments").mkdir()
    (study_folder / "instruments/skjema.yaml").write_text(FORM, encoding="utf-8")
    return study_folder


def imported(folder: Path, content: str, name: str = "svar") -> Any:
    file = folder.parent / f"{name}.csv"
    file.write_text(content, encoding="utf-8")
    study = open_study(folder, speak=False)
    if not study.people().participants:
        study.import_people(folder / "people.yaml")
    import_dataset(study, file, questionnaire=folder / "instruments/skjema.yaml")
    return study


def root_of(folder: Path, name: str) -> Any:
    return etree.parse(folder / f"codebooks/{name}.xml").getroot()


def states(done: Deposited) -> dict[str, str]:
    return {each.id: each.state for each in done.checks}


def test_everything_the_archive_asks_for_is_there(made: Deposited) -> None:
    names = {each.relative_to(made.folder).as_posix() for each in made.files}
    assert {
        "data/medlemmer.sav", "data/medlemmer.sps", "codebooks/medlemmer.xml", "codebooks/medlemmer-nb.pdf",
        "codebooks/medlemmer-en.pdf", "README-nb.md", "README-en.md", "CHECKLIST-nb.md", "CHECKLIST-en.md",
        "SHA256SUMS",
    } <= names  # fmt: skip
    kinds = {each.suffix for each in made.files if each.parent.name == "instruments"}
    assert kinds == {".yaml", ".pdf"}


def test_the_codebook_is_built_as_the_standard_says(made: Deposited) -> None:
    assert faults(root_of(made.folder, "medlemmer")) == []


def test_each_category_has_its_frequency_plain_and_weighted(made: Deposited) -> None:
    data = read_dataset(made.folder / "data/medlemmer.sav")
    of = next(each for each in root_of(made.folder, "medlemmer").iter(f"{NAMESPACE}var") if each.get("name") == "rolle")
    told = {each.findtext(f"{NAMESPACE}catValu"): [stat.text for stat in each.iter(f"{NAMESPACE}catStat")]
            for each in of.iter(f"{NAMESPACE}catgry")}  # fmt: skip
    chosen = data.column("rolle") == 1
    assert told["1"] == [str(int(chosen.sum())), f"{data.column('vekt')[chosen].sum():.4f}"]
    assert of.get("wgt-var") == "V_vekt"


def test_the_file_is_told_by_its_hash(made: Deposited) -> None:
    from evaluation.sources.received import sha256_of

    found = root_of(made.folder, "medlemmer").findtext(f".//{NAMESPACE}digitalFingerprintValue")
    assert found == sha256_of(made.folder / "data/medlemmer.sav")


def test_data_bring_labels_missing_answers_and_measures(made: Deposited) -> None:
    _, about = pyreadstat.read_sav(made.folder / "data/medlemmer.sav", user_missing=True)
    assert about.missing_ranges["utbytte"] == [{"lo": 9.0, "hi": 9.0}]
    assert (about.variable_measure["utbytte"], about.variable_value_labels["grunn_1"][1.0]) == ("ordinal", "Krysset av")


def test_open_answers_stay_and_are_told(made: Deposited) -> None:
    gone = [each.variable for each in made.left["medlemmer"] if each.reason == "open"]
    assert "savner" in gone
    assert not set(gone) & set(read_dataset(made.folder / "data/medlemmer.sav").names)


def test_small_groups_are_pointed_out(made: Deposited) -> None:
    assert states(made)["rare"] == "look"


@pytest.mark.parametrize(("language", "words"), [("nb", "Har dere fått tilskudd"), ("en", "Filter: you answered")])
def test_the_printed_codebook_is_tagged_and_speaks_its_language(made: Deposited, language: str, words: str) -> None:
    file = made.folder / f"codebooks/medlemmer-{language}.pdf"
    with pikepdf.open(file) as book:
        assert str(book.Root.Lang).startswith(language)
        assert "/StructTreeRoot" in book.Root
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert words in " ".join(text.split())


def test_no_real_name_stands_anywhere(made: Deposited, demo: Path) -> None:
    study = open_study(demo, speak=False)
    people = study.people(names=True)
    authors = study.evaluation.evaluator.authors
    names = [each.name for each in (*people.participants, *people.organisations) if each.name not in authors]
    texts = [each.read_text("utf-8") for each in made.files if each.suffix in (".md", ".xml", ".yaml", ".sps")]
    assert [name for name in names for text in texts if name and name in text] == []


def test_the_same_study_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    study = imported(folder, "plan;hvorfor;tid\n1;;2025-01-02\n2;Nei;2025-01-03\n")
    one, two = (deposit(study, tmp_path / name) for name in ("en", "to"))
    assert [each.read_bytes() for each in one.files] == [each.read_bytes() for each in two.files]


def test_a_full_folder_is_refused_and_left_alone(folder: Path, tmp_path: Path) -> None:
    study = imported(folder, "plan\n1\n")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/min.txt").write_text("min")
    with pytest.raises(EvaluationError) as raised:
        deposit(study, tmp_path / "full")
    assert [each.code for each in raised.value.problems] == ["DEPOSIT-001"]
    assert [each.name for each in (tmp_path / "full").iterdir()] == ["min.txt"]


def test_a_study_without_anything_is_one_message(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as raised:
        deposit(open_study(folder, speak=False), tmp_path / "arkiv")
    assert [each.code for each in raised.value.problems] == ["DEPOSIT-002"]


def test_a_name_spss_refuses_is_told_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    study = imported(folder, "plan;1feil\n1;2\n")
    with pytest.raises(EvaluationError) as raised:
        deposit(study, tmp_path / "ut" / "arkiv")
    assert [each.code for each in raised.value.problems] == ["DATASET-036"]
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize(
    ("column", "values", "reason"),
    [
        ("epost", ("a", "b"), "identifier"),
        ("nummer", ("12057900499", "01010750160"), "identifier"),
        ("om", ("kari@eksempel.example",) * 12, "identifier"),
        ("hvor", ("Ternholmen omsorgssenter",) * 12, "names"),
    ],
)
def test_what_points_to_one_person_stays(
    folder: Path, tmp_path: Path, column: str, values: tuple[str, ...], reason: str
) -> None:
    study = imported(folder, "plan;" + column + "\n" + "".join(f"1;{each}\n" for each in values * 6))
    done = deposit(study, tmp_path / "arkiv", Terms(open_answers=True))
    assert [(each.variable, each.reason) for each in done.left["svar"]] == [(column, reason)]


def test_names_are_taken_out_of_open_answers_that_go_along(folder: Path, tmp_path: Path) -> None:
    study = imported(folder, "plan;hvorfor\n2;Spør Odd Terje Skarvang på 22 33 44 55\n2;O. Skarvag vet\n")
    done = deposit(study, tmp_path / "arkiv", Terms(open_answers=True))
    texts = read_dataset(tmp_path / "arkiv/data/svar.sav").column("hvorfor").tolist()
    assert texts[0] == "Spør […] på […]"
    assert "Skarvag" not in texts[1]
    assert states(done)["open"] == "look"


def test_an_instrument_that_mentions_somebody_stays(folder: Path, tmp_path: Path) -> None:
    file = folder / "instruments/skjema.yaml"
    file.write_text(f"# Laget med Odd Terje Skarvang\n{FORM}", encoding="utf-8")
    done = deposit(imported(folder, "plan\n1\n"), tmp_path / "arkiv")
    assert states(done)["named"] == "missing"
    assert not list((tmp_path / "arkiv").glob("instruments/*"))


def test_what_is_missing_is_on_the_list(folder: Path, tmp_path: Path) -> None:
    done = deposit(imported(folder, "plan\n1\n"), tmp_path / "arkiv")
    missing = {name for name, state in states(done).items() if state == "missing"}
    assert {"population", "period", "consent", "guides", "contact"} <= missing
    assert "sample.note" in (tmp_path / "arkiv/CHECKLIST-en.md").read_text("utf-8")


def test_a_variable_nobody_knows_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as raised:
        deposit(imported(folder, "plan\n1\n"), tmp_path / "arkiv", Terms(without=("x",), weights=("y",)))
    assert [each.code for each in raised.value.problems] == ["DEPOSIT-003"] * 2


def test_the_answers_to_a_form_go_along_without_who_answered(tmp_path: Path) -> None:
    study = made_study(tmp_path / "studie")
    begun = begin(study, seat_of(study, opened(study)), language="nb", consent=True)
    submit(study, seat_of(study, begun.token), {"plan": 1, "tiltak": [2]}, revision=0, language="nb")
    done = deposit(study, tmp_path / "arkiv")
    [data] = [each for each in done.files if each.suffix == ".sav"]
    found = read_dataset(data)
    assert (data.stem, found.column("tiltak_2").tolist()) == ("medlemmer", [1.0])
    assert [each.variable for each in done.left["medlemmer"]] == ["hvorfor", "ord"]
    assert states(done)["questionnaires"] == "done"
