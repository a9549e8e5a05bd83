"""Which questions of two versions of an instrument can be compared, and what was changed in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from evaluation.language import Language
from instruments.model import Instrument, Placed, Question, Wording

Aspect = Literal["type", "wording", "answer", "row", "routing", "audience", "scale", "limits", "variable"]
Verdict = Literal["comparable", "with-care", "not-comparable", "new", "gone"]

ALIKE = 80  # of a hundred; a text less like what it was has been given another meaning
# One of these more or less turns a question, however alike the rest of it is; so does another number.
_TURNING = re.compile(
    r"\d+(?:[.,]\d+)?|\b(?:ikke|ikkje|aldri|ingen|inga|ingenting|uten|utan|not|never|no|none|nothing|without)\b|n[’']t\b"
)


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed in one thing; `key` is its code or row. After a grave one, answers do not compare."""

    aspect: Aspect
    before: str
    after: str
    key: str = ""
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One question as it was and is; None where it was not, or is no more."""

    then: Placed | None
    now: Placed | None
    changes: tuple[Change, ...] = ()

    @property
    def question(self) -> Question:
        """As it is, or as it was last."""
        placed = self.now or self.then
        if placed is None:
            raise ValueError("a question that never was cannot be compared")
        return placed.question

    @property
    def verdict(self) -> Verdict:
        if self.then is None:
            return "new"
        if self.now is None:
            return "gone"
        if any(each.grave for each in self.changes):
            return "not-comparable"
        return "with-care" if self.changes else "comparable"


def compare(then: Instrument, now: Instrument) -> tuple[Compared, ...]:
    """Each question that is answered, in the order of the newer version; last those that are gone."""
    was = {each.question.id: each for each in then.placed() if each.question.is_asked}
    is_ = {each.question.id: each for each in now.placed() if each.question.is_asked}
    kept = (Compared(was.get(id_), each, _between(was.get(id_), then, each, now)) for id_, each in is_.items())
    return (*kept, *(Compared(each, None) for id_, each in was.items() if id_ not in is_))


def _between(was: Placed | None, then: Instrument, placed: Placed, now: Instrument) -> tuple[Change, ...]:
    if was is None:
        return ()
    one, other, language = was.question, placed.question, now.original
    changed = (
        *_plain("type", one.type, other.type, grave=True),
        *_wording(one.text, other.text, language),
        *_listed("answer", _answers(then, one), _answers(now, other), language, loss_is_grave=True),
        *_listed("row", one.rows, other.rows, language, loss_is_grave=False),
        *_plain("routing", _routing(was), _routing(placed)),
        *_plain("audience", ", ".join(was.audience), ", ".join(placed.audience)),
        *_plain("scale", _ends(then, one), _ends(now, other)),
        *_plain("limits", _limits(one), _limits(other)),
        *_plain("variable", one.variable, other.variable),
    )
    return tuple(changed)


def _plain(aspect: Aspect, before: str, after: str, *, grave: bool = False) -> Iterator[Change]:
    if before != after:
        yield Change(aspect, before, after, grave=grave)


def _wording(before: Wording, after: Wording, language: Language) -> Iterator[Change]:
    """The gravest change in any language that both have; the original's where they are alike grave."""
    told = [Change("wording", *pair, grave=turned(*pair)) for pair in _pairs(before, after, language) if differ(*pair)]
    yield from sorted(told, key=lambda each: not each.grave)[:1]


def _pairs(before: Wording, after: Wording, language: Language) -> Iterator[tuple[str, str]]:
    yield before.text(language), after.text(language)
    if not (before.plain or after.plain):
        both = (each for each in before.languages() if each in after.languages() and each != language)
        yield from ((before.text(each), after.text(each)) for each in both)


def _listed(
    aspect: Aspect,
    before: Mapping[str, Wording],
    after: Mapping[str, Wording],
    language: Language,
    *,
    loss_is_grave: bool,
) -> Iterator[Change]:
    """Answers by code, or rows by variable: those that are gone, that say something else, that are new."""
    for key, label in before.items():
        was, now = label.text(language), after[key].text(language) if key in after else ""
        if key not in after:
            yield Change(aspect, was, "", key, grave=loss_is_grave)
        elif differ(was, now):
            yield Change(aspect, was, now, key, grave=turned(was, now))
    yield from (Change(aspect, "", each.text(language), key) for key, each in after.items() if key not in before)


def _answers(instrument: Instrument, question: Question) -> dict[str, Wording]:
    labels = {**instrument.codes_of(question), **instrument.missing_of(question)}
    return {str(code): label for code, label in labels.items()}


def _routing(placed: Placed) -> str:
    """The conditions it stands under, its section's first."""
    written = (" ".join(each.split()) for each in (placed.section.show_if, placed.question.show_if))
    return " and ".join(f"({each})" if each else "" for each in written).removeprefix(" and ").removesuffix(" and ")


def _ends(instrument: Instrument, question: Question) -> str:
    scale = instrument.scales.get(question.scale or "")
    ends = {"positive": scale.positive, "neutral": scale.neutral} if scale else {}
    return "; ".join(f"{name}: {', '.join(map(str, codes))}" for name, codes in ends.items() if codes)


def _limits(question: Question) -> str:
    limits = {"minimum": question.minimum, "maximum": question.maximum}
    return "; ".join(f"{name}: {value:g}" for name, value in limits.items() if value is not None)


def differ(before: str, after: str) -> bool:
    return _folded(before) != _folded(after)


def turned(before: str, after: str) -> bool:
    """Whether a text means something else than it did: little is left of it, or a negation or a number changed."""
    from rapidfuzz import fuzz

    one, other = _folded(before), _folded(after)
    return fuzz.ratio(one, other) < ALIKE or sorted(_TURNING.findall(one)) != sorted(_TURNING.findall(other))


def _folded(text: str) -> str:
    """White space and case are passed over."""
    return " ".join(text.lower().split())
