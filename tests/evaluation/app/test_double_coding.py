"""The sample's two coders: where their codings stand, and figures of agreement reckoned by hand from the same file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import evaluation.app.demo.double_coding as double_coding
from evaluation.app.demo.double_coding import CODERS, ROUND, SOURCE, place_of, rows
from evaluation.study import open_study

SAMPLE = Path(double_coding.__file__).parent / "sample"


@dataclass(frozen=True)
class Table:
    """Turns that both gave a code, one or the other alone did, and neither did."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def turns(self) -> int:
        return self.both + self.first + self.second + self.neither

    @property
    def shares(self) -> tuple[float, float]:
        """The share of turns each gave the code."""
        return (self.both + self.first) / self.turns, (self.both + self.second) / self.turns

    @property
    def disagreed(self) -> float:
        return (self.first + self.second) / self.turns

    def expected(self, measure: str) -> float:
        """The disagreement chance would give, as each measure's own paper has it."""
        first, second = self.shares
        mean = (first + second) / 2
        if measure == "percent-agreement":
            return 1.0
        if measure == "cohen-kappa":  # Cohen (1960): the product of each one's own shares
            return 1 - first * second - (1 - first) * (1 - second)
        if measure in ("scott-pi", "fleiss-kappa"):  # Scott (1955), Fleiss (1971): the squares of the common shares
            return 1 - mean**2 - (1 - mean) ** 2
        if measure == "brennan-prediger":  # Brennan & Prediger (1981): one half of two values
            return 1 / 2
        if measure == "gwet-ac":  # Gwet (2008): 2p(1 − p) of agreement by chance
            return 1 - 2 * mean * (1 - mean)
        given, ratings = mean * 2 * self.turns, 2 * self.turns  # Krippendorff (2011): pairs without putting back
        return 2 * given * (ratings - given) / (ratings * (ratings - 1))


MEASURES = (
    "percent-agreement", "cohen-kappa", "scott-pi", "fleiss-kappa", "brennan-prediger", "gwet-ac", "krippendorff-alpha",
)  # fmt: skip


@pytest.fixture(scope="module")
def tables(demo: Path) -> dict[str, Table]:
    """The tables counted from the sample's own file, turn by turn, with nothing of ours but the turns."""
    source = open_study(demo).source(SOURCE)
    given: dict[str, dict[str, set[int]]] = {}
    for row in rows(SAMPLE / "codings.csv"):
        start, end = place_of(source.text, row)
        touched = {number for number, turn in enumerate(source.turns) if turn.start < end and start < turn.end}
        for coder in row["coders"].split():
            given.setdefault(row["code"], {}).setdefault(coder, set()).update(touched)
    turns = set(range(len(source.turns)))
    return {
        code: Table(
            both=len(own["ida"] & own["jonas"]),
            first=len(own["ida"] - own["jonas"]),
            second=len(own["jonas"] - own["ida"]),
            neither=len(turns - own["ida"] - own["jonas"]),
        )
        for code, own in given.items()
    }


@pytest.fixture
def figures(run: Callable[..., Any], demo: Path) -> list[dict[str, Any]]:
    done = run("agree", "--unit", "turn", "--measure", "all", "--resamples", "20", "--json", "--study", demo)
    assert done.status == 0
    return list(done.json)


def test_every_figure_is_what_one_reckons_by_hand(tables: dict[str, Table], figures: list[dict[str, Any]]) -> None:
    reckoned = {
        (measure, code): 1 - table.disagreed / table.expected(measure)
        for measure in MEASURES
        for code, table in tables.items()
    }
    given = {(each["measure"], each["code"]): each["value"] for each in figures if each["code"] in tables}
    assert {key: given[key] for key in reckoned} == pytest.approx(reckoned, abs=1e-9)


def test_over_all_codes_the_disagreements_are_added_up(tables: dict[str, Table], figures: list[dict[str, Any]]) -> None:
    def together(measure: str) -> float:
        observed = sum(table.disagreed for table in tables.values())
        return 1 - observed / sum(table.expected(measure) for table in tables.values())

    whole = {each["measure"]: each["value"] for each in figures if each["code"] is None}
    assert {name: whole[name] for name in MEASURES} == pytest.approx({name: together(name) for name in MEASURES})


def test_one_of_the_tables_is_this(tables: dict[str, Table]) -> None:
    """So that a change of the sample is seen to change the figures."""
    assert tables["seniorer"] == Table(both=8, first=2, second=0, neither=289)


def test_the_two_coded_blind_the_same_text_and_not_the_same_way(demo: Path) -> None:
    codings = [each for each in open_study(demo).codings() if each.round == ROUND]
    numbers = {coder: sum(each.coder == coder for each in codings) for coder in CODERS}
    assert numbers == {"ida": 121, "jonas": 120}
    assert {each.source for each in codings} == {SOURCE}
    assert {each.code for each in codings} == {theme.code for theme in open_study(demo).evaluation.themes}


def test_each_begins_at_words_that_stand_once_and_stays_in_one_turn(demo: Path) -> None:
    source = open_study(demo).source(SOURCE)
    for row in rows(SAMPLE / "codings.csv"):
        start, end = place_of(source.text, row)
        assert source.text.count(row["from"]) == 1, row
        assert any(turn.start <= start and end <= turn.end for turn in source.turns), row


def test_some_of_what_they_differ_on_is_settled(run: Callable[..., Any], demo: Path) -> None:
    told = run("code", "compare", "--json", "--study", demo).json
    assert (told["agreed"], told["taken"], len(told["places"]), told["open"]) == (81, 81, 52, 36)
    decided = run("code", "consensus", "list", "--json", "--study", demo).json
    assert len(decided) == len(rows(SAMPLE / "decisions.csv")) == 16
    assert all(each["reason"] and each["who"] == "ida" for each in decided)
