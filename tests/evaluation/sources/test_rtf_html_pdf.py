"""RTF, HTML and PDF give the lines a reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from evaluation.errors import EvaluationError
from evaluation.sources.extract import Extract
from evaluation.sources.formats import extract


def read(folder: Path, name: str, content: bytes) -> Extract:
    (folder / name).write_bytes(content)
    return extract(folder / name)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"Bl\'e5b\'e6r p\'e5 sk\'f8yter", "Blåbær på skøyter"),
        (rb"Bl\u229?b\u230?r", "Blåbær"),
        (rb"\'abJa\'bb \endash  nei", "«Ja» – nei"),
        ("Blåbær".encode("cp1252"), "Blåbær"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"I1:\tab Ja\par Ola: Nei", "I1:\tJa\nOla: Nei"),
        (rb"{\b Kari:} Ja", "Kari: Ja"),
        (rb"\trowd\cellx100 Kari\cell Ja | nei\cell\row", "Kari\tJa | nei"),
    ],
)
def test_rtf_keeps_its_letters(tmp_path: Path, body: bytes, text: str) -> None:
    assert read(tmp_path, "a.rtf", rb"{\rtf1\ansi\ansicpg1252\deff0 " + body + b"}").text.strip() == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Kari: Ja</p><p>Ola: Nei</p>", "Kari: Ja\nOla: Nei"),
        ("<p>Kari<br>Ja</p>", "Kari\nJa"),
        ("<p>bl&aring;b&#230;r &lt;3</p>", "blåbær <3"),
        ("<head><title>T</title><style>p{}</style></head><p>synlig</p><script>x()</script>", "synlig"),
        ("<p>brutt\n   linje</p>", "brutt linje"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><td>Kari</td><td>Ja.</td></tr></table>", "Kari\tJa."),
        ("løs tekst<p>avsnitt", "løs tekst\navsnitt"),
        ("<p>a <i>b</i>c</p>", "a bc"),
        (
            "<table>\n<tr>\n<td><p>Kari</p>\n</td>\n<td><p>Ja.</p>\n<p>Nei.</p></td></tr><tr><td>Ola</td></tr></table>",
            "Kari\tJa.\nNei.\nOla",
        ),
    ],
)
def test_html_gives_a_line_for_each_block(tmp_path: Path, page: str, text: str) -> None:
    assert read(tmp_path, "a.html", page.encode()).text == text


def test_html_headings_have_their_level(tmp_path: Path) -> None:
    assert [line.heading for line in read(tmp_path, "a.htm", b"<h2>Tiltak</h2><p>Mange</p>").lines] == [2, 0]


def test_html_measures_leading_bold(tmp_path: Path) -> None:
    assert read(tmp_path, "a.html", b"<p> <b>Kari</b> Ja <b>nei</b></p>").lines[0].bold == 4


def test_html_obeys_its_own_charset(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-1"><p>Blåbær</p>'.encode("cp1252")
    assert read(tmp_path, "a.html", page).text == "Blåbær"


def test_html_that_claims_utf8_must_be_it(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        read(tmp_path, "a.html", b'<meta charset="utf-8">\n<p>Bl\xe5</p>')
    assert [(each.code, each.line) for each in error.value.problems] == [("SOURCE-008", 2)]


def test_html_tells_its_language(tmp_path: Path) -> None:
    assert read(tmp_path, "a.html", b'<html lang="nn-NO"><p>Ja</p>').language == "nn"


def pdf(markup: str) -> bytes:
    made = typst.compile(markup.encode())
    assert isinstance(made, bytes)
    return made


def test_a_pdf_gives_its_words_page_by_page(tmp_path: Path) -> None:
    content = pdf("Kari: Vi spiser blåbær på øya. #pagebreak() Ola: Nei, ærlig talt.")
    text = read(tmp_path, "a.pdf", content).text
    assert text.split() == ["Kari:", "Vi", "spiser", "blåbær", "på", "øya.", "Ola:", "Nei,", "ærlig", "talt."]


def test_a_pdf_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        read(tmp_path, "a.pdf", pdf("#rect(width: 2cm)"))
    assert [each.code for each in error.value.problems] == ["SOURCE-011"]


def test_pages_without_text_are_told(tmp_path: Path) -> None:
    problems = read(tmp_path, "a.pdf", pdf("Tekst #pagebreak() #rect()")).problems
    assert [(each.code, each.values["pages"]) for each in problems] == [("SOURCE-015", "2")]


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    (tmp_path / "open.pdf").write_bytes(pdf("Hemmelig"))
    with pikepdf.open(tmp_path / "open.pdf") as document:
        document.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(EvaluationError) as error:
        extract(tmp_path / "a.pdf")
    assert [each.code for each in error.value.problems] == ["SOURCE-012"]
