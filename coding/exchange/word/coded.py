"""Which codes the words of a comment name, and what is said besides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coding.text.folding import fold
from evaluation.model import Codebook
from evaluation.model.code_tree import place_of

MOST_WORDS = 6  # of what may be a new code where no codebook says which there are
_SIGNS = re.compile(r"^[\s#*•\[(«\"'-]+|[\s\])»\"']+$")
_PARTS = re.compile(r"\s*[;,|]\s*")
_NEW = re.compile(r"([^:\n?!.]{1,60}?)\s*(?:$|[:\n]|\s[-–—]\s)(.*)", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:/|>|::|\\)\s*")


@dataclass(frozen=True, slots=True)
class Named:
    """`codes` are the names a comment gives, as the codebook has them; `rest` is what it says besides."""

    codes: tuple[str, ...]
    rest: str = ""


class Namer:
    """Knows the codes there are, by name, label and path."""

    def __init__(self, codebook: Codebook) -> None:
        self._known: dict[str, str] = {}
        for code in codebook:
            ways = (code.name, *code.label.as_dict().values(), place_of(codebook, code.name))
            for way in ways:
                self._known.setdefault(_key(way), code.name)
        self._longest_first = sorted(self._known, key=lambda key: -len(key))

    def named(self, words: str) -> Named:
        """The codes that the words are, or begin with; none where they are something else."""
        head, _, below = words.partition("\n")
        if code := self._code(words):
            return Named((code,))
        if several := self._several(head):
            return Named(several, below.strip())
        key, shown = _key(head), _bare(head)
        for known in self._longest_first:
            if key.startswith(known) and not key[len(known) : len(known) + 1].isalnum():
                rest = re.sub(r"^[\s:;,.–—-]+", "", shown[len(known) :]) if len(key) == len(shown) else head
                return Named((self._known[known],), "\n".join(filter(None, (rest.strip(), below.strip()))))
        return Named((), words)

    def _several(self, head: str) -> tuple[str, ...]:
        found = [self._code(part) for part in (head, *_PARTS.split(head))]
        if found[0]:
            return (found[0],)
        named = tuple(dict.fromkeys(each for each in found[1:] if each))
        return named if named and all(found[1:]) else ()

    def _code(self, words: str) -> str | None:
        return self._known.get(_key(words))


def new_code(words: str) -> Named:
    """A code by its looks: a few words on a line of their own, or before a colon or a dash."""
    found = _NEW.fullmatch(words.strip())
    name = _bare(found[1]) if found else ""
    if found is None or not name or len(name.split()) > MOST_WORDS:
        return Named((), words)
    return Named((name,), found[2].strip())


def _bare(words: str) -> str:
    return _SIGNS.sub("", _SIGNS.sub("", " ".join(words.split())))


def _key(words: str) -> str:
    return _BETWEEN.sub("/", fold(_bare(words)))
