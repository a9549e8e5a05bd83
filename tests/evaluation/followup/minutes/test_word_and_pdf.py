"""Minutes in Word and PDF: what stands in tables, lists and headings there is read like plain text."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
import typst

from evaluation.errors import EvaluationError
from evaluation.followup.minutes.reading import read_minutes
from evaluation.model.minutes import Minutes


def people(minutes: Minutes) -> list[tuple[str, str, str]]:
    return [(each.presence, each.name, each.organisation) for each in minutes.people]


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Møtereferat: Oppfølgingsgruppen for Fjordavtalen", 0)
    table = document.add_table(rows=0, cols=2)
    for label, told in (
        ("Dato", "3. september 2020"),
        ("Tid", "kl. 09.00–11.00"),
        ("Møteleder", "Inger Lise Dahl (Fjorddirektoratet)"),
        ("Til stede", "Bjørn Haug (Sjølaget)\nTuva Eng (Kystforbundet)"),
        ("Forfall", "Are Nilsen (Sjølaget)"),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, told
    document.add_heading("Sak 11/20 Tilsyn langs fjorden", 1)
    document.add_paragraph().add_run("Konklusjon: ").bold = True
    document.paragraphs[-1].add_run("Gruppen er enig i prioriteringene.")
    document.add_paragraph("Sjølaget melder inn to kandidater til neste møte.", style="List Bullet")
    document.add_heading("Sak 12/20 Eventuelt", 1)
    document.add_heading("Befaring", 2)
    document.add_paragraph("Bjørn Haug inviterte til befaring.")
    document.save(str(tmp_path / "referat.docx"))
    return tmp_path / "referat.docx"


def test_a_table_of_labels_at_the_top(word: Path) -> None:
    found = read_minutes(word)
    assert (found.group, str(found.date), found.start, found.end) == (
        "Oppfølgingsgruppen for Fjordavtalen", "2020-09-03", "09:00", "11:00",
    )  # fmt: skip
    assert people(found) == [
        ("present", "Inger Lise Dahl", "Fjorddirektoratet"),
        ("present", "Bjørn Haug", "Sjølaget"),
        ("present", "Tuva Eng", "Kystforbundet"),
        ("absent", "Are Nilsen", "Sjølaget"),
    ]


def test_points_of_a_word_list_are_action_points(word: Path) -> None:
    first, second = read_minutes(word).items
    assert first.conclusion == "Gruppen er enig i prioriteringene."
    assert [(each.what, each.owners[0].text) for each in first.action_points] == [
        ("Sjølaget melder inn to kandidater til neste møte.", "Sjølaget")
    ]
    assert [each.title for each in second.items] == ["Befaring"]


def test_an_agenda_in_columns(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Referat frå møte i Samarbeidsutvalet 7. mai 2021 kl. 10–11")
    document.add_paragraph("Til stades: Odd Berge (KS Sør), Marit Foss (Fagforbundet)")
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("Sak", "Innhald", "Ansvar", "Frist"),
        ("1", "Rekruttering\nMarit Foss la fram tala.\nKonklusjon: Det blir laga ein plan.", "KS Sør", "1. juni 2021"),
        ("2", "Ymse\nIngen saker.", "", ""),
    ):
        for cell, told in zip(table.add_row().cells, row, strict=True):
            cell.text = told
    document.save(str(tmp_path / "referat.docx"))
    found = read_minutes(tmp_path / "referat.docx")
    assert [(each.number, each.title) for each in found.items] == [("1", "Rekruttering"), ("2", "Ymse")]
    [point] = found.items[0].action_points
    assert (point.what, point.owners[0].text, str(point.due)) == ("Det blir laga ein plan.", "KS Sør", "2021-06-01")


def test_numbers_that_word_counts_itself(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Minutes of the Bridge Accord Committee, 4 May 2022, 10:00–11:00")
    document.add_paragraph("Present: Ada Moss (Rivers Trust), Bill Orr (Masons Union)")
    for title, told in (
        ("Budget", "The budget was approved."),
        ("Repairs", "Masons Union will report by 30 June 2022."),
    ):
        document.add_paragraph(title, style="List Number")
        document.add_paragraph(told)
    document.save(str(tmp_path / "minutes.docx"))
    assert [(each.number, each.title) for each in read_minutes(tmp_path / "minutes.docx").items] == [
        ("1", "Budget"),
        ("2", "Repairs"),
    ]


def test_a_pdf_is_read_like_its_text(tmp_path: Path) -> None:
    lines = (Path(__file__).parent / "examples" / "kystavtalen.txt").read_text(encoding="utf-8").splitlines()
    marked = "\n\n".join(
        "".join(f"\\{sign}" if sign in "#*_$@<>`[]\\~/=+-" else sign for sign in line) for line in lines
    )
    (tmp_path / "referat.typ").write_text(marked, encoding="utf-8")
    typst.compile(str(tmp_path / "referat.typ"), output=str(tmp_path / "referat.pdf"))
    found = read_minutes(tmp_path / "referat.pdf")
    assert [each.number for each in found.items] == ["1/19", "2/19", "3/19", "4/19"]
    assert str(found.next_date) == "2019-05-14"
    assert found.items[1].action_points[0].owners[0].text == "Kystdirektoratet"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tom.txt", b"", "SOURCE-005"),
        ("bilde.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 40, "SOURCE-007"),
        ("referat.docx", b"PK\x03\x04 ikke mer", "SOURCE-010"),
        ("referat.pdf", b"%PDF-1.7 klippet av", "SOURCE-010"),
    ],
)
def test_what_holds_no_text_is_told(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EvaluationError) as error:
        read_minutes(tmp_path / name)
    assert error.value.problems[0].code == code


def test_a_pdf_of_pictures_is_told(tmp_path: Path) -> None:
    (tmp_path / "bilde.typ").write_text("#rect(width: 4cm, height: 4cm)", encoding="utf-8")
    typst.compile(str(tmp_path / "bilde.typ"), output=str(tmp_path / "bilde.pdf"))
    with pytest.raises(EvaluationError) as error:
        read_minutes(tmp_path / "bilde.pdf")
    assert error.value.problems[0].code == "SOURCE-011"


def test_a_text_that_is_no_minutes_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("Hei!\n\nTakk for sist, det var hyggelig.\n", encoding="utf-8")
    codes = {each.code for each in read_minutes(tmp_path / "brev.txt").unsure}
    assert {"MINUTES-003", "MINUTES-011", "MINUTES-012", "MINUTES-016"} <= codes


def test_a_date_without_a_year_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "referat.txt").write_text(
        "Referat fra møte i Rådet 3. mai\n\nSak 1 Plan\nGodkjent.\n", encoding="utf-8"
    )
    [told] = [each for each in read_minutes(tmp_path / "referat.txt").unsure if each.code == "MINUTES-013"]
    assert told.values == {"words": "3. mai"}
