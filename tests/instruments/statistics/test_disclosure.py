"""What is hidden cannot be worked out from what is shown: an attacker with linear programming tries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from evaluation.errors import EvaluationError
from instruments.statistics.design import design_of
from instruments.statistics.disclosure.applying import Recode, hide_in_tables
from instruments.statistics.disclosure.counts import CountTable
from instruments.statistics.disclosure.hiding import Hiding, bounds, hide_few
from instruments.statistics.multiple import multiple_response
from instruments.statistics.result import Table
from instruments.statistics.tables import Asked, cross_table, frequencies, means

Cell = tuple[str | None, ...]


def people(n: int, seed: int) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    columns = {"q": 5, "sector": 3, "size": 2, "county": 4}
    return pd.DataFrame({name: chance.binomial(many - 1, 0.4, n).astype(str) for name, many in columns.items()})


def counted(frame: pd.DataFrame, *variables: str) -> CountTable:
    levels = [sorted(frame[name].unique()) for name in variables]
    found = frame.value_counts(list(variables)).to_dict()
    cells = {cell: int(found.get(cell, 0)) for cell in product(*levels)}
    return CountTable(" × ".join(variables), variables, cells)


def linked(n: int, seed: int) -> list[CountTable]:
    frame = people(n, seed)
    crossed = [("q", "sector"), ("q", "size"), ("q", "county"), ("sector", "size"), ("q", "sector", "size")]
    return [counted(frame, *names) for names in crossed]


def attack(tables: Sequence[CountTable], hiding: Hiding) -> dict[object, tuple[float, float]]:
    """Someone who lays the tables side by side, each number one unknown unless it is shown, and knows they are counts.

    Written apart from what hides: it walks the tables as they are printed, margin by margin.
    """
    shown: dict[object, int] = {}
    place: dict[object, int] = {}
    lines: list[tuple[object, list[object]]] = []
    for table in tables:
        for cell, count in printed(table):
            key = named(table, cell)
            place.setdefault(key, len(place))
            if not hiding.hides(table, cell):
                shown[key] = count
            for variable, value in enumerate(cell):
                if value is None:
                    parts = [(*cell[:variable], each, *cell[variable + 1 :]) for each in values(table, variable)]
                    lines.append((key, [named(table, part) for part in parts]))
    left, right = np.zeros((len(lines), len(place))), np.zeros(len(lines))
    for row, (whole, parts) in enumerate(lines):
        left[row, place[whole]] = -1
        for part in parts:
            left[row, place[part]] += 1
    limits = [(shown.get(key, 0), shown.get(key)) for key in place]
    return {key: reach(left, right, limits, at) for key, at in place.items() if key not in shown}


def reach(left: object, right: object, limits: object, at: int) -> tuple[float, float]:
    aim = np.zeros(np.shape(left)[1])
    aim[at] = 1
    least, most = (linprog(sign * aim, A_eq=left, b_eq=right, bounds=limits) for sign in (1, -1))
    return float(least.fun), float(-most.fun) if most.status == 0 else float("inf")


def printed(table: CountTable) -> Iterator[tuple[Cell, int]]:
    for cell in product(*([*values(table, place), None] for place in range(len(table.variables)))):
        inside = [n for full, n in table.cells.items() if all(c in (None, f) for c, f in zip(cell, full, strict=True))]
        yield cell, sum(inside)


def values(table: CountTable, variable: int) -> list[str]:
    return sorted({cell[variable] for cell in table.cells})


def named(table: CountTable, cell: Cell) -> object:
    return frozenset((name, value) for name, value in zip(table.variables, cell, strict=True) if value is not None)


@pytest.mark.parametrize(("n", "seed"), [(40, 1), (120, 2), (280, 3), (600, 4)])
def test_an_attacker_learns_nothing_of_small_cells(n: int, seed: int) -> None:
    tables = linked(n, seed)
    hiding = hide_few(tables)
    small = {each.key[1] for each in hiding.log if each.why == "few"}
    assert small
    found = attack(tables, hiding)
    assert all(found[key][0] <= 1e-6 and found[key][1] >= hiding.threshold - 1e-6 for key in small)


def test_the_attacker_wins_where_only_small_cells_are_hidden() -> None:
    """So that the attack above is known to be one."""
    tables = linked(280, 3)
    hiding = hide_few(tables)
    careless = Hiding(5, tuple(each for each in hiding.log if each.why == "few"))
    assert any(high - low < 1e-6 for low, high in attack(tables, careless).values())


def test_no_number_under_the_threshold_is_shown() -> None:
    for table in (tables := linked(120, 5)):
        hiding = hide_few(tables, 5)
        assert all(hiding.hides(table, cell) for cell, count in printed(table) if count < 5)


def test_zeros_may_be_shown() -> None:
    table = CountTable("t", ("q", "g"), {("a", "1"): 0, ("a", "2"): 50, ("b", "1"): 60, ("b", "2"): 70})
    assert hide_few([table], zeros=False).log == ()
    assert hide_few([table]).hides(table, ("a", "1"))


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert hide_few([CountTable("t", ("q",), {("a",): 5, ("b",): 80})]).log == ()


def test_one_table_must_not_tell_what_another_hides() -> None:
    """By itself the second table is harmless; its margin would give the first's away."""
    one = CountTable("one", ("q", "g"), {("a", "1"): 2, ("b", "1"): 20, ("a", "2"): 30, ("b", "2"): 40})
    hiding = hide_few([one, CountTable("two", ("q",), {("a",): 32, ("b",): 60})])
    low, high = bounds([one], hiding.keys)[one.key(("a", "1"))]
    assert (low, high >= 5) == (0, True)
    assert len({each.key for each in hiding.log if len(each.key[1]) == 2}) == 4


