"""Who is compared: coders, each in a round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from coding.comparison.wanted import Wanted
from evaluation.errors import fail
from evaluation.model.round import CONSENSUS
from evaluation.settings.nearness import nearest


class Rater(NamedTuple):
    """A coder's codings of one round."""

    coder: str
    round: str

    @property
    def name(self) -> str:
        return f"{self.coder} · {self.round}"


def raters(codings: pd.DataFrame, wanted: Wanted) -> list[Rater]:
    """Those asked for who have coded something. codings: `source`, `coder`, `round`, `origin`.

    Without rounds: of one coder, all rounds; of several, the last in which all asked for have coded, else the last in
    which two have coded the same text, the consensus not counted. Without coders: all people; the rules too where there
    is but one person.
    Raises AGREEMENT-009 where nothing is coded, AGREEMENT-010 and -011 for a coder or a round that there is not,
    AGREEMENT-012 for less than two to compare, AGREEMENT-013 for a coder who coded nothing in these rounds.
    """
    if codings.empty:
        raise fail("AGREEMENT-009")
    _refuse_unknown("AGREEMENT-010", wanted.coders, codings["coder"].unique())
    _refuse_unknown("AGREEMENT-011", wanted.rounds, codings["round"].unique())
    found = _chosen(codings, wanted)
    for coder in wanted.coders:
        if coder not in [each.coder for each in found]:
            rounds = wanted.rounds or tuple(dict.fromkeys(each.round for each in found))
            raise fail("AGREEMENT-013", name=coder, rounds=", ".join(rounds))
    if len(found) < 2:
        there = [f"{coder} ({round_})" for coder, round_ in _pairs(codings)]
        raise fail("AGREEMENT-012", known=", ".join(there[:8]))
    return found


def natural(name: str) -> list[tuple[int, str]]:
    """A key that puts round 10 after round 9."""
    return [(int(part or 0), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]


def _chosen(codings: pd.DataFrame, wanted: Wanted) -> list[Rater]:
    names = wanted.coders or _people(codings, wanted.rounds)
    there = _pairs(codings[codings["coder"].isin(names)])
    rounds = list(wanted.rounds) or _rounds(codings, there, names, wanted.coders)
    order = {name: at for at, name in enumerate(names)}
    found = [each for each in there if each.round in rounds]
    return sorted(found, key=lambda each: (order[each.coder], rounds.index(each.round)))


def _people(codings: pd.DataFrame, rounds: Sequence[str]) -> list[str]:
    """Those who code by hand; where there are not two of them, everybody."""
    here = codings[codings["round"].isin(rounds)] if rounds else codings
    people = sorted(here.loc[here["origin"] != "rule", "coder"].unique())
    return people if len(people) > 1 else sorted(here["coder"].unique())


def _rounds(codings: pd.DataFrame, there: Sequence[Rater], names: Sequence[str], asked: Sequence[str]) -> list[str]:
    known = sorted({each.round for each in there if each.round != CONSENSUS}, key=natural)
    if len(names) == 1:
        return known
    whole = [each for each in known if asked and {who.coder for who in there if who.round == each} >= set(asked)]
    shared = [each for each in known if _shared(codings, each, names)]
    return (whole or shared or known)[-1:]


def _shared(codings: pd.DataFrame, round_: str, names: Sequence[str]) -> bool:
    """Whether two of the coders have worked on the same text in this round."""
    here = codings[(codings["round"] == round_) & codings["coder"].isin(names)]
    return bool((here.groupby("source")["coder"].nunique() > 1).any())


def _pairs(codings: pd.DataFrame) -> list[Rater]:
    pairs = codings[["coder", "round"]].drop_duplicates()
    found = [Rater(*each) for each in pairs.itertuples(index=False, name=None)]
    return sorted(found, key=lambda each: (each.coder, natural(each.round)))


def _refuse_unknown(code: str, asked: Iterable[str], known: Iterable[str]) -> None:
    listed = sorted(known)
    for name in asked:
        if name not in listed:
            raise fail(code, value=name, known=", ".join(nearest(name, listed) or listed[:8]))
