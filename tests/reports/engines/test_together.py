"""Short tables are on one page in Word and ODT, with the line under them."""

from __future__ import annotations

import pytest

from reports.engines import odt, word

BASE = '<w:p><w:pPr><w:pStyle w:val="BaseLine" /></w:pPr></w:p>'


ODT_BASE = '\n<text:p text:style-name="Base_20_Line">n = 3</text:p>'


def word_table(rows: int, cell: str = "12. mars") -> str:
    words = f'<w:p><w:pPr><w:pStyle w:val="TableText" /></w:pPr><w:r><w:t>{cell}</w:t></w:r></w:p>'
    return f"<w:tbl><w:tblPr/>{f'<w:tr><w:tc>{words}</w:tc></w:tr>' * rows}</w:tbl>"


def kept(text: str) -> list[int]:
    """The places of the rows that stay with what is under them."""
    return [at for at, row in enumerate(text.split("<w:tr>")[1:]) if "<w:keepNext/>" in row]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (word_table(4), [0, 1, 2]),
        (word_table(4) + "\n<w:bookmarkEnd w:id='1' />" + BASE, [0, 1, 2, 3]),
        (word_table(20), [0, 18]),
        (word_table(4, "ord " * 100), [0, 2]),
        (word_table(20) + BASE, [0, 18, 19]),
    ],
)
def test_in_word(text: str, rows: list[int]) -> None:
    assert kept(word.together(text)) == rows


def odt_table(rows: int) -> str:
    row = "<table:table-row><table:table-cell><text:p>12. mars</text:p></table:table-cell></table:table-row>"
    look = (
        '<style:style style:name="T1" style:family="table">\n<style:table-properties style:width="9mm"/></style:style>'
    )
    return f'{look}<table:table table:name="T1" table:style-name="T1">{row * rows}</table:table>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (odt_table(4), 'style:may-break-between-rows="false" style:width'),
        (odt_table(20), "<style:table-properties style:width"),
        (odt_table(20) + ODT_BASE, 'fo:keep-with-next="always" style:width'),
    ],
)
def test_in_odt(text: str, said: str) -> None:
    assert said in odt.together(text)