def test_many_questions_that_everyone_answered_share_the_sizes_of_the_groups() -> None:
    """More tables than a hub has room for: the sizes of the sectors stay, and nothing small can be reckoned."""
    chance = np.random.default_rng(11)
    frame = people(90, 11).assign(**{f"q{number}": chance.binomial(2, 0.3, 90).astype(str) for number in range(14)})
    tables = [counted(frame, f"q{number}", "sector") for number in range(14)]
    hiding = hide_few(tables)
    found = bounds(tables, hiding.keys)
    small = [each.key for each in hiding.log if each.why == "few"]
    assert small
    assert all(found[key][0] <= 1e-6 and found[key][1] >= 5 - 1e-6 for key in small)


def test_the_log_says_what_why_and_where() -> None:
    table = CountTable("q × g", ("q", "g"), {("a", "1"): 2, ("b", "1"): 20, ("a", "2"): 30, ("b", "2"): 40})
    log = {each.number: each for each in hide_few([table]).log}
    assert (log["g=1 × q=a"].why, log["g=1 × q=a"].count, log["g=1 × q=a"].tables) == ("few", 2, ("q × g",))
    assert (log["g=2 × q=b"].why, log["g=2 × q=b"].protects) == ("protects", "g=1 × q=a")


def test_a_table_of_very_few_is_gone_with_its_total() -> None:
    table = CountTable("t", ("q",), {("a",): 1, ("b",): 2})
    assert hide_few([table]).hides(table, (None,))


def test_tables_that_disagree_on_what_they_share_are_refused() -> None:
    with pytest.raises(EvaluationError) as caught:
        hide_few([CountTable("one", ("q",), {("a",): 9}), CountTable("two", ("q",), {("a",): 8})])
    assert {each.code for each in caught.value.problems} == {"STATISTICS-037"}


def test_a_threshold_must_be_one_at_least() -> None:
    with pytest.raises(EvaluationError) as caught:
        hide_few([], 0)
    assert caught.value.problems[0].code == "STATISTICS-038"


def report_tables() -> tuple[pd.DataFrame, list[Table]]:
    frame = people(150, 8).assign(hours=range(150), kurs=[1, 0, 0] * 50)
    frame.loc[:1, "sector"] = None  # a table by sector tells of two fewer than the table of everyone
    asked = Asked(total=False)
    tables = [frequencies(frame["q"]), frequencies(frame["q"], by=frame["sector"], asked=asked)]
    tables += [cross_table(frame["q"], frame["county"]), means(frame["hours"], frame["county"])]
    return frame, [*tables, multiple_response(frame, ["kurs"], by="county", name="tiltak")]


def test_tables_of_a_report_lose_what_they_must() -> None:
    _, tables = report_tables()
    hidden, hiding = hide_in_tables(tables)
    assert hiding.log
    for before, after in zip(tables, hidden, strict=True):
        for was, row in zip(before.rows, after.rows, strict=True):
            assert row.hidden or was.n >= 5
            assert not row.hidden or (row.as_dict()["n"] is None and row.as_dict()["value"] is None)
            assert row.hidden or (row.value, row.n) == (was.value, was.n)


