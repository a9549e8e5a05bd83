"""What a template asks each party for, and how sure it is that a heading is one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from evaluation.followup.joint.text import plain, words_of

SURE, LIKELY = 0.85, 0.6  # from here on a heading is taken for sure, from here on with a mark
_SENTENCE = 5  # words that mean something; a title of one such word has no more when it is put another way
_ALIKE, _NEAR = 84.0, 90.0  # how alike two words, two titles must be, of a hundred
_STOP = frozenset(
    """
    og i å for med fra frå av til på som er det den dei de en ei et eit the of to and in from with a an our your own
    egen eigen eige vår våre deres dykkar eller or ved om siste hva kva hvilke hvilken hvilket kven hvem vi oss dere
    dykk har ble blei vart er var det dette best beste what which who did do we us you were was is are that this
    most best
    """.split()  # noqa: SIM905
)
_NOTHING = frozenset("ingen inga intet ingenting ikke ikkje none no nothing nil".split())  # noqa: SIM905 - answers
# Words that mean the same when reports are written; a section that has one of them has them all.
CONCEPTS: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        """
        erfaring erfaringer erfaringar erfarte erfart røynsle røynsler lærdom lærdommer lærdommar læring lærte lært
        lesson lessons learned learnt experience experiences insight insights sharing worth
        """,
        """
        avvik avviker avvika avvikene forsinkelse forsinkelser forseinking forseinkingar etterslep
        deviation deviations departure departures delay delays slippage shortfall shortfalls
        """,
        """
        vellykket vellykkede vellykka vellukka vellukkede suksess suksesser suksesshistorie lykkes lyktes lykka lukkast
        success successes successful succeeded highlight highlights høydepunkt høgdepunkt
        """,
    )
)
# What a printed form says behind a question.
_REQUIRED = re.compile(r"\s*\(?(?:må besvares|må svarast på|må svarast|skal besvares|required|must be answered)\)?$")
# What is said in several words: put in the place of the word it means before a title is looked at.
_SAID = (
    (
        re.compile(
            r"\b(?:gikk |gjekk |gått |går )?ikk?j?e (?:gikk |gjekk |gått |går )?(?:helt |heilt )?som "
            r"(?:planlagt|planen|ventet|venta)"
        ),
        "avvik",
    ),
    (re.compile(r"\b(?:did not go|didn't go|not go|not) (?:as|to|according to) plan(?:ned)?"), "deviation"),
    (
        re.compile(
            r"\b(?:gikk|gjekk|går) (?:særlig |spesielt |særleg |best |svært )?(?:bra|godt|best)\b|\bgod praksis\b"
        ),
        "vellykket",
    ),
    (re.compile(r"\b(?:went|worked|goes) (?:especially |particularly )?(?:well|best)\b|\bgood practice\b"), "success"),
)


@dataclass(frozen=True)
class Asked:
    """A question of a section, with all its wordings."""

    id: str
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class TemplateSection:
    """A heading that every party is asked to fill in: its wordings in every language, and the questions under it."""

    id: str
    wordings: tuple[str, ...]
    questions: tuple[Asked, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        own = {word for wording in self.wordings for word in words_of(wording) if word not in _STOP}
        meant = {word for concept in CONCEPTS if own & concept for word in concept}
        return frozenset(own | meant)


@dataclass(frozen=True)
class Match:
    """The section (and the question, where its own words stand there) that a heading means, and how sure that is."""

    section: str
    question: str | None
    certainty: float


@dataclass(frozen=True)
class Template:
    """A report form as headings to look for.

    `aside` are its own title and headings under which nothing is asked in words, `printed` what it says beside its
    questions: neither is a party's. Both are plain.
    """

    name: str
    sections: tuple[TemplateSection, ...]
    aside: frozenset[str] = frozenset()
    printed: frozenset[str] = frozenset()
    _known: dict[str, Match | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def keys(self) -> dict[str, frozenset[str]]:
        """The words of each section that none of the others has: those of its concept, where it has one."""
        found = {}
        for section in self.sections:
            others = frozenset().union(*(each.words for each in self.sections if each.id != section.id))
            own = section.words - others
            concept = {word for each in CONCEPTS for word in each}
            found[section.id] = frozenset(own & concept) or frozenset(own)
        return found

    def match(self, title: str) -> Match | None:
        """The section this title most likely heads; None where it is like none of them."""
        told = _REQUIRED.sub("", plain(title)).strip(" ?")
        for said, word in _SAID:
            told = said.sub(word, told)
        if told not in self._known:
            self._known[told] = self._match(told)
        return self._known[told]

    def question_in(self, section: str, title: str) -> Match | None:
        """The question of a section that a title asks, where other sections may ask the same."""
        told = _REQUIRED.sub("", plain(title)).strip(" ?")
        found = [each for each in self._candidates(told) if each.section == section and each.question]
        return max(found, key=lambda each: each.certainty, default=None)

    def _match(self, told: str) -> Match | None:
        if not told or len(told) > 220 or told.split(maxsplit=1)[0] in _NOTHING:
            return None
        found = sorted(self._candidates(told), key=lambda each: -each.certainty)
        best = next(iter(found), None)
        if best is None or best.certainty < LIKELY:
            return None
        rival = next((each for each in found if each.section != best.section), None)
        if rival and best.certainty - rival.certainty < 0.05 and best.certainty < 0.98:
            return Match(best.section, best.question, min(best.certainty, SURE - 0.05))
        return best

    def _candidates(self, told: str) -> Iterable[Match]:
        for section in self.sections:
            whole = max((_alike(told, plain(each)) for each in section.wordings), default=0.0)
            yield Match(section.id, None, max(whole, self._by_words(told, section)))
            for question in section.questions:
                alike = max((_alike(told, plain(each).strip(" ?")) for each in question.wordings), default=0.0)
                if alike >= SURE:
                    yield Match(section.id, question.id, alike + 0.001)

    def _by_words(self, told: str, section: TemplateSection) -> float:
        """How much of the title is the section's own vocabulary, as long as a word stands there that only it has."""
        words = [word for word in words_of(told) if word not in _STOP]
        if not words or len(words) > 12 or not any(_is_among(word, self.keys[section.id]) for word in words):
            return 0.0
        share = sum(_is_among(word, section.words) for word in words) / len(words)
        title = _content(section.wordings[0])
        held = all(_is_among(word, frozenset(words)) for word in title)
        if len(title) == 1 and len(words) > _SENTENCE:
            return 0.0  # a sentence that has the one word of a title in it is no title
        if held or share == 1:
            return 0.88
        return 0.62 + 0.2 * share if share >= 0.33 else 0.0


def _content(wording: str) -> list[str]:
    return [word for word in words_of(wording) if word not in _STOP]


def _alike(told: str, wording: str) -> float:
    from rapidfuzz import fuzz

    found = fuzz.ratio(told, wording)
    return found / 100 if found >= _NEAR else 0.0


def _is_among(word: str, known: frozenset[str]) -> bool:
    from rapidfuzz import fuzz, process

    if word in known:
        return True
    if len(word) < 4:
        return False
    if word.endswith("ies") and _is_among(f"{word[:-3]}y", known):
        return True
    if any(_is_form(word, each) for each in known):
        return True
    return process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


def _is_form(word: str, known: str) -> bool:
    """Whether one is the other with an ending: plan, planen."""
    short, long = sorted((word, known), key=len)
    return len(short) > 3 and long.startswith(short) and len(long) - len(short) <= 3
