"""Texts that are kept as they were received, told with pseudonyms where they leave the study."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from evaluation.language import Language
from evaluation.privacy.pseudonyms import pseudonyms_of
from evaluation.privacy.replacing import replaced
from evaluation.privacy.review import Traced, looking
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import register_of
from evaluation.sources.tongue import guess_language
from evaluation.study import Study

APART = "\n\n"  # between texts that are read as one


def outgoing(study: Study, texts: Iterable[str]) -> dict[str, str]:
    """Each text that tells who somebody is, and how it is told; those that tell nothing are not among them.

    All are read as one, so that a great many short ones take no longer than a long one.
    """
    known = list(dict.fromkeys(each for each in texts if each.strip()))
    register = register_of(study.people(names=True))
    finds = [each.find for each in looking(study)("", APART.join(known)) if _goes(each)]
    language: Language = guess_language(APART.join(known)) or study.evaluation.languages[0]
    pseudonyms = pseudonyms_of(study, language)
    told = {text: replaced(text, within, register, pseudonyms, language)[0] for text, within in _shared(known, finds)}
    return {text: now for text, now in told.items() if now != text}


def _goes(found: Traced) -> bool:
    """What a person has accepted, and all that is at least likely to be one of the study's own and was not refused."""
    ours = bool(found.find.of) and found.find.certainty != "possible"
    return found.said == "accepted" or (ours and found.said == "open")


def _shared(texts: list[str], finds: list[Find]) -> Iterable[tuple[str, list[Find]]]:
    """Each text with the finds in it, counted from its own start."""
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + len(APART))
    left = iter(sorted(finds, key=lambda each: each.start))
    find = next(left, None)
    for text, (start, end) in zip(texts, pairwise(starts), strict=True):
        within = []
        while find is not None and find.start < end:
            if find.end <= start + len(text):
                within.append(Find(find.start - start, find.end - start, find.text, find.kind, find.certainty,
                                   find.rule, find.of))  # fmt: skip
            find = next(left, None)
        if within:
            yield text, within
