"""Whether a name the study keeps apart can be read in what is to be published."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from coding.text.folding import fold
from coding.words.stopwords import stopwords
from evaluation.errors import Problem, Severity, problem
from evaluation.language import Language
from evaluation.model import People
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import Register, register_of
from evaluation.privacy.scanning.scan import scan_register
from evaluation.privacy.scanning.spelling import folded
from evaluation.privacy.scanning.vocabulary import ALL, in_dictionary
from reports.checks.let_stand import mark_of, mark_of_small
from reports.checks.readable import Passage, Read

SERIOUS = ("sure", "likely")
NOISE = "bytes"  # where a place ends that holds no text, and so may hold anything by chance
Finding = Callable[[str], tuple[Find, ...]]
# Authors our own texts cite; in English `Korn` is no word, and one letter from a Jørn.
CITED = frozenset(
    ("craig", "graubard", "kish", "koch", "korn", "krippendorff", "landis", "parker", "sainsbury", "taylor", "tong")
)
_UNSEEN = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff]")
_WORD = re.compile(r"[^\W\d_]{3,}")


def names_in(
    read: Read, people: People, *, open_: Iterable[str] = (), stands: Collection[str] = ()
) -> Iterator[Problem]:
    """A problem for each name of the register in each place of each file; the words themselves are told, for a person
    must find them; then, once a file, the words in small letters that are names too. What may be another word is a
    fault too, until somebody has looked at it: a name in print cannot be taken back.

    people: read with their names. open_: names that are told on purpose: of authors, the commissioner and the like.
    stands: the marks of what somebody has let stand.
    """
    register = register_of(people)
    told = {folded(word) for name in open_ for word in name.split()}
    also = {folded(word) for each in people.participants for word in register.words(f"participant:{each.id}")}
    also = (also | _abbreviations(people)) - told
    found = _finding(register, told)
    for file, passages in read.items():
        yield from (each for each in _in_file(file, passages, found) if each.values["mark"] not in stands)
        words = {word for text in {each.text for each in passages} for word in _small(text, also)}
        yield from _of_small(file, {each for each in words if mark_of_small(each) not in stands})


def _of_small(file: Path, words: set[str]) -> Iterator[Problem]:
    """A fault for words in small letters that may be names; `per` and its like, which stand on every page, are told."""
    usual = {each for each in words if fold(each) in stopwords(get_args(Language))}
    severities: tuple[tuple[set[str], Severity], ...] = ((words - usual, "error"), (usual, "note"))
    for some, severity in severities:
        if told := ", ".join(sorted(some)):
            yield problem("REPORT-027", file=file, severity=severity, words=told, small=told)


def _in_file(file: Path, passages: Iterable[Passage], found: Finding) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for passage in map(_seen, passages):
        for find in found(passage.text):
            if passage.place.endswith(NOISE) and find.certainty not in SERIOUS:
                continue
            mark, words = mark_of(passage.text, find.start, find.end), " ".join(find.text.split())
            if (passage.place, mark) not in seen:
                code = "REPORT-021" if find.certainty in SERIOUS else "REPORT-026"
                yield problem(code, file=file, place=passage.place, words=words, mark=mark, of=find.of)
            seen.add((passage.place, mark))


def _seen(passage: Passage) -> Passage:
    """The passage without letters nobody sees, which a name may be broken by."""
    return Passage(passage.place, _UNSEEN.sub("", passage.text)) if _UNSEEN.search(passage.text) else passage


def _finding(register: Register, told: set[str]) -> Finding:
    """What finds the names of the study's own that are not told on purpose; in the same words once, for files say the
    same again and again.
    """

    @cache
    def found(text: str) -> tuple[Find, ...]:
        return tuple(
            each
            for each in scan_register(text, register)
            if not {folded(word.strip(".,")) for word in each.text.split()} <= told
            and not (each.rule == "misspelt" and folded(each.text) in CITED)
        )

    return found


def _abbreviations(people: People) -> set[str]:
    """What organisations are called in one word that is none of the languages': tds."""
    names = (name for each in people.organisations if not each.open for name in (each.name, *each.also))
    return {folded(name) for name in names if len(name.split()) == 1 and not in_dictionary(name, ALL)}


def _small(text: str, names: set[str]) -> Iterator[str]:
    """Words in small letters that are names of somebody, of three letters or more."""
    return (word for word in _WORD.findall(text) if word[0].islower() and folded(word) in names)
