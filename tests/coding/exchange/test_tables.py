"""Codings go out as tables and come in from tables, and none is put where it may not belong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from coding.exchange.formats import csv as csv_format
from coding.exchange.formats import respondents, sav, xlsx
from coding.exchange.project import Project
from coding.exchange.tables.spss import LONGEST_NAME, Names, cut
from evaluation.model import People
from tests.coding.exchange.projects import FIRST, plain, project
from tests.coding.exchange.reading import coded, codes_of, told

KNOWN = Project(codebook=project().codebook, texts=project().texts)


def table(file: Path, rows: Iterable[Sequence[object]], delimiter: str = ";", encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    file.write_bytes(text.getvalue().encode(encoding))
    return file


def sheet(file: Path, rows: Iterable[Sequence[object]]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(file)
    return file


def read_rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("format_", [csv_format, xlsx], ids=["csv", "xlsx"])
def test_codings_come_back_as_they_went_out(tmp_path: Path, format_: object) -> None:
    file = tmp_path / f"ut{format_.SUFFIXES[0]}"  # type: ignore[attr-defined]
    format_.write(project(), file)  # type: ignore[attr-defined]
    found = format_.read_beside(file, KNOWN)  # type: ignore[attr-defined]
    assert plain(found) == plain(project())
    whole = [(each.coding.round, each.coding.origin, each.coding.certainty) for each in found.codings]
    assert whole == [(each.coding.round, each.coding.origin, each.coding.certainty) for each in project().codings]
    assert {each for each in told(found) if each[1] != "kept"} == set()
    assert found.codebook.path("forebygging") == "tiltak / forebygging"


def test_a_table_tells_who_spoke_and_what_is_known_of_the_text(tmp_path: Path) -> None:
    csv_format.write(project(), tmp_path / "ut.csv")
    first, *_, last = read_rows(tmp_path / "ut.csv")
    assert (first["speaker"], first["role"], first["organisation"], first["sector"]) == (
        "Informant 1",
        "pleier",
        "Virksomhet A",
        "helse",
    )
    assert (first["path"], first["label"], first["source 2"]) == ("tiltak / forebygging", "", "lyd")
    assert (last["speaker"], last["text"]) == ("", "vikarene mangler")


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    csv_format.write(project(), tmp_path / "ut.csv")
    cells = [cell for row in read_rows(tmp_path / "ut.csv") for cell in row.values() if cell]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []
    assert "'=SUM(1)" in cells
    assert "'@Odd" in cells
    xlsx.write(project(), tmp_path / "ut.xlsx")
    types = {cell.data_type for row in load_workbook(tmp_path / "ut.xlsx").worksheets[0].iter_rows() for cell in row}
    assert types == {"s", "n"}


def test_a_text_longer_than_a_cell_is_told(tmp_path: Path) -> None:
    from dataclasses import replace

    long = replace(project().codings[0].coding, note="x" * 40_000)
    whole = replace(project(), codings=(replace(project().codings[0], coding=long),))
    assert ("coding", "changed", 1, "cell-cut") in {
        (each.element, each.outcome, each.count, each.reason) for each in xlsx.write(whole, tmp_path / "ut.xlsx")
    }


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8"), (";", "cp1252")]
)
def test_whatever_a_table_is_separated_by_and_written_in(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [("Dokument", "Sitat", "Kode", "Koder"), ("brev / 2", "vikarene mangler oppfølging", "ny kode", "Åse")]
    found = csv_format.read_beside(table(tmp_path / "inn.csv", rows, delimiter, encoding), KNOWN)
    assert coded(found) == [("vikarene mangler oppfølging", "ny kode", "Åse")]


def test_words_alone_are_found_again_the_surer_way_first(tmp_path: Path) -> None:
    rows = [
        ("source", "text", "code"),
        ("fokusgruppe.docx", "TID til å  forebygge", "forebygging"),
        ("fokusgruppe", 'Én "ting" & to til', "Tiltak"),
        ("fokusgruppe", "og lederen spørr hver ukee", "=ledelse"),
    ]
    found = csv_format.read_beside(table(tmp_path / "inn.csv", rows), KNOWN)
    assert coded(found) == [
        ("tid til å forebygge", "forebygging", ""),
        ("Én <ting> & «to» til", "tiltak", ""),
        ("og lederen spør hver uke", "=ledelse", ""),
    ]
    assert ("coding", "changed", 3, "found-alike") in told(found)
    assert [(each.code, each.line) for each in found.problems] == [("FOREIGN-025", 3), ("FOREIGN-025", 4)]


def test_words_in_several_places_are_listed_and_not_placed(tmp_path: Path) -> None:
    rows = [("source", "text", "code"), ("fokusgruppe", "Kari:", "tiltak"), ("fokusgruppe", "noe helt annet her", "x")]
    found = csv_format.read_beside(table(tmp_path / "inn.csv", rows), KNOWN)
    assert found.codings == ()
    assert [(each.code, each.severity) for each in found.problems] == [
        ("FOREIGN-026", "warning"),
        ("FOREIGN-027", "warning"),
    ]
    assert "fokusgruppe 0–5" in str(found.problems[0].values["places"])
    assert told(found) == {("coding", "dropped", 1, "several-places"), ("coding", "dropped", 1, "words-none")}


def test_without_a_column_of_texts_words_are_looked_for_in_all(tmp_path: Path) -> None:
    rows = [("text", "code"), ("Brevet sier", "tiltak"), ("vikarene", "vikarer")]
    found = csv_format.read_beside(table(tmp_path / "inn.csv", rows), KNOWN)
    assert coded(found) == [("Brevet sier", "tiltak", "")]
    assert ("coding", "dropped", 1, "several-places") in told(found)


def test_places_that_do_not_fit_the_words_are_found_again(tmp_path: Path) -> None:
    start = FIRST.index("lederen")
    rows = [
        ("source", "start", "end", "text", "code"),
        ("fokusgruppe", start, start + 7, "lederen", "=ledelse"),
        ("fokusgruppe", 3, 9, "vikarene", "vikarer"),
        ("fokusgruppe", 70, 75, "Kari:", "tiltak"),
        ("fokusgruppe", 0, 4, "", "tiltak"),
        ("fokusgruppe", 9000, 9001, "", "tiltak"),
        ("fokusgruppe", "x", "", "", "tiltak"),
    ]
    found = csv_format.read_beside(table(tmp_path / "inn.csv", rows), KNOWN, "codepoint")
    assert [words for words, *_ in coded(found)] == ["lederen", "vikarene", "Kari:", "Kari"]
    assert found.codings[2].coding.start == FIRST.rindex("Kari:")
    assert told(found) >= {
        ("coding", "changed", 1, "found-again"),
        ("coding", "changed", 1, "found-nearest"),
        ("coding", "dropped", 1, "place-outside"),
        ("coding", "dropped", 1, "place-none"),
    }


def test_places_counted_in_utf_16_are_told_by_their_words(tmp_path: Path) -> None:
    def units(words: str) -> tuple[int, int]:
        start = len(FIRST[: FIRST.index(words)].encode("utf-16-le")) // 2
        return start, start + len(words.encode("utf-16-le")) // 2

    words = ["lederen", "Fraværet", "ingen", "vikarene"]
    rows = [
        ("source", "start", "end", "text", "code"),
        *(("fokusgruppe", *units(each), each, "tiltak") for each in words),
    ]
    found = csv_format.read_beside(table(tmp_path / "inn.csv", rows), KNOWN)
    assert [each for each, *_ in coded(found)] == words
    assert found.frame["frame"] == "utf16"


def test_rows_that_say_too_little_are_told(tmp_path: Path) -> None:
    rows = [
        ("source", "text", "code", "certainty", "origin"),
        ("fokusgruppe", "lederen", ""),
        ("ukjent", "lederen", "tiltak"),
        ("fokusgruppe", "lederen", "a > b", "120", "tull", "for mye"),
        ("fokusgruppe", "lederen", "b", "", ""),
    ]
    found = csv_format.read_beside(table(tmp_path / "inn.csv", rows), KNOWN)
    [coding] = [each.coding for each in found.codings]
    assert (coding.code, coding.certainty, coding.origin) == ("b", None, "manual")
    assert found.codebook.path("b") == "a / b"
    assert told(found) >= {
        ("coding", "dropped", 1, "code-none"),
        ("coding", "dropped", 1, "source-gone"),
        ("coding", "dropped", 1, "twice"),
    }
    assert "FOREIGN-024" in [each.code for each in found.problems]


def test_a_table_of_codes_is_a_codebook(tmp_path: Path) -> None:
    rows = [
        ("tag", "parent", "description", "number of highlights"),
        ("tiltak", "", "Det som gjøres", 3),
        ("a", "tiltak", "", 1),
    ]
    found = csv_format.read(table(tmp_path / "codebook.csv", rows, ","))
    assert [found.codebook.path(code.name) for code in found.codebook] == ["tiltak", "tiltak / a"]
    assert found.codebook.code("tiltak").definition.nb == "Det som gjøres"


def test_highlights_as_taguette_exports_them(tmp_path: Path) -> None:
    rows = [
        ("id", "document", "tag", "content"),
        (1, "brev / 2", "vikarer", "vikarene mangler"),
        (2, "brev / 2", "", "sier"),
    ]
    found = csv_format.read_beside(table(tmp_path / "all_tags.csv", rows, ","), KNOWN)
    assert coded(found) == [("vikarene mangler", "vikarer", "")]


def test_a_workbook_with_a_title_merged_cells_and_formulas(tmp_path: Path) -> None:
    book = Workbook()
    cover, page = book.worksheets[0], book.create_sheet("kodinger")
    cover.append(["Forside"])
    for row in (["Kodinger, vår"], [], ["Kilde", "Tekst", "Kode"], ["fokusgruppe", "lederen", "=ledelse"]):
        page.append(row)
    page["A5"], page["B5"], page["C5"] = None, "vikarene", "vikarer"
    page["B6"], page["C6"] = "=UPPER(B5)", "vikarer"
    page["C4"].data_type = "s"
    page.merge_cells("A4:A6")
    book.save(tmp_path / "inn.xlsx")
    found = xlsx.read_beside(tmp_path / "inn.xlsx", KNOWN)
    assert coded(found) == [("lederen", "=ledelse", ""), ("vikarene", "vikarer", "")]
    assert [(each.code, each.line) for each in found.problems] == [("FOREIGN-022", 6)]


def test_texts_that_are_not_in_the_study_are_asked_for(tmp_path: Path) -> None:
    file = table(tmp_path / "inn.csv", [("source", "text", "code"), ("x", "y", "z")])
    assert codes_of(csv_format.read_beside, file, KNOWN) == ["FOREIGN-023"]
    assert codes_of(csv_format.read, file) == ["FOREIGN-028"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FOREIGN-021"),
        (b"en;to\n1;2\n", "FOREIGN-021"),
        (b"code\n", None),
        (b"\x00\x01\x02", "SOURCE-008"),
        (b"PK\x03\x04" * 20, "SOURCE-007"),
        (b'source;text;code\n"x', "FOREIGN-028"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, code: str | None) -> None:
    (tmp_path / "inn.csv").write_bytes(content)
    if code:
        assert codes_of(csv_format.read, tmp_path / "inn.csv") == [code]
    else:
        assert len(csv_format.read(tmp_path / "inn.csv").codebook) == 0


def test_a_workbook_of_something_else_and_a_broken_one_are_refused(tmp_path: Path) -> None:
    assert codes_of(xlsx.read, sheet(tmp_path / "a.xlsx", [("en", "to")])) == ["FOREIGN-021"]
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert codes_of(xlsx.read, tmp_path / "b.xlsx") == ["SOURCE-010"]
    assert codes_of(xlsx.read, tmp_path / "none.xlsx") == ["FOREIGN-003"]


def test_a_workbook_that_defines_entities_or_has_a_broken_part_is_refused(tmp_path: Path) -> None:
    import zipfile

    xlsx.write(project(), tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    for name, content, code in (
        ("xl/workbook.xml", bomb + parts["xl/workbook.xml"].partition(b"?>")[2], "SOURCE-013"),
        ("xl/worksheets/sheet1.xml", b"<worksheet", "SOURCE-010"),
    ):
        with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
            for part, whole in {**parts, name: content}.items():
                archive.writestr(part, whole)
        assert codes_of(xlsx.read, tmp_path / "b.xlsx") == [code]


@pytest.mark.parametrize(("name", "limit"), [("MOST_CELLS", 3), ("LIMIT", 10)])
def test_a_workbook_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    xlsx.write(project(), tmp_path / "a.xlsx")
    monkeypatch.setattr(f"coding.exchange.tables.files.{name}", limit)
    assert codes_of(xlsx.read, tmp_path / "a.xlsx") == ["FOREIGN-002"]


def test_koder_alone_are_the_codes(tmp_path: Path) -> None:
    rows = [("Fil", "Utdrag", "Koder"), ("brev / 2", "vikarene mangler", "vikarer")]
    assert coded(csv_format.read_beside(table(tmp_path / "inn.csv", rows), KNOWN)) == [
        ("vikarene mangler", "vikarer", "")
    ]


@pytest.mark.parametrize("content", ['source;text;code\n"' + "x" * 50, "x" * 50])
def test_a_cell_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr("coding.exchange.tables.files.LONGEST_CELL", 40)
    (tmp_path / "a.csv").write_text(content, "utf-8")
    limit = csv.field_size_limit()
    assert codes_of(csv_format.read, tmp_path / "a.csv") == ["FOREIGN-020"]
    csv.field_size_limit(limit)


def test_respondents_by_codes(tmp_path: Path) -> None:
    losses = respondents.write(project(), tmp_path / "ut.respondents.csv")
    first, second = read_rows(tmp_path / "ut.respondents.csv")
    assert (first["respondent"], first["role"], first["size"]) == ("Informant 1", "pleier", "140")
    assert (first["'=ledelse"], first["'=ledelse_n"], first["vikarer"]) == ("1", "1", "0")
    assert (second["respondent"], second["tiltak"], second["vikarer_n"]) == ("Informant 2", "1", "1")
    assert ("coding", "dropped", 1, "nobody") in {(e.element, e.outcome, e.count, e.reason) for e in losses}


def test_without_people_cases_are_the_respondents_and_without_cases_texts(tmp_path: Path) -> None:
    from dataclasses import replace

    nobody = project(people=People())
    respondents.write(nobody, tmp_path / "a.respondents.csv")
    assert [row["respondent"] for row in read_rows(tmp_path / "a.respondents.csv")] == ["A"]
    respondents.write(replace(nobody, cases=()), tmp_path / "b.respondents.csv")
    rows = read_rows(tmp_path / "b.respondents.csv")
    assert [(row["respondent"], row["source"], row["vikarer"]) for row in rows] == [
        ("fokusgruppe", "lyd", "1"),
        ("brev / 2", "", "1"),
    ]


def test_a_file_for_spss_has_names_labels_and_values(tmp_path: Path) -> None:
    import pyreadstat

    sav.write(project(), tmp_path / "ut.sav")
    frame, meta = pyreadstat.read_sav(tmp_path / "ut.sav")
    assert list(frame["respondent"]) == ["Informant 1", "Informant 2"]
    assert meta.column_names_to_labels["ledelse"] == "Ledelse"
    assert meta.variable_value_labels["ledelse"] == {0.0: "Nei", 1.0: "Ja"}
    assert list(frame["ledelse_n"]) == [1.0, 0.0]
    assert meta.variable_measure["ledelse_n"] == "scale"
    assert meta.file_label == "Halvveis <i> avtalen"
    assert all(len(name) <= LONGEST_NAME and name.isascii() for name in frame.columns)


def test_names_for_spss_are_short_and_apart_whatever_the_codes_are_called() -> None:
    names = Names()
    given = ["Ærlig og åpen", "aerlig og apen", "AERLIG_OG_APEN", "1 ting", "all", "🙂", "x" * 80, "x" * 81, "a_n", "a"]
    found = [names.pair(each) for each in given]
    assert found[:6] == [
        "Aerlig_og_apen",
        "aerlig_og_apen_2",
        "AERLIG_OG_APEN_3",
        "v_1_ting",
        "v_all",
        "v",
    ]
    whole = [name for each in found for name in (each.lower(), f"{each.lower()}_n")]
    assert len(set(whole)) == len(whole)
    assert max(map(len, whole)) <= LONGEST_NAME


def test_labels_are_cut_between_letters() -> None:
    assert cut("kort  tekst\n", 256) == "kort tekst"
    found = cut("ø" * 300, 256)
    assert len(found.encode()) <= 256
    assert found == "ø" * 126 + "…"


def test_an_empty_project_gives_tables_without_rows(tmp_path: Path) -> None:
    for format_, name in ((csv_format, "a.csv"), (xlsx, "a.xlsx"), (respondents, "a.respondents.csv"), (sav, "a.sav")):
        assert format_.write(Project(), tmp_path / name) is not None
