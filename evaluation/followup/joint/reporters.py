"""Whom a heading names as the one who reports: an organisation of the study, one known to all, or any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.followup.joint.text import plain
from evaluation.followup.parties import Parties, recognise

_KINDS = re.compile(
    r"(?:departement|direktorat|tilsyn|forbund|foren+ing|forein+ing|organisasjon|sam[am]+enslutning|samanslutning|kommune|"
    r"institutt|områd|lag|samband)(?:et|en|a)?\b|"
    r"\b(?:federation|confederation|union|ministry|directorate|authority|association|agency|council)\b"
)
_REPORT = re.compile(
    r"rapport|report|tilbakemelding|bidrag|innspel|innspill|utgreiing|redegjørelse|statusnotat|contribution|status|half"
)
_FROM = re.compile(r"^(?P<before>.*?)\b(?:fra|frå|from|by|av)\s+(?:the\s+)?(?P<name>\S.*)$")
_WHOSE = re.compile(r"(?P<name>.+?)(?:'s|s'|s| sin| sitt)? (?:halvårs)?(?:rapport|report|tilbakemelding|half)")
_SAYS = re.compile(
    r"(?:organisasjon|organisation|organization|part|party|virksomhet|verksemd|avsender|avsendar)\s?:\s(?P<name>\S.*)"
)
_PARTED = re.compile(r"\s*(?:[-:|]\s|\s-|,\s|\()\s*")
_PERIOD = re.compile(
    r",?\s+(?:for\s+)?(?:(?:[12]\.|første|fyrste|andre|first|second)\s+hal[fv]|20\d\d|h[12]\b|(?:vår|høst|haust)(?:en)?\s+20)"
)
_OF = re.compile(r"(?:'s|'|s|es| sin| sitt| si)$")
_ALIKE = str.maketrans("‐‑–—’", "----'")
_LONG = 7  # so long a name may be misspelled and still be known


@dataclass(frozen=True)
class Reporter:
    """A party as a heading names it: the words, its id in the study, and how sure that is.

    `is_report`: the heading says that what follows is this party's report.
    """

    name: str
    organisation: str | None
    certainty: float
    is_report: bool = False


def key_of(name: str, known: Parties) -> str:
    """The same for every way a party is named."""
    found = recognise(name, known) or recognise(plain(name), known)
    return (found.organisation or found.name).casefold() if found and found.basis != "cue" else plain(name)


def reporter_in(title: str, known: Parties) -> Reporter | None:
    """The party that a heading names as the one who reports; None where it names none."""
    readings = list(_readings(plain(title)))
    if says := _SAYS.match(plain(title)):
        return _reporter(title, says["name"], known)
    for name, certainty, is_report in readings:
        found = _lookup(name, known)
        if found:
            return Reporter(_as_written(title, name), found[0], certainty, is_report)
    for name, certainty, is_report in readings:
        if near := _near(name, known):
            return Reporter(_as_written(title, name), near, min(certainty, 0.8), is_report)
        ends_well = not name.endswith((" og", " and", ","))
        if _KINDS.search(name) and ends_well and (is_report or len(name.split()) <= 5) and certainty > 0.7:
            return Reporter(_as_written(title, name), None, 0.75, is_report)
    return None


def _reporter(title: str, name: str, known: Parties) -> Reporter:
    """Whoever is named after «organisation:», known or not."""
    found = _lookup(name, known)
    return Reporter(_as_written(title, name), found[0] if found else _near(name, known), 0.97 if found else 0.9, True)


def reported_by(title: str) -> Reporter | None:
    """Whoever stands after «report from», known or not."""
    for name, _, is_report in _readings(plain(title)):
        if is_report and 0 < len(name.split()) <= 8:
            return Reporter(_as_written(title, name), None, 0.6, True)
    return None


def _lookup(name: str, known: Parties) -> tuple[str | None] | None:
    for way in (name, _OF.sub("", name)):
        found = recognise(way, known) if len(way) > 1 else None
        if found and found.basis != "cue":
            return (found.organisation,)
    return None


def _near(name: str, known: Parties) -> str | None:
    """The id of the study's organisation whose name is misspelled here."""
    from rapidfuzz import fuzz, process

    own = {way: each.organisation for way, each in known.names.items() if each.organisation and len(way) >= _LONG}
    found = process.extractOne(name, list(own), scorer=fuzz.ratio, score_cutoff=88) if len(name) >= _LONG else None
    return own[found[0]] if found else None


def _readings(told: str) -> Iterator[tuple[str, float, bool]]:
    """The ways a title can name a reporter: what the name would be, how sure that is, whether «report» stands there."""
    says = bool(_REPORT.search(told))
    found = _FROM.match(told)
    if not (found and says):
        yield told, 0.97, False
        yield from ((name, 0.95, False) for name in _both_ways(told))
    if found:
        name = _without_period(found["name"])
        is_report = says or not found["before"]
        yield name, 0.97, is_report
        yield from ((each, 0.93, is_report) for each in _both_ways(name))
        yield from ((each, 0.9, is_report) for each in _PARTED.split(name) if each)
    parts = [each for each in _PARTED.split(told) if each]
    if len(parts) > 1:
        yield from ((_without_period(each), 0.9, says) for each in (parts[0], parts[-1]))
    if says and (whose := _WHOSE.match(told)):
        yield whose["name"], 0.88, True


def _both_ways(name: str) -> Iterator[str]:
    """`confederation of unions (cu)` is known by either part."""
    if found := re.fullmatch(r"(.+?)\s*\(([^)]+)\)?", name):
        yield from (found[1].strip(), found[2].strip())


def _without_period(name: str) -> str:
    """The name without the half-year that may follow it."""
    return _PERIOD.split(name)[0].strip(" ,-:")


def _as_written(title: str, name: str) -> str:
    """The name as it stands in the title."""
    there = " ".join(title.replace("\u00a0", " ").split())
    at = there.lower().translate(_ALIKE).rfind(name)
    if at < 0:
        return name
    end = at + len(name)
    closed = there[end : end + 1] == ")" and "(" in name
    return there[at : end + closed].removeprefix("the ").strip("*_ ")
