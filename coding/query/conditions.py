"""What stands after WHERE: which codings count, and which of the stretches found are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

import numpy as np

from coding.query.attributes import ALIASES, ON_CODINGS, Attribute, attributes, known_values
from coding.query.case_attributes import attribute_of, case_attributes
from coding.query.comparing import criterion, matching
from coding.query.corpus import Corpus
from coding.query.segments import Marks, Segments, overlapping
from coding.query.syntax import AllOf, AnyOf, Comparison, Condition, NoneOf
from coding.query.tokens import fault
from coding.query.which_codings import coding_test
from evaluation.settings.nearness import nearest
from evaluation.store.coding_queries import CodingFilter, CodingTest


def parted(text: str, where: Condition | None, corpus: Corpus) -> tuple[CodingFilter, list[Condition]]:
    """The conditions on codings, and those on stretches: all of the latter must hold.

    Raises for an unknown attribute (QUERY-008), and for one of codings anywhere but side by side with AND (QUERY-012).
    """
    parts = [_named(text, part, corpus) for part in _side_by_side(where)]
    on_codings = [part for part in parts if _of_codings(part)]
    rest = [part for part in parts if not _of_codings(part)]
    for comparison in (each for part in rest for each in comparisons(part)):
        if comparison.attribute in ON_CODINGS:
            raise fault("QUERY-012", text, comparison.at, name=comparison.attribute)
    return CodingFilter(tuple(_coding_test(text, part, corpus) for part in on_codings)), rest


def keeps(text: str, condition: Condition, corpus: Corpus, found: Segments, wanted: CodingFilter) -> Marks:
    """Which of the stretches a condition keeps."""
    match condition:
        case AllOf(parts):
            return reduce(np.logical_and, (keeps(text, part, corpus, found, wanted) for part in parts))
        case AnyOf(parts):
            return reduce(np.logical_or, (keeps(text, part, corpus, found, wanted) for part in parts))
        case NoneOf(part):
            return ~keeps(text, part, corpus, found, wanted)
        case Comparison(attribute="theme"):
            return _of_themes(text, condition, corpus, found, wanted)
        case Comparison():
            return _compared(text, condition, corpus, found)


def comparisons(condition: Condition) -> Iterator[Comparison]:
    match condition:
        case Comparison():
            yield condition
        case NoneOf(part):
            yield from comparisons(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)


def _side_by_side(where: Condition | None) -> list[Condition]:
    """The parts of a condition that all must hold, also those in brackets of their own."""
    if where is None:
        return []
    if isinstance(where, AllOf):
        return [each for part in where.parts for each in _side_by_side(part)]
    return [where]


def _inner(part: Condition) -> Condition:
    return part.part if isinstance(part, NoneOf) else part


def _of_codings(part: Condition) -> bool:
    inner = _inner(part)
    return isinstance(inner, Comparison) and inner.attribute in ON_CODINGS


def _coding_test(text: str, part: Condition, corpus: Corpus) -> CodingTest:
    [comparison] = comparisons(part)
    return coding_test(text, comparison, corpus, denied=isinstance(part, NoneOf))


def _named(text: str, condition: Condition, corpus: Corpus) -> Condition:
    """The condition with every attribute by its own name."""
    match condition:
        case Comparison(attribute, at=at):
            known = [*attributes(), "theme", *ON_CODINGS]
            name = ALIASES.get(attribute, attribute)
            if name not in known:
                known += case_attributes(corpus)
            if name not in known:
                near = ", ".join(nearest(attribute, [*known, *ALIASES])) or ", ".join(known)
                raise fault("QUERY-008", text, at, name=attribute, known=near)
            return replace(condition, attribute=name)
        case NoneOf(part):
            return NoneOf(_named(text, part, corpus))
        case AllOf(parts):
            return AllOf(tuple(_named(text, part, corpus) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_named(text, part, corpus) for part in parts))


def _compared(text: str, comparison: Comparison, corpus: Corpus, found: Segments) -> Marks:
    attribute = attribute_of(corpus, comparison.attribute)
    if attribute is None:
        raise KeyError(comparison.attribute)  # every attribute has been looked up before
    passes = criterion(text, comparison, attribute.type, lambda: _values(corpus, comparison.attribute, attribute))
    # Every value is tried once, and none at all last of all: that is where the number -1 leads.
    passed = np.array([*map(passes, attribute.values(corpus)), passes(())])
    return np.asarray(passed[attribute.numbers(corpus, found)])


def _values(corpus: Corpus, name: str, attribute: Attribute) -> list[str]:
    own = known_values(corpus, name) if name in attributes() else []
    return list(dict.fromkeys((*own, *(way for value in attribute.values(corpus) for way in value))))


def _of_themes(text: str, comparison: Comparison, corpus: Corpus, found: Segments, wanted: CodingFilter) -> Marks:
    """Stretches where something is coded under one of the themes; with != those where nothing is."""
    themes = corpus.study.evaluation.themes
    denied = comparison.sign == "!="
    positive = replace(comparison, sign="=" if denied else comparison.sign)
    chosen = set(matching(text, positive, [theme.id for theme in themes]))
    names = {name for name, theme in corpus.themes.items() if theme in chosen}
    marks = overlapping(found, corpus.coded(sorted(names), wanted))
    return ~marks if denied else marks
