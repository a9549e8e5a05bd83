"""OpenDocument texts are read whole."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.sources.extract import Extract
from evaluation.sources.formats import extract

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style", "table")
)
BOLD = '<style:style style:name="T1"><style:text-properties xmlns:fo="urn:fo" fo:font-weight="bold"/></style:style>'


def read(folder: Path, body: str) -> Extract:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{BOLD}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(folder / "a.odt", "w") as archive:
        archive.writestr("content.xml", content)
    return extract(folder / "a.odt")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:p>Blåbær på ski</text:p>", "Blåbær på ski"),
        ("<text:p>a<text:span>b</text:span>c</text:p>", "abc"),
        ("<text:p>I1:<text:tab/>Ja</text:p>", "I1:\tJa"),
        ('<text:p>a<text:s text:c="3"/>b</text:p>', "a   b"),
        ("<text:p>a<text:line-break/>b</text:p>", "a\nb"),
        ("<text:p>linje\n   brutt</text:p>", "linje brutt"),
        ("<text:list><text:list-item><text:p>punkt</text:p></text:list-item></text:list>", "punkt"),
        ("<text:section><text:p>i del</text:p></text:section>", "i del"),
        ("<text:p><text:a>lenke</text:a></text:p>", "lenke"),
        ("<text:tracked-changes><text:p>slettet</text:p></text:tracked-changes><text:p>står</text:p>", "står"),
        ("<text:p>sagt<office:annotation><text:p>merknad</text:p></office:annotation> slik</text:p>", "sagt slik"),
        (
            "<text:p>sagt<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Se her.</text:p>"
            "</text:note-body></text:note> slik</text:p>",
            "sagt slik\n[Se her.]",
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:p>Kari</text:p></table:table-cell>"
            "<table:table-cell><text:p>Ja.</text:p></table:table-cell></table:table-row></table:table>",
            "Kari\tJa.",
        ),
    ],
)
def test_a_text_keeps_what_is_written(tmp_path: Path, body: str, text: str) -> None:
    assert read(tmp_path, body).text == text


def test_leading_bold_is_measured(tmp_path: Path) -> None:
    assert read(tmp_path, '<text:p><text:span text:style-name="T1">Kari</text:span> Ja</text:p>').lines[0].bold == 4


def test_headings_have_their_level(tmp_path: Path) -> None:
    assert read(tmp_path, '<text:h text:outline-level="3">Tiltak</text:h>').lines[0].heading == 3


def test_a_document_without_a_text_is_broken(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(EvaluationError) as error:
        extract(tmp_path / "a.odt")
    assert [each.code for each in error.value.problems] == ["SOURCE-010"]
