"""A table of survey data laid out as a person reads it: a row for each answer, a column for each group, notes under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import isnan

from evaluation.language import Language, current, phrase
from evaluation.numbers import NO_BREAK, write_number, write_percent
from instruments.responses.meaning import Meaning
from instruments.statistics.result import Row, Table

HIDDEN, THIN, NOTHING = "•", "*", "–"


@dataclass(frozen=True)
class Laid:
    """`title`: what was asked, in words. `name`: what the variable or question is called in the data."""

    table: Table
    title: str
    name: str
    by: str
    language: Language

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups in order; everyone, "", comes last."""
        found = list(dict.fromkeys(row.group for row in self.table.rows))
        return tuple([each for each in found if each] + [each for each in found if not each])

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.label for row in self.table.rows))

    @property
    def is_weighted(self) -> bool:
        return self.table.method.variance != "simple"

    def heading(self, group: str) -> str:
        return group or phrase(f"survey.table.{'everyone' if len(self.groups) > 1 else 'share'}", self.language)

    def row(self, label: str, group: str) -> Row | None:
        return self._rows.get((label, group))

    def base(self, group: str, *, weighted: bool = False) -> float | None:
        """How many the shares of a group are of; None where that is hidden."""
        row = next(row for row in self.table.rows if row.group == group)
        found = row.base_weighted if weighted else float(row.base)
        return None if row.base < 0 or isnan(found) else found

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Row]:
        return {(row.label, row.group): row for row in self.table.rows}

    def cell(self, label: str, group: str) -> tuple[str, str]:
        """The share and its interval in words; what is hidden or not there is a sign."""
        row = self.row(label, group)
        if row is None or (isnan(row.value) and not row.hidden):
            return NOTHING, ""
        if row.hidden:
            return HIDDEN, ""
        share = f"{write_percent(row.value, language=self.language)}{THIN if row.thin else ''}"
        if isnan(row.low) or isnan(row.high):
            return share, ""
        ends = "–".join(write_number(100 * end, language=self.language) for end in (row.low, row.high))
        return share, f"({ends})"

    def bases(self, *, weighted: bool = False) -> list[str]:
        """How many each group's shares are of, as words."""
        found = (self.base(group, weighted=weighted) for group in self.groups)
        return [HIDDEN if each is None else write_number(each, language=self.language) for each in found]

    def notes(self) -> Iterator[str]:
        """What stands under the table: whom it counts, who is left out and why, how it was made, and its marks."""
        base, said = self.table.base, self.language
        counted = {"count": write_number(base.n, language=said), "asked": write_number(base.asked, language=said)}
        yield phrase("survey.table.based_on", said, n=base.n, **counted)
        for reason, count in base.missing.items():
            words = reason or phrase("survey.table.empty", said)
            told = write_number(count, language=said)
            yield phrase("survey.table.left_out", said, reason=words, count=told, n=count)
        yield self.table.method.told(said)
        if any(row.hidden for row in self.table.rows):
            yield phrase("survey.table.hidden", said, mark=HIDDEN)
        if any(row.thin for row in self.table.rows):
            yield phrase("survey.table.thin", said, mark=THIN)


def lay_out(table: Table, meaning: Meaning, language: Language | None = None) -> Laid:
    by = title_of(meaning, table.by) if table.by else ""
    return Laid(table, title_of(meaning, table.question), table.question, by, language or current())


def title_of(meaning: Meaning, name: str) -> str:
    """What a variable, set or question asks, in words; its name where the data do not say."""
    if name in meaning.names:
        return meaning.of(name).label or name
    own = next((each for each in meaning.sets if each.name.lstrip("$") == name.lstrip("$")), None)
    if own is not None and own.label and own.label != name:
        return own.label
    asked = [each.label for each in meaning.variables
             if each.question == name or (own is not None and each.name in own.variables)]  # fmt: skip
    stems = {label.rsplit(": ", 1)[0] for label in asked if ": " in label}
    return stems.pop() if len(stems) == 1 else name


def bare(laid: Laid) -> Laid:
    """Without no-break spaces, for programs that do not know them."""
    return replace(laid, title=laid.title.replace(NO_BREAK, " "))
