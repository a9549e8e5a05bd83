"""The places of a study that may tell who somebody is, and what a person has said of each."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from evaluation.errors import fail
from evaluation.model.verdict import Verdict
from evaluation.privacy.scanning.find import CERTAINTIES, Certainty, Find
from evaluation.privacy.scanning.register import Register, register_of
from evaluation.privacy.scanning.remembering import scanned
from evaluation.privacy.scanning.spelling import folded
from evaluation.store.free_texts import PARTS, read_free_texts
from evaluation.store.verdicts import put_verdicts, read_verdicts
from evaluation.study import Study

Said = Literal["open", "accepted", "refused"]
Known = dict[tuple[str | None, str, str], bool]
AROUND = 50  # characters kept on either side of a find
WRITTEN = re.compile(rf"(?:{'|'.join(re.escape(part.kind) for part in PARTS)}):\d+|dataset:.+")
Beside = Iterable[tuple[str, str]]  # places and texts that lie beside the store: `dataset:medlemmer/savner`


@dataclass(frozen=True, slots=True)
class Traced:
    """A find in a source or in what somebody wrote (`memo:3`), its line (counted from 1), what was said of it, and
    the words on either side."""

    source: str
    line: int
    find: Find
    said: Said
    before: str = ""
    after: str = ""

    @property
    def goes(self) -> bool:
        """Whether it is to be replaced: accepted, or certain to be one of the study's own and not refused."""
        certain = self.find.certainty == "sure" and bool(self.find.of)
        return self.said == "accepted" or (certain and self.said == "open")


Look = Callable[[str, str], list[Traced]]


def trace(
    study: Study, names: Sequence[str] | None = None, *, at_least: Certainty = "possible", beside: Beside = ()
) -> list[Traced]:
    """What all sources, or those named, may tell of people, in the order of the texts; then what people wrote beside
    them: memos, notes, summaries, reasons, decisions, answers.

    names: of sources, and places such as `memo:3`. at_least: leave out what is less certain, but for what somebody
    accepted. beside: further texts that are looked through last.
    """
    look = looking(study)
    enough = CERTAINTIES[: CERTAINTIES.index(at_least) + 1]
    return [
        each
        for place, text in chain(_texts(study, names), (told for told in beside if not names or told[0] in names))
        for each in look(place, text)
        if each.find.certainty in enough or each.said == "accepted"
    ]


def looking(study: Study) -> Look:
    """What finds in a text that stands at a place; the register and what was said are read once."""
    register, known, k = register_of(study.people(names=True)), _known(study), study.evaluation.people.few
    return lambda place, text: list(_in_text(place, text, register, known, k=k))


def _texts(study: Study, names: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    wanted = set(names or ())
    places = {each for each in wanted if WRITTEN.fullmatch(each)}
    sources = study.sources() if not wanted else [study.source(each) for each in names or () if each not in places]
    yield from ((each.name, each.text) for each in sources)
    if places or not wanted:
        with study.store.reading() as connection:
            written = list(read_free_texts(connection))
        yield from ((each.place, each.text) for each in written if not wanted or each.place in places)


def decide(
    study: Study, words: Iterable[str], *, accepted: bool, source: str | None = None, beside: Beside = ()
) -> list[Traced]:
    """Say yes or no to every find of these words, in all sources or one; one act. Returns the finds it is about.

    Raises PRIVACY-001 for words that no find has.
    """
    wanted = {folded(each.strip()): each for each in words}
    found = [
        each for each in trace(study, [source] if source else None, beside=beside) if folded(each.find.text) in wanted
    ]
    there = {folded(each.find.text) for each in found}
    missing = [each for key, each in wanted.items() if key not in there]
    if missing:
        raise fail("PRIVACY-001", words="», «".join(missing))
    say(study, found, accepted=accepted, everywhere=source is None)
    return found


def say(study: Study, found: Iterable[Traced], *, accepted: bool, everywhere: bool = True) -> None:
    """Keep what was said of finds, and so of all that are the same words."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    keys = {(_scope(each, everywhere=everywhere), each.find.kind, words_of(each.find)): None for each in found}
    verdicts = [Verdict(source, kind, words, accepted, study.who, at) for source, kind, words in keys]
    with study.store.act("privacy.accept" if accepted else "privacy.refuse", study.who, n=len(verdicts)) as act:
        put_verdicts(act, verdicts)


def _scope(found: Traced, *, everywhere: bool) -> str | None:
    """The source something is said of; what people wrote beside the sources goes by what is said of all."""
    return None if everywhere or WRITTEN.fullmatch(found.source) else found.source


def words_of(find: Find) -> str:
    """What is kept of the words a person has said something of."""
    return hashlib.sha256(f"{find.kind}:{folded(find.text)}".encode()).hexdigest()


def _known(study: Study) -> Known:
    with study.store.reading() as connection:
        return {(each.source, each.kind, each.words): each.accepted for each in read_verdicts(connection)}


def _in_text(place: str, text: str, register: Register, known: Known, *, k: int) -> Iterator[Traced]:
    line, at = 1, 0
    for find in scanned(text, register, k=k):
        line, at = line + text.count("\n", at, find.start), find.start
        around = text[max(0, find.start - AROUND) : find.start], text[find.end : find.end + AROUND]
        yield Traced(place, line, find, _said(known, place, find), *around)


def _said(known: Known, source: str, find: Find) -> Said:
    """What was said of the words in this source, or else everywhere."""
    words = words_of(find)
    accepted = known.get((source, find.kind, words), known.get((None, find.kind, words)))
    return "open" if accepted is None else "accepted" if accepted else "refused"
