"""Tables laid out as rows of their own: a label beside its value, and an agenda in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evaluation.followup.minutes import words
from evaluation.followup.minutes.rows import Cell, Row

_SIGNS = re.compile(r"[\t|]")
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in {
        "number": r"(?:sak(?:s?nr\.?|s?nummer)?|sak\s+nr\.?|nr\.?|no\.?|#|item(?:\s+no\.?)?|pkt\.?|punkt)",
        "content": (
            r"(?:innh[oa]ld|sak(?:stittel|er)?|tema|tittel|beskrivelse|referat|drøfting.*|diskusjon.*"
            r"|sak\s*/\s*tema|topic|subject"
            r"|title|description|notes|agenda(?:\s+item)?|discussion.*|minutes)"
        ),
        "conclusion": r"(?:konklusjon|vedtak|beslutning|decision|conclusion)",
        "owner": r"(?:ansvar.*|oppfølging|hvem|kven|responsible|owner|action\s+by|who)",
        "due": r"(?:frist|tidsfrist|når|due(?:\s+date)?|deadline|when)",
    }.items()
)
_NUMBER = re.compile(r"\s*(?:(?:sak|item)\s+)?\d{1,3}(?:\s*[/.-]\s*\d{1,4})?\.?\s*", re.IGNORECASE)
_TITLE_ENDS = re.compile(r"(?<=[.:])\s+(?=\S)")


def laid_out(rows: Sequence[Row], raws: Sequence[str]) -> Iterator[Row]:
    """The rows, those of such tables parted at their columns; sign for sign they make the same text."""
    columns: list[str] = []
    for row, raw in zip(rows, raws, strict=True):
        cells = _cells(raw)
        if not columns and len(cells) == 2 and _is_label(row, cells[0]):
            yield _as_label(row, cells)
            continue
        named = _columns(row, cells)
        if "number" in named and "content" in named:
            columns = named
            yield row
        elif columns and len(cells) > 1:
            yield from _parted(row, cells, columns)
        else:
            columns = columns if not cells or len(cells) == 1 else []
            yield row


def _cells(raw: str) -> list[tuple[int, int]]:
    """The cells of a line with a sign between them; none where there is no such sign."""
    if not _SIGNS.search(raw):
        return []
    ends = [match.start() for match in _SIGNS.finditer(raw)]
    spans = list(zip([0, *(end + 1 for end in ends)], [*ends, len(raw)], strict=True))
    if raw.lstrip().startswith("|"):
        spans = spans[1:-1] if raw.rstrip().endswith("|") else spans[1:]
    return spans


def _is_label(row: Row, cell: tuple[int, int]) -> bool:
    told = f"{row.text[slice(*cell)].strip(' :')}:"
    patterns = [*words.HEAD.values(), *(pattern for _, pattern in words.BLOCKS)]
    return len(told) > 1 and any(pattern.fullmatch(told) for pattern in patterns)


def _as_label(row: Row, cells: list[tuple[int, int]]) -> Row:
    """`Dato | 3. mai` as `Dato : 3. mai`."""
    at = cells[0][1]
    return replace(row, text=f"{row.text[:at]}:{row.text[at + 1 :]}" if at < len(row.text) else row.text)


def _columns(row: Row, cells: list[tuple[int, int]]) -> list[str]:
    found: list[str] = []
    for cell in cells:
        told = row.text[slice(*cell)].strip(" :*")
        fitting = [name for name, pattern in _COLUMNS if pattern.fullmatch(told) and name not in found]
        found.append(fitting[0] if fitting else "")
    return found


def _parted(row: Row, cells: list[tuple[int, int]], columns: list[str]) -> Iterator[Row]:
    """One row of an agenda: number and title, what was said, who owes what by when.

    A row of Word that has several paragraphs in a cell comes as several lines: its last cells are in the last of them.
    """
    numbered = bool(_NUMBER.fullmatch(row.text[slice(*cells[0])]))
    fitting = columns[: len(cells)] if numbered else columns[-len(cells) :]
    names = [*fitting, *[""] * (len(cells) - len(fitting))]
    begin = 0
    for place, (cell, name) in enumerate(zip(cells, names, strict=True)):
        last = place == len(cells) - 1
        if numbered and place == 0:
            continue
        end = len(row.text) if last else cell[1]
        if numbered and name == "content":
            yield from _titled(row, begin, end)
        else:
            yield _piece(row, begin, end, name)
        begin = end + 1


def _titled(row: Row, begin: int, end: int) -> Iterator[Row]:
    match = _TITLE_ENDS.search(row.text, begin + 1, end)
    first = next(
        (
            each
            for each in _TITLE_ENDS.finditer(row.text, begin, end)
            if row.text[begin : each.start()].strip(" .0123456789/-")
        ),
        None,
    )
    if match is None or first is None:
        yield _piece(row, begin, end, "heading")
        return
    yield _piece(row, begin, first.start(), "heading")
    yield _piece(row, first.start() + 1, end, "")


def _piece(row: Row, begin: int, end: int, name: str) -> Row:
    cell: Cell = name if name in ("heading", "conclusion", "owner", "due") else ""  # type: ignore[assignment]
    return replace(row, text=row.text[begin:end], start=row.start + begin, bold=cell == "heading", heading=0, cell=cell)
