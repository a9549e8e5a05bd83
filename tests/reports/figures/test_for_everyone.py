"""Every figure there is, held to what everybody can read: letters in print, fills side by side, text on its ground."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import pikepdf
import pytest
from matplotlib.colors import to_hex

from reports.engines.embedded import render
from reports.figures.colours import STEPS, WARM, WHITE, contrast, sides, steps
from reports.figures.discover import figure_kind, figure_names
from reports.figures.drawing import Drawing, render_bytes
from reports.figures.style import POINTS, settled
from tests.reports.figures.seeing import SIGHTS, distance, lab

AT_A_GLANCE = 10
NAMES = figure_names()


def drawn(name: str) -> Drawing:
    kind = figure_kind(name)
    return kind.draw(kind.example("nb"), language="nb")


def fills(drawing: Drawing) -> list[tuple[Any, Any]]:
    """Each filled shape with its box, lowest first."""
    with settled():
        drawing.figure.canvas.draw()
        shapes = [each for each in drawing.figure.axes[0].patches if each.get_facecolor()[3] > 0]
        return [(each, each.get_window_extent()) for each in sorted(shapes, key=lambda each: each.get_zorder())]


def texts(drawing: Drawing) -> list[tuple[Any, Any]]:
    with settled():
        return [(each, each.get_window_extent()) for each in drawing.figure.axes[0].texts if each.get_text()]


def labelled(box: Any, words: list[tuple[Any, Any]]) -> bool:
    """Whether something is written in it."""
    return any(box.contains((each.x0 + each.x1) / 2, (each.y0 + each.y1) / 2) for _, each in words)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("#ffffff", (100, 0, 0)),
        ("#000000", (0, 0, 0)),
        ("#ff0000", (53.24, 80.09, 67.20)),
        ("#0000ff", (32.30, 79.19, -107.86)),
    ],
)
def test_colours_agree_with_published_values(colour: str, expected: tuple[float, float, float]) -> None:
    assert lab(colour) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("grey", ["#ffffff", "#808080", "#000000"])
def test_a_grey_is_the_same_grey_to_everybody(sight: str, grey: str) -> None:
    assert distance(grey, grey) == 0
    assert lab(grey, sight) == pytest.approx(lab(grey), abs=0.1)


def test_red_and_green_are_near_each_other_to_some() -> None:
    red, green = "#c04000", "#707000"
    assert distance(red, green, "deuteranopia") < distance(red, green) / 2


@pytest.mark.parametrize("name", NAMES)
def test_fills_side_by_side_are_told_apart_by_everybody(name: str) -> None:
    drawing = drawn(name)
    words = texts(drawing)
    close = [
        (to_hex(one.get_facecolor()), to_hex(other.get_facecolor()), sight)
        for (one, here), (other, there) in combinations(fills(drawing), 2)
        if here.padded(1.5).overlaps(there) and to_hex(one.get_facecolor()) != to_hex(other.get_facecolor())
        if one.get_hatch() == other.get_hatch() and not (labelled(here, words) and labelled(there, words))
        for sight in SIGHTS
        if distance(to_hex(one.get_facecolor()), to_hex(other.get_facecolor()), sight) < AT_A_GLANCE
    ]
    assert close == []


@pytest.mark.parametrize("name", NAMES)
def test_marks_of_different_colours_have_different_shapes(name: str) -> None:
    lines = [each for each in drawn(name).figure.axes[0].lines if each.get_marker() not in (None, "None", "")]
    marks = {(str(each.get_marker()), to_hex(each.get_markerfacecolor())) for each in lines}
    # The same shape open and filled is told apart in black and white.
    alike = [
        (one, other)
        for one, other in combinations(sorted(marks), 2)
        if one[0] == other[0] and distance(one[1], other[1], "black and white") < 4 * AT_A_GLANCE
    ]
    assert alike == []


@pytest.mark.parametrize("name", NAMES)
def test_text_is_read_on_its_ground(name: str) -> None:
    drawing = drawn(name)
    shapes = fills(drawing)
    faint = []
    for text, box in texts(drawing):
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        under = [to_hex(shape.get_facecolor()) for shape, own in shapes if own.contains(x, y)]
        if contrast(to_hex(text.get_color()), (under or [WHITE])[-1]) < 4.5:
            faint.append((text.get_text(), to_hex(text.get_color()), (under or [WHITE])[-1]))
    assert faint == []


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("colours", [STEPS, WARM, *(steps(count) for count in (2, 3, 4, 5))], ids=str)
def test_the_steps_of_a_scale_are_seen_by_everybody(colours: tuple[str, ...], sight: str) -> None:
    least = 8 if len(colours) == 5 else AT_A_GLANCE
    assert min(distance(one, other, sight) for one, other in pairwise(colours)) >= least


@pytest.mark.parametrize("sight", ["everybody", "protanopia", "deuteranopia", "tritanopia"])
def test_the_two_sides_of_a_scale_are_told_apart(sight: str) -> None:
    below, above = sides(2, 2)
    assert min(distance(one, other, sight) for one in below for other in above) >= AT_A_GLANCE


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """How much of its own width each figure has on the page, in a report that shows them all."""
    folder = tmp_path_factory.mktemp("figures") / "report"
    (folder / "figures").mkdir(parents=True)
    lines = ["---", "title: Figurer", "lang: nb", "---", ""]
    widths = {}
    for name in NAMES:
        drawing = drawn(name)
        for format_, content in render_bytes(drawing, ("svg", "png")).items():
            (folder / "figures" / f"{name}.{format_}").write_bytes(content)
        widths[name] = drawing.figure.get_size_inches()[0] * POINTS
        lines += [f'![{name}](figures/{name}){{#fig-{name} fig-alt="{name}"}}', ""]
    (folder / "report.qmd").write_text("\n".join(lines), encoding="utf-8")
    (made,) = render(folder, ["pdf"])
    with pikepdf.open(made) as pdf:
        boxes = {str(each.Alt): box_of(each) for each in elements(pdf.Root.StructTreeRoot.K) if each.S == "/Figure"}
    return {name: boxes[name] / width for name, width in widths.items()}


def elements(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def box_of(figure: Any) -> float:
    told = figure.A if isinstance(figure.A, pikepdf.Array) else [figure.A]
    left, _, right, _ = next(each.BBox for each in told if "/BBox" in each)
    return float(right) - float(left)


@pytest.mark.parametrize("name", NAMES)
def test_letters_are_at_least_eight_points_on_the_printed_page(printed: dict[str, float], name: str) -> None:
    smallest = min(each.get_fontsize() for each, _ in texts(drawn(name)))
    assert smallest * printed[name] >= 7.995


def test_the_web_page_and_word_show_figures_no_smaller() -> None:
    """160 millimetres of text stand between the margins of every format that is printed."""
    from reports.engines import EXTENSION
    from reports.engines.odt import WIDTH
    from reports.engines.reference import TEXT_WIDTH

    print_margin = (EXTENSION / "underveis.css").read_text(encoding="utf-8").split("@page { size: A4; margin: 25mm ")[1]
    assert 210 - 2 * int(print_margin.split("mm")[0]) >= 160
    assert WIDTH == 160
    assert pytest.approx(160, abs=0.1) == TEXT_WIDTH / 1440 * 25.4
