"""Indicators that point to several codes, or both to and away from one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from coding.indicators import faults, parse
from coding.text.folding import fold
from coding.text.stems import TONGUES
from evaluation.errors import Problem, problem
from evaluation.language import LANGUAGES
from evaluation.model import Code, Codebook
from evaluation.model.code_tree import place_of

Owned = tuple[str, str, str]  # tongue, code, indicator as it is written


def shared_indicators(book: Codebook) -> Iterator[Problem]:
    """The same indicator in several codes; that one excludes what another looks for is as it should be."""
    owners: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for code in book:
        for written in _counting(code):
            owners[_same(written)][code.name] = written
    for codes in owners.values():
        if len(codes) > 1:
            first = next(iter(codes.values()))
            where = place_of(book, next(iter(codes)))
            yield problem("CODE-005", file=where, severity="warning", indicator=first, codes=", ".join(codes))


def contradictions(book: Codebook) -> Iterator[Problem]:
    """An indicator that a code looks for and excludes at once finds nothing."""
    for code in book:
        for language in LANGUAGES:
            listed = getattr(code.indicators, language)
            excluded = {_same(each[1:]) for each in listed if each.startswith("!")}
            for each in listed:
                if _same(each) in excluded:
                    where = place_of(book, code.name)
                    yield problem("CODEBOOK-042", file=where, severity="warning", indicator=each, name=code.name)


def covered_indicators(book: Codebook) -> Iterator[Problem]:
    """A word of one code that a wider one of another code finds as well, and does not exclude."""
    owned = [each for code in book for each in _single_words(code)]
    excluded = {code.name: {_same(each[1:]) for each in _all(code) if each.startswith("!")} for code in book}
    for tongue, code, wide in owned:
        if "*" not in wide:
            continue
        finds = re.compile(".*".join(map(re.escape, wide.split("*"))))
        for other_tongue, other, narrow in owned:
            if (
                other != code
                and other_tongue == tongue
                and narrow != wide
                and finds.fullmatch(narrow.replace("*", ""))
                and (narrow.startswith("*") <= wide.startswith("*") and narrow.endswith("*") <= wide.endswith("*"))
                and narrow not in excluded[code]
            ):
                yield problem(
                    "CODEBOOK-041",
                    file=place_of(book, other),
                    severity="note",
                    indicator=narrow,
                    name=other,
                    wider=wide,
                    other=code,
                )


def _single_words(code: Code) -> Iterator[Owned]:
    found: dict[Owned, None] = {}
    for language in LANGUAGES:
        for written in getattr(code.indicators, language):
            if not written.startswith("!") and not faults(written) and len(parse(written).words) == 1:
                found[TONGUES[language], code.name, _same(written).removeprefix("=")] = None
    yield from found


def _all(code: Code) -> list[str]:
    return [indicator for language in LANGUAGES for indicator in getattr(code.indicators, language)]


def _counting(code: Code) -> list[str]:
    return [indicator for indicator in _all(code) if not indicator.startswith("!")]


def _same(written: str) -> str:
    return " ".join(fold(written).split())
