"""An old guide becomes a draft: sections with minutes, questions with probes, and nothing lost in silence."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from instruments.exchange.importing import Draft, import_form
from instruments.exchange.paragraphs import minutes_in
from instruments.load import read_instrument
from instruments.model import Instrument


def read(draft: Draft, folder: Path) -> Instrument:
    target = folder / "draft.yaml"
    target.write_text(draft.yaml(), encoding="utf-8")
    return read_instrument(target)


def guide(folder: Path, lines: list[tuple[str, str]]) -> tuple[Instrument, Draft]:
    """A Word document of (style, text); the style `bold` is a line in bold type."""
    document: Any = Document()
    for style, text in lines:
        if style == "bold":
            document.add_paragraph().add_run(text).bold = True
        else:
            document.add_paragraph(text, style=style or None)
    file = folder / "guide.docx"
    document.save(str(file))
    draft = import_form(file)
    return read(draft, folder), draft


def told(instrument: Instrument) -> list[Any]:
    return [
        (each.title.text(), each.minutes, [(one.text.text(), [p.text() for p in one.probes]) for one in each.questions])
        for each in instrument.sections
    ]


def test_numbers_made_by_word(tmp_path: Path) -> None:
    instrument, draft = guide(
        tmp_path,
        [
            ("Title", "Intervjuguide for ledere"),
            ("", "Varighet: 90 minutter"),
            ("Heading 1", "Innledning (10 min)"),
            ("", "Takk for at du stiller opp. Vi er her for å høre om arbeidet deres."),
            ("Heading 1", "Forebygging – ca. 20 minutter"),
            ("List Number", "Hva gjør dere for å forebygge?"),
            ("List Bullet", "Hvem er med?"),
            ("List Bullet", "tiltak i året som gikk"),
            ("List Number", "Fortell om en gang det lyktes."),
            ("", "Moderator passer tiden."),
            ("Heading 1", "Avslutning"),
            ("", "Takk for samtalen. Du får høre fra oss når rapporten er ferdig."),
        ],
    )
    assert told(instrument) == [
        (
            "Forebygging",
            20,
            [
                ("Hva gjør dere for å forebygge?", ["Hvem er med?", "tiltak i året som gikk"]),
                ("Fortell om en gang det lyktes.", []),
            ],
        )
    ]
    assert (instrument.title.nb, instrument.minutes) == ("Intervjuguide for ledere", 90)
    assert instrument.intro.nb == "Takk for at du stiller opp. Vi er her for å høre om arbeidet deres."
    assert instrument.closing.nb == "Takk for samtalen. Du får høre fra oss når rapporten er ferdig."
    assert [(each.code, each.line, each.values["text"]) for each in draft.problems] == [
        ("FORM-040", 10, "Moderator passer tiden."),
        ("FORM-040", 3, "Innledning (10 min)"),
    ]


def test_numbers_written_by_hand(tmp_path: Path) -> None:
    instrument, _ = guide(
        tmp_path,
        [
            ("", "Intervjuguide, våren"),
            ("", "1. Rolla di"),
            ("", "1.1 Kva er rolla di, og korleis vart ho slik?"),
            ("", "a) Kor lenge?"),
            ("", "1.2 Kven samarbeider du med?"),
            ("", "Stikkord: verneombod, leiar, bedriftshelseteneste"),
            ("", "2. Avtalen (15 min)"),
            ("", "2.1 Korleis blir avtalen brukt hjå dykk?"),
        ],
    )
    assert instrument.languages == ("nn",)
    assert told(instrument) == [
        (
            "Rolla di",
            None,
            [
                ("Kva er rolla di, og korleis vart ho slik?", ["Kor lenge?"]),
                ("Kven samarbeider du med?", ["verneombod", "leiar", "bedriftshelseteneste"]),
            ],
        ),
        ("Avtalen", 15, [("Korleis blir avtalen brukt hjå dykk?", [])]),
    ]


def test_only_bold_lines(tmp_path: Path) -> None:
    instrument, draft = guide(
        tmp_path,
        [
            ("bold", "Interview guide"),
            ("bold", "Work and health"),
            ("", "We begin with what you do, and what it has been like."),
            ("", "What does a normal day look like?"),
            ("", "Probes:"),
            ("", "- the morning"),
            ("", "- the last week"),
            ("", "Listen for: shifts"),
            ("bold", "The agreement"),
            ("", "What was there before it?"),
        ],
    )
    assert told(instrument) == [
        ("Work and health", None, [("What does a normal day look like?", ["the morning", "the last week"])]),
        ("The agreement", None, [("What was there before it?", [])]),
    ]
    first = instrument.sections[0]
    assert (first.intro.en, [each.en for each in first.questions[0].listen_for]) == (
        "We begin with what you do, and what it has been like.",
        ["shifts"],
    )
    assert draft.problems == ()


def test_questions_in_the_cells_of_a_table(tmp_path: Path) -> None:
    document: Any = Document()
    document.add_paragraph("Tema", style="Heading 1")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Hva virker?", "Hva virker ikke?"
    document.save(str(tmp_path / "guide.docx"))
    found = read(import_form(tmp_path / "guide.docx"), tmp_path)
    assert told(found) == [("Tema", None, [("Hva virker?", []), ("Hva virker ikke?", [])])]


def test_markdown_and_ids_that_stay(tmp_path: Path) -> None:
    file = tmp_path / "guide.md"
    file.write_text("# Intervjuguide\n\n## Ærlig talt\n\n- Hva nå?\n  - Og så?\n- Hvem?\n", encoding="utf-8")
    found = read(import_form(file), tmp_path)
    assert [each.id for each in found.questions()] == ["aerlig-talt-1", "aerlig-talt-2"]
    assert told(found) == [("Ærlig talt", None, [("Hva nå?", ["Og så?"]), ("Hvem?", [])])]


def test_a_clock_or_a_date_is_no_number_of_a_list(tmp_path: Path) -> None:
    file = tmp_path / "guide.txt"
    file.write_text("12.30 Lunsj\n1. juli 2026\n2. Hva nå?\n", encoding="utf-8")
    found = read(import_form(file), tmp_path)
    assert (found.intro.nb, told(found)) == ("12.30 Lunsj\n\n1. juli 2026", [("guide", None, [("Hva nå?", [])])])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Innledning (10 min)", ("Innledning", 10)),
        ("Tema 1 – ca. 15 minutter", ("Tema 1", 15)),
        ("Work, about 10–20 minutes", ("Work", 20)),
        ("Minst mulig", ("Minst mulig", None)),
    ],
)
def test_minutes_in_headings(text: str, found: tuple[str, int | None]) -> None:
    assert minutes_in(text) == found


def test_lists_within_lists_and_what_a_colleague_inserted(tmp_path: Path) -> None:
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document: Any = Document()
    document.add_paragraph("Tema", style="Heading 1")
    document.add_paragraph("Hva gjør dere?", style="List Number")
    below = document.add_paragraph("Hvem tar ansvar", style="List Number")
    below.paragraph_format.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {space}><w:ilvl w:val="1"/></w:numPr>'))
    inserted = document.add_paragraph("", style="List Number")
    inserted._p.append(parse_xml(f'<w:ins {space} w:id="1" w:author="K"><w:r><w:t>Hva nå?</w:t></w:r></w:ins>'))
    inserted._p.append(
        parse_xml(f'<w:del {space} w:id="2" w:author="K"><w:r><w:delText>Bort</w:delText></w:r></w:del>')
    )
    document.save(str(tmp_path / "guide.docx"))
    found = read(import_form(tmp_path / "guide.docx"), tmp_path)
    assert told(found) == [("Tema", None, [("Hva gjør dere?", ["Hvem tar ansvar"]), ("Hva nå?", [])])]
