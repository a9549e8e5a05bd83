"""Words that claim how many: `flere`, `de fleste`, `most`; found in texts, to be held against the numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from evaluation.language import Language
from evaluation.numbers import COUNTS

Amount = Literal["all", "most", "many", "several", "some", "few", "none"]
_NORWEGIAN: Mapping[Amount, tuple[str, ...]] = {
    "all": ("alle", "samtlige", "samtlege", "enhver", "kvar og ein", "hver og en"),
    "most": ("de fleste", "dei fleste", "flertallet", "fleirtalet", "flest", "hovedparten", "hovudparten",
             "de aller fleste", "dei aller fleste", "mesteparten"),
    "many": ("mange", "svært mange", "en stor del", "ein stor del"),
    "several": ("flere", "fleire"),
    "some": ("noen", "nokon", "nokre", "enkelte", "somme"),
    "few": ("svært få", "bare få", "berre få", "få av", "et fåtall", "eit fåtal"),
    "none": ("ingen", "ikke noen", "ikkje nokon"),
}  # fmt: skip
_ENGLISH: Mapping[Amount, tuple[str, ...]] = {
    "all": ("all", "every", "everyone", "everybody"),
    "most": ("most", "the majority", "a majority"),
    "many": ("many", "a great many", "a large part"),
    "several": ("several", "a number of"),
    "some": ("some",),
    "few": ("few", "a few"),
    "none": ("none", "nobody", "no one", "no"),
}
# «flere enn», «flere år» and such compare or stand for something else than those who spoke.
_NOT_AFTER: Mapping[Language, str] = {
    "nb": r"(?!\s+(?:enn|ganger|år|måneder|dager|timer|av\s+disse\s+gangene))",
    "nn": r"(?!\s+(?:enn|gonger|år|månader|dagar|timar))",
    "en": r"(?!\s+(?:than|times|years|months|days|hours|longer|more))",
}
# Said of whoever was asked; `some` and `none` stand for so much else that they are claims of these alone.
_PEOPLE: Mapping[Language, str] = {
    "nb": "virksomhet bedrift informant deltaker respondent leder ansatte tillitsvalgt verneombud partene gruppe "
    "medlem råd",
    "nn": "verksemd bedrift informant deltakar respondent leiar tilsette tillitsvald verneombod partane gruppe "
    "medlem råd",
    "en": "organisation company companies informant participant respondent manager employee leader party parties group "
    "member council",
}
_SAYING: Mapping[Language, str] = {
    "nb": "forteller sier sa mener mente opplever peker ønsker trekker nevner legger savner svarte svarer omtaler "
    "beskriver",
    "nn": "fortel seier sa meiner meinte opplever peiker peikar ønskjer ynskjer nemner legg saknar svarte svarar "
    "omtalar",
    "en": "say said think thought tell told point pointed want mention mentioned miss answered describe described",
}
_OF_THEM: Mapping[Language, str] = {"nb": r"av\s+dem?\b", "nn": r"av\s+dei\b", "en": r"of\s+th(?:em|ose)\b"}
_AFTER = re.compile(r"(?:[^\S\n]+[\w-]+){0,3}")  # words shown after the claim, so that one sees what it is of
WORDS: Mapping[Language, Mapping[Amount, tuple[str, ...]]] = {"nb": _NORWEGIAN, "nn": _NORWEGIAN, "en": _ENGLISH}


def claims_in(text: str, language: Language) -> list[tuple[str, Amount]]:
    """Each claim of an amount in the order of the text: the words it begins with, and what it claims."""
    found: dict[str, Amount] = {}
    for match in _pattern(language).finditer(text):
        amount = _amounts(language)[" ".join(match[0].casefold().split())]
        found.setdefault(" ".join(f"{match[0]}{_AFTER.match(text, match.end())[0]}".split()), amount)  # type: ignore[index]
    return list(found.items())


def told_of_those_asked(text: str, language: Language) -> list[tuple[str, Amount]]:
    """The same, but `some` and `none` only of those who were asked, and nothing that tells its number itself."""
    return [(words, amount) for words, amount in claims_in(text, language) if _is_of_those(words, amount, language)]


def _is_of_those(words: str, amount: Amount, language: Language) -> bool:
    after = words[_pattern(language).match(words).end() :]  # type: ignore[union-attr]  # it begins with what was found
    if amount != "all" and _counted(language).match(after):
        return False
    return amount not in ("some", "none") or _asked(language).search(after) is not None


def contradicts(amount: Amount, there: int, of: int) -> bool:
    """Whether a number speaks against the word: `all` of fewer than all, `most` of no more than half, `several` of one.

    `some`, `few` and `none` are about what is not there as well, and are never contradicted by a count of who spoke.
    """
    limits: dict[Amount, bool] = {
        "all": there < of,
        "most": 2 * there <= of,
        "many": there < min(3, of),
        "several": there < 2,
    }
    return limits.get(amount, False)


@cache
def _amounts(language: Language) -> dict[str, Amount]:
    return {word: amount for amount, words in WORDS[language].items() for word in words}


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    longest = sorted(_amounts(language), key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-]){_NOT_AFTER[language]}", re.IGNORECASE)


@cache
def _asked(language: Language) -> re.Pattern[str]:
    people, saying = _PEOPLE[language].replace(" ", "|"), _SAYING[language].replace(" ", "|")
    return re.compile(rf"\s(?:{people}|(?:{saying})\b|{_OF_THEM[language]})", re.IGNORECASE)


@cache
def _counted(language: Language) -> re.Pattern[str]:
    words = "|".join((*COUNTS[language][2:], *(("syv",) if language == "nb" else ())))
    return re.compile(rf"\s+(?:of\s+)?(?:(?:de|dei|the)\s+)?(?:\d+|{words})\b", re.IGNORECASE)
