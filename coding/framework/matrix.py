"""The matrix itself: cases, themes, quotes and summaries brought together; plain values in, plain values out.

The method: Ritchie and Spencer (1994), Qualitative data analysis for applied policy research.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from evaluation.model import Summary
from evaluation.model.memo import CaseKind

if TYPE_CHECKING:
    import pandas as pd

State = Literal["empty", "written", "stale"]
Place = tuple[str, str]  # case, theme
QUOTE_COLUMNS = ("id", "case", "theme", "text", "source", "start", "end", "speaker", "code", "coder", "round")


@dataclass(frozen=True, slots=True)
class Named:
    """A case or a theme: its id, and what a reader sees."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a case says on a theme. `quotes` are coding ids; `evidence` is their hash as they are now."""

    case: Named
    theme: Named
    quotes: tuple[int, ...] = ()
    evidence: str = ""
    summary: Summary | None = None

    @property
    def text(self) -> str:
        return self.summary.text if self.summary else ""

    @property
    def state(self) -> State:
        """`stale`: the quotes have changed since the summary was written."""
        if self.summary is None:
            return "empty"
        return "written" if self.summary.evidence == self.evidence else "stale"

    @property
    def added(self) -> tuple[int, ...]:
        """Quotes that came after the summary was written."""
        return _without(self.quotes, self.summary.codings) if self.summary else ()

    @property
    def gone(self) -> tuple[int, ...]:
        """Quotes it was written from that are no longer there."""
        return _without(self.summary.codings, self.quotes) if self.summary else ()


@dataclass(frozen=True)
class Framework:
    """Cases × themes. `quotes` has QUOTE_COLUMNS, one row for each quote of a cell."""

    kind: CaseKind
    cases: tuple[Named, ...]
    themes: tuple[Named, ...]
    cells: Mapping[Place, Cell]
    quotes: pd.DataFrame

    def cell(self, case: str, theme: str) -> Cell:
        return self.cells[case, theme]

    def row(self, case: Named) -> list[Cell]:
        return [self.cells[case.id, theme.id] for theme in self.themes]

    def listed(self) -> list[Cell]:
        """All cells, case by case."""
        return [cell for case in self.cases for cell in self.row(case)]


def framework(
    kind: CaseKind,
    cases: Sequence[Named],
    themes: Sequence[Named],
    quotes: pd.DataFrame,
    summaries: Iterable[Summary] = (),
) -> Framework:
    """Bring them together. Quotes and summaries of cases or themes that are not given are left out.

    quotes: one row for each quote of a cell, with QUOTE_COLUMNS. summaries: of any kind of case; those of `kind` count.
    """
    there = quotes["case"].isin([case.id for case in cases]) & quotes["theme"].isin([theme.id for theme in themes])
    kept = quotes[there].reset_index(drop=True)
    ids, hashes = _evidence_by_cell(kept)
    written = {(each.case, each.theme): each for each in summaries if each.case_kind == kind}
    cells = {
        (case.id, theme.id): Cell(
            case,
            theme,
            ids.get((case.id, theme.id), ()),
            hashes.get((case.id, theme.id), evidence([])),
            written.get((case.id, theme.id)),
        )
        for case in cases
        for theme in themes
    }
    return Framework(kind, tuple(cases), tuple(themes), cells, kept)


def narrowed(whole: Framework, *, cases: Sequence[str] = (), themes: Sequence[str] = ()) -> Framework:
    """The rows and columns with these ids only; all of them where none is named."""
    rows = tuple(each for each in whole.cases if not cases or each.id in cases)
    columns = tuple(each for each in whole.themes if not themes or each.id in themes)
    left = {(case.id, theme.id) for case in rows for theme in columns}
    there = [place in left for place in zip(whole.quotes["case"], whole.quotes["theme"], strict=True)]
    cells = {place: cell for place, cell in whole.cells.items() if place in left}
    return replace(
        whole, cases=rows, themes=columns, cells=cells, quotes=whole.quotes.loc[there].reset_index(drop=True)
    )


def evidence(quotes: Iterable[Sequence[object]]) -> str:
    """A hash of quotes, each (id, source, start, end, words): another when one comes, goes, moves or is reworded."""
    told = sorted(json.dumps(list(quote), ensure_ascii=False, default=int) for quote in quotes)
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def unsettled(whole: Framework) -> list[Cell]:
    """Cells that ask for work: first the stale, then the empty, those with most quotes before the others."""
    order = ("stale", "empty")
    found = [cell for cell in whole.listed() if cell.state in order]
    return sorted(found, key=lambda cell: (order.index(cell.state), -len(cell.quotes)))


def _evidence_by_cell(quotes: pd.DataFrame) -> tuple[dict[Place, tuple[int, ...]], dict[Place, str]]:
    grouped: dict[Place, list[tuple[object, ...]]] = {}
    columns = [quotes[name].tolist() for name in ("case", "theme", "id", "source", "start", "end", "text")]
    for case, theme, *quote in zip(*columns, strict=True):
        grouped.setdefault((case, theme), []).append(tuple(quote))
    ids = {place: tuple(int(str(quote[0])) for quote in found) for place, found in grouped.items()}
    return ids, {place: evidence(found) for place, found in grouped.items()}


def _without(ids: Iterable[int], others: Iterable[int]) -> tuple[int, ...]:
    left_out = set(others)
    return tuple(id_ for id_ in ids if id_ not in left_out)
