"""The words of a text, with what their surroundings tell of whether they are names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

# A word goes on over the end of a line where a hyphen stands there: `Nord-\nmann`.
_WORD = re.compile(r"[^\W\d_]+(?:(?:[-‐‑\u00ad](?:[ \t]*\r?\n[ \t]*)?|['’])[^\W\d_]+)*['’]?", re.UNICODE)
_OPENS = re.compile(r"(?:^|[.!?:…]\s|[.!?]['\"»”]\s|\n|[«\"“(\[–—-]\s?|•\s*|\d[.)]\s)\s*$")
_LOOK_BACK = 6
_AT = re.compile(r"@|\(at\)|\[at\]", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+(?:@\s?|\s@\s|\s?(?:\(at\)|\[at\])\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)

_PARAGRAPH = re.compile(r"(?:^|\n[ \t]*\n)\s*(?P<said>\S(?:[^\n]|\n(?![ \t]*(?:\n|$)))*)")
_SAID = re.compile(
    r"^(?:[ \t]*(?:[-–•*]|\d{1,3}[.)])[ ]+|(?:[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[\])]?[ ])?[^\n:]{1,40}?"
    r"(?:[ ]\d{1,2}[:.]\d{2})?:[ ])(?P<said>[^\n]+)",
    re.MULTILINE,
)
FEWEST = 4  # words without a capital letter that tell somebody writes so
SELDOM = 20  # words to one with a capital letter


@dataclass(frozen=True, slots=True)
class Word:
    """One word [start, end); `opens`: it stands where any word has a capital letter; `capital`: it has one."""

    start: int
    end: int
    text: str
    opens: bool
    capital: bool

    @property
    def shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True)
class Text:
    """A text and its words."""

    text: str
    words: tuple[Word, ...] = field(default=())

    @cached_property
    def mostly_small(self) -> bool:
        """A text written without capital letters, as chats are; initials and abbreviations have them there too."""
        capitals = sum(word.capital and not word.shouted for word in self.words)
        return capitals * 60 < len(self.words)

    def small_at(self, at: int) -> bool:
        """Whether what is written there is written without capital letters: the text, the paragraph, or what somebody
        says in a chat of others who have them."""
        if self.mostly_small:
            return True
        place = bisect_right(self._small, (at, len(self.text))) - 1
        return place >= 0 and at < self._small[place][1]

    @cached_property
    def _small(self) -> tuple[tuple[int, int], ...]:
        """Where that is, [start, end), in the order of the text, none over another."""
        spans = sorted(found.span("said") for pattern in (_PARAGRAPH, _SAID) for found in pattern.finditer(self.text))
        apart: list[tuple[int, int]] = []
        for start, end in spans:
            if _is_small(self.text[start:end]):
                if apart and start < apart[-1][1]:
                    apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
                else:
                    apart.append((start, end))
        return tuple(apart)

    @cached_property
    def addresses(self) -> tuple[re.Match[str], ...]:
        """The e-mail addresses in it."""
        return tuple(_MAIL.finditer(self.text)) if _AT.search(self.text) else ()

    @cached_property
    def in_addresses(self) -> frozenset[int]:
        """Where the words begin that are pieces of e-mail addresses."""
        spans = [found.span() for found in self.addresses]
        return frozenset(word.start for word in self.words if spans and any(a <= word.start < b for a, b in spans))

    def gap(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.words[index].end : self.words[index + 1].start] if index + 1 < len(self.words) else "\n\n"


def split(text: str) -> Text:
    """The text with its words."""
    return Text(text, tuple(_word(text, match.start(), match[0]) for match in _WORD.finditer(text)))


def _word(text: str, start: int, word: str) -> Word:
    """Most words stand after a letter or a comma and a space, and open nothing."""
    before = text[start - 2 : start] if start > 1 else ""
    within = before[1:] == " " and (before[0].isalpha() or before[0] == ",")
    opens = not within and (not start or bool(_OPENS.search(text, max(0, start - _LOOK_BACK), start)))
    return Word(start, start + len(word), word, opens, word[0].isupper())


def _is_small(text: str) -> bool:
    """Whether there are words enough, the first in small letters, and hardly any capital one but abbreviations."""
    words = [found[0] for found in _WORD.finditer(text)]
    capitals = sum(word[0].isupper() and not word.isupper() for word in words)
    return len(words) >= FEWEST and words[0][0].islower() and capitals * SELDOM < len(words)
