"""Looks each distinct word of a text up once: which words of which indicators does it answer to?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from coding.indicators import Word
from coding.text.stems import Tongue, stem
from coding.text.tokens import forms


class Entry(NamedTuple):
    """A word of an indicator in the tongue it is written in."""

    tongue: Tongue
    word: Word


class Vocabulary(dict[str, tuple[int, ...]]):
    """`vocabulary[word]` gives the numbers of the entries a folded word answers to, and remembers them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        super().__init__()
        self._forms: defaultdict[str, list[Entry]] = defaultdict(list)
        self._stems: defaultdict[tuple[Tongue, str], list[Entry]] = defaultdict(list)
        self._beginnings: defaultdict[str, list[Entry]] = defaultdict(list)
        self._endings: defaultdict[str, list[Entry]] = defaultdict(list)
        self._shapes: list[tuple[re.Pattern[str], Entry]] = []
        self.numbers = {entry: number for number, entry in enumerate(dict.fromkeys(entries))}
        for entry in self.numbers:
            self._add(entry)
        self._tongues: tuple[Tongue, ...] = tuple(dict.fromkeys(tongue for tongue, _ in self._stems))

    def _add(self, entry: Entry) -> None:
        way, text = entry.word.way, entry.word.text
        if way == "form":
            self._forms[text].append(entry)
        elif way == "stem":
            self._stems[entry.tongue, stem(text, entry.tongue)].append(entry)
        elif text.count("*") == 1 and text.endswith("*"):
            self._beginnings[text[:-1]].append(entry)
        elif text.count("*") == 1 and text.startswith("*"):
            self._endings[text[1:]].append(entry)
        else:
            self._shapes.append((re.compile(re.escape(text).replace(r"\*", ".*"), re.DOTALL), entry))

    def __missing__(self, word: str) -> tuple[int, ...]:
        found = dict.fromkeys(entry for form in forms(word) for entry in self._answering(form))
        self[word] = tuple(self.numbers[entry] for entry in found)
        return self[word]

    def _answering(self, form: str) -> Iterable[Entry]:
        yield from self._forms.get(form, ())
        for tongue in self._tongues:
            yield from self._stems.get((tongue, stem(form, tongue)), ())
        for cut in range(len(form) + 1):
            yield from self._beginnings.get(form[:cut], ())
            yield from self._endings.get(form[cut:], ())
        yield from (entry for shape, entry in self._shapes if shape.fullmatch(form))
