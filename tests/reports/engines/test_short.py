"""Pages in Word and ODT: a report of a few of them, the width of columns, and what is kept on one page."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.engines import EXTENSION, reference, reference_odt
from reports.engines.embedded import render

FRONT = """---
title: Kort
commissioner: Forbundet
evaluator: Instituttet
toc: false
{short}---

# Funn

Tekst.
"""


@pytest.mark.parametrize("made, format_", [(reference.reference, "docx"), (reference_odt.reference, "odt")])
def test_the_reference_of_short_reports_is_what_its_module_makes(made: object, format_: str) -> None:
    assert (EXTENSION / f"reference-short.{format_}").read_bytes() == made(short=True)  # type: ignore[operator]


@pytest.mark.parametrize("short", ["", "underveis-short: true\n"])
def test_a_short_report_names_who_made_it_on_one_line_and_has_no_front_page(tmp_path: Path, short: str) -> None:
    (tmp_path / "report.qmd").write_text(FRONT.format(short=short), encoding="utf-8")
    (made,) = render(tmp_path, ["docx"])
    with zipfile.ZipFile(made) as archive:
        body = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    assert ("Oppdragsgiver: Forbundet · Utført av: Instituttet" in body) is bool(short)
    assert ('w:type="page"' in body) is not bool(short)
    title = styles[styles.index('w:styleId="Title"') :]
    assert title[: title.index("</w:style>")].count('w:val="38"') == bool(short)


TABLE = """---
title: Referat
toc: false
---

# Følges opp

Tabellen viser det noen har fått i oppgave.

| Hva | Hvem | Møte | Status |
|:----------|:----|:--------------|:--|
| {long} | Arbeidsrodirektoratet | 12.\u00a0september\u00a02026 | ikke startet |
"""


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("table")
    long = "Alle partene sender ut tall for hver bransje til neste møte. " * 4
    (folder / "report.qmd").write_text(TABLE.format(long=long), encoding="utf-8")
    (made,) = render(folder, ["docx"])
    with zipfile.ZipFile(made) as archive:
        return archive.read("word/document.xml").decode()


def test_no_column_is_narrower_than_its_longest_word(body: str) -> None:
    widths = [int(each) for each in re.findall(r'<w:gridCol w:w="(\d+)"', body)]
    # A line of a table in Word holds some 86 characters.
    room = [86 * each / sum(widths) for each in widths]
    assert [room[0] > 28, room[1] > 22, room[2] > 18, room[3] > 8] == [True] * 4


def test_the_sentence_that_leads_to_a_table_stays_with_it(body: str) -> None:
    before = body[: body.index("Tabellen viser")]
    assert re.findall(r'<w:pStyle w:val="(\w+)"', before)[-1] == "LeadIn"


def test_a_sentence_that_leads_from_one_table_to_the_next_has_room_above_it(tmp_path: Path) -> None:
    table = "| Hvem | Ord |\n|:--|--:|\n| Rad | 1 |\n\n: Ord {{#tbl-{name}}}\n"
    text = f"{table.format(name='en')}\n@tbl-to viser resten.\n\n{table.format(name='to')}"
    (tmp_path / "report.qmd").write_text(f"---\ntitle: Tabeller\ntoc: false\n---\n\n{text}", encoding="utf-8")
    (made,) = render(tmp_path, ["docx"])
    with zipfile.ZipFile(made) as archive:
        body = archive.read("word/document.xml").decode()
    before = body[: body.index("viser resten")]
    assert re.findall(r'<w:pStyle w:val="(\w+)"', before)[-1] == "LeadAfterTable"


def test_a_head_that_has_room_is_not_hyphenated(tmp_path: Path) -> None:
    heads = "| Industry | In the population | Drawn | Answered | Response rate | Of respondents |"
    text = f"{heads}\n|:--|--:|--:|--:|--:|--:|\n| Warehousing and transport | 1 | 1 | 1 | 1 | 1 |\n"
    (tmp_path / "report.qmd").write_text(f"---\ntitle: T\nlang: en\ntoc: false\n---\n\n{text}", encoding="utf-8")
    (made,) = render(tmp_path, ["pdf"])
    assert "respondents" in PdfReader(made).pages[1].extract_text()


@pytest.mark.parametrize(("rows", "pages"), [(9, {2}), (40, {1, 2})])
def test_a_table_of_a_few_rows_is_not_torn_in_two(tmp_path: Path, rows: int, pages: set[int]) -> None:
    before = "\n\n".join(["Et avsnitt av teksten."] * 28)
    lines = "\n".join(f"| Rad{number} | {number} |" for number in range(1, rows + 1))
    text = (
        f"---\ntitle: Tabell\ntoc: false\n---\n\n{before}\n\n| Hvem | Ord |\n|:--|--:|\n{lines}\n\n: Ord {{#tbl-ord}}\n"
    )
    (tmp_path / "report.qmd").write_text(text, encoding="utf-8")
    (made,) = render(tmp_path, ["pdf"])
    shown = [each.extract_text() for each in PdfReader(made).pages[1:]]
    assert {number for number, words in enumerate(shown, 1) if "Rad" in words} == pages
