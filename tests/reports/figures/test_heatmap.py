from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from reports.figures import heatmap
from reports.figures.colours import contrast

THEMES = ["Generelt om det å være IA-virksomhet", "Forenkling", "Hva mangler? Ønsker for neste avtale"]
SECTORS = [
    *("Helse og omsorg", "Dagligvare", "Renhold", "Lager", "Hotell og restaurant", "Barnehage", "Transport"),
    *("Bygg og anlegg", "Industri", "Oppdrett", "Jordbruk", "Kommunal forvaltning"),
]


def counts(rows, columns, values):
    return pd.DataFrame(values, index=rows, columns=columns)


def sized(rows, columns, largest=124):
    values = [[(7 * row + 13 * column) % (largest + 1) for column in range(columns)] for row in range(rows)]
    return counts([THEMES[at % 3] for at in range(rows)], SECTORS[:columns], values)


def test_every_count_is_written_and_nought_is_a_dash(texts):
    drawing = heatmap.draw(counts(["Forenkling", "Relevans"], ["A", "B"], [[3, 0], [1234, 7]]), language="nb")
    written = [text.get_text() for text, _ in texts(drawing)]
    assert [each for each in written if each in ("3", "–", "1\u00a0234", "7")] == ["3", "–", "1\u00a0234", "7"]


def test_the_rows_keep_the_order_given(texts):
    drawing = heatmap.draw(counts(["Å", "A", "M"], ["x"], [[1], [2], [3]]), language="nb")
    assert [text.get_text() for text, _ in texts(drawing) if text.get_text() in "ÅAM"] == ["Å", "A", "M"]


@pytest.mark.parametrize("largest", [1, 2, 3, 4, 5, 13, 124])
def test_each_number_is_read_against_its_own_cell(largest, texts):
    drawing = heatmap.draw(sized(9, 7, largest), language="nb")
    axes = drawing.figure.axes[0]
    cells = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    ratios = []
    for text, _ in texts(drawing):
        under = [cell for cell in cells if cell.get_bbox().contains(*text.get_position())]
        ratios += [contrast(to_hex(text.get_color()), to_hex(cell.get_facecolor())) for cell in under]
    assert len(ratios) == 9 * 7
    assert min(ratios) >= 4.5


def test_a_higher_count_is_never_lighter():
    drawing = heatmap.draw(counts(["T"], list("abcdefg"), [[0, 1, 2, 5, 9, 12, 13]]), language="nb")
    faces = [to_hex(patch.get_facecolor()) for patch in drawing.figure.axes[0].patches[:7]]
    assert [contrast("#ffffff", each) for each in faces] == sorted(contrast("#ffffff", each) for each in faces)


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (9, 1), (1, 12), (9, 7), (25, 12)])
def test_up_to_25_themes_and_12_organisations_fit_on_a_page(rows, columns, collisions, outside):
    drawing = heatmap.draw(sized(rows, columns), language="nn")
    width, height = drawing.figure.get_size_inches() * 2.54
    assert (collisions(drawing), outside(drawing)) == ([], [])
    assert width == pytest.approx(16)
    assert height <= 24.5


def test_more_columns_than_fit_make_the_sheet_wider_and_nothing_collide(collisions, outside):
    table = counts(THEMES, [f"Virksomhet {at}" for at in range(30)], [[100 + at for at in range(30)]] * 3)
    drawing = heatmap.draw(table, language="nb")
    assert drawing.figure.get_size_inches()[0] * 2.54 > 16
    assert (collisions(drawing), outside(drawing)) == ([], [])


def test_columns_that_begin_alike_share_a_heading(texts):
    drawing = heatmap.draw(counts(["T"], ["Virksomhet A", "Virksomhet B"], [[1, 2]]), language="nb")
    assert [text.get_text() for text, _ in texts(drawing)][:3] == ["Virksomhet", "A", "B"]


@pytest.mark.parametrize(
    "label", ["a $x$ b", "{navn}", "50 % _under_", "<b>&", "Sykefraværsoppfølgingsarbeidsgruppemøter"]
)
def test_odd_labels_are_drawn_as_they_stand(label, outside):
    drawing = heatmap.draw(counts([label, "B"], ["x"], [[2], [1]]), language="nb")
    assert outside(drawing) == []
    assert f"«{label}»" in drawing.alternative


@pytest.mark.parametrize("table", [pd.DataFrame(), counts(THEMES, [], [[], [], []]), counts([], ["A"], [])])
def test_an_empty_table_gives_a_drawing_that_says_so(table, texts):
    drawing = heatmap.draw(table, language="nb")
    assert drawing.alternative == "Ingenting er kodet ennå."
    assert [text.get_text() for text, _ in texts(drawing)] == ["Ingenting er kodet ennå."]


def test_a_cell_without_a_value_is_no_coding():
    drawing = heatmap.draw(counts(["T"], ["A", "B"], [[None, 2.0]]), language="en")
    assert drawing.alternative.startswith("Heat map: 2 codings across 1 theme and 2 organisations.")


@pytest.mark.parametrize(
    ("values", "language", "words"),
    [
        (
            [[1, 2], [3, 40]],
            "nb",
            "Varmekart: 46 kodinger fordelt på 2 temaer og 2 virksomheter. Flest kodinger har «T1» (43), færrest har "
            "«T0» (3). Det høyeste tallet i en rute er 40, for «T1» i «B».",
        ),
        ([[1]], "nb", "Varmekart: 1 koding fordelt på 1 tema og 1 virksomhet."),
        ([[1]], "nn", "Varmekart: 1 koding fordelt på 1 tema og 1 verksemd."),
        ([[1]], "en", "Heat map: 1 coding across 1 theme and 1 organisation."),
        ([[0], [0]], "nb", "Varmekart: ingen kodinger fordelt på 2 temaer og 1 virksomhet."),
        (
            [[2], [2]],
            "nb",
            "Varmekart: 4 kodinger fordelt på 2 temaer og 1 virksomhet. Alle temaene har like mange kodinger "
            "(2 hvert).",
        ),
        (
            [[12345], [2], [2]],
            "nn",
            "Varmekart: 12\u00a0349 kodingar fordelte på 3 tema og 1 verksemd. Flest kodingar har «T0» (12\u00a0345), "
            "færrast har «T1» og «T2» (2 kvart).",
        ),
        (
            [[9], [0], [0], [0], [0]],
            "en",
            "Heat map: 9 codings across 5 themes and 1 organisation. Most codings: “T0” (9), fewest: 4 of the themes "
            "(0 each).",
        ),
    ],
)
def test_the_alternative_text_says_what_the_table_says(values, language, words):
    table = counts([f"T{at}" for at in range(len(values))], list("AB")[: len(values[0])], values)
    assert heatmap.draw(table, language=language).alternative == words


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2000), min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_counts_can_be_drawn(values):
    drawing = heatmap.draw(counts([f"T{at}" for at in range(len(values))], list("ABC"), values), language="nb")
    assert drawing.alternative.startswith("Varmekart: ")
