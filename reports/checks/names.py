"""Whether a name the study keeps apart can be read in what is to be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluation.errors import Problem, problem
from evaluation.model import People
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import Register, register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.privacy.scanning.spelling import folded
from reports.checks.readable import Passage, Read

SERIOUS = ("sure", "likely")


def names_in(read: Read, people: People, *, open_: Iterable[str] = ()) -> Iterator[Problem]:
    """A problem for each name of the register in each place of each file; the words themselves are told, for a person
    must find them.

    people: read with their names. open_: names that are told on purpose: of authors, the commissioner and the like.
    """
    register = register_of(people)
    told = {folded(word) for name in open_ for word in name.split()}
    for file, passages in read.items():
        seen: set[tuple[str, str]] = set()
        for passage in passages:
            for find in _found(passage, register, told):
                key = (passage.place, folded(find.text))
                if key not in seen:
                    seen.add(key)
                    yield problem("REPORT-021", file=file, place=passage.place, words=" ".join(find.text.split()))


def _found(passage: Passage, register: Register, told: set[str]) -> Iterator[Find]:
    """The names of the study's own that are certain enough to stop at, and not told on purpose."""
    for find in scan(passage.text, register):
        serious = find.of and find.kind in ("person", "organisation") and find.certainty in SERIOUS
        if serious and not {folded(word.strip(".,")) for word in find.text.split()} <= told:
            yield find
