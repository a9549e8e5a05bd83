"""What has happened to a source since the page last heard of it."""

from __future__ import annotations

from typing import Any

from coding.workbench.reading import coding_on_wire, memo_on_wire, memos_on
from coding.workbench.steps import steps_of
from coding.workbench.wire import Units
from evaluation.store import sight
from evaluation.store.changes import touched_since
from evaluation.store.codes import read_codings
from evaluation.store.sources import read_text
from evaluation.study import Study

TABLES = ("coding", "memo", "code", "source", "turn", "round")


def news_of(study: Study, name: str, since: int) -> dict[str, Any]:
    """The codings and memos of a source that were made or changed after the act `since`, and those that are gone.

    `text` tells that the text itself or whose codings may be seen has changed: the source is to be read anew.
    """
    with study.store.moment(), study.store.reading() as connection:
        found = touched_since(connection, since, TABLES)
        source = read_text(connection, name)
        if source is None:
            return {"revision": found.revision, "text": True}
        codings = [each for each in read_codings(connection, ids=found.ids["coding"]) if each.source == name]
        memos = memos_on(connection, name, read_codings(connection, [name])) if found.ids["memo"] else []
        lost = [
            id_
            for id_, row in found.gone["coding"].items()
            if row["source"] == source.id and not sight.hides(connection, study.who, row["round"], row["coder"])
        ]
        steps = steps_of(study)
    units = Units(source.text)
    return {
        "revision": found.revision,
        "text": source.id in found.ids["source"] or bool(found.ids["round"]) or bool(found.ids["turn"]),
        "codebook": bool(found.ids["code"] or found.gone["code"]),
        "codings": [coding_on_wire(each, units) for each in codings],
        "gone": lost,
        "memos": [memo_on_wire(each, units) for each in memos if each.id in found.ids["memo"]],
        "memos_gone": list(found.gone["memo"]),
        **steps,
    }
