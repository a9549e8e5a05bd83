"""Every table of a report's surveys, counted one by one and hidden all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from evaluation.errors import EvaluationError
from instruments.statistics.design import Design
from instruments.statistics.disclosure.applying import Recode, hide_in_tables
from instruments.statistics.disclosure.hiding import Hidden
from instruments.statistics.multiple import multiple_response
from instruments.statistics.result import Table
from instruments.statistics.showing import mark_thin
from instruments.statistics.tables import Asked, frequencies
from instruments.tabulating import groups_of
from reports.surveys.choosing import MOST_ON_A_SIDE, Planned
from reports.surveys.levels import Level, levels_of
from reports.surveys.reading import SurveyRead
from reports.surveys.statements import Statement

Counts = Literal["levels", "positive", "options", "answered"]
POSITIVE: Literal["positive"] = "positive"
OTHER = "other"
Key = tuple[str, str, Counts, str, str]  # survey, wave, what is counted, statement, by
NOBODY = "STATISTICS-007"
SIDES = ("negative", "positive", "below", "above")


@dataclass(frozen=True)
class Wanted:
    """One table: a statement of a survey, in one wave, for everyone or by group."""

    read: SurveyRead
    wave: tuple[float | str | None, str]
    statement: Statement
    counts: Counts
    by: str = ""
    levels: tuple[Level, ...] = ()

    @property
    def key(self) -> Key:
        return (self.read.settings.dataset, self.wave[1], self.counts, self.statement.name, self.by)

    @property
    def place(self) -> str:
        """What the survey and the wave are called among all the tables of the report."""
        return f"{self.read.settings.dataset}[{self.wave[1]}]" if self.wave[1] else self.read.settings.dataset

    @property
    def name(self) -> str:
        """Tables of one name are one web: the same question of the same survey and wave, in the same answers."""
        finest = f"{self.place}/{self.statement.name}"
        return f"{finest}:{POSITIVE}" if self.counts == POSITIVE else finest


@dataclass(frozen=True)
class Shown:
    """A table as it may be shown. `table` is None where nobody answered; its groups have their own names."""

    wanted: Wanted
    table: Table | None

    @property
    def statement(self) -> Statement:
        return self.wanted.statement


@dataclass(frozen=True)
class Hidings:
    """What was hidden in all the tables of a report: the smallest count shown, and a line for each number."""

    threshold: int = 0
    log: tuple[Hidden, ...] = ()

    def count(self, why: str) -> int:
        return sum(each.why == why for each in self.log)

    def as_dict(self) -> dict[str, Any]:
        """The log without the counts: a folder that is passed on tells nothing of them."""
        hidden = [{"number": each.number, "tables": list(each.tables), "why": each.why, "protects": each.protects}
                  for each in self.log]  # fmt: skip
        return {"threshold": self.threshold, "hidden": hidden}


NO_HIDINGS = Hidings()


def wanted_of(read: SurveyRead, figure: Planned) -> list[Wanted]:
    """The tables of a figure; trends take one of each wave, all else the last wave's."""
    if figure.kind == "waves":
        return [Wanted(read, wave, each, POSITIVE) for wave in read.waves for each in figure.statements]
    if not read.waves:
        return []
    last, by = read.waves[-1], figure.by or ""
    shares = figure.kind == "dots" or (figure.kind == "bars" and len(figure.statements) > 1)
    fitting = _levelled(read, figure, last)
    return [Wanted(read, last, each, "options" if each.options else POSITIVE if shares else "levels", by,
                   () if shares else fitting.get(each.name, ())) for each in figure.statements]  # fmt: skip


def positive_of(read: SurveyRead, figure: Planned) -> list[Wanted]:
    """The share of positive answers in the last wave, of each statement that has a positive side."""
    sided = [each for each in figure.statements if each.is_sided] if read.waves else []
    return [Wanted(read, read.waves[-1], each, POSITIVE) for each in sided]


def tabled(
    wanted: Iterable[Wanted], extra: Mapping[Key, Table], linked: Iterable[Recode] = ()
) -> tuple[dict[Key, Shown], dict[Key, Table], Hidings]:
    """Every table as it may be shown, those of who answered (`extra`) too, and what was hidden.

    Everything goes through one hiding, since what one table hides another could tell. linked: of the extra tables,
    those that are others in fewer answers.
    """
    asked = {each.key: each for each in _alike(list(wanted))}
    counted = {key: _counted(each) for key, each in asked.items()}
    tables = [*(table for table in counted.values() if table is not None), *extra.values()]
    threshold = max((each.read.settings.threshold for each in asked.values()), default=0)
    hidden, log = tables, tuple[Hidden, ...]()
    if threshold and tables:
        recodes = [*_recodes(asked.values()), *linked]
        made, hiding = hide_in_tables(tables, threshold, recodes=recodes)
        hidden, log = list(made), hiding.log
    marked = iter([mark_thin(table) for table in hidden])
    shown = {key: Shown(asked[key], None if table is None else _named(next(marked), asked[key]))
             for key, table in counted.items()}  # fmt: skip
    return shown, dict(zip(extra, marked, strict=True)), Hidings(threshold, tuple(log))


def domain(read: SurveyRead, wave: float | str | None) -> Design:
    """Those who answered in a wave, as a part of everyone who was drawn."""
    if wave is None or read.settings.wave is None:
        return read.design
    return read.design.within((read.dataset.valid(read.settings.wave) == wave).to_numpy(dtype=bool))


def groups_within(read: SurveyRead, by: str, design: Design) -> pd.Series[Any]:
    """The groups with somebody in the domain."""
    groups = groups_of(read.dataset, by)
    held = groups.where(design.inside)
    return held.cat.remove_unused_categories() if isinstance(held.dtype, pd.CategoricalDtype) else held


