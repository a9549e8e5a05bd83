"""What has happened to a source since the page last heard of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from coding.workbench.reading import coding_on_wire, memo_on_wire, memos_on
from coding.workbench.steps import steps_of
from coding.workbench.wire import Units
from evaluation.store import sight
from evaluation.store.changes import Touched, touched_since
from evaluation.store.codes import read_codings
from evaluation.store.sources import read_text
from evaluation.study import Study

TABLES = ("coding", "memo", "code", "source", "turn", "round")


@dataclass(frozen=True, slots=True)
class News:
    """`told` is the same for all from whom nothing is hidden, which `hidden` tells; `whose`: who did something.

    `stepped`: something was taken back or brought back, by whomever.
    """

    told: dict[str, Any]
    whose: frozenset[str]
    stepped: bool
    hidden: bool

    def concern_steps_of(self, who: str) -> bool:
        """Whether what somebody can take back may be another act by now."""
        return self.stepped or who in self.whose


def news_of(study: Study, name: str, since: int) -> dict[str, Any]:
    """The codings and memos of a source that were made or changed after the act `since`, and those that are gone.

    `text` tells that the text itself or whose codings may be seen has changed: the source is to be read anew. `undo`
    and `redo` are there only where these may be others by now.
    """
    with study.store.moment():
        return with_steps(study, find_news(study, name, since))


def with_steps(study: Study, news: News) -> dict[str, Any]:
    return {**news.told, **(steps_of(study) if news.concern_steps_of(study.who) else {})}


def find_news(study: Study, name: str, since: int) -> News:
    """The same without what only the reader is told."""
    with study.store.reading() as connection:
        found = touched_since(connection, since, TABLES)
        told = {"revision": found.revision, **_of_source(connection, study.who, name, found)}
        return News(told, found.whose, found.stepped, sight.is_any_blind(connection))


def codings_told(connection: Connection, name: str, ids: Collection[int]) -> dict[str, Any]:
    """Codings of a source as they stand now, and which of these ids are `gone`: news of what touched no more than them.

    It is told to all alike: only for a connection that sees everything, while no blind round is open.
    """
    source = read_text(connection, name)
    if source is None:
        return {"codings": [], "gone": list(ids)}
    found, units = read_codings(connection, ids=ids), Units(source.text)
    gone = set(ids) - {each.id for each in found}
    return {"codings": [coding_on_wire(each, units) for each in found], "gone": sorted(gone)}


def _of_source(connection: Connection, who: str, name: str, found: Touched) -> dict[str, Any]:
    source = read_text(connection, name)
    if source is None:
        return {"text": True}
    codings = [each for each in read_codings(connection, ids=found.ids["coding"]) if each.source == name]
    memos = memos_on(connection, name, read_codings(connection, [name])) if found.ids["memo"] else []
    lost = [
        id_
        for id_, row in found.gone["coding"].items()
        if row["source"] == source.id and not sight.hides(connection, who, row["round"], row["coder"])
    ]
    units = Units(source.text)
    return {
        "text": source.id in found.ids["source"] or bool(found.ids["round"]) or bool(found.ids["turn"]),
        "codebook": bool(found.ids["code"] or found.gone["code"]),
        "codings": [coding_on_wire(each, units) for each in codings],
        "gone": lost,
        "memos": [memo_on_wire(each, units) for each in memos if each.id in found.ids["memo"]],
        "memos_gone": list(found.gone["memo"]),
    }
