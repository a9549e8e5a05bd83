"""Which question of the guide each part of a transcript answers.

A question is *shown* when the transcript names it: its number (`Spørsmål 3`), its identifier, or its wording as a
heading. It is *likely* when a moderator's words, or a heading, resemble its wording: 0.6 × the share of the
question's content words that are there (rare words weigh more) + 0.4 × rapidfuzz's token set ratio is at least 0.62,
and 0.72 for a question that comes earlier in the guide than the one last asked. Words compare by
their first five letters. Between several, those at or after the one last asked come first by 0.05.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.fuzz import token_set_ratio

from coding.transcripts.moderators import moderators
from coding.transcripts.passages import fold
from evaluation.model.source import QuestionBasis

LIKELY = 0.62
LIKELY_BACKWARDS = 0.72
_FORWARDS = 0.05
_STEM = 5
_NUMBERED = re.compile(r"[\s#*_]*(?:spørsmål|spm\.?|sp\.?|question)\s*(?:nr\.?\s*)?(\d{1,3})\b", re.IGNORECASE)
_NUMBER = re.compile(r"[\s#*_]*(\d{1,3})[.)]\s")
_IDENTIFIED = re.compile(r"[\s#*_]*(?:[\[(]\s*([\w.-]+)\s*[\])]|([\w.-]+?)\s*(?:[:)]|\.(?=\s)|$))")
_SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")
_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    """
    alle andre bare ble blir blitt den denne der dere deres dei desse dette disse dykk dykkar eller enn etter
    fikk fra frå gang har hatt her hvem hvilke hvilken hvilket hvor hvordan hvorfor ikke ikkje kan kva korleis kor
    kvifor litt mange med men mener meiner mer meir mest noe noen noko nokon når også opp over seg selv sier sine skal
    slik som synes synest tenker tenkjer til tror trur ved vil ville være vere vært vore with what when which where
    that this have your about there from does been were will would could
    """.split()  # noqa: SIM905
)

Answer = tuple[str, QuestionBasis] | None


@dataclass(frozen=True)
class Guide:
    """The questions of a guide in order: identifier → wording."""

    wordings: Mapping[str, str]

    @cached_property
    def order(self) -> dict[str, int]:
        return {question: place for place, question in enumerate(self.wordings)}

    @cached_property
    def folded(self) -> dict[str, str]:
        return {question: fold(wording) for question, wording in self.wordings.items()}

    @cached_property
    def asked(self) -> dict[str, str]:
        """Folded wording → identifier."""
        return {folded: question for question, folded in self.folded.items() if folded}

    @cached_property
    def stems(self) -> dict[str, frozenset[str]]:
        return {question: content(wording) for question, wording in self.wordings.items()}

    @cached_property
    def asking(self) -> dict[str, tuple[str, ...]]:
        """Stem → the questions it occurs in."""
        every = frozenset[str]().union(*self.stems.values())
        return {stem: tuple(each for each, stems in self.stems.items() if stem in stems) for stem in every}

    @cached_property
    def weights(self) -> dict[str, float]:
        """How telling each stem is: one that many questions share says little."""
        counts = Counter(stem for stems in self.stems.values() for stem in stems)
        return {stem: math.log(1 + len(self.stems) / count) for stem, count in counts.items()}

    @cached_property
    def identifiers(self) -> dict[str, str]:
        return {question.casefold(): question for question in self.wordings}

    @cached_property
    def numbers(self) -> dict[int, str]:
        """Number → identifier: the numbers the identifiers end in, where all do and differ; else their places."""
        ends = [re.search(r"(\d+)$", question) for question in self.wordings]
        own = [int(end[1]) for end in ends if end]
        places = own if len(set(own)) == len(self.wordings) else range(1, len(self.wordings) + 1)
        return dict(zip(places, self.wordings, strict=True))


def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if len(word) > 2 and word not in _COMMON)


def shown(words: str, guide: Guide) -> str | None:
    """The question that words name by number, identifier or exact wording at their beginning."""
    if number := _NUMBERED.match(words):
        return guide.numbers.get(int(number[1]))
    if named := _IDENTIFIED.match(words):
        question = guide.identifiers.get((named[1] or named[2]).casefold())
        if question:
            return question
    return guide.asked.get(fold(words)) if len(words) < 400 else None


def likely(words: str, guide: Guide, after: str | None = None) -> str | None:
    """The question that words resemble most, if any does enough. `after` is the one last asked."""
    best, most = None, (0.0, 0)
    here = guide.order.get(after or "", -1)
    for part, stems in _parts(words):
        for question, score in _scores(part, stems, guide):
            forwards = guide.order[question] >= here
            ranked = score + _FORWARDS * forwards, -guide.order[question]
            if score >= (LIKELY if forwards else LIKELY_BACKWARDS) and ranked > most:
                best, most = question, ranked
    return best


def _parts(words: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each sentence with its stems, alone and with the one before it: questions are often put in two."""
    before, stems_before = "", frozenset[str]()
    for sentence in _SENTENCE.findall(words):
        stems = content(sentence)
        if stems_before:
            yield before + sentence, stems_before | stems
        if stems:
            yield sentence, stems
        before, stems_before = sentence, stems


def _scores(part: str, stems: frozenset[str], guide: Guide) -> Iterator[tuple[str, float]]:
    shared = Counter(question for stem in stems & guide.asking.keys() for question in guide.asking[stem])
    for question, count in shared.items():
        wanted = guide.stems[question]
        if count >= min(2, len(wanted)):
            weight = guide.weights.__getitem__
            share = math.fsum(map(weight, wanted & stems)) / math.fsum(map(weight, wanted))
            # Even the same words would not lift a smaller share over the threshold.
            if 0.6 * share + 0.4 >= LIKELY:
                yield question, 0.6 * share + 0.004 * token_set_ratio(fold(part), guide.folded[question])


def answered(parts: Sequence[tuple[str, str, bool]], guide: Guide) -> list[Answer]:
    """For each (speaker, words, is heading) in order, the question it asks or answers."""
    asking = moderators([(speaker, words) for speaker, words, is_heading in parts if not is_heading])
    found: list[Answer] = []
    now: Answer = None
    for speaker, words, is_heading in parts:
        if is_heading or speaker in asking:
            now = _asked(words, guide, now) or (now if not is_heading or _continues(words, guide, now) else None)
        found.append(now)
    return found


def _asked(words: str, guide: Guide, now: Answer) -> Answer:
    if question := shown(words, guide):
        return question, "shown"
    question = likely(words, guide, now[0] if now else None)
    if question and (number := _NUMBER.match(words)) and guide.numbers.get(int(number[1])) == question:
        return question, "shown"
    # What a heading has shown is not made less certain by a moderator who repeats it.
    return now if now and question == now[0] else (question, "likely") if question else None


def _continues(heading: str, guide: Guide, now: Answer) -> bool:
    """Whether a heading stays with the question's topic."""
    return now is not None and bool(content(heading) & guide.stems[now[0]])
