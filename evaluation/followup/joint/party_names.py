"""Who a heading names: an organisation of the study, or one that everybody in working life knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from evaluation.followup.joint.text import plain

# Each line is one party; the first name is its shortest.
_KNOWN = """
lo|landsorganisasjonen|landsorganisasjonen i norge|norwegian confederation of trade unions
nho|næringslivets hovedorganisasjon|confederation of norwegian enterprise|nho-området
virke|hovedorganisasjonen virke|hsh|enterprise federation of norway
ks|ks-området|kommunesektorens organisasjon|kommunesektorens interesseorganisasjon|kommunenes sentralforbund
spekter|arbeidsgiverforeningen spekter|arbeidsgjevarforeininga spekter
ys|yrkesorganisasjonenes sentralforbund|confederation of vocational unions
unio
akademikerne|akademikarane
nhd|nærings- og handelsdepartementet
fad|fornyings-, administrasjons- og kirkedepartementet|fornyings- og administrasjonsdepartementet|fornyings-, administrasjons- og kyrkjedepartementet
kmd|kommunal- og moderniseringsdepartementet
dfd|digitaliserings- og forvaltningsdepartementet
aid|arbeids- og inkluderingsdepartementet|arbeids- og sosialdepartementet|arbeidsdepartementet|ministry of labour
hod|helse- og omsorgsdepartementet|ministry of health and care services
kd|kunnskapsdepartementet
arbeidstilsynet|norwegian labour inspection authority|labour inspection authority
havtil|havindustritilsynet|petroleumstilsynet|ptil
nav|arbeids- og velferdsdirektoratet|arbeids- og velferdsetaten|arbeids- og velferdsforvaltninga|labour and welfare administration|directorate of labour and welfare|nav arbeidslivssenter
stami|statens arbeidsmiljøinstitutt
helsedirektoratet|directorate of health
oslo kommune|city of oslo
staten|statens personaldirektør
maskinistforbundet
"""
_KINDS = re.compile(
    r"(?:departement(?:et)?|direktorat(?:et)?|tilsyn(?:et)?|forbund(?:et)?|forening(?:en|a)?|foreining(?:a)?|"
    r"organisasjon(?:en)?|sammenslutning(?:en)?|samanslutning(?:a)?|fylkeskommune|kommune|institutt(?:et)?|"
    r"sentralforbund|områd(?:et)|lag(?:et)?\b|samband(?:et)?|federation|confederation|union|ministry|directorate|authority|association|agency|council)"
)
_REPORT = re.compile(r"rapport|report|tilbakemelding|bidrag|innspel|innspill|utgreiing|redegjørelse|statusnotat|contribution|chapter|kapittel|status|half")
_FROM = re.compile(r"^(?P<before>.*?)\b(?:fra|frå|from|by|av|submitted by)\s+(?P<name>\S.*)$")
_PARTED = re.compile(r"\s*(?:[-:|]|,\s|\()\s*")
_OF = re.compile(r"(?:'s|'|s|es| sin| sitt| si)$")


@dataclass(frozen=True)
class Named:
    """A party as a heading names it: the words, the organisation's id where it is known, and how sure that is."""

    name: str
    organisation: str | None
    certainty: float
    is_report: bool = False  # the heading says that what follows is this party's report


@dataclass(frozen=True)
class Parties:
    """The parties there may be: `study` leads from an organisation's id to all the names it goes by."""

    study: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _names(self) -> dict[str, tuple[str, str | None]]:
        """Plain name → the party it stands for, and its id in the study."""
        groups = [[each for each in line.split("|")] for line in _KNOWN.strip().splitlines()]
        found: dict[str, tuple[str, str | None]] = {name: (group[0], None) for group in groups for name in group}
        for id_, names in self.study.items():
            told = [plain(each) for each in (id_, *names) if each]
            own = [name for each in told for name in (each, *_both_ways(each))]
            party = next((found[name][0] for name in own if name in found), told[0])
            shared = [name for group in groups if group[0] == party for name in group]
            found |= {name: (party, id_) for name in (*own, *shared)}
        return found

    def key(self, name: str) -> str:
        """The same for every way a party is named."""
        told = plain(name)
        found = self._lookup(told)
        return found[0] if found else told

    def named_in(self, title: str) -> Named | None:
        """The party that a heading names as the one who reports; None where it names none."""
        told = plain(title)
        for name, certainty, is_report in _readings(told):
            found = self._lookup(name)
            if found:
                return Named(_as_written(title, name), found[1], certainty, is_report)
        for name, certainty, is_report in _readings(told):
            if (near := self._near(name)) is not None:
                return Named(_as_written(title, name), near, min(certainty, 0.8), is_report)
            if _KINDS.search(name) and not name.endswith((" og", " and", ",")) and (is_report or len(name.split()) <= 5) and certainty > 0.7:
                return Named(_as_written(title, name), None, 0.75, is_report)
        return None

    def reported_by(self, title: str) -> Named | None:
        """Whoever stands after «report from», known or not."""
        for name, _, is_report in _readings(plain(title)):
            if is_report and 0 < len(name.split()) <= 8:
                return Named(_as_written(title, name), None, 0.6, True)
        return None

    def _lookup(self, name: str) -> tuple[str, str | None] | None:
        if name in self._names:
            return self._names[name]
        bare = _OF.sub("", name)
        return self._names.get(bare) if len(bare) > 1 else None

    def _near(self, name: str) -> str | None:
        """The id of the study's organisation whose name is misspelled here."""
        from rapidfuzz import fuzz, process

        if len(name) < 7:
            return None
        own = {known: id_ for known, (_, id_) in self._names.items() if id_ and len(known) > 6}
        found = process.extractOne(name, list(own), scorer=fuzz.ratio, score_cutoff=88)
        return own[found[0]] if found else None


def _both_ways(name: str) -> Iterable[str]:
    """`confederation of unions (cu)` is known by either part."""
    if found := re.fullmatch(r"(.+?)\s*\(([^)]+)\)?", name):
        yield from (found[1].strip(), found[2].strip())


def _readings(told: str) -> Iterable[tuple[str, float, bool]]:
    """The ways a title can name a reporter: what the name would be, how sure that is, and whether «report» stands there."""
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
    if says and (found := re.match(r"(?P<name>.+?)(?:'s|s'|s| sin| sitt)? (?:halvårs)?(?:rapport|report|tilbakemelding|half)", told)):
        yield found["name"], 0.88, True


def _without_period(name: str) -> str:
    """The name without the half-year that may follow it."""
    return re.split(r",?\s+(?:for\s+)?(?:[12]\.|første|fyrste|andre|first|second|20\d\d|h[12])\b", name)[0].strip(" ,-:")


def _as_written(title: str, name: str) -> str:
    """The name as it stands in the title."""
    there = " ".join(title.replace("\u00a0", " ").split())
    alike = there.lower().translate(str.maketrans("‐‑–—’", "----'"))
    at = alike.rfind(name)
    if at < 0:
        return name
    end = at + len(name)
    return there[at : end + (there[end : end + 1] == ")" and "(" in name)].removeprefix("the ").strip("*_ ")
