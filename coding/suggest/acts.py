"""Suggestions in a study: propose codes, accept some of them, and see how good they are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from coding.suggest.model import LEAST, MOST, Model, fit
from coding.suggest.quality import LEFT_OUT, measure
from coding.suggest.refusals import id_of, list_refusals, refused_codes
from coding.suggest.units import Unit, Whole, held, table_of, units_of
from evaluation.errors import Problem, fail, problem
from evaluation.model import Coding
from evaluation.rounds import round_of
from evaluation.settings.nearness import nearest
from evaluation.store.codes import add_codings
from evaluation.store.refusals import read_refusals, remove_refusals
from evaluation.study import Study

Teacher = Literal["people", "rule"]
ORIGINS = {"people": ("manual", "suggestion"), "rule": ("rule",)}
FEW = 5  # examples under which a code is hardly learned


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that may fit some words. `id` follows from place and code, so that it stays the same as models change.

    model: empty where the rules alone suggest it, by an `indicator`; its score then is 0.
    """

    id: str
    source: str
    start: int
    end: int
    text: str
    code: str
    score: float
    words: tuple[str, ...]
    indicator: str
    model: str


@dataclass(frozen=True)
class Proposals:
    """`suggestions`, best first; `problems` is what to bear in mind when reading them."""

    suggestions: tuple[Suggestion, ...]
    model: Model
    problems: tuple[Problem, ...]


def propose(
    study: Study,
    *,
    unit: Whole = "sentence",
    learn_from: Teacher = "people",
    names: Sequence[str] | None = None,
    most: int = MOST,
    least: float = LEAST,
) -> Proposals:
    """Suggest up to `most` codes for each sentence or turn, as people have coded the study so far; nothing is coded.

    A code that already has some of the sentence, whoever gave it, is not suggested, nor is one refused for it.
    learn_from: `rule` learns from codings by rule, and so only what the rules know. names: suggest in these sources
    alone; all are learned from.
    Raises SUGGEST-001 where nobody has coded anything, and as `fit` does.
    """
    room = _Room(study, unit, learn_from)
    wanted = {study.source(name).name for name in names} if names else {each.source for each in room.units}
    units = [each for each in room.units if each.source in wanted]
    has = held(units, study.codings())
    not_again = {each: {*has.get(each, ()), *room.refused.get(each, ())} for each in units}
    # A code that is there already may stand among the best, so one more is asked for in its place.
    spare = max(map(len, not_again.values()), default=0)
    found = room.model.suggest(
        [each.text for each in units], [each.language for each in units], most=most + spare, least=least
    )
    new = found[[code not in not_again[units[row]] for row, code in zip(found["row"], found["code"], strict=True)]]
    best = new.groupby("row", sort=False).head(most).sort_values("score", ascending=False, kind="stable")
    return Proposals(_suggestions(study, units, best, room.model), room.model, room.problems())


def find_suggestions(
    study: Study, ids: Sequence[str], *, unit: Whole = "sentence", learn_from: Teacher = "people"
) -> tuple[Suggestion, ...]:
    """The suggestions of these ids, with the score they have now. Raises SUGGEST-005 for those there are not."""
    room = _Room(study, unit, learn_from)
    pairs = {
        id_of(each.source, each.start, each.end, code): (row, number)
        for row, each in enumerate(room.units)
        for number, code in enumerate(room.model.codes)
    }
    unknown = [each for each in ids if each not in pairs]
    if unknown:
        near = dict.fromkeys(each for id_ in unknown for each in nearest(id_, list(pairs)))
        raise fail("SUGGEST-005", ids=", ".join(unknown), known=", ".join(near) or "–")
    wanted = [pairs[each] for each in dict.fromkeys(ids)]
    texts, languages = [each.text for each in room.units], [each.language for each in room.units]
    found = room.model.explain(texts, languages, wanted, room.model.scores(texts, languages))
    return _suggestions(study, room.units, found, room.model)


def accept(study: Study, suggestions: Iterable[Suggestion]) -> int:
    """Make codings of suggestions, in one act that `undo` takes back; returns how many were new.

    One that was refused before is so no longer.
    """
    accepted = list(suggestions)
    own_round = round_of(study)
    codings = [
        Coding(
            each.source,
            each.start,
            each.end,
            each.code,
            coder=study.who,
            round=own_round,
            origin="suggestion",
            note=f"model {each.model}, score {each.score:.2f}" if each.model else each.indicator,
        )
        for each in accepted
    ]
    ids = {each.id for each in accepted}
    with study.store.act("code.suggest", study.who, n=len(codings)) as act:
        there = read_refusals(act.connection)
        gone = [each.id for each in there if id_of(each.source, each.start, each.end, each.code) in ids and each.id]
        remove_refusals(act, gone)
        return add_codings(act, codings)


def measure_study(study: Study, *, unit: Whole = "sentence", learn_from: Teacher = "people") -> pd.DataFrame:
    """`measure` on what is coded in a study, once leaving sources out and once paragraphs."""
    room = _Room(study, unit, learn_from)
    return pd.concat([measure(room.table, study.codebook, left_out=each) for each in LEFT_OUT], ignore_index=True)


def circular(learn_from: Teacher) -> tuple[Problem, ...]:
    """The warning to give whoever lets a model learn from the rules."""
    return (problem("SUGGEST-006", severity="warning"),) if learn_from == "rule" else ()


class _Room:
    """A study's units, those that teach, and, when it is first asked for, the model that has learned from them."""

    def __init__(self, study: Study, unit: Whole, learn_from: Teacher) -> None:
        self.study, self.learn_from = study, learn_from
        self.units = units_of(study.sources(), study.people(), unit)
        taught = [coding for coding in study.codings() if coding.origin in ORIGINS[learn_from]]
        self.refused = refused_codes(list_refusals(study), self.units)
        self.table = table_of(held(self.units, taught), self.refused)
        self._model: Model | None = None

    @property
    def model(self) -> Model:
        self._model = self._model or fit(self.table, self.study.codebook)
        return self._model

    def problems(self) -> tuple[Problem, ...]:
        found = list(circular(self.learn_from))
        if few := [code for code, n in self.model.examples.items() if n < FEW]:
            found.append(problem("SUGGEST-007", severity="note", codes=", ".join(few), few=FEW))
        if not self.model.calibrated:
            found.append(problem("SUGGEST-008", severity="warning"))
        return tuple(found)


def _suggestions(study: Study, units: Sequence[Unit], found: pd.DataFrame, model: Model) -> tuple[Suggestion, ...]:
    texts = {source.name: source.text for source in study.sources()}
    records = found.to_dict("records")
    return tuple(_suggestion(units[row["row"]], texts, row, model) for row in records)


def _suggestion(unit: Unit, texts: Mapping[str, str], row: Mapping[Hashable, Any], model: Model) -> Suggestion:
    return Suggestion(
        id_of(unit.source, unit.start, unit.end, row["code"]),
        unit.source,
        unit.start,
        unit.end,
        " ".join(texts[unit.source][unit.start : unit.end].split()),
        row["code"],
        round(row["score"], 3),
        row["words"],
        row["indicator"],
        model.version,
    )
