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


@dataclass(frozen=True)
class Rule:
    """One indicator of one code; `entries` are its words as the vocabulary knows them."""

    code: str
    pattern: Pattern
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Rulebook:
    rules: tuple[Rule, ...]
    vocabulary: Vocabulary = field(repr=False, compare=False)

    @property
    def excluding(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.pattern.excludes)

    @property
    def including(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if not rule.pattern.excludes)


@lru_cache(maxsize=8)
def rulebook(codebook: Codebook, languages: tuple[Language, ...]) -> Rulebook:
    """Read the codebook's indicators in these languages. Raises one error that lists every faulty one."""
    raise_any(check_indicators(codebook))
    rules = tuple(rule for code in codebook for rule in _rules_of(code, languages))
    return Rulebook(rules, Vocabulary(entry for rule in rules for entry in rule.entries))


def _rules_of(code: Code, languages: tuple[Language, ...]) -> Iterator[Rule]:
    read: set[tuple[str, str]] = set()
    for language in languages:
        for written in getattr(code.indicators, language):
            if (TONGUES[language], written) in read:
                continue
            read.add((TONGUES[language], written))
            pattern = parse(written, of=code.name)
            yield Rule(code.name, pattern, tuple(Entry(TONGUES[language], word) for word in pattern.words))
