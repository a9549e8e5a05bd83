"""Codings laid on units: what counts, what counts once, and what nobody coded."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest

from coding.agreement import Drawn, Ratings, agreement, agreements
from coding.agreement.units import clipped, rated, rated_by_character

Coded = tuple[str, int, int, str, str]
IDA_AND_KARI = ["ida", "kari"]


def codings(*rows: Coded) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source", "start", "end", "code", "coder"])


def units(*rows: tuple[str, int, int], **more: list[int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source", "start", "end"]).assign(**more)


SENTENCES = units(("fg", 0, 10), ("fg", 11, 20), ("fg", 21, 30), ("tlf", 0, 10))


def decisions(ratings: Ratings, code: str) -> list[tuple[list[int], int]]:
    """Each pattern of decisions on a code, with how many units have it."""
    rows = ratings.given[:, ratings.layers.index(code)].tolist()
    found: dict[tuple[int, ...], int] = {}
    for row, count in zip(rows, ratings.counts.tolist(), strict=True):
        found[tuple(row)] = found.get(tuple(row), 0) + count
    return sorted((list(row), count) for row, count in found.items() if count)


def of(*rows: Coded, table: pd.DataFrame = SENTENCES, codes: tuple[str, ...] = ("x",)) -> Ratings:
    return rated(codings(*rows), table, coders=IDA_AND_KARI, codes=codes)


def test_a_character_of_a_unit_is_enough_and_what_nobody_coded_counts() -> None:
    found = of(("fg", 9, 12, "x", "ida"), ("fg", 0, 5, "x", "kari"))
    assert decisions(found, "x") == [([0, 0], 2), ([1, 0], 1), ([1, 1], 1)]


def test_overlapping_codings_of_one_coder_count_once() -> None:
    doubled = of(("fg", 0, 5, "x", "ida"), ("fg", 3, 8, "x", "ida"), ("fg", 0, 5, "x", "ida"))
    assert decisions(doubled, "x") == decisions(of(("fg", 0, 8, "x", "ida")), "x") == [([0, 0], 3), ([1, 0], 1)]


def test_each_code_is_a_layer_of_its_own() -> None:
    found = of(("fg", 0, 5, "x", "ida"), ("fg", 0, 5, "y", "kari"), codes=("x", "y"))
    assert (decisions(found, "x"), decisions(found, "y")) == ([([0, 0], 3), ([1, 0], 1)], [([0, 0], 3), ([0, 1], 1)])


@pytest.mark.parametrize(
    "strange",
    [
        ("fg", 10, 11, "x", "ida"),
        ("fg", 4, 4, "x", "ida"),
        ("brev", 0, 9, "x", "ida"),
        ("fg", 0, 9, "z", "ida"),
        ("fg", 0, 9, "x", "ola"),
    ],
)
def test_what_touches_no_unit_or_is_not_asked_for_does_not_count(strange: Coded) -> None:
    assert decisions(of(strange), "x") == [([0, 0], 4)]


def test_several_stretches_may_be_one_unit() -> None:
    table = SENTENCES.assign(unit=[7, 8, 7, 9])
    assert decisions(of(("fg", 25, 30, "x", "ida"), ("fg", 0, 3, "x", "kari"), table=table), "x") == [
        ([0, 0], 2),
        ([1, 1], 1),
    ]


def test_without_units_or_codings_there_is_nothing_to_rate() -> None:
    assert (of(table=SENTENCES[:0]).units, of().units) == (0, 4)


def characters(*rows: Coded, table: pd.DataFrame, codes: tuple[str, ...] = ("x",)) -> Ratings:
    return rated_by_character(codings(*rows), table, coders=IDA_AND_KARI, codes=codes)


@pytest.mark.parametrize(
    ("ida", "kari", "kappa"), [((0, 100), (50, 150), 0.444), ((0, 600), (300, 900), -0.25), ((0, 100), (0, 0), 0.0)]
)
def test_characters_of_a_thousand(ida: tuple[int, int], kari: tuple[int, int], kappa: float) -> None:
    found = characters(("t", *ida, "x", "ida"), ("t", *kari, "x", "kari"), table=units(("t", 0, 1000)))
    assert (found.units, round(agreement(found, "cohen-kappa").value, 3)) == (1000, kappa)


@pytest.mark.parametrize("seed", range(5))
def test_runs_of_characters_count_as_characters_do(seed: int) -> None:
    chance = random.Random(seed)
    table = units(("fg", 3, 40), ("fg", 45, 80), ("tlf", 0, 30))
    rows: list[Coded] = []
    for _ in range(15):
        source, start = chance.choice(["fg", "tlf"]), chance.randint(0, 70)
        rows.append((source, start, start + chance.randint(1, 20), chance.choice("xy"), chance.choice(IDA_AND_KARI)))
    single = units(
        *((source, at, at + 1) for source, start, end in table.itertuples(index=False) for at in range(start, end))
    )
    by_run = characters(*rows, table=table, codes=("x", "y"))
    one_by_one = rated(codings(*rows), single, coders=IDA_AND_KARI, codes=("x", "y"))
    assert by_run.units == one_by_one.units == 102
    assert [decisions(by_run, code) for code in "xy"] == [decisions(one_by_one, code) for code in "xy"]


def test_characters_are_drawn_with_their_block() -> None:
    table = units(("t", 0, 50), ("t", 50, 100), ("t", 100, 200), block=[0, 1, 2])
    found = characters(("t", 0, 60, "x", "ida"), ("t", 20, 60, "x", "kari"), table=table)
    assert found.blocks is not None
    sizes = np.bincount(found.blocks[:, 0], found.blocks[:, 2])
    drawn = agreement(found, "percent-agreement", drawn=Drawn(200))
    alone = agreement(
        characters(("t", 0, 60, "x", "ida"), ("t", 20, 60, "x", "kari"), table=table.drop(columns="block")),
        "percent-agreement",
    )
    assert sizes.tolist() == [50, 50, 100]
    assert drawn.high - drawn.low > alone.high - alone.low


def test_one_block_alone_gives_no_interval() -> None:
    table = units(("t", 0, 50), block=[0])
    found = agreement(characters(("t", 0, 20, "x", "ida"), ("t", 10, 30, "x", "kari"), table=table), "cohen-kappa")
    assert (found.defined, np.isnan(found.low)) == (True, True)


@pytest.mark.parametrize("seed", range(3))
def test_a_layer_has_the_figure_it_has_alone(seed: int) -> None:
    chance = random.Random(seed)
    table = units(*(("fg", at, at + 1) for at in range(60)))
    rows = []
    for _ in range(60):
        start = chance.randint(0, 55)
        rows.append(("fg", start, start + 4, chance.choice("xyz"), chance.choice([*IDA_AND_KARI, "ola"])))
    coders, names = [*IDA_AND_KARI, "ola"], ["cohen-kappa", "krippendorff-alpha"]
    together = rated(codings(*rows), table, coders=coders, codes=list("xyz"))
    for code in "xyz":
        alone = agreements(rated(codings(*rows), table, coders=coders, codes=[code]), names, drawn=Drawn(0))
        of_code = [each for each in agreements(together, names, drawn=Drawn(0)) if each.code == code]
        assert of_code == [each for each in alone if each.code == code]


def test_over_all_codes_disagreements_are_added_before_they_are_divided() -> None:
    rows = [
        ("fg", 0, 5, "x", "ida"),
        ("fg", 12, 15, "x", "kari"),
        ("tlf", 0, 5, "y", "ida"),
        ("tlf", 0, 5, "y", "kari"),
    ]
    x, y, whole = agreements(of(*rows, codes=("x", "y")), ["cohen-kappa"])
    # x: coded once by each, never together, on 4 units: observed 2/4, by chance 1 − (1 + 9)/16 = 6/16.
    # y: coded together once: observed 0, by chance 6/16.
    assert (x.value, y.value, whole.value) == (pytest.approx(1 - 8 / 6), 1.0, pytest.approx(1 - (1 / 2) / (12 / 16)))
    assert (x.code, y.code, whole.code, whole.codes) == ("x", "y", None, 2)


def test_a_code_nobody_used_says_nothing_over_all() -> None:
    rows = [("fg", 0, 5, "x", "ida"), ("fg", 0, 15, "x", "kari")]
    _, unused, whole = agreements(of(*rows, codes=("x", "y")), ["gwet-ac"])
    assert (unused.reason, whole.value) == ("one-value", agreement(of(*rows), "gwet-ac").value)


def test_without_a_code_there_is_nothing_over_all() -> None:
    [whole] = agreements(of(codes=()), ["krippendorff-alpha"])
    assert whole.reason == "no-code"


def test_codings_are_clipped_to_stretches() -> None:
    found, lengths = clipped(
        codings(("fg", 5, 25, "x", "ida"), ("tlf", 0, 3, "x", "kari")), units(("fg", 0, 10), ("fg", 20, 30))
    )
    assert found[["source", "start", "end", "coder"]].to_numpy().tolist() == [["0", 5, 10, "ida"], ["1", 0, 5, "ida"]]
    assert lengths == {"0": 10, "1": 10}
