"""What could be better in a codebook: gaps, near doubles, words that point both ways, an uneven tree, disuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coding.codebooks.alike import near_doubles
from coding.codebooks.overlaps import contradictions, covered_indicators, shared_indicators
from evaluation.errors import Problem, problem
from evaluation.model import Codebook
from evaluation.model.code_tree import active, branch, children, in_tree_order, place_of

Use = Mapping[str, int]  # code → codings
DEEPEST = 4
HEAVIEST = 0.8
FEWEST = 10  # codes a codebook needs before the weight of a branch says anything


def findings(codebook: Codebook, use: Use | None = None) -> Iterator[Problem]:
    """All findings; archived codes are passed over. Those of severity `note` are hints."""
    book = active(codebook)
    yield from _undefined(book)
    yield from _misplaced(codebook)
    yield from shared_indicators(book)
    yield from contradictions(book)
    yield from near_doubles(book)
    yield from covered_indicators(book)
    yield from _tree(book)
    yield from _use(book, use) if use is not None else ()


def _undefined(book: Codebook) -> Iterator[Problem]:
    for code in book:
        if not code.definition:
            yield problem("CODE-004", file=place_of(book, code.name), severity="warning", name=code.name)


def _misplaced(book: Codebook) -> Iterator[Problem]:
    seen: set[str] = set()
    for code in book:
        if code.parent and code.parent not in seen:
            where = place_of(book, code.name)
            yield problem("CODE-006", file=where, severity="warning", name=code.name, parent=code.parent)
        seen.add(code.name)


def _tree(book: Codebook) -> Iterator[Problem]:
    under = children(book)
    for parent, codes in under.items():
        if parent and len(codes) == 1:
            child = codes[0].name
            yield problem("CODEBOOK-044", file=place_of(book, parent), severity="note", name=parent, child=child)
    depths = {code.name: len(place_of(book, code.name).split(" / ")) for code in in_tree_order(book)}
    for name in [name for name, depth in depths.items() if depth == DEEPEST + 1]:
        yield problem("CODEBOOK-045", file=place_of(book, name), severity="warning", name=name, most=DEEPEST)
    for top in under.get(None, ()) if len(book) >= FEWEST else ():
        share = len(branch(book, top.name)) / len(book)
        if share > HEAVIEST:
            percent = round(100 * share)
            yield problem("CODEBOOK-046", file=top.name, severity="warning", name=top.name, percent=percent)


def _use(book: Codebook, use: Use) -> Iterator[Problem]:
    under = children(book)
    for code in book:
        count = use.get(code.name, 0)
        where = place_of(book, code.name)
        if not any(use.get(name) for name in branch(book, code.name)):
            yield problem("CODEBOOK-043", file=where, severity="warning", name=code.name)
        elif count and under.get(code.name):
            yield problem("CODEBOOK-047", file=where, severity="note", name=code.name, n=count)
