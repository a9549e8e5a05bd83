"""The codebook as the page shows it: a tree with a colour for every code, its meaning, and how often it was used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from evaluation.language import Language
from evaluation.model import Code, Codebook
from evaluation.model.code_tree import active, in_tree_order
from evaluation.store.codes import read_codebook
from evaluation.store.coding_queries import CodingCount, count_codings_by
from evaluation.study import Study

# Told apart also by those who see no red or green: Paul Tol, Colour Schemes (2021), «muted», «bright» and «vibrant».
PALETTE = (
    *("#332288", "#44aa99", "#cc6677", "#ddaa33", "#117733", "#88ccee", "#aa4499", "#999933", "#882255", "#4477aa"),
    *("#ee7733", "#0077bb", "#ee3377", "#009988", "#cc3311", "#6f4c9b", "#8c6239", "#666666"),
)
MEANING = ("definition", "include", "exclude", "example")


def codebook_of(study: Study, language: Language) -> list[dict[str, Any]]:
    """The codes that are in use, each followed by those under it; `depth` 0 stands at the top."""
    with study.store.reading() as connection:
        book, counts = read_codebook(connection), count_codings_by(connection)
    return tree_of(book, counts, language) if book else []


def tree_of(book: Codebook, counts: Iterable[CodingCount], language: Language) -> list[dict[str, Any]]:
    used: Counter[str] = Counter()
    for each in counts:
        used[each.code] += each.codings
    colours, codes = colours_of(book), in_tree_order(active(book))
    depths: dict[str, int] = {}
    for code in codes:
        depths[code.name] = depths.get(code.parent or "", -1) + 1
    return [_told(code, depths[code.name], colours[code.name], used[code.name], language) for code in codes]


def colours_of(book: Codebook) -> dict[str, str]:
    """Code → colour: its own, else that of the nearest code above, else one of ours that no code has for its own."""
    found: dict[str, str] = {}
    taken = {each.colour.lower() for each in book if each.colour}
    ours = [each for each in PALETTE if each not in taken] or PALETTE
    free = iter(range(len(book) + 1))
    for code in in_tree_order(book):
        above = found.get(code.parent or "")
        found[code.name] = code.colour or above or ours[next(free) % len(ours)]
    return found


def _told(code: Code, depth: int, colour: str, used: int, language: Language) -> dict[str, Any]:
    meaning = {name: getattr(code, name).text(language) for name in MEANING}
    return {
        "name": code.name,
        "parent": code.parent,
        "depth": depth,
        "label": code.label.text(language) or code.name,
        "colour": colour,
        "codings": used,
        "version": code.version,
        **meaning,
    }
