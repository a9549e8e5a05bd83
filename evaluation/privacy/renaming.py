"""A name that stands in the texts, and another in its place everywhere: an act that can be undone, without a key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evaluation.editing.text import retell
from evaluation.errors import fail
from evaluation.language import Language
from evaluation.model import Source
from evaluation.privacy.pseudonyms import pseudonyms_of
from evaluation.privacy.replacing import with_ending
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.sources.alignment import Alignment
from evaluation.sources.correcting import swapped
from evaluation.store.sealing import rename_speakers
from evaluation.store.sources import read_sources
from evaluation.study import Study

LONGEST = 200  # characters of a name
_ENDING = r"(?P<ending>['’]s|s|['’])?"
_APART = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the name stands: [start, end) of a source, as it is written there, and what is to stand there."""

    source: str
    start: int
    end: int
    was: str
    now: str


def places_of(study: Study, name: str, instead: str) -> list[Place]:
    """Every place of a name in the study's texts: whole words, also in the genitive, which the new name then bears.

    A name with a capital letter is sought with one. Raises CORRECT-005 for what has no letters, or is too long.
    """
    named, told = _tidy(name), _tidy(instead)
    pattern = _pattern(named)
    return [each for source in study.sources() for each in _in_source(study, source, pattern, told)]


def seen(places: Sequence[Place]) -> str:
    """What tells these places from others: who says yes to them says yes to no others."""
    return hashlib.sha256(repr([(each.source, each.start, each.now) for each in places]).encode()).hexdigest()[:16]


def rename(study: Study, name: str, instead: str, *, agreed: str, left: Collection[int] = ()) -> list[Place]:
    """Put the new name in all places but those left out, by their number; codings, memos and turns follow, one act.

    agreed: which places somebody has looked at. Raises CORRECT-004 where there are others by now.
    """
    pattern, told = _pattern(_tidy(name)), _tidy(instead)
    with study.store.act("source.pseudonym", study.who) as act:
        sources = read_sources(act.connection)
        places = [each for source in sources for each in _in_source(study, source, pattern, told)]
        if seen(places) != agreed:
            raise fail("CORRECT-004")
        wanted = [each for number, each in enumerate(places) if number not in left]
        if not wanted:
            raise fail("CORRECT-006")
        for source in sources:
            own = [each for each in wanted if each.source == source.name]
            if own:
                alignment = _alignment(source, own)
                retell(act, replace(source, text=alignment.new, turns=(), file=""), alignment)
                if len(own) == sum(each.source == source.name for each in places):
                    rename_speakers(act, source.name, _labels(study, source, pattern, told))
        act.details.update(n=len(wanted), names=list(dict.fromkeys(each.source for each in wanted)))
    return wanted


def mentioning(texts: Iterable[str], name: str) -> int:
    """How many of the texts mention the name."""
    pattern = _pattern(_tidy(name))
    return sum(pattern.search(each) is not None for each in texts)


def known_as(study: Study, words: str, language: Language) -> str:
    """The pseudonym of whoever the study knows by this name; empty where that is nobody, or may be several."""
    finds = scan(words, register_of(study.people(names=True)))
    of = {each.of for each in finds if each.of and each.certainty != "possible"}
    whose = next(iter(of)) if len(of) == 1 else ()
    return pseudonyms_of(study, language).get(whose[0], "") if len(whose) == 1 else ""


def _tidy(name: str) -> str:
    words = " ".join(name.split())
    if not any(each.isalpha() for each in words) or len(words) > LONGEST or not words.isprintable():
        raise fail("CORRECT-005", longest=LONGEST)
    return words


def _pattern(name: str) -> re.Pattern[str]:
    """Whatever the case of its letters but the first; no part of a word, nor of a name with a hyphen."""
    words = _APART.split(name)
    first, rest = re.escape(words[0][0]), [re.escape(words[0][1:]), *map(re.escape, words[1:])]
    start = first if name[0].isupper() else f"(?i:{first})"
    rest_of_it = r"\s+".join(rest)
    return re.compile(rf"(?<![\w‐‑-]){start}(?i:{rest_of_it}){_ENDING}(?!\w)(?![‐‑-][A-ZÆØÅ])")


def _in_source(study: Study, source: Source, pattern: re.Pattern[str], instead: str) -> Iterator[Place]:
    language: Language = source.language or study.evaluation.language
    for each in pattern.finditer(source.text):
        now = with_ending(instead, each["ending"] or "", language)
        if now != each[0]:
            yield Place(source.name, each.start(), each.end(), each[0], now)


def _alignment(source: Source, places: Sequence[Place]) -> Alignment:
    return swapped(source.text, [(each.start, each.end, each.now) for each in places])


def _labels(study: Study, source: Source, pattern: re.Pattern[str], instead: str) -> dict[str, str]:
    """The labels of speakers that hold the name, as they will be."""
    found: dict[str, str] = {}
    for label in source.speakers:
        places = list(_in_source(study, replace(source, text=label), pattern, instead))
        if places:
            found[label] = _alignment(replace(source, text=label), places).new
    return found
