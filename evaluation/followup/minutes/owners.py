"""Who owes something: the people and parties that a sentence begins with, names in a list, or is put to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from evaluation.followup.parties import Parties, Party, cued
from evaluation.model.minutes import Attendee

Kind = Literal["named", "collective", "body", "pronoun"]
_COLLECTIVE = re.compile(
    r"(?:(?:alle|begge|de|dei|hver|kvar|all|both|the|each)\s+)*(?:part(?:ene|ane|er|ar|en)|myndighet(?:ene"
    r"|er)|styresmakt(?:ene|er)|sekretariat(?:et)?|arbeidsgrupp(?:en|a)|hovedorganisasjon(?:ene|er)"
    r"|hovudorganisasjon(?:ane|ar)|organisasjon(?:ene|ane)|medlemm?(?:ene|er|ane|ar)|møteled(?:er|eren)"
    r"|møteleiar(?:en)?|referent(?:en)?|leder(?:en)?|leiar(?:en)?|parties|party|members|secretariat"
    r"|chair(?:man|person)?"
    r"|working\s+group|deltak(?:erne|arane)|all|everyone|alle|authorities|social\s+partners)(?!\w)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:the\s+)?(?:[a-zæøå-]*gruppe[n]?|[a-zæøå-]*gruppa|[a-zæøå-]*utvalget|[a-zæøå-]*utvalet|rådet"
    r"|styret|forumet|komit[eé]en|nemnda|partssamarbeidet|møtet"
    r"|(?:steering\s+|monitoring\s+|joint\s+)?(?:group|committee|council|board|forum|meeting))(?!\w)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"[A-ZÆØÅ][a-zæøå]*(?:sjefen|direktøren|lederen|leiaren|leder|leiar|rådmannen|administrasjonen"
    r"|sekretæren|avdelingen|avdelinga|tjenesten|tenesta"
    r"|koordinatoren|rådgiveren|rådgivaren|ombudet|tillitsvalgte|tillitsvalde|utvalget|utvalet|gruppen"
    r"|gruppa|kontoret|seksjonen)(?!\w)"
)
_PRONOUN = re.compile(r"(?:De|Dei|Han|Hun|Ho|They|He|She|Disse|Desse|Vi|We)(?!\w)")
_AND = re.compile(r"\s*(?:,\s*(?:og|and|samt)\s+|\s(?:og|and|&|samt)\s+|,\s+|/\s*)(?:the\s+)?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:The|the|Den|Det)\s+")
_ENGLISH = re.compile(r"(?:The|the)\s+[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*(?!\w)")


class Owned(NamedTuple):
    """Owners named at [start, end) of a text; `kind` is the least sure of theirs."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class OwnersKnown:
    """Who may owe something in these minutes."""

    people: tuple[Attendee, ...]
    parties: Parties
    group: str = ""

    def at(self, text: str, start: int, end: int) -> Owned | None:
        """The owners that begin at `start`: one, or several joined by commas and «and»."""
        found = self._one(text, start, end)
        if found is None:
            return None
        while joint := _AND.match(text, found.end, end):
            more = self._one(text, joint.end(), end)
            if more is None:
                break
            found = Owned(start, more.end, min(found.kind, more.kind, key=_ORDER.index))
        return found

    def all_of(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch names owners and nothing else."""
        found = self.at(text, start, end)
        return found is not None and not text[found.end : end].strip(" .,;\n")

    def _one(self, text: str, start: int, end: int) -> Owned | None:
        for pattern, kind in (
            (self._names, "named"),
            (_COLLECTIVE, "collective"),
            (_BODY, "body"),
            (_OFFICE, "collective"),
            (_PRONOUN, "pronoun"),
        ):
            match = pattern.match(text, start, end)
            if match and match.end() > start and not _possessive(text, match.end()):
                return Owned(start, match.end(), kind)  # type: ignore[arg-type]
        article = _ARTICLE.match(text, start, end)
        begin = article.end() if article else start
        known = self.parties.pattern().match(text, begin, end)
        if known and not known["name"].islower() and known.end() == known.end("name"):
            return Owned(start, known.end(), "named")
        cue = cued(text, begin, end)
        if cue is not None:
            return Owned(start, cue, "named")
        match = _ENGLISH.match(text, start, end)
        return Owned(start, match.end(), "named") if match else None

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = [each.name for each in self.people]
        parts = Counter(part for name in names for part in {name.split()[0], name.split()[-1]} if name.split())
        single = [part for part, count in parts.items() if count == 1 and len(part) > 2]
        organisations = [each.organisation for each in self.people if each.organisation]
        short = [re.sub(r"\s+(?:AS|ASA|SA|HF)$", "", each) for each in organisations]
        every = sorted({*names, *single, *organisations, *short}, key=len, reverse=True)
        either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in every if name.strip()) or r"(?!)"
        return re.compile(rf"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+)?(?:{either})(?!\w)")


_ORDER: tuple[Kind, ...] = ("pronoun", "body", "collective", "named")


def with_attendees(known: Parties, people: Iterable[Attendee]) -> Parties:
    """The parties with the organisations of those who were listed, which are parties whatever they are called."""
    own = {
        " ".join(each.organisation.casefold().split()): Party(each.organisation) for each in people if each.organisation
    }
    return Parties({**own, **known.names})


def _possessive(text: str, end: int) -> bool:
    return text[end : end + 2] in ("'s", "’s") or bool(re.match(r"s\b", text[end : end + 2]))
