"""The words of a text, with what their surroundings tell of whether they are names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

# A word goes on over the end of a line where a hyphen stands there: `Nord-\nmann`.
_WORD = re.compile(r"[^\W\d_]+(?:(?:[-‐‑\u00ad](?:[ \t]*\r?\n[ \t]*)?|['’])[^\W\d_]+)*['’]?", re.UNICODE)
_OPENS = re.compile(r"(?:^|[.!?:…]\s|[.!?]['\"»”]\s|\n|[«\"“(\[–—-]\s?|•\s*|\d[.)]\s)\s*$")
_LOOK_BACK = 6
_AT = re.compile(r"@|\(at\)|\[at\]", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word [start, end); `opens`: it stands where any word has a capital letter."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

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
    found = (
        Word(
            match.start(),
            match.end(),
            match[0],
            bool(_OPENS.search(text, max(0, match.start() - _LOOK_BACK), match.start())),
        )
        if match.start()
        else Word(0, match.end(), match[0], True)
        for match in _WORD.finditer(text)
    )
    return Text(text, tuple(found))
