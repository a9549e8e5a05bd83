"""An instrument on paper: what stands on the sheet, and the pages each format makes of it."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pytest
from docx import Document

from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES, Language
from instruments.load import read_instrument
from instruments.model import Instrument
from instruments.shipping import names, shipped
from reports.engines import embedded
from reports.paper import known_formats, print_instrument
from reports.paper.sheet import Sheet, sheet_of

GUIDE = """\
id: guide
kind: guide
title: Samtaleguide
minutes: 60
roles: {leder: Leder}
sections:
  - id: a
    title: Åpning
    minutes: 10
    questions:
      - {id: a-1, text: Hvem er dere?, priority: must}
  - id: b
    title: Forebygging
    minutes: 50
    questions:
      - id: b-1
        text: Hva gjør dere?
        audience: [leder]
        probes: [Kan du gi et eksempel?]
        listen_for: [Ledelsens rolle]
"""
FORM = r"""\
id: skjema
kind: questionnaire
title: Skjema
scales:
  enighet: {codes: {1: Uenig, 2: Enig}, missing: {9: Vet ikke}}
sections:
  - id: a
    title: Del
    questions:
      - {id: a-1, type: single, text: Hva er *du*?, choices: {1: "Leder # 1", 2: '"Ansatt" \ <b>'}, required: true}
      - {id: a-2, type: information, text: Nå kommer det mer.}
      - {id: a-3, type: multi, text: Hva gjør du?, choices: {1: Kurs, 2: Annet}}
      - {id: a-4, type: scale, scale: enighet, text: Det går bra., show_if: a-1 = 2}
      - {id: a-5, type: grid, scale: enighet, text: Hvor enig?, rows: {r_1: Lederen ser meg., r_2: Kollegene ser meg.}}
      - {id: a-6, type: number, text: Hvor mange?, missing: {99: Vet ikke}}
      - {id: a-7, type: date, text: Når?}
      - {id: a-8, type: rank, text: Hva er viktigst?, choices: {1: Tid, 2: Penger}}
      - {id: a-9, type: text, text: Navn, help: Fornavn holder.}
      - {id: a-10, text: Hvorfor?, show_if: CONDITION}
