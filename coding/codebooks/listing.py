"""The codebook as rows for people and programs, and drawn as a tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coding.counted import counted_table
from evaluation.codes import code_ids
from evaluation.language import Language
from evaluation.model import Code, Codebook
from evaluation.model.code_tree import active, branch, children
from evaluation.study import Study

Row = dict[str, Any]
INDENT = "  "


def code_rows(study: Study, language: Language) -> list[Row]:
    """One row for each code, in order: `codings` that count, `outdated` made when the code meant something else."""
    codebook, ids, codings = study.codebook, code_ids(study), study.codings()
    counted = Counter(counted_table(study, ("code",))["code"])
    now = {code.name: code.version for code in codebook}
    old = Counter(each.code for each in codings if each.code_version not in (None, now[each.code]))
    return [
        {
            "id": ids[code.name],
            "name": code.name,
            "path": codebook.path(code.name),
            "parent": code.parent,
            "label": code.label.text(language),
            "definition": code.definition.text(language),
            "codings": counted[code.name],
            "parents": list(code.parents),
            "version": code.version,
            "archived": code.archived,
            "colour": code.colour,
            "outdated": old[code.name],
        }
        for code in codebook
    ]


def indented(rows: Sequence[Row]) -> list[Row]:
    """The rows with names moved in as far as they lie deep."""
    return [{**row, "name": INDENT * row["path"].count(" / ") + row["name"]} for row in rows]


def tree_lines(codebook: Codebook, rows: Sequence[Row], *, archived: bool = False) -> Iterator[tuple[str, Row, int]]:
    """Each code as `├─ name`, with its row and the number of codings of it and all under it."""
    book = codebook if archived else active(codebook)
    under, by_name = children(book), {row["name"]: row for row in rows}
    totals = {code.name: sum(by_name[name]["codings"] for name in branch(book, code.name)) for code in book}
    for code in under.get(None, ()):
        yield code.name, by_name[code.name], totals[code.name]
        yield from _below(code, "", under, by_name, totals)


def _below(
    code: Code,
    before: str,
    under: Mapping[str | None, list[Code]],
    rows: Mapping[str, Row],
    totals: Mapping[str, int],
) -> Iterator[tuple[str, Row, int]]:
    codes = under.get(code.name, [])
    for each in codes:
        last = each is codes[-1]
        yield f"{before}{'└─' if last else '├─'} {each.name}", rows[each.name], totals[each.name]
        yield from _below(each, f"{before}{'   ' if last else '│  '}", under, rows, totals)
