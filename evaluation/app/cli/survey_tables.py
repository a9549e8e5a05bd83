"""Tables of survey data in the terminal: shares with their intervals, the base and the method under each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluation.app.cli.output import show_table
from evaluation.language import phrase
from evaluation.numbers import write_number, write_percent

if TYPE_CHECKING:
    from instruments.statistics.result import Row, Table

HIDDEN, THIN = "•", "*"


def show(table: Table, title: str) -> None:
    """One table: a row for each answer, a column for each group, and everyone last."""
    groups = list(dict.fromkeys(row.group for row in table.rows))
    ordered = [each for each in groups if each] + [each for each in groups if not each]
    labels = list(dict.fromkeys(row.label for row in table.rows))
    found = {(row.label, row.group): row for row in table.rows}
    print(title)
    everyone = phrase("survey.table.everyone" if len(ordered) > 1 else "survey.table.share")
    columns = [phrase("survey.table.answer"), *(each or everyone for each in ordered)]
    cells = [[label, *(_cell(found.get((label, each))) for each in ordered)] for label in labels]
    show_table(columns, [*cells, [phrase("survey.table.base"), *_bases(table, ordered)]])
    for line in notes(table):
        print(line)
    print()


def notes(table: Table) -> Iterator[str]:
    """What stands under a table: whom it counts, who is left out and why, how it was made, and its marks."""
    base = table.base
    yield phrase("survey.table.based_on", n=base.n, count=write_number(base.n), asked=write_number(base.asked))
    for reason, count in base.missing.items():
        words = reason or phrase("survey.table.empty")
        yield phrase("survey.table.left_out", reason=words, count=write_number(count), n=count)
    yield table.method.told()
    if any(row.hidden for row in table.rows):
        yield phrase("survey.table.hidden", mark=HIDDEN)
    if any(row.thin for row in table.rows):
        yield phrase("survey.table.thin", mark=THIN)


def _cell(row: Row | None) -> str:
    if row is None:
        return "–"
    if row.hidden:
        return HIDDEN
    if row.value != row.value:
        return "–"
    mark = THIN if row.thin else ""
    share = f"{write_percent(row.value)}{mark}"
    if row.low != row.low or row.high != row.high:
        return share
    ends = "–".join(write_number(100 * end) for end in (row.low, row.high))
    return f"{share} ({ends})"


def _bases(table: Table, groups: list[str]) -> list[str]:
    bases = {row.group: row.base for row in table.rows}
    return [HIDDEN if bases[each] < 0 else write_number(bases[each]) for each in groups]