"""
Write = Callable[[str, str], Path]


def form(write: Write, condition: str = "a-1 = 1") -> Instrument:
    return read_instrument(write("skjema.yaml", FORM.removeprefix("\\\n").replace("CONDITION", f"'{condition}'")))


def sheet(write: Write, condition: str = "a-1 = 1", language: Language = "nb") -> Sheet:
    return sheet_of(form(write, condition), language)


def test_a_guide_tells_from_when_to_when(write: Write) -> None:
    told = sheet_of(read_instrument(write("g.yaml", GUIDE)), "nb")
    assert [(each.title, each.clock, each.minutes) for each in told.parts] == [
        ("Åpning", "0:00–0:10", "10 minutter"),
        ("Forebygging", "0:10–1:00", "50 minutter"),
    ]


def test_a_guide_has_its_probes_marks_and_room_for_notes(write: Write) -> None:
    told = sheet_of(read_instrument(write("g.yaml", GUIDE)), "nb")
    first, second = told.parts[0].asked[0], told.parts[1].asked[0]
    assert (first.marks, second.marks) == (("Må med",), ("Til leder",))
    assert (second.number, second.probes, second.listen_for, second.answer.lines) == (
        "2",
        ("Kan du gi et eksempel?",),
        ("Ledelsens rolle",),
        3,
    )


def test_a_guide_answered_in_writing_is_a_form() -> None:
    assert [sheet_of(shipped(each).instrument, "nb").layout for each in ("focus-group-guide", "written-answer")] == [
        "guide",
        "form",
    ]


def test_each_type_has_its_room(write: Write) -> None:
    asked = sheet(write).parts[0].asked
    assert [(each.number, each.answer.shape) for each in asked] == [
        ("1", "boxes"),
        ("", "none"),
        ("2", "boxes"),
        ("3", "row"),
        ("4", "grid"),
        ("5", "number"),
        ("6", "date"),
        ("7", "rank"),
        ("8", "line"),
        ("9", "lines"),
    ]
    assert [each.answer.told for each in asked[:3]] == ["Sett ett kryss.", "", "Sett ett eller flere kryss."]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("a-1 = 1", "du svarte «Leder # 1» på spørsmål 1"),
        ("a-1 != 1", "du svarte noe annet enn «Leder # 1» på spørsmål 1"),
        ("a-3 in [1, 2]", "du svarte «Kurs» eller «Annet» på spørsmål 2"),
        ("count(a-3) >= 2", "du satte minst 2 kryss i spørsmål 2"),
        ("count(a-3) < 2", "du satte færre enn 2 kryss i spørsmål 2"),
        ("r_2 >= 2", "du svarte «Enig» på spørsmål 4 («Kollegene ser meg»)"),
        ("a-6 > 1000", "du svarte mer enn 1 000 på spørsmål 5"),
        ("a-6 <= 0.5", "du svarte høyst 0,5 på spørsmål 5"),
        ("a-7 < 2026-04-22", "datoen i spørsmål 6 er før 22. april 2026"),
        ("answered(a-9)", "du svarte på spørsmål 8"),
        ("not answered(a-9)", "du ikke svarte på spørsmål 8"),
        ("a-1 = 1 and answered(a-9)", "du svarte «Leder # 1» på spørsmål 1 og du svarte på spørsmål 8"),
        (
            "(a-1 = 1 or answered(a-9)) and answered(a-7)",
            "(du svarte «Leder # 1» på spørsmål 1 eller du svarte på spørsmål 8) og du svarte på spørsmål 6",
        ),
    ],
)
def test_a_condition_is_told_in_plain_words(write: Write, condition: str, told: str) -> None:
    asked = sheet(write, condition).parts[0].asked[-1]
    assert asked.condition.replace("\u00a0", " ") == f"Svar bare hvis {told}."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_condition_is_told_in_every_language(write: Write, language: Language) -> None:
    told = sheet(write, "a-6 < 3 or a-7 >= 2026-04-22", language).parts[0].asked[-1].condition
    assert told.startswith({"nb": "Svar bare hvis", "nn": "Svar berre om", "en": "Answer only if"}[language])


def made(instrument: Instrument, folder: Path, format_: str, language: Language = "nb") -> bytes:
    [file] = print_instrument(instrument, folder, name="ark", to=[format_], language=language)
    assert file.name == f"ark-{language}.{format_}"
    return file.read_bytes()


WORDS = ("Hva er *du*?", "Leder # 1", '"Ansatt" \\ <b>', "Kollegene ser meg.", "Fornavn holder.", "Må besvares")


def test_what_is_written_stands_in_the_pdf_as_it_is(write: Write, tmp_path: Path) -> None:
    content = made(form(write), tmp_path, "pdf")
    read = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    plain = re.sub(r"\s+", " ", read)
    assert [each for each in WORDS if each not in plain] == []


def test_the_pdf_is_tagged_and_has_its_language(write: Write, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(made(form(write), tmp_path, "pdf", "nn"))) as pdf:
        assert (str(pdf.Root.Lang), "/StructTreeRoot" in pdf.Root) == ("nn-NO", True)


def test_what_is_written_stands_in_word_as_it_is(write: Write, tmp_path: Path) -> None:
    document = Document(io.BytesIO(made(form(write), tmp_path, "docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    read = "\n".join([*(each.text for each in document.paragraphs), *cells])
    assert [each for each in WORDS if each not in read] == []


def test_word_has_lines_to_write_on_and_a_guide_larger_letters(write: Write, tmp_path: Path) -> None:
    guide = made(read_instrument(write("g.yaml", GUIDE)), tmp_path, "docx")
    with zipfile.ZipFile(io.BytesIO(guide)) as parts:
        document, styles = parts.read("word/document.xml").decode(), parts.read("word/styles.xml").decode()
    assert document.count('w:val="AnswerLine"') == 6
    assert "w:between" in styles
    assert min(map(int, re.findall(r'<w:sz w:val="(\d+)"', styles))) >= 25


def test_html_shows_signs_as_they_are(write: Write, tmp_path: Path) -> None:
    page = made(form(write), tmp_path, "html").decode()
    assert "&#34;Ansatt&#34; \\ &lt;b&gt;" in page
    assert '<html lang="nb">' in page
    assert re.findall(r'(?:src|href)="', page) == []


def test_the_markdown_can_be_rendered_as_a_report(write: Write, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report/report.qmd").write_bytes(made(form(write), tmp_path, "qmd"))
    [file] = embedded.render(tmp_path / "report", ("html",))
    page = file.read_text("utf-8")
    assert [each for each in ("Hva er *du*?", "Kollegene ser meg.", "border-bottom") if each not in page] == []


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "qmd"])
def test_the_same_instrument_gives_the_same_bytes(write: Write, tmp_path: Path, format_: str) -> None:
    assert made(form(write), tmp_path, format_) == made(form(write), tmp_path, format_)


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_instrument_can_be_printed(tmp_path: Path, name: str, language: Language) -> None:
    pages = pypdf.PdfReader(io.BytesIO(made(shipped(name).instrument, tmp_path, "pdf", language))).pages
    assert 1 <= len(pages) <= 12


def test_an_unknown_format_is_named_and_nothing_is_written(write: Write, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        print_instrument(form(write), tmp_path / "ut", name="ark", to=["html", "odt"], language="nb")
    assert [each.values["known"] for each in error.value.problems] == ["docx, html, pdf, qmd"]
    assert not (tmp_path / "ut").exists()


def test_these_formats_are_known() -> None:
    assert sorted(known_formats()) == ["docx", "html", "pdf", "qmd"]
