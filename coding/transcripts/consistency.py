"""Which of the marks at line beginnings are speakers: those that recur, or look like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from coding.transcripts.labels import Mark
from evaluation.sources.extract import Line
from evaluation.sources.speakers import label_key

Shape = Literal["role", "name", "phrase", "none"]
Marks = Sequence[Mark | None]

_ROLES = (
    "moderator ordstyrer ordstyrar intervjuer intervjuar interviewer informant deltaker deltakar respondent speaker "
    "taler talar spkr participant fasilitator facilitator assistent observatør kvinne mann referent tolk ukjent "
    "unknown person forsker forskar stemme voice"
).replace(" ", "|")
_ROLE = re.compile(rf"(?:{_ROLES})(?:en)?(?:[\s_.-]*(?:nr\.?\s*)?(?:\d{{1,3}}|[a-zæøå]))?", re.IGNORECASE)
_CODE = re.compile(r"[a-zæøå]{1,3}[\s._-]?\d{1,3}[a-zæøå]?", re.IGNORECASE)
_INITIALS = re.compile(r"[A-ZÆØÅ]")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_NUMBER = re.compile(r"[\s.]*\d+[a-z]?$")
_PARTICLES = frozenset(
    {"av", "von", "van", "de", "der", "den", "fra", "frå", "i", "og", "la", "for", "ved", "the", "of"}
)
# Words that stand before a colon at the beginning of a line without being anybody.
_FIELDS = frozenset(
    """
    merk merknad nb obs ps note notat notater dato tid tidspunkt sted stad tema emne konklusjon vedtak kilde kjelde
    varighet varigheit eksempel spørsmål spm question svar answer fil lydfil prosjekt vedlegg http https www e-post
    epost tlf telefon fraværende fråverande oppsummering resultat tiltak mål frist ansvarlig ansvarleg sak del kapittel
    date time place topic subject summary duration kommentar tittel title intervju interview fokusgruppe innledning
    innleiing avslutning avslutting deltakere deltakarar deltagere navn namn rolle alder kjønn forkortelser
    forkortingar viktig tips start slutt pause opptak transkripsjon transkribert status versjon case pkt punkt
    """.split()  # noqa: SIM905
)
# A label does not begin as a sentence does.
_OPENERS = frozenset(
    """
    og men så det da då jeg eg vi me at som altså ja nei han hun ho de dei hva kva hvis viss når slik sånn dette
    disse desse der her den en ein et eit ett i på til for fordi først også òg bare berre kanskje spesielt særlig
    and but so it the this that i we he she they because if when there here yes no well first
    klokka klokken kl
    """.split()  # noqa: SIM905
)
_WRAPPED = 40
_FINISHED = re.compile(r"(?:^|[.?!…:»\"”)\]*_–-])\s*$")


@lru_cache(maxsize=4096)
def shape(label: str) -> Shape:
    """What a label looks like; `none` is never one."""
    name = _ASIDE.sub("", label).strip()
    if _ROLE.fullmatch(name):
        return "role"
    words = name.replace(",", " ").split()
    bare = _NUMBER.sub("", name).casefold()
    if not words or len(words) > 6 or bare in _FIELDS or words[0].casefold() in _FIELDS:
        return "none"
    if words[0].casefold() in _OPENERS and not _INITIALS.fullmatch(name):
        return "none"
    if _CODE.fullmatch(name):
        return "role"
    named = words[0][0].isupper() and all(
        word[0].isupper() or not word[0].isalpha() or word in _PARTICLES for word in words
    )
    return "name" if named else "phrase"


def speaking(lines: Sequence[Line], marks: Marks) -> frozenset[str]:
    """The keys of the marks that are speakers' labels."""
    found: dict[str, Mark] = {}
    counts: Counter[str] = Counter()
    for mark in marks:
        if mark and shape(mark.label) != "none":
            key = label_key(mark.label)
            counts[key] += 1
            # Where a label is met in several forms, the plainest speaks for it.
            found[key] = mark if key not in found or mark.form in ("colon", "time") else found[key]
    sure = {key for key, mark in found.items() if _is_sure(mark, counts[key])}
    lone = {key: mark for key, mark in found.items() if counts[key] == 1 and key not in sure}
    return frozenset(sure | set(_likely(lone, sure, lines, marks)))


def _is_sure(mark: Mark, count: int) -> bool:
    looks = shape(mark.label)
    if looks == "role":
        return True
    if looks == "phrase":
        return count >= 3 and len(mark.label.split()) <= 3 and mark.form in ("colon", "time")
    return mark.form == "time" or mark.time is not None or count >= (3 if mark.form == "tab" else 2)


def _likely(lone: Mapping[str, Mark], sure: set[str], lines: Sequence[Line], marks: Marks) -> Iterator[str]:
    """Labels that occur once, but as speakers do: a misspelt label, or a name where a turn may begin."""
    candidates = {key: mark for key, mark in lone.items() if mark.form != "tab" and shape(mark.label) == "name"}
    if not sure:
        spoken = sum(1 for line in lines if line.text.strip())
        if len(candidates) > 1 and 2 * len(candidates) >= spoken:
            yield from candidates
        return
    places = {label_key(mark.label): at for at, mark in enumerate(marks) if mark}
    text = "\n".join(line.text for line in lines)
    for key, mark in candidates.items():
        if is_near(key, sure) or (_begins_afresh(lines, places[key]) and not _is_ordinary(mark.label, text)):
            yield key


def is_near(key: str, others: set[str]) -> bool:
    """Whether one of the other labels differs by a slip only."""
    from rapidfuzz.fuzz import ratio

    return any(ratio(key, other) >= 85 for other in others if other != key)


def _begins_afresh(lines: Sequence[Line], at: int) -> bool:
    """Whether the line before has ended its sentence, or is too short to have been wrapped."""
    before = lines[at - 1].text if at else ""
    return len(before.strip()) < _WRAPPED or _FINISHED.search(before) is not None


def _is_ordinary(label: str, text: str) -> bool:
    """Whether a single word is met in lower case too, as no name is."""
    return " " not in label and re.search(rf"\b{re.escape(label.lower())}\b", text) is not None
