"""A codebook's indicators, read and ready to be looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from coding.codebook import check_indicators
from coding.indicators import Pattern, parse
from coding.rules.vocabulary import Entry, Vocabulary
from coding.text.stems import TONGUES
from evaluation.errors import raise_any
from evaluation.language import Language
from evaluation.model import Code, Codebook


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator of one code; `entries` are the numbers its words have in the vocabulary."""

    code: str
    pattern: Pattern
    entries: tuple[int, ...]


@dataclass(frozen=True)
class Rulebook:
    including: tuple[Rule, ...]
    excluding: tuple[Rule, ...]
    vocabulary: Vocabulary = field(repr=False, compare=False)


@lru_cache(maxsize=8)
def rulebook(codebook: Codebook, languages: tuple[Language, ...]) -> Rulebook:
    """Read the indicators of codes that are not archived. Raises one error that lists every faulty one."""
    raise_any(check_indicators(codebook))
    read = [(code.name, *each) for code in codebook if not code.archived for each in _patterns(code, languages)]
    vocabulary = Vocabulary(entry for _, _, entries in read for entry in entries)
    rules = [
        Rule(code, pattern, tuple(vocabulary.numbers[entry] for entry in entries)) for code, pattern, entries in read
    ]
    return Rulebook(
        tuple(rule for rule in rules if not rule.pattern.excludes),
        tuple(rule for rule in rules if rule.pattern.excludes),
        vocabulary,
    )


def _patterns(code: Code, languages: tuple[Language, ...]) -> Iterator[tuple[Pattern, list[Entry]]]:
    """The code's indicators, each once for a tongue: bokmål and nynorsk have many in common."""
    written = dict.fromkeys(
        (TONGUES[language], indicator) for language in languages for indicator in getattr(code.indicators, language)
    )
    for tongue, indicator in written:
        pattern = parse(indicator, of=code.name)
        yield pattern, [Entry(tongue, word) for word in pattern.words]
