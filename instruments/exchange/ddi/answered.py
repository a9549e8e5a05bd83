"""The variables of a dataset as an archive is told of them: what the questionnaire asks, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import isfinite

from evaluation.language import LANGUAGES, Language
from instruments.describing import Level, Summary
from instruments.exchange.ddi.asking import variables_of
from instruments.exchange.ddi.variable import NOTHING, Asked, Described, Labelled, Representation
from instruments.model import Instrument, Wording
from instruments.responses.meaning import Variable
from instruments.show_if.routing import Step, routing_of
from instruments.show_if.words import Telling

REPRESENTED: Mapping[str, Representation] = {
    "text": "text", "number": "numeric", "date": "datetime", "datetime": "datetime", "time": "datetime"
}  # fmt: skip
DECIMALS = 6


def described_by(
    summaries: Sequence[Summary], instrument: Instrument | None = None, *, weight: str = "", file: str = ""
) -> list[Described]:
    """Each variable with its question in every language, its categories, and how many gave each.

    The questionnaire's words stand where the data have the same in one of its languages; other words of the data's
    are theirs alone. weight: the variable with the weights.
    """
    asked = {each.name.casefold(): each for each in variables_of(instrument)} if instrument else {}
    universes = _universes(instrument) if instrument else {}
    made = [_described(each, asked.get(each.variable.name.casefold()), universes, weight, file) for each in summaries]
    return _held_together(made)


def _held_together(made: list[Described]) -> list[Described]:
    """Without the ways to and from questions that are not among the variables."""
    there = {each.asked.id for each in made if each.asked}
    return [replace(each, asked=_known(each.asked, there)) if each.asked else each for each in made]


def _known(asked: Asked, there: set[str]) -> Asked:
    after, leads_to = ({id_: words for id_, words in ways.items() if id_ in there}
                       for ways in (asked.after, asked.leads_to))  # fmt: skip
    return replace(asked, after=after, leads_to=leads_to)


def _described(
    summary: Summary, asked: Described | None, universes: Mapping[str, Wording], weight: str, file: str
) -> Described:
    variable = summary.variable
    known = asked if asked and variable.question else None
    levels = [each for each in summary.levels if each.value is not None]
    codes = {each.value: _worded(each, known) for each in levels if not each.missing}
    missing = {each.value: _worded(each, known) for each in levels if each.missing}
    base = known or Described(variable.name, NOTHING, "text")
    nature = {"nominal": "nominal", "ordinal": "ordinal", "scale": "ratio"}.get(variable.measure)
    return replace(
        base,
        name=variable.name,
        label=_label(variable, known),
        representation="code" if codes else REPRESENTED[variable.kind],
        nature=base.nature or nature,  # type: ignore[arg-type]
        codes=codes,
        missing=missing,
        missing_ranges=tuple(_ranges(variable)),
        counts={each.value: each.n for each in levels if each.value is not None},
        weighted={each.value: each.weighted for each in levels if each.value is not None and isfinite(each.weighted)},
        statistics=dict(_statistics(summary, coded=bool(codes))),
        universe=universes.get(variable.question, NOTHING),
        weighted_by=weight if weight and weight != variable.name else "",
        is_weight=variable.name == weight,
        file=file,
    )


def _label(variable: Variable, known: Described | None) -> Wording:
    """The questionnaire's text where the label is one of its, or is none; else the label."""
    if known is None:
        return told(variable.label)
    before = known.asked.before if known.asked else NOTHING
    theirs = {known.label.text(each) for each in LANGUAGES}
    theirs |= {f"{text}: {known.label.text(each)}" for each in LANGUAGES for text in _texts(known, before, each)}
    return known.label if not variable.label or variable.label in theirs else told(variable.label)


def _texts(known: Described, before: Wording, language: Language) -> set[str]:
    return {each.text(language) for each in (before, known.asked.text if known.asked else NOTHING) if each}


def _worded(level: Level, known: Described | None) -> Wording:
    theirs: Labelled = {**known.codes, **known.missing} if known else {}
    number = int(level.value) if isinstance(level.value, float) and level.value.is_integer() else level.value
    wording = theirs.get(number)
    if wording and (not level.label or level.label in {wording.text(each) for each in LANGUAGES}):
        return wording
    return told(level.label)


def told(words: str) -> Wording:
    """Words whose language nobody knows: they serve in all."""
    return Wording.model_validate(words) if words else NOTHING


def _ranges(variable: Variable) -> list[tuple[float, float]]:
    ends = ((each.low, each.high) for each in variable.missing if not each.is_single)
    return [(float(low), float(high)) for low, high in ends if not isinstance(low, str) and not isinstance(high, str)]


def _statistics(summary: Summary, *, coded: bool) -> list[tuple[str, str]]:
    found: list[tuple[str, float]] = [("vald", summary.valid), ("invd", summary.missing + summary.empty)]
    spread = summary.spread
    if spread.n and not coded:
        found += [("min", spread.least), ("max", spread.greatest), ("mean", spread.mean), ("stdev", spread.deviation)]
    return [(name, _number(value)) for name, value in found if isfinite(value)]


def _number(value: float) -> str:
    return f"{round(value, DECIMALS):.15g}"


def _universes(instrument: Instrument) -> dict[str, Wording]:
    """By question, who was asked it, in plain words in each language; without those who were all asked."""
    routing = routing_of(instrument)
    asked = (each for each in instrument.questions() if each.is_asked)
    numbers = {each.id: str(number) for number, each in enumerate(asked, 1)}
    tellings = {each: Telling(instrument, routing, numbers, each) for each in LANGUAGES}
    steps = [each for each in routing.steps if each.condition is not None]
    return {each.placed.question.id: _universe(each, tellings) for each in steps}


def _universe(step: Step, tellings: Mapping[Language, Telling]) -> Wording:
    condition = step.condition
    return Wording(**{each: telling.told(condition) for each, telling in tellings.items()}) if condition else NOTHING
