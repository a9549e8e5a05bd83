"""Tables of a report with what must be hidden gone from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan

from instruments.statistics.disclosure.counts import CountTable
from instruments.statistics.disclosure.hiding import THRESHOLD, Hiding, hide_few
from instruments.statistics.result import Base, Row, Table

NOWHERE = "∅"  # those outside every group of a table, whom a table of everyone would give away
CHOSEN, NOT_CHOSEN = "1", "0"
Both = dict[tuple[str, ...], tuple[int, float]]
Counts = Mapping[str, tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Recode:
    """Two questions that are one: the answers of `fine` put together to those of `coarse`, as `answers` tells.

    Tables of both are one web: «agree» in one is the sum of «agree» and «strongly agree» in the other.
    """

    fine: str
    coarse: str
    answers: Mapping[str, str]


def hide_in_tables(
    tables: Sequence[Table], threshold: int = THRESHOLD, *, zeros: bool = True, recodes: Sequence[Recode] = ()
) -> tuple[tuple[Table, ...], Hiding]:
    """All tables of a report, the numbers gone that would tell of fewer than `threshold` respondents, and the log.

    Counts are unweighted; where respondents of a group all weigh alike, weighted sums are reckoned with as well.
    Tables of the same question are one web, and so are all tables that everyone answered.
    Those in no group (a background variable with gaps) are counted as a group of their own, since subtracting would
    find them. recodes: questions of which one is the other in fewer answers.
    """
    parts = [counted(table, tables, recodes) for table in tables]
    links = [link for table, own in zip(tables, parts, strict=True) for link in _links(table, own, recodes)]
    hiding = hide_few([*(part for own in parts for part in own), *links], threshold, zeros=zeros)
    return tuple(_without(table, own, hiding) for table, own in zip(tables, parts, strict=True)), hiding


def counted(table: Table, others: Iterable[Table], recodes: Sequence[Recode] = ()) -> tuple[CountTable, ...]:
    """The counts a table tells: one for a question with one answer or a mean, one for each of several options."""
    same = [other for other in others if other.question == table.question and _kind(other) == _kind(table)]
    widest = max(same, key=lambda other: other.base.n, default=table)
    finest = {each.coarse: each.fine for each in recodes}.get(table.question, table.question)
    population = _population(replace(widest, question=finest))
    if _kind(table) == "mean":
        return (_of_means(table, population),)
    if _kind(table) == "several":
        return tuple(_of_option(table, label, population) for label in _labels(table))
    return (_of_answers(table, widest, population),)


def _links(table: Table, parts: Sequence[CountTable], recodes: Iterable[Recode]) -> Iterable[CountTable]:
    """The counts of a table once more, each with the answer it is part of in the coarser question."""
    for each in recodes:
        if each.fine == table.question and _kind(table) == "answers" and table.question in parts[0].variables:
            part = parts[0]
            longer = {cell: (each.answers.get(cell[0], cell[0]), *cell) for cell in part.cells}
            yield replace(
                part,
                variables=(each.coarse, *part.variables),
                cells={longer[cell]: n for cell, n in part.cells.items()},
                weighted={longer[cell]: total for cell, total in part.weighted.items()},
                weights={longer[cell]: weight for cell, weight in part.weights.items()},
            )


def _kind(table: Table) -> str:
    if table.base.of == "respondents":
        return "several"
    return "answers" if table.method.statistic == "share" else "mean"


def _population(table: Table) -> str:
    return f"n={table.base.n}" if table.base.n == table.base.asked else table.question or "?"


def _of_answers(table: Table, widest: Table, population: str) -> CountTable:
    question = table.question or "?"
    grouped: Both = {(row.label, row.group): (row.n, row.n_weighted) for row in table.rows if row.group}
    if not grouped:
        return CountTable(question, (question,), {(row.label,): row.n for row in table.rows}, population)
    left = _left(_by_label(widest), _by_label(table))
    if left is None:
        return _made(question, (question, table.by), grouped, f"{population} | {table.by}")
    grouped |= {(label, NOWHERE): both for label, both in left.items()} if any(n for n, _ in left.values()) else {}
    return _made(f"{question} × {table.by}", (question, table.by), grouped, population)


def _of_option(table: Table, label: str, population: str) -> CountTable:
    rows = [row for row in table.rows if row.label == label]
    name = f"{table.question}: {label}"
    groups = [row for row in rows if row.group]
    if not groups:
        return CountTable(name, (name,), {(CHOSEN,): rows[0].n, (NOT_CHOSEN,): rows[0].base - rows[0].n}, population)
    cells = {key: both for row in groups for key, both in _chosen_or_not(row, row.group).items()}
    whole = [row for row in rows if not row.group]
    if whole and whole[0].base > sum(row.base for row in groups):
        outside = _chosen_or_not(whole[0], NOWHERE)
        for (answer, _), (n, weighted) in list(cells.items()):
            so_far = outside[answer, NOWHERE]
            outside[answer, NOWHERE] = so_far[0] - n, so_far[1] - weighted
        cells |= outside
    return _made(f"{name} × {table.by}", (name, table.by), cells, population)


def _chosen_or_not(row: Row, group: str) -> Both:
    chosen = row.n, row.n_weighted
    return {(CHOSEN, group): chosen, (NOT_CHOSEN, group): (row.base - row.n, row.base_weighted - row.n_weighted)}


def _of_means(table: Table, population: str) -> CountTable:
    groups: dict[tuple[str, ...], int] = {(row.group,): row.n for row in table.rows if row.group}
    if not groups:
        return CountTable(table.question or "?", (), {(): table.base.n}, population)
    left = table.base.n - sum(groups.values())
    if left > 0:
        groups[NOWHERE,] = left
    return CountTable(f"{table.question} × {table.by}", (table.by,), groups, population)


def _made(name: str, variables: tuple[str, ...], cells: Both, population: str) -> CountTable:
    """The counts, and what a reader may know of the weights."""
    counts: dict[tuple[str, ...], int] = {cell: n for cell, (n, _) in cells.items()}
    weighted: dict[tuple[str, ...], float] = {cell: total for cell, (_, total) in cells.items()}
    known = _weights(cells)
    return CountTable(name, variables, counts, population, weighted, known)


def _weights(cells: Both) -> dict[tuple[str, ...], float]:
    """The weight of each cell whose group's respondents all weigh alike, as the shown figures let a reader see."""
    of_group: dict[str, set[float]] = defaultdict(set)
    for cell, (n, total) in cells.items():
        if n:
            of_group[cell[-1]].add(round(total / n, 9))
    alike = {group: weights.pop() for group, weights in of_group.items() if len(weights) == 1}
    return {cell: alike[cell[-1]] for cell in cells if cell[-1] in alike}


