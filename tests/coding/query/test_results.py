"""What a result tells and writes: columns, files, nothing that was taken back, no real name."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from coding.query import Hit, run
from coding.query.corpus import Corpus
from coding.query.exports import suffixes
from coding.query.words import words, words_read
from coding.retrieval import FOUND_COLUMNS
from evaluation.errors import EvaluationError
from evaluation.model import Coding, Consent, Source, Turn
from evaluation.store.search_index import NAME
from evaluation.study import Study, open_study
from tests.coding.query.conftest import coding, talk
from tests.sharing import copy_of

MADE = (coding("Vi løfter tungt.", "forebygging"), coding("løfter roboten", "utstyr"))


def withdraw(study: Study, participant: str) -> None:
    people = study.people()
    gone = Consent.model_validate({"participant": participant, "withdrawn": "2026-05-01"})
    kept = tuple(each for each in people.consents if each.participant != participant)
    study.add_people(people.model_copy(update={"consents": (*kept, gone)}))


def test_a_table_has_its_columns(asked: Callable[..., Study]) -> None:
    assert list(run(asked(), "forebygging").table().columns) == list(FOUND_COLUMNS)


def test_a_row_tells_who_says_it_and_what_stands_around(asked: Callable[..., Study]) -> None:
    [row] = run(asked(*MADE), "utstyr").table(context=10).to_dict("records")
    assert {key: row[key] for key in ("text", "before", "after", "codes", "speaker", "organisation", "question")} == {
        "text": "løfter roboten",
        "before": "Hos oss",
        "after": ".",
        "codes": ["utstyr"],
        "speaker": "Informant 2",
        "organisation": "Virksomhet B",
        "question": "q1",
    }


def test_hits_have_places_in_their_source(asked: Callable[..., Study]) -> None:
    assert run(asked(*MADE), "=forebygging").hits == (Hit("fg1", MADE[0].start, MADE[0].end),)


@pytest.mark.parametrize(
    "query",
    ["forebygging", '"løfter"', "NOT seniorer", '"løfter" AND forebygging', '"tungt" NEAR/question "roboten"'],
)
def test_nothing_said_by_somebody_who_withdrew_is_found(asked: Callable[..., Study], query: str) -> None:
    study = asked(*MADE)
    before = set(run(study, query).table()["speaker"])
    withdraw(study, "p2")
    after = set(run(study, query).table()["speaker"])
    assert ("Informant 1" in before, after) == (True, {"Informant 1"} - ({"Informant 1"} if "NEAR" in query else set()))


def test_real_names_are_taken_out(asked: Callable[..., Study]) -> None:
    study = asked()
    named = talk("brev", ("I1", "Jeg ringte Ragnhild Ternebø om løftet, og Pallvik Logistikk svarte.", None))
    study.add(named, session="fg1")
    found = run(study, '"løftet"').table().to_json() or ""
    assert not any(name in found for name in ("Ragnhild", "Terneb", "Pallvik"))


def test_the_example_of_the_documents(demo: Path, tmp_path: Path) -> None:
    folder = copy_of(demo, tmp_path / "study")
    study = open_study(folder)
    source = study.source("fokusgruppe")
    turn = next(turn for turn in source.turns if turn.participant == "p3" and "tillitsvalgt" in source.words_of(turn))
    mine = Coding("fokusgruppe", turn.start, turn.start + 40, "forebygging", "ida")
    elder = Coding("fokusgruppe", turn.start + 50, turn.start + 60, "forebygging", "ida")
    study.add([mine, elder, Coding("fokusgruppe", turn.start + 55, turn.start + 58, "seniorer", "ida")])
    query = 'forebygging AND (NOT seniorer) NEAR/turn "tillitsvalgt*" WHERE sector = renhold AND coder = ida'
    assert run(study, query).hits == (Hit("fokusgruppe", mine.start, mine.end),)
    study.store.engine.dispose()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("WHERE sector = helsa", "QUERY-009"),
        ("WHERE coder = idaa", "QUERY-009"),
        ("WHERE theme = forebyging", "QUERY-009"),
        ("WHERE sektro = helse", "QUERY-008"),
        ("WHERE sector < helse", "QUERY-010"),
        ("WHERE date LIKE «2026*»", "QUERY-010"),
        ("WHERE size = stor", "QUERY-011"),
        ("WHERE date > mai", "QUERY-011"),
        ("WHERE coder = ida OR sector = helse", "QUERY-012"),
        ("WHERE NOT (coder = ida AND sector = helse)", "QUERY-012"),
        ("WHERE speaker ~ «*»", "QUERY-006"),
    ],
)
def test_a_faulty_condition_is_refused_with_its_place(asked: Callable[..., Study], query: str, code: str) -> None:
    with pytest.raises(EvaluationError) as error:
        run(asked(*MADE), query)
    assert [(each.code, "column" in each.values) for each in error.value.problems] == [(code, True)]


# Files


def test_there_are_these_formats() -> None:
    assert {".csv", ".docx", ".json", ".xlsx"} <= set(suffixes())


def test_another_format_is_refused(asked: Callable[..., Study], tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        run(asked(), "forebygging").save(tmp_path / "x.pdf")
    assert error.value.problems[0].code == "QUERY-014"


@pytest.fixture
def formula(asked: Callable[..., Study]) -> Study:
    """A study in which somebody says something that looks like a formula, with a character no document can hold."""
    study = asked()
    said = Source("f", "=SUM(1;2) sa hun\x0bløst", "transcript", (Turn(0, 21, "I1"),), "nb", sha256="f")
    study.add(said, session="fg1")
    study.add([Coding("f", 0, 21, "forebygging", "ida")])
    return study


def test_csv_opens_in_a_spreadsheet_without_reckoning(formula: Study, tmp_path: Path) -> None:
    file = run(formula, "forebygging").save(tmp_path / "treff.csv")
    assert file.read_bytes().startswith(b"\xef\xbb\xbfKilde;")
    [row] = _rows(file)
    assert (row["Kilde"], row["Fra tegn"], row["Tekst"][:5], row["Koder"]) == ("f", "0", "'=SUM", "forebygging")


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_a_workbook_holds_text_as_text(formula: Study, tmp_path: Path) -> None:
    book = load_workbook(run(formula, "forebygging").save(tmp_path / "treff.xlsx"))
    cell = book["Treff"]["D2"]
    assert (cell.value, cell.data_type, book["Om søket"]["B2"].value) == ("=SUM(1;2) sa hunløst", "s", "forebygging")


def test_a_document_has_each_quote_with_whose_it_is(asked: Callable[..., Study], tmp_path: Path) -> None:
    page = Document(str(run(asked(*MADE), "utstyr").save(tmp_path / "treff.docx")))
    told = [paragraph.text for paragraph in page.paragraphs]
    assert "… Hos oss løfter roboten . Samarbeidet er godt, og fraværet lavt. …" in told
    assert any(line.startswith("Informant 2, Lager · spørsmål q1 · tegn") for line in told)


def test_json_has_the_keys_of_the_command(asked: Callable[..., Study], tmp_path: Path) -> None:
    [row] = json.loads(run(asked(*MADE), "utstyr").save(tmp_path / "treff.json").read_text(encoding="utf-8"))
    assert {"source", "start", "end", "text", "before", "after", "codes", "speaker"} <= set(row)


@pytest.mark.parametrize("suffix", [".csv", ".docx", ".json", ".xlsx"])
def test_nothing_found_is_a_file_too(asked: Callable[..., Study], tmp_path: Path, suffix: str) -> None:
    assert run(asked(), "forebygging").save(tmp_path / f"treff{suffix}").stat().st_size > 0


# The index


def test_the_index_is_its_owners_alone(asked: Callable[..., Study]) -> None:
    study = asked()
    run(study, '"løfter"')
    assert (study.folder / NAME).stat().st_mode & 0o777 == 0o600


def test_a_text_added_later_is_found(asked: Callable[..., Study]) -> None:
    study = asked()
    before = len(run(study, '"løfter"'))
    study.add(talk("ny", ("I1", "Alle løfter.", None)), session="fg1")
    assert len(run(study, '"løfter"')) == before + 1


def test_a_text_taken_back_is_not_found(asked: Callable[..., Study]) -> None:
    study = asked()
    study.add(talk("ny", ("I1", "Alle løfter.", None)), session="fg1")
    run(study, '"løfter"')
    study.undo()
    assert "ny" not in {hit.source for hit in run(study, '"løfter"').hits}


@pytest.mark.parametrize("damage", [b"", b"ikke en database" * 100, None])
def test_a_damaged_index_is_made_anew(asked: Callable[..., Study], damage: bytes | None) -> None:
    study = asked()
    before = run(study, '"løfter"').hits
    file = study.folder / NAME
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096) if damage is None else damage)
    assert (run(study, '"løfter"').hits, _is_whole(file)) == (before, True)


def _is_whole(file: Path) -> bool:
    with sqlite3.connect(file) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_words_are_found_while_another_program_holds_the_index(
    asked: Callable[..., Study], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evaluation.store.search_index.PATIENCE", 0.01)
    study = asked()
    run(study, '"løfter"')
    study.add(talk("ny", ("I1", "Alle løfter.", None)), session="fg1")
    with sqlite3.connect(study.folder / NAME, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "ny" in {hit.source for hit in run(study, '"løfter"').hits}
        other.execute("ROLLBACK")


@pytest.mark.parametrize("written", ["working", "work*", "men", "the works", "=men"])
def test_each_text_is_read_in_its_own_tongue(asked: Callable[..., Study], written: str) -> None:
    study = asked()
    study.add(Source("en", "The works are working. Men work.\n", "document", (), "en", sha256="en"))
    study.add(Source("nn", "Men working er ikkje norsk. Mennene.\n", "document", (), "nn", sha256="nn"))
    corpus = Corpus(study)
    found, plain = words(corpus, written), words_read(corpus, written)
    assert (found.start.tolist(), found.end.tolist()) == (plain.start.tolist(), plain.end.tolist())


@pytest.mark.parametrize("written", ["syke-fravær", "sykefravær", "syke*", "*fravær", "sykefraværet er"])
def test_words_broken_at_the_end_of_a_line_are_in_the_index(asked: Callable[..., Study], written: str) -> None:
    study = asked()
    study.add(Source("d", "Om syke-\nfraværet er sagt. Syke-\n\nFraværet.\n", "document", (), "nb", sha256="d"))
    corpus = Corpus(study)
    found, plain = words(corpus, written), words_read(corpus, written)
    assert (found.start.tolist(), found.end.tolist()) == (plain.start.tolist(), plain.end.tolist())
