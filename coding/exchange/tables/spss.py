"""Respondents × codes as SPSS wants them: short names in ASCII, labels no longer than it keeps, values with words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.exchange.tables.respondents import PERSONAL, Respondents
from coding.exchange.tables.telling import Cell
from evaluation.language import Language, phrase

if TYPE_CHECKING:
    import pandas as pd

LONGEST_NAME, LONGEST_LABEL, LONGEST_TITLE, LONGEST_TEXT = 32, 256, 64, 32_767
COUNT = "_n"  # ends the names of the variables that count places
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "ß": "ss", "ð": "d", "þ": "th"})
_RESERVED = frozenset("all and by eq ge gt le lt ne not or to with".split())  # noqa: SIM905
# Where the header says when it was written, and what stands there instead: the same each time.
_MOMENT, _NO_MOMENT = slice(92, 109), b"01 Jan 8000:00:00"


@dataclass(frozen=True)
class Sheet:
    """`labels`, `values`, `measures` and `formats` by the names of the columns of `frame`."""

    title: str
    frame: pd.DataFrame
    labels: dict[str, str | None]
    values: dict[str, dict[int | float, str]]
    measures: dict[str, str]
    formats: dict[str, str]


def sheet_of(found: Respondents, title: str, language: Language) -> Sheet:
    import pandas as pd

    names = Names()
    columns: dict[str, list[Cell]] = {}
    labels: dict[str, str | None] = {}
    values: dict[str, dict[int | float, str]] = {}
    measures: dict[str, str] = {}

    def add(name: str, label: str, cells: Iterable[Cell], measure: str) -> str:
        columns[name] = [_text(cell) if isinstance(cell, str) else cell for cell in cells]
        labels[name], measures[name] = cut(label, LONGEST_LABEL), measure
        return name

    add(names.free("respondent"), phrase("foreign.sav.respondent", language), (e.name for e in found.listed), "nominal")
    for heading in found.headings:
        cells = [each.told.get(heading) for each in found.listed]
        numbers = all(isinstance(cell, int) or cell is None for cell in cells)
        plain = cells if numbers else ["" if cell is None else str(cell) for cell in cells]
        label = phrase(f"foreign.person.{heading}", language) if heading in PERSONAL else heading
        add(names.free(heading), label, plain, "scale" if numbers else "nominal")
    said: dict[int | float, str] = {0: phrase("foreign.sav.no", language), 1: phrase("foreign.sav.yes", language)}
    for code, label in found.codes.items():
        counts = [found.places.get((each.id, code), 0) for each in found.listed]
        own = names.pair(code)
        values[add(own, label, (int(count > 0) for count in counts), "nominal")] = said
        add(own + COUNT, phrase("foreign.sav.places", language, label=label), counts, "scale")
    frame = pd.DataFrame({name: pd.Series(cells, dtype=_dtype(cells)) for name, cells in columns.items()})
    formats = {name: "F8.0" for name, cells in columns.items() if _dtype(cells) != "object"}
    return Sheet(cut(title, LONGEST_TITLE), frame, labels, values, measures, formats)


class Names:
    """Names of variables, no two of which differ in the size of their letters alone."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, wanted: str) -> str:
        return self._found(wanted, ("",))

    def pair(self, wanted: str) -> str:
        """A name that is free with and without the ending of those that count."""
        return self._found(wanted, ("", COUNT))

    def _found(self, wanted: str, endings: tuple[str, ...]) -> str:
        room = LONGEST_NAME - max(map(len, endings))
        plain, number = _plain(wanted), 1
        name = plain[:room].rstrip("_")
        while any((name + ending).lower() in self._taken for ending in endings):
            number += 1
            tail = f"_{number}"
            name = plain[: room - len(tail)].rstrip("_") + tail
        self._taken |= {(name + ending).lower() for ending in endings}
        return name


def cut(text: str, most: int) -> str:
    """The text on one line, no longer than so many bytes of UTF-8, and no letter cut in two."""
    line = " ".join(text.split())
    if len(line.encode("utf-8", "replace")) <= most:
        return line
    return line.encode("utf-8", "replace")[: most - 3].decode("utf-8", "ignore").rstrip() + "…"


def without_moment(made: bytes) -> bytes:
    """The file without the moment it was written at, so that the same data give the same bytes."""
    return made[: _MOMENT.start] + _NO_MOMENT + made[_MOMENT.stop :]


def _plain(wanted: str) -> str:
    import unicodedata

    letters = unicodedata.normalize("NFKD", wanted.translate(_LETTERS)).encode("ascii", "ignore").decode("ascii")
    name = re.sub(r"\W+", "_", letters).strip("_") or "v"
    if not name[0].isalpha() or name.lower() in _RESERVED:
        name = f"v_{name}"
    return name


def _text(cell: str) -> str:
    return cell.encode("utf-8", "replace")[:LONGEST_TEXT].decode("utf-8", "ignore")


def _dtype(cells: list[Cell]) -> str:
    if any(isinstance(cell, str) for cell in cells):
        return "object"
    return "float64" if not cells or any(cell is None for cell in cells) else "int64"