def _by_label(table: Table) -> dict[str, tuple[int, float]]:
    """How many gave each answer, counted and weighted: the rows of everyone, or else the sum of the groups."""
    found: dict[str, tuple[int, float]] = {}
    for row in [row for row in table.rows if not row.group] or table.rows:
        n, weighted = found.get(row.label, (0, 0.0))
        found[row.label] = n + row.n, weighted + row.n_weighted
    return found


def _left(whole: Counts, part: Counts) -> dict[str, tuple[int, float]] | None:
    """Who is in the whole and in no group; None where the part is no part of it."""
    if set(part) - set(whole):
        return None
    pairs = {label: (both, part.get(label, (0, 0.0))) for label, both in whole.items()}
    left = {label: (all_[0] - some[0], all_[1] - some[1]) for label, (all_, some) in pairs.items()}
    return left if min((n for n, _ in left.values()), default=0) >= 0 else None


def _labels(table: Table) -> list[str]:
    return list(dict.fromkeys(row.label for row in table.rows))


def _without(table: Table, parts: tuple[CountTable, ...], hiding: Hiding) -> Table:
    kind = _kind(table)
    of_label = dict(zip(_labels(table), parts, strict=True)) if kind == "several" else {}
    rows = tuple(_row(row, of_label.get(row.label, parts[0]), kind, hiding) for row in table.rows)
    whole = parts[0].key(tuple(None for _ in parts[0].variables)) in hiding.keys
    return replace(table, rows=rows, base=_base(table.base, hiding.threshold, hidden=whole))


def _row(row: Row, part: CountTable, kind: str, hiding: Hiding) -> Row:
    group = row.group or None
    cell, base = _cells(row, part, kind, group)
    shown = row if not hiding.hides(part, base) else replace(row, base=-1, base_weighted=nan)
    hidden = [cell] + ([(NOT_CHOSEN, *cell[1:])] if kind == "several" else [])
    if not any(hiding.hides(part, each) for each in hidden):
        return shown
    gone = dict.fromkeys(("n_weighted", "value", "se", "low", "high", "degrees"), nan)
    return replace(shown, n=0, hidden=True, thin=None, **gone)  # type: ignore[arg-type]


def _cells(
    row: Row, part: CountTable, kind: str, group: str | None
) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """Where a row and its base stand among the counts."""
    if kind == "mean":
        place = (group,) if part.variables else ()
        return place, place
    label = CHOSEN if kind == "several" else row.label
    if len(part.variables) == 1:
        return (label,), (None,)
    return (label, group), (None, group)


def _base(base: Base, threshold: int, *, hidden: bool) -> Base:
    """Reasons for missing answers that few gave are told as one; a base that is hidden is gone."""
    few = any(count < threshold for count in base.missing.values())
    missing = {"": sum(base.missing.values())} if few and len(base.missing) > 1 else dict(base.missing)
    if hidden:
        return Base(0, nan, 0, base.of)
    return replace(base, missing=missing)
