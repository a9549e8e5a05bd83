"""The words behind a figure: which passages it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from evaluation.app.cli.quoting import meant
from evaluation.app.crossings import Asked, counted
from evaluation.app.pictures import units_in_order
from evaluation.errors import fail

if TYPE_CHECKING:
    import pandas as pd

    from coding.quotes import Passage
    from evaluation.study import Study

Wanted = Mapping[str, str]


def passages_behind(study: Study, of: str, wanted: Wanted) -> list[Passage]:
    """The passages behind one figure of the kind `of`: `cell`, `pair`, `unit` or `speaker`.

    Raises CLI-003 for another kind, FIND-001 for a row, column, code or speaker that there is not.
    """
    if of not in _BEHIND:
        raise fail("CLI-003", option="of", value=of, known=", ".join(_BEHIND))
    return _BEHIND[of](study, wanted)


def _cell(study: Study, wanted: Wanted) -> list[Passage]:
    from coding.matrices import cell
    from coding.quotes import of_codings

    rows, columns = wanted.get("rows", ""), wanted.get("cols", "")
    table, _, codings = counted(study, Asked(rows, columns), whole=True)
    row, column = _known(rows, wanted, "row", table.index), _known(columns, wanted, "column", table.columns)
    return of_codings(cell(codings, rows=rows, row=row, columns=columns, column=column))


def _pair(study: Study, wanted: Wanted) -> list[Passage]:
    from coding.cooccurrence import pairs
    from coding.counted import counted_table
    from coding.quotes import of_pairs

    codings = counted_table(study)
    one, other = (_known("code", wanted, each, codings["code"]) for each in ("row", "column"))
    return of_pairs(pairs(codings, one, other))


def _unit(study: Study, wanted: Wanted) -> list[Passage]:
    from coding.counted import counted_table
    from coding.quotes import of_codings
    from coding.saturation import COUNTS, behind

    codings: pd.DataFrame = counted_table(study)
    unit, order = units_in_order(study)
    name, column = _known(unit, wanted, "row", order), _known("column", wanted, "column", COUNTS)
    return of_codings(behind(codings, order, name, column, unit=unit))


def _speaker(study: Study, wanted: Wanted) -> list[Passage]:
    from coding.quotes import of_places
    from coding.speakers import turns_of
    from coding.spoken import turns_table

    turns = turns_table(study)
    return of_places(turns_of(turns, _known("speaker", wanted, "row", turns["speaker"].dropna())))


def _known(what: str, wanted: Wanted, name: str, known: Iterable[str]) -> str:
    return meant(what, wanted.get(name, ""), dict.fromkeys(known), {})


_BEHIND: Mapping[str, Callable[[Study, Wanted], list[Passage]]] = {
    "cell": _cell,
    "pair": _pair,
    "unit": _unit,
    "speaker": _speaker,
}