def test_those_outside_every_group_are_not_found_by_subtraction() -> None:
    """Two have no sector: everyone less the sectors would tell what they answered, but for what is hidden."""
    frame, tables = report_tables()
    hidden, _ = hide_in_tables(tables[:2])
    everyone, by_sector = hidden
    for answer in frame.loc[:1, "q"].unique():
        shown = [everyone.row(answer), *(row for row in by_sector.rows if row.label == answer)]
        assert any(row.hidden for row in shown)


WEIGHTED = pd.DataFrame(
    {
        "q": list("a" * 3 + "b" * 20 + "c" * 30 + "a" * 30 + "b" * 40 + "c" * 25 + "a" * 22 + "b" * 31 + "c" * 28),
        "g": ["1"] * 53 + ["2"] * 95 + ["3"] * 81,
        "w": [1.0] * 53 + [4.0] * 95 + [9.0] * 81,
    }
)


def test_weighted_sums_do_not_tell_what_counts_do_not() -> None:
    """All in a group weigh alike: rows of everyone give Σ n and Σ w n, two equations that four hidden cells fall to."""
    plain = hide_few([counted(WEIGHTED, "q", "g")])
    assert len([each for each in plain.log if len(each.key[1]) == 2]) == 4
    table = cross_table(WEIGHTED["q"].rename("q"), WEIGHTED["g"], design_of(WEIGHTED, weight="w"))
    (hidden,), _ = hide_in_tables([table])
    low, high = weighted_reach(hidden, "a", "1")
    assert (low, high >= 5 - 1e-6) == (pytest.approx(0, abs=1e-6), True)


def weighted_reach(table: Table, label: str, group: str) -> tuple[float, float]:
    """What the sums of a table, counted and weighted, let a reader who knows the weights say of a hidden cell."""
    weights = {"1": 1.0, "2": 4.0, "3": 9.0}
    place = {(row.label, row.group): at for at, row in enumerate(table.rows) if row.group}
    labels, groups = {row.label for row in table.rows}, set(weights)
    lines = [({(one, each) for each in groups}, table.row(one)) for one in labels]
    left, right = [], []
    for cells, whole in lines:
        if not whole.hidden:
            left += [[weight * (cell in cells) for cell, weight in _weighed(place, by)] for by in ({}, weights)]
            right += [whole.n, whole.n_weighted]
    for each in groups:
        base = next(row.base for row in table.rows if row.group == each)
        if base >= 0:
            left.append([float(cell[1] == each) for cell in place])
            right.append(base)
    shown = {cell: table.row(*cell) for cell in place}
    limits = [(0, None) if row.hidden else (row.n, row.n) for row in shown.values()]
    return reach(np.array(left), np.array(right), limits, list(place).index((label, group)))


def _weighed(place: dict[tuple[str, str], int], weights: dict[str, float]) -> list[tuple[tuple[str, str], float]]:
    return [(cell, weights.get(cell[1], 1.0)) for cell in place]


def test_few_missing_answers_are_told_as_one_number() -> None:
    frame = pd.DataFrame({"q": [1] * 40 + [2] * 40 + [8] * 2 + [9] * 6})
    (table,), _ = hide_in_tables([frequencies(frame["q"], asked=Asked(missing=[8, 9]))])
    assert table.base.missing == {"": 8}


def test_an_answer_in_fewer_words_does_not_tell_what_the_full_answers_hide() -> None:
    answers = ["fully agree"] * 3 + ["agree"] * 20 + ["disagree"] * 15 + ["fully disagree"] * 4
    halves = ["yes" if "dis" not in each else "no" for each in answers]
    tables = [frequencies(answers, name="q"), frequencies(halves, name="q:half")]
    pairs = {"fully agree": "yes", "agree": "yes", "disagree": "no", "fully disagree": "no"}
    _, apart = hide_in_tables(tables)
    shown, linked = hide_in_tables(tables, recodes=[Recode("q", "q:half", pairs)])
    assert {each.key for each in apart.log} < {each.key for each in linked.log}
    hidden = {row.label for row in shown[0].rows if row.hidden}
    assert {"fully agree", "fully disagree"} < hidden
