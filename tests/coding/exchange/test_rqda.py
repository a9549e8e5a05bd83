"""An RQDA project comes along but for what was deleted in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.exchange.formats.rqda import FILE_CATEGORY, read
from coding.exchange.project import Project
from tests.coding.exchange.foreign_examples import PLAIN, RQDA_ROWS, rqda, selection, written
from tests.coding.exchange.reading import coded, codes_of, paths, told


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return read(rqda(tmp_path_factory.mktemp("rqda") / "vikarer.rqda"))


def test_codings_come_along_the_second_table_as_a_second_round(project: Project) -> None:
    assert coded(project) == [
        ("tid til å forebygge 🙂", "forebygging", "master"),
        ("oppfølging 👩‍🔧", "ledelse", "ola"),
        ("tid til å forebygge 🙂", "forebygging", "ola"),
    ]
    assert [each.coding.round for each in project.codings] == ["1", "1", "2"]
    assert (project.codings[0].coding.note, project.codings[0].at) == ("tydelig", "2026-04-03T10:00:00")


def test_a_code_in_two_categories_belongs_twice(project: Project) -> None:
    assert paths(project) == ["tiltak", "tiltak / forebygging", "tiltak / ledelse", "roller"]
    assert project.codebook.code("ledelse").parents == ("roller",)


def test_what_was_deleted_is_told_and_left_out(project: Project) -> None:
    assert [text.source.name for text in project.texts] == ["intervju åse", "brev"]
    assert {each for each in told(project) if each[1] == "dropped"} == {
        ("source", "dropped", 1, "deleted"),
        ("code", "dropped", 1, "deleted"),
        ("coding", "dropped", 1, "deleted"),
        ("coding", "dropped", 1, "code-gone"),
        ("case", "dropped", 1, "deleted"),
        ("picture", "dropped", 1, "no-place"),
        ("coding", "dropped", 1, "no-place"),
    }


def test_cases_attributes_and_file_categories_come_along(project: Project) -> None:
    names = {each.guid: each.name for each in project.variables}
    assert [(each.name, each.type) for each in project.variables] == [
        ("ansatte", "Text"),
        ("kanal", "Text"),
        (FILE_CATEGORY, "Text"),
    ]
    letter = {names[guid]: value for guid, value in project.texts[1].values.items()}
    assert letter == {"kanal": "brev", FILE_CATEGORY: "skriftlige"}
    first, second = project.cases
    assert (first.name, first.sources, first.description) == ("Virksomhet A", (project.texts[0].guid,), "Sykehjem")
    assert second.selections == (project.passages[0].guid,)


def test_memos_stand_where_they_stood(project: Project) -> None:
    memos = [each.memo for each in project.notes]
    assert [(each.on, each.title, each.text) for each in memos] == [
        ("source", "", "Stille rom"),
        ("source", "", "Fint ord"),
        ("study", "Dag 1", "Første runde er ferdig."),
    ]
    assert PLAIN[slice(memos[1].start, memos[1].end)] == "B"
    assert memos[0].at == "2026-04-22T09:05:01"


def test_attributes_that_are_all_numbers_are_numbers(tmp_path: Path) -> None:
    rows = {**RQDA_ROWS, "caseAttr": [{"variable": "ansatte", "value": "120", "caseID": 1, "status": 1}]}
    assert read(rqda(tmp_path / "a.rqda", rows)).variables[0].type == "Float"


def test_texts_without_words_and_codings_of_nothing_are_told(tmp_path: Path) -> None:
    source = [{"id": 1, "name": "tom", "file": " ", "status": 1}, {"id": None, "name": "b", "file": "x", "status": 1}]
    coding = [{"cid": 1, "fid": 1, **selection(PLAIN, "dere"), "status": 1}]
    project = read(rqda(tmp_path / "a.rqda", {"source": source, "coding": coding}))
    assert (project.texts, project.codings) == ((), ())
    assert told(project) >= {
        ("source", "dropped", 1, "text-none"),
        ("source", "dropped", 1, "number-twice"),
        ("coding", "dropped", 1, "source-gone"),
    }


def test_an_old_database_without_the_later_tables_is_read(tmp_path: Path) -> None:
    schema = (
        "create table source (name text, id integer, file text, status integer)",
        "create table freecode (name text, id integer, status integer)",
        "create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer)",
    )
    assert len(read(written(tmp_path / "a.rqda", schema, RQDA_ROWS)).codings) == 2


def test_another_database_is_refused(tmp_path: Path) -> None:
    assert codes_of(read, written(tmp_path / "a.rqda", ("create table source (id)",), {})) == ["FOREIGN-010"]
