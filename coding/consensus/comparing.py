"""Coders of a study compared: which codings, whose, in which texts, and what has been decided of where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coding.consensus.places import Agreed, Compared, Disagreement, compare
from coding.retrieval import codings_table
from evaluation.errors import Problem, fail, problem
from evaluation.model import Adjudication, Coding, Round
from evaluation.model.round import CONSENSUS
from evaluation.people.participation import withdrawn
from evaluation.rounds import find_round, list_rounds
from evaluation.settings.nearness import nearest
from evaluation.store.adjudications import read_adjudications
from evaluation.study import Study


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compare; empty: the round closed last, its coders, and the sources that all of them have coded in."""

    coders: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """A comparison in a study. `problems` tells of sources left out, as not all coders have coded in them."""

    rounds: tuple[str, ...]
    texts: Mapping[str, str]
    codings: tuple[Coding, ...]
    found: Compared
    raters: Mapping[tuple[str, str], str]
    adjudications: tuple[Adjudication, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def coders(self) -> tuple[str, ...]:
        return self.found.coders

    def rater(self, coding: Coding) -> str:
        """Who stands behind a coding: its coder; where one coder is compared with themself, the coder in its round."""
        return self.raters[_who(coding)]

    def decision(self, place: Disagreement) -> Adjudication | None:
        """What stands decided there; nothing where another coding has come into dispute since."""
        found = self._standing.get(place.id)
        return found if found is not None and place.ids <= set(found.codings) else None

    @property
    def open(self) -> tuple[Disagreement, ...]:
        """The disagreements that nobody has decided."""
        return tuple(each for each in self.found.disagreements if self.decision(each) is None)

    @cached_property
    def _standing(self) -> dict[int, Adjudication]:
        standing = (each for each in self.adjudications if each.replaced_by is None)
        return {id_: each for each in standing for id_ in each.codings}


def compare_study(study: Study, wanted: Wanted | None = None) -> Comparison:
    """Compare coders of a study, each place with what has been decided of it.

    Raises CONSENSUS-001 where fewer than two have coded, CONSENSUS-002 for a round that is open and blind to whoever
    asks, and for a round, coder or source that is not there.
    """
    chosen = wanted or Wanted()
    for name in chosen.sources:
        study.source(name)
    rounds = _rounds(study, chosen)
    there = [each for each in _codings(study) if _is_wanted(each, rounds, chosen)]
    raters = _raters(there, _named(chosen, rounds))
    names = tuple(dict.fromkeys(raters.values()))
    if len(names) < 2:
        raise fail("CONSENSUS-001", known=", ".join(names) or "–")
    codings = tuple(
        each for each in there if _who(each) in raters and each.source in (chosen.sources or (each.source,))
    )
    texts, problems = _texts(study, codings, chosen, raters)
    found = compare(codings, texts, names, lambda coding: raters[_who(coding)])
    with study.store.reading() as connection:
        decided = tuple(read_adjudications(connection))
    return Comparison(tuple(each.name for each in rounds), texts, codings, found, raters, decided, problems)


def agreed_left(comparison: Comparison, consensus: Iterable[Coding]) -> list[Agreed]:
    """What all agree on that the consensus round does not have yet."""
    there = {(each.source, each.start, each.end, each.code) for each in consensus if each.round == CONSENSUS}
    return [each for each in comparison.found.agreed if (each.source, each.start, each.end, each.code) not in there]


def _codings(study: Study) -> list[Coding]:
    """The codings of what nobody has withdrawn."""
    if not withdrawn(study.people()):
        return study.codings()
    kept = set(codings_table(study, ("id",))["id"].tolist())
    return [each for each in study.codings() if each.id in kept]


def _rounds(study: Study, chosen: Wanted) -> list[Round]:
    """The rounds named; else the one closed last. None: all codings but those of the consensus."""
    listed = list_rounds(study)
    for each in listed:
        if each.name in chosen.rounds and each.hides_from(study.who):
            raise fail("CONSENSUS-002", name=each.name)
    if chosen.rounds:
        known = {each.name: each for each in listed}
        there = {each.round for each in study.codings()}
        return [
            known.get(name) or (Round(name) if name in there else find_round(study, name)) for name in chosen.rounds
        ]
    closed = sorted((each for each in listed if not each.is_open), key=lambda each: str(each.closed_at))
    if not closed and any(each.hides_from(study.who) for each in listed):
        raise fail("CONSENSUS-002", name=next(each.name for each in listed if each.hides_from(study.who)))
    return closed[-1:]


def _is_wanted(coding: Coding, rounds: Sequence[Round], chosen: Wanted) -> bool:
    """Rules are compared when they are asked for by name, people always."""
    in_round = coding.round in {each.name for each in rounds} if rounds else coding.round != CONSENSUS
    by_people = coding.origin != "rule" or coding.coder in chosen.coders
    return in_round and by_people


def _named(chosen: Wanted, rounds: Sequence[Round]) -> tuple[str, ...]:
    """The coders asked for, else those who take part in the rounds; none: whoever has coded."""
    return chosen.coders or tuple(dict.fromkeys(coder for each in rounds for coder in each.coders))


def _who(coding: Coding) -> tuple[str, str]:
    return coding.coder, coding.round


def _raters(codings: Iterable[Coding], named: Sequence[str]) -> dict[tuple[str, str], str]:
    """(coder, round) → whom of those compared that is, in their order; one coder alone is compared round by round."""
    pairs = sorted({_who(each) for each in codings})
    known = sorted({coder for coder, _ in pairs})
    for name in named:
        if name not in known:
            raise fail("CONSENSUS-003", name=name, known=", ".join(nearest(name, known) or known[:8]) or "–")
    coders = list(named) or known
    if len(set(coders)) == 1:
        return {pair: f"{pair[0]} ({pair[1]})" for pair in pairs if pair[0] in coders}
    return {pair: coder for coder in coders for pair in pairs if pair[0] == coder}


def _texts(
    study: Study, codings: Iterable[Coding], chosen: Wanted, raters: Mapping[tuple[str, str], str]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The texts that are compared: those named, else those in which all have coded something."""
    by_source: dict[str, set[str]] = {}
    for each in codings:
        by_source.setdefault(each.source, set()).add(raters[_who(each)])
    whole = {name for name, those in by_source.items() if those >= set(raters.values())}
    left = sorted(by_source.keys() - whole - set(chosen.sources))
    texts = {each.name: each.text for each in study.sources() if each.name in whole | set(chosen.sources)}
    if not texts:
        raise fail("CONSENSUS-004", known=", ".join(dict.fromkeys(raters.values())))
    notes = (problem("CONSENSUS-005", severity="note", sources=", ".join(left), n=len(left)),) if left else ()
    return texts, notes
