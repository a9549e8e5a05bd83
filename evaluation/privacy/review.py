"""The places of a study that may tell who somebody is, and what a person has said of each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluation.errors import fail
from evaluation.model import Source
from evaluation.model.verdict import Verdict
from evaluation.privacy.scanning.find import CERTAINTIES, Certainty, Find
from evaluation.privacy.scanning.register import Register, register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.privacy.scanning.spelling import folded
from evaluation.store.verdicts import put_verdicts, read_verdicts
from evaluation.study import Study

Said = Literal["open", "accepted", "refused"]
Known = dict[tuple[str | None, str, str], bool]


@dataclass(frozen=True, slots=True)
class Traced:
    """A find in a source, the line it stands on (counted from 1), and what was said of it."""

    source: str
    line: int
    find: Find
    said: Said

    @property
    def goes(self) -> bool:
        """Whether it is to be replaced: accepted, or certain to be one of the study's own and not refused."""
        certain = self.find.certainty == "sure" and bool(self.find.of)
        return self.said == "accepted" or (certain and self.said == "open")


def trace(study: Study, names: Sequence[str] | None = None, *, at_least: Certainty = "possible") -> list[Traced]:
    """What the texts of all sources, or of those named, may tell of people; in the order of the texts.

    at_least: leave out what is less certain, but for what somebody accepted.
    """
    register, known = register_of(study.people(names=True)), _known(study)
    sources = [study.source(name) for name in names] if names else study.sources()
    enough = CERTAINTIES[: CERTAINTIES.index(at_least) + 1]
    return [
        each
        for source in sources
        for each in _in_source(source, register, known, k=study.evaluation.people.few)
        if each.find.certainty in enough or each.said == "accepted"
    ]


def decide(study: Study, words: Iterable[str], *, accepted: bool, source: str | None = None) -> list[Traced]:
    """Say yes or no to every find of these words, in all sources or one; one act. Returns the finds it is about.

    Raises PRIVACY-001 for words that no find has.
    """
    wanted = {folded(each.strip()): each for each in words}
    found = [each for each in trace(study, [source] if source else None) if folded(each.find.text) in wanted]
    there = {folded(each.find.text) for each in found}
    missing = [each for key, each in wanted.items() if key not in there]
    if missing:
        raise fail("PRIVACY-001", words="», «".join(missing))
    say(study, found, accepted=accepted, everywhere=source is None)
    return found


def say(study: Study, found: Iterable[Traced], *, accepted: bool, everywhere: bool = True) -> None:
    """Keep what was said of finds, and so of all that are the same words."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    keys = {(None if everywhere else each.source, each.find.kind, words_of(each.find)): None for each in found}
    verdicts = [Verdict(source, kind, words, accepted, study.who, at) for source, kind, words in keys]
    with study.store.act("privacy.accept" if accepted else "privacy.refuse", study.who, n=len(verdicts)) as act:
        put_verdicts(act, verdicts)


def words_of(find: Find) -> str:
    """What is kept of the words a person has said something of."""
    return hashlib.sha256(f"{find.kind}:{folded(find.text)}".encode()).hexdigest()


def _known(study: Study) -> Known:
    with study.store.reading() as connection:
        return {(each.source, each.kind, each.words): each.accepted for each in read_verdicts(connection)}


def _in_source(source: Source, register: Register, known: Known, *, k: int) -> Iterator[Traced]:
    line, at = 1, 0
    for find in scan(source.text, register, k=k):
        line, at = line + source.text.count("\n", at, find.start), find.start
        yield Traced(source.name, line, find, _said(known, source.name, find))


def _said(known: Known, source: str, find: Find) -> Said:
    """What was said of the words in this source, or else everywhere."""
    words = words_of(find)
    accepted = known.get((source, find.kind, words), known.get((None, find.kind, words)))
    return "open" if accepted is None else "accepted" if accepted else "refused"
