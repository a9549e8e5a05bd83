"""How the workbook of a framework matrix looks: colours, borders and widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

PLAIN, CASE, HEADING = "underveis-plain", "underveis-case", "underveis-heading"
COLOURS = {"stale": "FFF2CC", "empty": "E8EEF4"}
DARK, LINE = "1F3A4D", "B8C4CE"
NARROW, WIDE = 22, 38  # widths in characters


def register_styles(book: Workbook) -> None:
    """Make the styles known by their names: one lookup for each cell, where objects would take ten times as long."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    side = Side(style="thin", color=LINE)
    ruled = Border(left=side, right=side, top=side, bottom=side)
    top, middle = Alignment(wrap_text=True, vertical="top"), Alignment(wrap_text=True, vertical="center")
    styles = [
        NamedStyle(PLAIN, border=ruled, alignment=top),
        NamedStyle(CASE, font=Font(bold=True), border=ruled, alignment=top),
        NamedStyle(HEADING, font=Font(bold=True, color="FFFFFF"), fill=PatternFill("solid", DARK), alignment=middle),
        *(
            NamedStyle(style_of(state), fill=PatternFill("solid", colour), border=ruled, alignment=top)
            for state, colour in COLOURS.items()
        ),
    ]
    for style in styles:
        book.add_named_style(style)


def style_of(state: str) -> str:
    """The style of a cell of the matrix; one that asks for no work is plain."""
    return f"underveis-{state}" if state in COLOURS else PLAIN
