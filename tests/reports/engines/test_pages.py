"""Where a page of the PDF ends: never between a heading in bold and what it leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.engines.embedded import render

BOX = "::: {.questions}\n\n**Dette ble det spurt om**\n\n- Hva er blitt enklere?\n- Hva gjenstår?\n\n:::\n"
LEAD = "**Slik sa informantene det**\n\n::: {.quote-evidence}\n\n«Vi fikk det til, men ikke alene.»\n\n:::\n"


TABLE = """Svarene står i @tbl-svar, og det er få av dem.

::: {#tbl-svar .row-headers}

| Hvem | Hva |
|---|---|
| Sykehjem | Ja |
| Hotell | Nei |
| Lager | Begge |

Hva de svarte

:::
"""
FIGURE = """::: {.pointer}

@fig-koder viser hva de snakket om.

:::

![Koder i samtalene](figures/koder){#fig-koder fig-alt="Stolper."}

Teksten går videre her.
"""


def pages_with(folder: Path, first_line: str, *rest: str) -> list[list[int]]:
    """For each time `first_line` stands in the report: the pages of it and of what belongs to it."""
    texts = [page.extract_text().replace("\n", " ") for page in PdfReader(folder / "report.pdf").pages]
    return [
        [number for number, text in enumerate(texts) for _ in range(text.count(each))] for each in (first_line, *rest)
    ]


@pytest.mark.parametrize(
    ("block", "belongs"),
    [
        (BOX, ("Dette ble det spurt om", "Hva er blitt enklere?", "Hva gjenstår?")),
        (LEAD, ("Slik sa informantene det", "Vi fikk det til")),
    ],
)
def test_what_belongs_together_stands_on_one_page(report_folder: Path, block: str, belongs: tuple[str, ...]) -> None:
    # Further and further down a page, and over its end.
    body = "\n\n::: {.page-break}\n:::\n\n".join("Én linje til.\n\n" * lines + block for lines in range(20, 36))
    front = (report_folder / "report.qmd").read_text(encoding="utf-8").split("---\n")[1]
    (report_folder / "report.qmd").write_text(f"---\n{front}---\n\n# Sider\n\n{body}", encoding="utf-8")
    render(report_folder, ["pdf"])
    first, *others = pages_with(report_folder, *belongs)
    assert len(first) == 16
    assert others == [first] * len(others)


def test_a_short_table_is_whole_and_on_the_page_of_the_sentence_before_it(report_folder: Path) -> None:
    body = "\n\n::: {.page-break}\n:::\n\n".join(
        "Én linje til.\n\n" * lines + TABLE.replace("tbl-svar", f"tbl-svar{lines}") for lines in range(18, 36, 2)
    )
    front = (report_folder / "report.qmd").read_text(encoding="utf-8").split("---\n")[1]
    (report_folder / "report.qmd").write_text(f"---\n{front}---\n\n# Sider\n\n{body}", encoding="utf-8")
    render(report_folder, ["pdf"])
    first, *others = pages_with(report_folder, "Svarene står i", "Hva de svarte", "Begge")
    assert len(first) == 9
    assert others == [first] * len(others)


def test_text_goes_on_where_a_figure_has_no_room(report_folder: Path) -> None:
    front = (report_folder / "report.qmd").read_text(encoding="utf-8").split("---\n")[1]
    body = "Én linje til.\n\n" * 24 + FIGURE
    (report_folder / "report.qmd").write_text(f"---\n{front}---\n\n# Sider\n\n{body}", encoding="utf-8")
    render(report_folder, ["pdf"])
    ((lead,), (after,), (figure,)) = pages_with(
        report_folder, "viser hva de", "Teksten går videre", "Koder i samtalene"
    )
    assert (lead, after) == (figure - 1, figure - 1)


def test_no_row_of_a_table_is_torn_in_two(report_folder: Path) -> None:
    front = (report_folder / "report.qmd").read_text(encoding="utf-8").split("---\n")[1]
    words = "Den som spør, får svar som det tar lang tid å skrive ned. " * 3
    rows = "".join(f"| Første{number} {words} | {words} Siste{number} |\n" for number in range(14))
    body = "::: {#tbl-lang}\n\n| Hvem | Hva |\n|---|---|\n" + rows + "\nHva de svarte\n\n:::\n"
    (report_folder / "report.qmd").write_text(f"---\n{front}---\n\n# Sider\n\n{body}", encoding="utf-8")
    render(report_folder, ["pdf"])
    names = [f"{name}{number} " for number in range(14) for name in ("Første", "Siste")]
    pages = [page.extract_text().replace("\n", " ") + " " for page in PdfReader(report_folder / "report.pdf").pages]
    found = [next(number for number, text in enumerate(pages) if name in text) for name in names]
    assert found[::2] == found[1::2]
    assert len(set(found)) > 1
