"""Knowing paragraphs again when they have been moved, edited or written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from reports.living.history import Known
from reports.living.numerals import numerals
from reports.living.paragraphs import Paragraph

Verdict = Literal["same", "edited", "rewritten", "new"]
EDITED, ALIKE = 85, 55  # per cent of the words' letters that two versions of one paragraph have in common
_REFERENCE = re.compile(r"@[\w-]+|\{\{<.*?>\}\}|«[^»]*»|“[^”]*”")


@dataclass(frozen=True)
class Recognised:
    """A paragraph that stands there, and the one it was; None where it is new."""

    paragraph: Paragraph
    known: Known | None
    verdict: Verdict


def recognise(there: Sequence[Paragraph], known: Sequence[Known]) -> list[Recognised]:
    """Each paragraph with what is known of it, wherever it stands now. None is taken for two.

    One that says the same with a few other letters is edited; one whose numbers, references or quotes are others, or
    much of whose text is, has been written anew.
    """
    left = list(known)
    found: dict[int, Recognised] = {}
    for at, paragraph in enumerate(there):
        same = next((each for each in left if each.fingerprint == paragraph.fingerprint), None)
        if same is not None:
            left.remove(same)
            found[at] = Recognised(paragraph, same, "same")
    open_ = [at for at in range(len(there)) if at not in found]
    for at, was in _nearest([there[at].words for at in open_], [each for each in left if each.text]):
        paragraph = there[open_[at]]
        found[open_[at]] = Recognised(paragraph, was, "edited" if _says_the_same(paragraph, was) else "rewritten")
    return [found.get(at) or Recognised(paragraph, None, "new") for at, paragraph in enumerate(there)]


def _nearest(texts: Sequence[str], known: Sequence[Known]) -> Iterator[tuple[int, Known]]:
    """Pairs of those most alike, the best first."""
    if not texts or not known:
        return
    words = [Paragraph("", 0, 0, each.text).words for each in known]
    scores = process.cdist(texts, words, scorer=fuzz.ratio, score_cutoff=ALIKE)
    pairs = sorted(zip(*scores.nonzero(), strict=True), key=lambda pair: (-scores[pair], pair[0], pair[1]))
    taken: tuple[set[int], set[int]] = (set(), set())
    for one, other in pairs:
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            yield int(one), known[int(other)]


def _says_the_same(paragraph: Paragraph, known: Known) -> bool:
    was = Paragraph("", 0, 0, known.text)
    alike = fuzz.ratio(paragraph.words, was.words) >= EDITED
    return alike and _claims(paragraph.text) == _claims(was.text)


def _claims(text: str) -> tuple[list[str], list[str]]:
    """The numbers, and the references and quotes."""
    return sorted(each.value for each in numerals(text)), sorted(_REFERENCE.findall(text))