def _levelled(read: SurveyRead, figure: Planned, wave: tuple[float | str | None, str]) -> dict[str, tuple[Level, ...]]:
    """The answers each statement is counted in, so that no side of a figure has more than a picture can tell apart."""
    scales = [each for each in figure.statements if not each.options]
    threshold, raw = read.settings.threshold, {each.name: _raw(read, each, wave[0]) for each in scales}
    found = {each.name: levels_of(each, raw[each.name], threshold, read.language) for each in scales}
    whole = [side for side in SIDES if _as_one(side, list(found.values()), figure)] if len(scales) > 1 else []
    return {each.name: levels_of(each, raw[each.name], threshold, read.language, whole) for each in scales}


def _as_one(side: str, found: list[tuple[Level, ...]], figure: Planned) -> bool:
    """Whether a side is one answer throughout the figure: half of the statements need it, or it has too many parts."""
    parts = [[level.codes for level in levels if level.side == side] for levels in found]
    joined = sum(any(len(codes) > 1 for codes in own) for own in parts)
    distinct = {codes for own in parts for codes in own}
    return 2 * joined >= len(found) or (figure.kind == "likert" and len(distinct) > MOST_ON_A_SIDE)


def _raw(read: SurveyRead, statement: Statement, wave: float | str | None) -> dict[float, int]:
    inside = domain(read, wave).inside
    counted = _numbers(read, statement.name)[inside].value_counts()
    return dict(zip(map(float, counted.index), map(int, counted), strict=True))


def _numbers(read: SurveyRead, name: str) -> pd.Series[Any]:
    """The codes that are answers; what was read as text, since nobody has answered yet, has none."""
    return pd.Series(pd.to_numeric(_column(read, name).mask(read.dataset.is_missing(name)), errors="coerce"))


def _column(read: SurveyRead, name: str) -> pd.Series[Any]:
    """The values of a variable; a blank text is none."""
    column = read.dataset.column(name)
    return column.where(column != "") if read.dataset.variable(name).kind == "text" else column


def _counted(wanted: Wanted) -> Table | None:
    try:
        return _several(wanted) if wanted.statement.options else _single(wanted)
    except EvaluationError as error:
        if [each.code for each in error.problems] == [NOBODY]:
            return None
        raise


def _single(wanted: Wanted) -> Table:
    read, statement = wanted.read, wanted.statement
    design, groups = _where(wanted)
    column = _column(read, statement.name)
    names = dict(read.dataset.variable(statement.name).labels)
    merged = column.map(_codes(wanted))
    values = column.where(merged.isna(), merged)
    labels: dict[Any, str] = {code: names[code] for code in statement.missing if code in names}
    labels = {**_labels(wanted), **labels}
    asked = Asked(labels=labels, missing=statement.missing, total=groups is not None)
    return frequencies(values, design, by=groups, asked=asked, name=wanted.name)


def _several(wanted: Wanted) -> Table:
    read, statement = wanted.read, wanted.statement
    design, groups = _where(wanted)
    frame = pd.DataFrame({name: _numbers(read, name) for name in statement.variables})
    by = None
    if groups is not None:
        by = str(groups.name)
        frame[by] = groups
    asked = Asked(total=groups is not None)
    options = _told_apart(statement.options or {})
    return multiple_response(frame, options, design, by=by, counted=statement.counted, asked=asked, name=wanted.name)


def _where(wanted: Wanted) -> tuple[Design, pd.Series[Any] | None]:
    design = domain(wanted.read, wanted.wave[0])
    if not wanted.by:
        return design, None
    return design, groups_within(wanted.read, wanted.by, design).rename(f"{wanted.place}/{wanted.by}")


def _codes(wanted: Wanted) -> dict[float, float]:
    """Each code with the one it is counted as."""
    statement = wanted.statement
    if wanted.counts == POSITIVE:
        return {code: 1.0 if code in statement.positive else 0.0 for code in statement.labels}
    return {code: level.codes[0] for level in wanted.levels for code in level.codes}


def _labels(wanted: Wanted) -> dict[Any, str]:
    if wanted.counts == POSITIVE:
        return {1.0: POSITIVE, 0.0: OTHER}
    return {level.codes[0]: level.label for level in wanted.levels}


def _told_apart(options: Mapping[str, str]) -> dict[str, str]:
    listed = list(options.values())
    return {name: f"{words} ({name})" if listed.count(words) > 1 else words for name, words in options.items()}


def _alike(wanted: list[Wanted]) -> list[Wanted]:
    """The same question in the same answers wherever it is told, the fewest: else one table would tell what another
    put together."""
    fewest: dict[str, tuple[Level, ...]] = {}
    for each in wanted:
        known = fewest.get(each.name, each.levels)
        fewest[each.name] = min(known, each.levels, key=len)
    return [replace(each, levels=fewest[each.name]) for each in wanted]


def _recodes(wanted: Iterable[Wanted]) -> Iterator[Recode]:
    """Which answers of each question are its positive ones."""
    fine = {each.name: each for each in wanted if each.counts == "levels" and each.statement.is_sided}
    for name, each in fine.items():
        answers = {level.label: POSITIVE if level.side == POSITIVE else OTHER for level in each.levels}
        yield Recode(name, f"{name}:{POSITIVE}", answers)


def _named(table: Table, wanted: Wanted) -> Table:
    """The table under the names a reader knows, without groups that nobody is in."""
    rows = tuple(row for row in table.rows if row.base or row.hidden or not row.group)
    return replace(table, question=wanted.statement.name, by=wanted.by, rows=rows)
