"""What people wrote in their own words beside the sources: memos, notes, summaries, reasons, decisions, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from evaluation.store import schema
from evaluation.store.act import Act, Row, portions

Path = tuple[str | int, ...]
Retell = Callable[[str], str]
PROSE = ("definition", "include", "exclude", "example")  # of what a code's content says


@dataclass(frozen=True, slots=True)
class FreeText:
    """Words of one row: `kind` and `row` are what a person calls it by, `path` leads to them within the row."""

    kind: str
    row: int
    path: Path
    text: str

    @property
    def place(self) -> str:
        return f"{self.kind}:{self.row}"


@dataclass(frozen=True)
class Part:
    """Columns of a table that hold words of people's own; of a column with structure, the keys that do (() is all)."""

    kind: str
    table: Table
    plain: Sequence[str] = ()
    structured: Mapping[str, Sequence[str]] | None = None

    def leaves(self, row: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
        for column in self.plain:
            if row[column]:
                yield (column,), str(row[column])
        for column, wanted in (self.structured or {}).items():
            yield from (each for each in _leaves(row[column], (column,)) if not wanted or each[0][1] in wanted)


PARTS = (
    Part("memo", schema.memo, ("title", "text")),
    Part("coding", schema.coding, ("note",)),
    Part("summary", schema.summary, ("text",)),
    Part("decision", schema.adjudication, ("reason",)),
    Part("refusal", schema.refusal, ("reason",)),
    Part("code", schema.code, (), {"content": PROSE}),
    Part("code-version", schema.code_version, (), {"content": PROSE}),
    Part("response", schema.response, (), {"answers": ()}),
    Part("meeting", schema.meeting, ("title", "place")),
    Part("item", schema.agenda_item, ("title", "presentation", "discussion", "conclusion", "deferred")),
    Part("action", schema.action_point, ("what", "deadline_words")),
    Part("action-status", schema.action_status, ("remark",)),
    Part("task", schema.plan_task, ("title", "remark")),
    Part("task-status", schema.status_update, ("remark",)),
    Part("finding", schema.finding, (), {"statement": (), "detail": ()}),
    Part("evidence", schema.evidence, ("note", "seen")),
    Part("recommendation", schema.recommendation, (), {"text": (), "addressees": ()}),
    Part("confirmation", schema.confirmation, ("note",)),
    Part("comment", schema.comment, ("text", "quoted", "around", "note"), {"replies": ()}),
)
_OF_KIND = {part.kind: part for part in PARTS}


def read_free_texts(connection: Connection) -> Iterator[FreeText]:
    """All words of people's own that are not empty, by kind and in the order they were written."""
    for part in PARTS:
        for row in connection.execute(_filled(part)).mappings():
            yield from (FreeText(part.kind, row["id"], path, text) for path, text in part.leaves(dict(row)))


def put_free_texts(act: Act, texts: Iterable[FreeText]) -> None:
    """Write other words in the places of these. What respondents answered never stands in the log, not now either."""
    for kind, rows in _by_row(texts).items():
        table = _OF_KIND[kind].table
        for ids in portions(list(rows)):
            found = act.connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
            new = [_with(dict(row), rows[row["id"]]) for row in found]
            if table is schema.response:
                _answer_anew(act, new)
            else:
                act.write_over(table, new)


def _answer_anew(act: Act, rows: Iterable[Row]) -> None:
    """Whoever has the form open writes on what stands there now, not over it."""
    table = schema.response
    for row in rows:
        values = {"answers": row["answers"], "revision": row["revision"] + 1}
        act.connection.execute(table.update().where(table.c.id == row["id"]).values(**values))
    act.told = True


def retell_log(connection: Connection, retell: Retell) -> None:
    """Tell all that the log holds of such words anew; what it says of everything else stays, and can be undone."""
    change = schema.change
    for id_, before, after in connection.execute(select(change.c.id, change.c.before, change.c.after)).all():
        kept = (_retold(before, retell), {**after, "rows": _retold(after["rows"], retell)})
        if kept != (before, after):
            connection.execute(change.update().where(change.c.id == id_).values(before=kept[0], after=kept[1]))


def _filled(part: Part) -> Any:
    query = select(part.table).order_by(part.table.c.id)
    if part.structured:
        return query
    filled = part.table.c[part.plain[0]] != ""
    for column in part.plain[1:]:
        filled |= part.table.c[column] != ""
    return query.where(filled)


def _by_row(texts: Iterable[FreeText]) -> dict[str, dict[int, list[FreeText]]]:
    found: dict[str, dict[int, list[FreeText]]] = {}
    for each in texts:
        found.setdefault(each.kind, {}).setdefault(each.row, []).append(each)
    return found


def _with(row: Row, texts: Iterable[FreeText]) -> Row:
    for each in texts:
        row = _replaced(row, each.path, each.text)
    return row


def _retold(rows: Mapping[str, Mapping[str, Row]], retell: Retell) -> dict[str, dict[str, Row]]:
    told = {name: dict(found) for name, found in rows.items()}
    for part in PARTS:
        for key, row in told.get(part.table.name, {}).items():
            new = row
            for path, text in part.leaves(row):
                new = _replaced(new, path, retell(text))
            told[part.table.name][key] = new
    return told


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*path, number))


def _replaced(value: Any, path: Path, text: str) -> Any:
    if not path:
        return text
    first, rest = path[0], path[1:]
    if isinstance(value, list):
        return [_replaced(each, rest, text) if number == first else each for number, each in enumerate(value)]
    return {**value, first: _replaced(value[first], rest, text)}
