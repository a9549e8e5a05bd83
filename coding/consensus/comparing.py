"""Coders of a study compared: which codings, whose, in which texts, and what has been decided of where they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from coding.consensus.places import Agreed, Compared, Disagreement, compare
from coding.retrieval import codings_table
from evaluation.errors import Problem, fail, problem
from evaluation.model import Adjudication, Coding, Round
from evaluation.model.round import CONSENSUS
from evaluation.people.participation import withdrawn
from evaluation.rounds import find_round, list_rounds
from evaluation.settings.nearness import nearest
from evaluation.store.adjudications import read_adjudications
from evaluation.store.coding_queries import read_coding_values
from evaluation.study import Study


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compare; empty: the round closed last, its coders, and the sources that all of them have coded in."""

    coders: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Work(Protocol):
    """What says whose a coding is: a coding itself, or what many of them have in common."""

    @property
    def source(self) -> str: ...
    @property
    def coder(self) -> str: ...
    @property
    def round(self) -> str: ...
    @property
    def origin(self) -> str: ...


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

    @property
    def decided(self) -> tuple[Adjudication, ...]:
        """What stands decided of the disagreements."""
        decisions = (self.decision(each) for each in self.found.disagreements)
        return tuple(each for each in decisions if each is not None)

    @cached_property
    def _standing(self) -> dict[int, Adjudication]:
        return standing(self.adjudications)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is compared. raters: (coder, round) → whom of those compared that is; texts: name → text."""

    rounds: tuple[str, ...]
    raters: Mapping[tuple[str, str], str]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.raters.values()))


def compare_study(study: Study, wanted: Wanted | None = None) -> Comparison:
    """Compare coders of a study, each place with what has been decided of it.

    Raises CONSENSUS-001 where fewer than two have coded, CONSENSUS-002 for a round that is open and blind to whoever
    asks, and for a round, coder or source that is not there.
    """
    wanted = wanted or Wanted()
    listed = _codings(study)
    chosen = choose(study, listed, wanted)
    codings = tuple(each for each in listed if is_compared(each, chosen, wanted))
    found = compare(codings, chosen.texts, chosen.names, lambda coding: chosen.raters[_who(coding)])
    decided = adjudications(study)
    return Comparison(chosen.rounds, chosen.texts, codings, found, chosen.raters, decided, chosen.problems)


def choose(study: Study, work: Iterable[Work], wanted: Wanted) -> Chosen:
    """Whom to compare on which texts; raises what `compare_study` does. work: all that is coded, each at least once."""
    for name in wanted.sources:
        study.source(name)
    rounds = _rounds(study, wanted)
    names = tuple(each.name for each in rounds)
    there = [each for each in work if _is_wanted(each, names, wanted)]
    raters = _raters(there, _named(wanted, rounds))
    if len(who := tuple(dict.fromkeys(raters.values()))) < 2:
        raise fail("CONSENSUS-001", known=", ".join(who) or "–")
    own = [each for each in there if _who(each) in raters and each.source in (wanted.sources or (each.source,))]
    texts, problems = _texts(study, own, wanted, raters)
    return Chosen(names, raters, texts, problems)


def is_compared(work: Work, chosen: Chosen, wanted: Wanted) -> bool:
    """Whether it is of those compared, in whichever text."""
    here = work.source in (wanted.sources or (work.source,))
    return here and _who(work) in chosen.raters and _is_wanted(work, chosen.rounds, wanted)


def adjudications(study: Study) -> tuple[Adjudication, ...]:
    with study.store.reading() as connection:
        return tuple(read_adjudications(connection))


def standing(decided: Iterable[Adjudication]) -> dict[int, Adjudication]:
    """Id of a coding → what stands decided where it is in dispute."""
    return {id_: each for each in decided if each.replaced_by is None for id_ in each.codings}


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
        with study.store.reading() as connection:
            there = read_coding_values(connection, "round")
        return [
            known.get(name) or (Round(name) if name in there else find_round(study, name)) for name in chosen.rounds
        ]
    closed = sorted((each for each in listed if not each.is_open), key=lambda each: str(each.closed_at))
    if not closed and any(each.hides_from(study.who) for each in listed):
        raise fail("CONSENSUS-002", name=next(each.name for each in listed if each.hides_from(study.who)))
    return closed[-1:]


def _is_wanted(work: Work, rounds: Collection[str], wanted: Wanted) -> bool:
    """Rules are compared when they are asked for by name, people always."""
    in_round = work.round in rounds if rounds else work.round != CONSENSUS
    return in_round and (work.origin != "rule" or work.coder in wanted.coders)


def _named(chosen: Wanted, rounds: Sequence[Round]) -> tuple[str, ...]:
    """The coders asked for, else those who take part in the rounds; none: whoever has coded."""
    return chosen.coders or tuple(dict.fromkeys(coder for each in rounds for coder in each.coders))


def _who(coding: Work) -> tuple[str, str]:
    return coding.coder, coding.round


def _raters(codings: Iterable[Work], named: Sequence[str]) -> dict[tuple[str, str], str]:
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
    study: Study, codings: Iterable[Work], chosen: Wanted, raters: Mapping[tuple[str, str], str]
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
