"""Whether a name the study keeps apart can be read in what is to be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.errors import Problem, problem
from evaluation.model import People
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import Register, register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.privacy.scanning.spelling import folded
from reports.checks.readable import Passage, Read

SERIOUS = ("sure", "likely")
_WORD = re.compile(r"[^\W\d_]{3,}")


def names_in(read: Read, people: People, *, open_: Iterable[str] = ()) -> Iterator[Problem]:
    """A problem for each name of the register in each place of each file; the words themselves are told, for a person
    must find them. A fault where it is a name, a warning where it may be one; then, once a file, the words in small
    letters that are names too.

    people: read with their names. open_: names that are told on purpose: of authors, the commissioner and the like.
    """
    register = register_of(people)
    told = {folded(word) for name in open_ for word in name.split()}
    also = {folded(word) for each in people.participants for word in register.words(f"participant:{each.id}")} - told
    for file, passages in read.items():
        yield from _in_file(file, passages, register, told)
        if words := sorted({word for each in passages for word in _small(each.text, also)}):
            yield problem("REPORT-027", file=file, severity="note", words=", ".join(words))


def _in_file(file: Path, passages: Iterable[Passage], register: Register, told: set[str]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for passage in passages:
        for find in _found(passage, register, told):
            key, words = (passage.place, folded(find.text)), " ".join(find.text.split())
            if key not in seen and find.certainty in SERIOUS:
                yield problem("REPORT-021", file=file, place=passage.place, words=words, of=find.of)
            elif key not in seen:
                yield problem("REPORT-026", file=file, severity="warning", place=passage.place, words=words, of=find.of)
            seen.add(key)


def _found(passage: Passage, register: Register, told: set[str]) -> Iterator[Find]:
    """The names of the study's own that are not told on purpose."""
    for find in scan(passage.text, register):
        ours = find.of and find.kind in ("person", "organisation")
        if ours and not {folded(word.strip(".,")) for word in find.text.split()} <= told:
            yield find


def _small(text: str, names: set[str]) -> Iterator[str]:
    """Words in small letters that are names of somebody, of three letters or more."""
    return (word for word in _WORD.findall(text) if word[0].islower() and folded(word) in names)
