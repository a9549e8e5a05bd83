"""Tells which words of which indicators a word of a text answers to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from coding.indicators import Word
from coding.rules.lexicon import Answers, Lexicon
from coding.text.beginnings import Beginnings
from coding.text.stems import Tongue, beginning_of_stem, endings, stem
from coding.text.tokens import forms


class Entry(NamedTuple):
    """A word of an indicator in the tongue it is written in."""

    tongue: Tongue
    word: Word


class Vocabulary:
    """`answers(word)` gives the numbers of the entries a folded word answers to; `lexicon` remembers it."""

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
        self.lexicon = Lexicon(self.answers, len(self.numbers))

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
