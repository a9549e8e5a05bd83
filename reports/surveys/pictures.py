"""The pictures of a survey's figures: what is drawn, and which statements and groups cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import pandas as pd

from evaluation.language import phrase
from instruments.statistics.result import Row, Table
from reports.illustrations import Illustration
from reports.surveys.lines import caption_of, pointer_of
from reports.surveys.results import FigureTold, SurveyTold, positive_row
from reports.surveys.tabling import POSITIVE, Shown

MOST_GROUPS = 6


@dataclass(frozen=True)
class Picture:
    """A figure ready to be drawn; None where too little may be shown. left_out: statements and groups it has not."""

    illustration: Illustration | None
    left_out: tuple[str, ...] = ()


def picture_of(told: FigureTold) -> Picture:
    content, left_out = _content(told)
    if content is None or content.empty:
        return Picture(None, left_out)
    kind = "grouped" if told.planned.kind == "bars" else told.planned.kind
    return Picture(
        Illustration(told.id, kind, content, told.read.language, pointer_of(told), caption_of(told)), left_out
    )


def has_too_many_groups(told: FigureTold) -> bool:
    """Whether more groups are compared than can be told apart."""
    counted = [each for each in told.tables if each.table is not None]
    return told.planned.kind in ("dots", "grouped", "bars") and len(_compared(counted)) > MOST_GROUPS


def funnel_of(survey: SurveyTold) -> Illustration | None:
    """Those who were drawn, those who answered, and those who answered everything, in the last wave."""
    read = survey.read
    wave = read.waves[-1][1] if read.waves else ""
    table = survey.answered_in(wave) or survey.answered_in("")
    row = _answered(table)
    if table is None or row is None or row.base < 0:
        return None
    language = read.language
    stages = [
        (phrase("chapter.funnel.drawn", language), row.base),
        (phrase("chapter.funnel.answered", language), row.n),
    ]
    whole = survey.answered_in(wave, "complete") or survey.answered_in("", "complete")
    done = next((each for each in whole.rows if each.label == "complete" and not each.hidden), None) if whole else None
    if done is not None:
        stages.append((phrase("chapter.funnel.complete", language), done.n))
    caption = phrase("chapter.funnel.caption_wave" if wave else "chapter.funnel.caption", language, wave=wave)
    frame = pd.DataFrame(stages, columns=["stage", "count"])
    id_ = response_id(survey)
    return Illustration(id_, "funnel", frame, language, phrase("chapter.pointer.response", language, id=id_), caption)


def response_id(survey: SurveyTold) -> str:
    from reports.surveys.choosing import slug

    return f"survey-{slug(survey.read.name)}-response"


def _answered(table: Table | None) -> Row | None:
    rows = table.rows if table else ()
    return next((row for row in rows if row.label == "answered" and not row.group and not row.hidden), None)


def _content(told: FigureTold) -> tuple[pd.DataFrame | None, tuple[str, ...]]:
    kind, tables = told.planned.kind, [each for each in told.tables if each.table is not None]
    nobody = tuple(each.statement.wording for each in told.tables if each.table is None)
    if kind == "waves":
        frame, left = _waves(told, tables)
    elif kind == "likert":
        frame, left = _scaled(tables, "item")
    elif kind == "stacked":
        frame, left = _stacked(told, tables)
    elif kind in ("dots", "bars") and any(each.wanted.counts == POSITIVE for each in tables):
        frame, left = _shares(told, tables)
    else:
        frame, left = _answers(told, tables)
    return frame, (*(dict.fromkeys(nobody) if kind != "waves" else ()), *left)


def _scaled(tables: Sequence[Shown], name: str) -> tuple[pd.DataFrame | None, tuple[str, ...]]:
    """Statements with all their answers; one that has something hidden is left out."""
    rows: list[dict[str, Any]] = []
    left = []
    for each in tables:
        own = [row for row in _table(each).rows if not row.group]
        if any(row.hidden or row.base < 0 for row in own):
            left.append(each.statement.wording)
            continue
        rows += [{name: each.statement.wording, **_level(each, row)} for row in own]
    return (pd.DataFrame(rows) if rows else None), tuple(left)


def _level(each: Shown, row: Row) -> dict[str, Any]:
    level = next((level for level in each.wanted.levels if level.label == row.label), None)
    code, side = (level.code, level.side) if level else (99.0, "")
    return {"code": code, "level": row.label, "side": side, "share": row.value, "n": row.base}


def _stacked(told: FigureTold, tables: Sequence[Shown]) -> tuple[pd.DataFrame | None, tuple[str, ...]]:
    if told.planned.by is None:
        return _scaled(tables, "group")
    rows: list[dict[str, Any]] = []
    left = []
    for group in _groups(tables):
        own = [row for row in _table(tables[0]).rows if row.group == group]
        name = group or _everyone(told)
        if any(row.hidden or row.base < 0 for row in own):
            left.append(name)
            continue
        rows += [{"group": name, **_level(tables[0], row)} for row in own]
    return (pd.DataFrame(rows) if rows else None), tuple(left)


def _shares(told: FigureTold, tables: Sequence[Shown]) -> tuple[pd.DataFrame | None, tuple[str, ...]]:
    """The share of positive answers to each statement, in each group and in all."""
    groups = _compared(tables)
    if len(groups) > MOST_GROUPS:
        return None, ()
    rows = [_share(each.statement.wording, (group or _everyone(told)) if len(groups) > 1 else "", row)
            for each in tables for group in groups
            if (row := positive_row(_table(each), group)) is not None]  # fmt: skip
    return _with_something(rows), ()


def _waves(told: FigureTold, tables: Sequence[Shown]) -> tuple[pd.DataFrame | None, tuple[str, ...]]:
    changed = changes_of(told)
    last = told.read.waves[-1][1] if told.read.waves else ""
    rows = []
    for statement in told.planned.statements:
        for each in tables:
            row = positive_row(_table(each)) if each.statement.name == statement.name else None
            if row is not None:
                wave = each.wanted.wave[1]
                share = _share(statement.wording, wave, row, "wave")
                rows.append({**share, "broken": statement.name in changed and wave == last})
    return _with_something(rows), ()


def changes_of(told: FigureTold) -> dict[str, str]:
    """What is not as it was in the wave before, by statement."""
    given = told.read.settings.changed
    return {each.name: given[name] for each in told.planned.statements
            for name in (each.name, each.question.id if each.question else "") if name in given}  # fmt: skip


def _answers(told: FigureTold, tables: Sequence[Shown]) -> tuple[pd.DataFrame | None, tuple[str, ...]]:
    """The share of each answer, in each group."""
    if not tables:
        return None, ()
    groups = _compared(tables)
    if len(groups) > MOST_GROUPS:
        return None, ()
    rows = [_share(row.label, (row.group or _everyone(told)) if len(groups) > 1 else "", row)
            for each in tables for row in _table(each).rows if row.group in groups]  # fmt: skip
    return _with_something(sorted(rows, key=lambda each: _place(each, rows))), ()


def _place(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    labels = list(dict.fromkeys(each["label"] for each in rows))
    last = 1 if row["group"] == rows[0]["group"] and len({each["group"] for each in rows}) > 1 else 0
    return labels.index(row["label"]), last


def _groups(tables: Sequence[Shown]) -> list[str]:
    """The groups in their order, everyone last."""
    found = list(dict.fromkeys(row.group for each in tables for row in _table(each).rows))
    return [each for each in found if each] + [each for each in found if not each]


def _compared(tables: Sequence[Shown]) -> list[str]:
    """The groups a picture shows: everyone is left out where there would else be too many."""
    groups = _groups(tables)
    return groups if len(groups) <= MOST_GROUPS else [each for each in groups if each]


def _everyone(told: FigureTold) -> str:
    return phrase("chapter.everyone", told.read.language)


def _share(label: str, group: str, row: Row, inner: str = "group") -> dict[str, Any]:
    numbers = {name: getattr(row, name) if isfinite(getattr(row, name)) else None for name in ("low", "high")}
    gone = row.hidden or not isfinite(row.value)
    return {"label": label, inner: group, "value": row.value, **numbers, "n": row.base, "hidden": gone}


def _with_something(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame | None:
    return pd.DataFrame(rows) if any(not row["hidden"] for row in rows) else None


def _table(each: Shown) -> Table:
    if each.table is None:
        raise ValueError(each)
    return each.table


def pictures(surveys: Sequence[SurveyTold]) -> Iterator[Illustration]:
    """Every picture of the surveys that can be drawn."""
    for survey in surveys:
        if (funnel := funnel_of(survey)) is not None:
            yield funnel
        for told in survey.figures:
            if (found := picture_of(told).illustration) is not None:
                yield found
