"""Who answered: those who were drawn, wave by wave and group by group, held against the population."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from evaluation.errors import EvaluationError
from evaluation.model.survey import SurveyFrame
from instruments.responses.dataset import Dataset
from instruments.statistics.design import Design, design_of
from instruments.statistics.disclosure.applying import Recode
from instruments.statistics.result import Row, Table
from instruments.statistics.tables import Asked, frequencies
from instruments.tabulating import groups_of
from reports.surveys.reading import SurveyRead
from reports.surveys.tabling import Key

COMPLETE, PARTLY, ANSWERED, NOT = "complete", "partly", "answered", "not"


@dataclass(frozen=True)
class Answering:
    """Counted tables of who answered by wave and group (`by` empty: everyone), and each group's share of the
    population. `stages` tells whole answers from those in part."""

    tables: Mapping[Key, Table]
    stages: Mapping[Key, Table] = field(default_factory=dict)
    shares: Mapping[tuple[str, str], Mapping[str, float]] = field(default_factory=dict)
    recodes: tuple[Recode, ...] = ()


def answering_of(read: SurveyRead) -> Answering:
    """Empty where it is not known who was drawn."""
    frame, drawn = read.settings.frame, read.frame
    if frame is None or drawn is None:
        return Answering({})
    tables: dict[Key, Table] = {}
    stages: dict[Key, Table] = {}
    shares: dict[tuple[str, str], Mapping[str, float]] = {}
    recodes: list[Recode] = []
    for value, wave in _waves(read, drawn):
        inside = _inside(read, drawn, value)
        place = _place(read, wave)
        outcome = _answered(drawn, frame)
        for by in ("", *frame.by):
            groups = _groups(drawn, by, inside, place) if by else None
            tables[_key(read, wave, by)] = _table(outcome, inside, groups, f"{place}/{frame.outcome}:{ANSWERED}")
            if by:
                shares[wave, by] = _population(read, drawn, by, inside)
        if frame.complete:
            named = f"{place}/{frame.outcome}"
            stages[_key(read, wave, COMPLETE)] = _table(_staged(drawn, frame), inside, None, named)
            into = {COMPLETE: ANSWERED, PARTLY: ANSWERED, NOT: NOT}
            recodes.append(Recode(named, f"{named}:{ANSWERED}", into))
    return Answering(tables, stages, shares, tuple(recodes))


def key_of(read: SurveyRead, wave: str, by: str = "") -> Key:
    return _key(read, wave, by)


def _key(read: SurveyRead, wave: str, by: str) -> Key:
    return (read.settings.dataset, wave, "answered", "", by)


def row_of(table: Table, group: str = "") -> Row | None:
    """Those who answered, in a group or in all."""
    found = (row for row in table.rows if row.group == group and row.label in (ANSWERED, COMPLETE))
    return next(found, None)


def groups_in(table: Table) -> list[str]:
    return list(dict.fromkeys(row.group for row in table.rows if row.group))


def _place(read: SurveyRead, wave: str) -> str:
    frame = read.settings.frame
    named = (frame.dataset if frame else "") or read.settings.dataset
    return f"{named}[{wave}]:drawn" if wave else f"{named}:drawn"


def _waves(read: SurveyRead, drawn: Dataset) -> Iterator[tuple[Any, str]]:
    if read.settings.wave in drawn.names:
        yield from read.waves
    else:
        yield None, ""


def _inside(read: SurveyRead, drawn: Dataset, value: Any) -> pd.Series[Any]:
    if value is None or read.settings.wave is None:
        return pd.Series(data=True, index=drawn.values.index)
    return pd.Series(drawn.valid(read.settings.wave) == value)


def _answered(drawn: Dataset, frame: SurveyFrame) -> pd.Series[Any]:
    there = drawn.column(frame.outcome).isin(frame.answered)
    return there.map({True: 1.0, False: 0.0})


def _staged(drawn: Dataset, frame: SurveyFrame) -> pd.Series[Any]:
    whole = drawn.column(frame.outcome).isin(frame.complete)
    return _answered(drawn, frame).mask(whole, 2.0)


def _groups(drawn: Dataset, by: str, inside: pd.Series[Any], place: str) -> pd.Series[Any]:
    groups = groups_of(drawn, by).where(inside)
    if isinstance(groups.dtype, pd.CategoricalDtype):
        groups = groups.cat.remove_unused_categories()
    return groups.rename(f"{place}/{by}")


def _table(outcome: pd.Series[Any], inside: pd.Series[Any], groups: pd.Series[Any] | None, name: str) -> Table:
    labels = {2.0: COMPLETE, 1.0: PARTLY, 0.0: NOT} if 2.0 in set(outcome) else {1.0: ANSWERED, 0.0: NOT}
    asked = Asked(labels=labels, total=True)
    everyone = design_of(pd.DataFrame(index=outcome.index)).within(inside.to_numpy(dtype=bool))
    return frequencies(outcome, everyone, by=groups, asked=asked, name=name)


def _population(read: SurveyRead, drawn: Dataset, by: str, inside: pd.Series[Any]) -> Mapping[str, float]:
    """Each group's share of the population, or of those who were drawn where the population is not known."""
    weights = pd.Series(_design(read, drawn).weights, index=drawn.values.index)[inside]
    groups = groups_of(drawn, by)[inside]
    sums = weights.groupby(groups, observed=True).sum()
    return {str(group): float(total / sums.sum()) for group, total in sums.items()}


def _design(read: SurveyRead, drawn: Dataset) -> Design:
    own = read.settings
    names = (*own.strata, *own.population)
    if not own.population or any(name not in drawn.names for name in names) or own.clusters:
        return design_of(pd.DataFrame(index=drawn.values.index))
    frame = pd.DataFrame({name: drawn.valid(name) for name in dict.fromkeys(names)})
    try:
        return design_of(frame, strata=own.strata, population=own.population, lonely="remove")
    except EvaluationError:
        return design_of(pd.DataFrame(index=drawn.values.index))
