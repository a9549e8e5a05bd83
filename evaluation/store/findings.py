"""Rows of findings, of what they rest on and of recommendations, and the values they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from evaluation.model.finding import Evidence, Finding, Recommendation
from evaluation.model.localised import Localised
from evaluation.store import schema
from evaluation.store.act import Act, Row

Span = tuple[int, int]
OWN = ("theme", "state", "public", "author", "at")
OF_EVIDENCE = (
    "finding", "kind", "theme", "start", "end", "coding", "code", "coder", "round",
    "key", "counter", "note", "seen", "who", "at",
)  # fmt: skip


def read_findings(connection: Connection) -> list[Finding]:
    """All findings with their evidence and recommendations, by theme and their order within it."""
    table, resting, advice = schema.finding, _by_finding(read_evidence(connection)), _recommendations(connection)
    query = select(table).order_by(table.c.theme, table.c.position, table.c.id)
    return [
        replace(_finding(row), evidence=tuple(resting[row["id"]]), recommendations=tuple(advice[row["id"]]))
        for row in connection.execute(query).mappings()
    ]


def read_evidence(connection: Connection) -> list[Evidence]:
    """All that findings rest on and all quotes chosen for the report, in the order they were chosen."""
    table, source = schema.evidence, schema.source
    query = select(*(table.c[name] for name in (*OF_EVIDENCE, "id")), source.c.name.label("source_name"))
    joined = query.outerjoin(source, table.c.source == source.c.id).order_by(table.c.id)
    return [_evidence(row) for row in connection.execute(joined).mappings()]


def read_chosen(connection: Connection) -> list[Evidence]:
    """The quotes that were chosen for the report, in the order they were."""
    return [each for each in read_evidence(connection) if each.finding is None]


def add_finding(act: Act, finding: Finding) -> int:
    """Write a new finding, the last of its theme, with its evidence and recommendations; returns its id."""
    table = schema.finding
    last = act.connection.scalar(select(func.max(table.c.position)).where(table.c.theme == finding.theme))
    position = 0 if last is None else last + 1
    [id_] = act.insert(table, [{**_row(finding), "position": position}])
    add_evidence(act, [replace(each, finding=id_) for each in finding.evidence])
    _add_recommendations(act, id_, finding.recommendations)
    return int(id_)


def change_finding(act: Act, finding: Finding) -> None:
    """Bring the finding with this id in line, its recommendations too; its evidence and its place stay as they are."""
    act.update(schema.finding, finding.id, _row(finding))
    there = {each.id: each for each in _recommendations(act.connection)[finding.id or 0]}
    kept = [each for each in finding.recommendations if each.id in there]
    act.delete(schema.recommendation, [id_ for id_ in there if id_ not in {each.id for each in kept}])
    for position, each in enumerate(finding.recommendations):
        if each in kept:
            act.update(schema.recommendation, each.id, _advice_row(finding.id or 0, position, each))
        else:
            act.insert(schema.recommendation, [_advice_row(finding.id or 0, position, each)])


def remove_findings(act: Act, ids: Sequence[int]) -> None:
    """Remove findings with all that belongs to them, also what the one who removes them does not see."""
    for table in (schema.evidence, schema.recommendation):
        act.delete_where(table, table.c.finding.in_(list(ids)))
    act.delete(schema.finding, list(ids))


def place_findings(act: Act, positions: Mapping[int, int]) -> None:
    """Finding id → its place within its theme."""
    act.write_over(schema.finding, [{"id": id_, "position": position} for id_, position in positions.items()])


def add_evidence(act: Act, evidence: Sequence[Evidence]) -> list[int]:
    """Write new evidence of findings that are there; returns the ids."""
    names = {each.source for each in evidence if each.source}
    source = schema.source
    query = select(source.c.name, source.c.id).where(source.c.name.in_(names))
    ids = dict(act.connection.execute(query).all()) if names else {}
    return act.insert(schema.evidence, [_evidence_row(each, ids) for each in evidence])


def change_evidence(act: Act, id_: int, values: Mapping[str, Any]) -> None:
    """Change whether it speaks against the finding, the note on it, or what it said when it was last looked at."""
    act.update(schema.evidence, id_, values)


def remove_evidence(act: Act, ids: Sequence[int]) -> None:
    act.delete(schema.evidence, list(ids))


# What follows the material


def evidence_spans(connection: Connection, source: int) -> dict[int, Span]:
    """Evidence id → its words in this source."""
    table = schema.evidence
    query = select(table.c.id, table.c.start, table.c.end).where(table.c.source == source, table.c.start.is_not(None))
    return {id_: (start, end) for id_, start, end in connection.execute(query)}


def move_evidence(act: Act, moved: Mapping[int, Span | None]) -> None:
    """Move evidence along when its source's text changes; None: the words are gone, that they were there is kept."""
    places = {id_: place or (None, None) for id_, place in moved.items()}
    act.write_over(schema.evidence, [{"id": id_, "start": start, "end": end} for id_, (start, end) in places.items()])


def hand_over_evidence(act: Act, codings: Mapping[int, int]) -> None:
    """Coding id → the coding it has become one with: what was taken from the one is from the other."""
    table = schema.evidence
    found = act.connection.execute(select(table.c.id, table.c.coding).where(table.c.coding.is_not(None))).all()
    rows = [{"id": id_, "coding": codings[coding]} for id_, coding in found if coding in codings] if codings else []
    act.write_over(table, rows)


def lose_sources(act: Act, sources: Iterable[int]) -> None:
    """What was taken from sources that leave the study stays, marked as gone."""
    table = schema.evidence
    ids = act.connection.scalars(select(table.c.id).where(table.c.source.in_(list(sources)))).all()
    act.write_over(table, [{"id": id_, "source": None, "start": None, "end": None} for id_ in ids])


def _by_finding(evidence: Iterable[Evidence]) -> Mapping[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    for each in evidence:
        if each.finding is not None:
            found[each.finding].append(each)
    return found


def _recommendations(connection: Connection) -> Mapping[int, list[Recommendation]]:
    table = schema.recommendation
    found: dict[int, list[Recommendation]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.position, table.c.id)).mappings():
        addressees = tuple(Localised(**each) for each in row["addressees"])
        found[row["finding"]].append(Recommendation(Localised(**row["text"]), addressees, row["id"]))
    return found


def _add_recommendations(act: Act, finding: int, advice: Sequence[Recommendation]) -> None:
    act.insert(schema.recommendation, [_advice_row(finding, position, each) for position, each in enumerate(advice)])


def _advice_row(finding: int, position: int, advice: Recommendation) -> Row:
    addressees = [each.as_dict() for each in advice.addressees]
    return {"finding": finding, "position": position, "text": advice.text.as_dict(), "addressees": addressees}


def _row(finding: Finding) -> Row:
    texts = {"statement": finding.statement.as_dict(), "detail": finding.detail.as_dict()}
    return {**{name: getattr(finding, name) for name in OWN}, **texts}


def _finding(row: RowMapping) -> Finding:
    own = {name: row[name] for name in (*OWN, "position", "id")}
    return Finding(**own, statement=Localised(**row["statement"]), detail=Localised(**row["detail"]))


def _evidence_row(evidence: Evidence, sources: Mapping[str, int]) -> Row:
    return {**{name: getattr(evidence, name) for name in OF_EVIDENCE}, "source": sources.get(evidence.source)}


def _evidence(row: RowMapping) -> Evidence:
    own = {name: row[name] for name in (*OF_EVIDENCE, "id")}
    return Evidence(**own, source=row["source_name"] or "")
