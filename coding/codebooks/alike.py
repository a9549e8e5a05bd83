"""Codes whose names, labels or definitions are so alike that two people will mix them up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from evaluation.errors import Problem, problem
from evaluation.language import LANGUAGES
from evaluation.model import Code, Codebook
from evaluation.model.code_tree import place_of

ALIKE = 90.0  # of 100
SHORTEST = 5  # letters: in shorter words one letter makes another word

Words = dict[str, str]  # what is compared, by field


def near_doubles(book: Codebook) -> Iterator[Problem]:
    """One finding for each pair, telling in what they are most alike."""
    from rapidfuzz import fuzz

    read = [(code.name, _words(code)) for code in book]
    for (one, words), (other, others) in combinations(read, 2):
        for key in words.keys() & others.keys():
            if _differ_in_number(words[key], others[key]):
                continue
            likeness = fuzz.ratio(words[key], others[key], score_cutoff=ALIKE)
            if likeness:
                yield problem(
                    "CODEBOOK-040",
                    file=place_of(book, one),
                    severity="warning",
                    name=one,
                    other=other,
                    field=key.partition("_")[0],
                    percent=round(likeness),
                )
                break


def _words(code: Code) -> Words:
    texts = {
        f"{part}_{language}": text
        for part in ("label", "definition")
        for language, text in getattr(code, part).as_dict().items()
        if language in LANGUAGES
    }
    plain = {key: " ".join(text.casefold().split()) for key, text in {"name": code.name, **texts}.items()}
    return {key: text for key, text in plain.items() if len(text) >= SHORTEST}


def _differ_in_number(one: str, other: str) -> bool:
    """Whether they are numbered members of a series, such as «spørsmål 1» and «spørsmål 2»."""

    def digits(text: str) -> str:
        return "".join(sign for sign in text if sign.isdigit())

    return digits(one) != digits(other)
