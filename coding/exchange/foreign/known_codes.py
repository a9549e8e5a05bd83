"""Codes that a file names, found among those the study has or made anew, with all that stand above them."""

from __future__ import annotations

from collections.abc import Sequence

from coding.codebooks.text import writable
from coding.text.folding import fold
from evaluation.model import Code, Codebook
from evaluation.model.code_tree import above, parents_first, place_of

LONGEST = 200  # characters of a new code's name


class KnownCodes:
    """`known` is the study's codebook; `codebook()` holds the codes that were asked for."""

    def __init__(self, known: Codebook) -> None:
        self.known = known
        self.new: list[str] = []
        self._taken: dict[str, Code] = {}
        self._names = {code.name for code in known}
        self._ways: dict[str, str] = {}
        for code in known:
            for way in (place_of(known, code.name), code.name, *code.label.as_dict().values()):
                self._ways.setdefault(_key(way), code.name)

    def named(self, written: str) -> str | None:
        """The study's code that goes by this name, path or label, however it is spaced or capitalised."""
        return written if written in self._names else self._ways.get(_key(written))

    def take(self, written: str, over: Sequence[str] = ()) -> str:
        """The name of a code, known or new; `over` are the names above a new one, from the top."""
        if name := self.named(written):
            for each in (*reversed(above(self.known, name)), name):
                self._taken.setdefault(each, self.known.code(each))
            return name
        name = clean(written)
        if name not in self._taken:
            parent = self.take(over[-1], over[:-1]) if over and clean(over[-1]) != name else None
            self._taken[name] = Code(name=name, parent=parent)
            self.new.append(name)
        return name

    def codebook(self) -> Codebook:
        return Codebook(name="codebook", codes=tuple(parents_first(self._taken.values())))


def clean(written: str) -> str:
    """A name without what ours cannot hold: a slash separates the names of a path."""
    return " ".join(writable(written).replace("/", "–").split())[:LONGEST] or "–"


def _key(written: str) -> str:
    parts = fold(written).replace(">", "/").split("/")
    return "/".join(" ".join(part.split()) for part in parts)
