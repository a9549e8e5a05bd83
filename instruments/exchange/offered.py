"""The answers that a question of SurveyJS offers, with the codes they get."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

Wordings = Callable[[object], Any]
MOST = 500  # answers of a question
_WHOLE = re.compile(r"-?\d{1,9}")
# Answers that SurveyJS adds by itself, under the values it gives them.
OTHER = {"showOtherItem": "other", "hasOther": "other", "showNoneItem": "none", "hasNone": "none"}
NO_ANSWER = {"showDontKnowItem": "dontknow", "showRefuseItem": "refused"}
WORDS: Mapping[str, tuple[str, dict[str, str]]] = {
    "other": ("otherText", {"nb": "Annet", "nn": "Anna", "en": "Other"}),
    "none": ("noneText", {"nb": "Ingen", "nn": "Ingen", "en": "None"}),
    "dontknow": ("dontKnowText", {"nb": "Vet ikke", "nn": "Veit ikkje", "en": "Don’t know"}),
    "refused": ("refuseText", {"nb": "Vil ikke svare", "nn": "Vil ikkje svare", "en": "Prefer not to answer"}),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """`values` are the codes by what SurveyJS calls them; `told` are parts that have no place here."""

    codes: dict[int, Any] = field(default_factory=dict)
    missing: dict[int, Any] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    def counting(self, counted: Set[str] | None) -> Offered:
        """With what a count of answers leaves out among those that are none."""
        left = {self.values[each] for each in self.values if counted and each not in counted}
        missing = {code: label for code, label in self.codes.items() if code in left}
        codes = {code: label for code, label in self.codes.items() if code not in left}
        return replace(self, codes=codes, missing={**missing, **self.missing})


def offered_of(question: Mapping[str, Any], words: Wordings) -> Offered:
    listed = dict(_listed(question, words))
    values = _codes(list(listed))
    codes = {values[value]: label for value, label in listed.items()}
    added = {name: value for name, value in OTHER.items() if question.get(name) is True}
    for value in dict.fromkeys(added.values()):
        values[value] = _next(values)
        codes[values[value]] = _named(question, value, words)
    missing = {}
    for name, value in NO_ANSWER.items():
        if question.get(name) is True:
            values[value] = _next(values)
            missing[values[value]] = _named(question, value, words)
    return Offered(codes, missing, values, tuple(name for name, value in added.items() if value == "other"))


def _listed(question: Mapping[str, Any], words: Wordings) -> Iterator[tuple[str, Any]]:
    if question.get("type") == "boolean":
        for name, plain in (("true", ("labelTrue", "Ja", "Ja", "Yes")), ("false", ("labelFalse", "Nei", "Nei", "No"))):
            yield name, words(question.get(plain[0])) or dict(zip(("nb", "nn", "en"), plain[1:], strict=True))
        return
    if question.get("type") == "rating":
        yield from _rated(question, words)
        return
    listed = question.get("columns" if question.get("type") == "matrix" else "choices")
    for each in listed[:MOST] if isinstance(listed, list) else []:
        yield from _choice(each, words)


def _choice(choice: object, words: Wordings) -> Iterator[tuple[str, Any]]:
    value = choice.get("value") if isinstance(choice, dict) else choice
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value), (words(choice.get("text")) if isinstance(choice, dict) else "") or words(str(value)) or "–"


def _rated(question: Mapping[str, Any], words: Wordings) -> Iterator[tuple[str, Any]]:
    rated = question.get("rateValues")
    if isinstance(rated, list) and rated:
        for each in rated[:MOST]:
            yield from _choice(each, words)
        return
    low = question.get("rateMin", 1)
    count = question.get("rateCount", 5)
    high = question.get("rateMax", low + count - 1 if isinstance(low, int) and isinstance(count, int) else 5)
    if not (isinstance(low, int) and isinstance(high, int) and 0 < high - low < MOST):
        return
    ends = {low: words(question.get("minRateDescription")), high: words(question.get("maxRateDescription"))}
    for code in range(low, high + 1):
        yield str(code), ends.get(code) or str(code)


def _codes(values: list[str]) -> dict[str, int]:
    """Whole numbers stay; where any value is none, all are numbered as they stand."""
    if values == ["true", "false"]:
        return {"true": 1, "false": 0}
    whole = all(_WHOLE.fullmatch(value) for value in values)
    return {value: int(value) if whole else number for number, value in enumerate(values, 1)}


def _next(values: Mapping[str, int]) -> int:
    return max(values.values(), default=0) + 1


def _named(question: Mapping[str, Any], value: str, words: Wordings) -> Any:
    part, otherwise = WORDS[value]
    return words(question.get(part)) or otherwise
