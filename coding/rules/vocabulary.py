"""Looks each distinct word of a text up once: which words of which indicators does it answer to?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, cast

from coding.indicators import Word
from coding.text.beginnings import Beginnings
from coding.text.stems import Tongue, beginning_of_stem, endings, stem
from coding.text.tokens import forms

# Two million words take some 200 MB; a study's own vocabulary is far smaller.
_REMEMBERED = 2_000_000


Answers = tuple[int, ...]


class Entry(NamedTuple):
    """A word of an indicator in the tongue it is written in."""

    tongue: Tongue
    word: Word


class Vocabulary:
    """`answers(word)` gives the numbers of the entries a folded word answers to."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._forms: defaultdict[str, list[Entry]] = defaultdict(list)
        self._stems: defaultdict[tuple[Tongue, str], list[Entry]] = defaultdict(list)
        self._beginnings: defaultdict[str, list[Entry]] = defaultdict(list)
        self._endings: defaultdict[str, list[Entry]] = defaultdict(list)
        self._of_stems: defaultdict[str, list[Tongue]] = defaultdict(list)
        self._shapes: list[tuple[re.Pattern[str], Entry]] = []
        self.numbers = {entry: number for number, entry in enumerate(dict.fromkeys(entries))}
        for entry in self.numbers:
            self._add(entry)
        for tongue, stemmed in self._stems:
            self._of_stems[beginning_of_stem(stemmed, tongue)].append(tongue)
        self._starts = Beginnings([*self._beginnings, *self._of_stems])
        self._backwards = Beginnings(ending[::-1] for ending in self._endings)
        self._remembered: dict[int, Answers] = {}

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

    def recalled(self, fingerprints: Sequence[int], words: Callable[[list[int]], Iterable[str]]) -> list[Answers]:
        """What words with these fingerprints answer to; `words` reads those that are met for the first time."""
        known = self._remembered
        if len(known) > _REMEMBERED:
            known.clear()
        recalled = list(map(known.get, fingerprints))
        new = [number for number, answers in enumerate(recalled) if answers is None]
        for number, word in zip(new, words(new), strict=True):
            recalled[number] = known[fingerprints[number]] = self.answers(word)
        return cast(list[Answers], recalled)

    def answers(self, word: str) -> Answers:
        found: list[Entry] = []
        for form in forms(word):
            found += self._forms.get(form, ())
            for beginning in self._starts.of(form):
                found += self._beginnings.get(beginning, ())
                found += self._of_same_stem(form, beginning)
            if self._endings:
                for backwards in self._backwards.of(form[::-1]):
                    found += self._endings[backwards[::-1]]
            if self._shapes:
                found += [entry for shape, entry in self._shapes if shape.fullmatch(form)]
        return tuple(self.numbers[entry] for entry in dict.fromkeys(found)) if found else ()

    def _of_same_stem(self, form: str, beginning: str) -> list[Entry]:
        """Stemming is slow, and few words end so that they need it."""
        found: list[Entry] = []
        for tongue in self._of_stems.get(beginning, ()):
            possible = endings(tongue)
            if possible is None or form[len(beginning) :] in possible:
                found += self._stems.get((tongue, stem(form, tongue)), ())
        return found
