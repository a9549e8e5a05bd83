"""Shares of a matrix, and which code follows which, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_shares_of_a_row_add_up_to_one(run: Callable[..., Any], demo: Path) -> None:
    done = run("matrix", "--shares", "row", "--json", "--study", demo)
    assert [round(sum(row), 9) for row in json.loads(done.out)["values"]] == [1.0] * 9


def test_sequences_tell_what_chance_would_give(run: Callable[..., Any], demo: Path) -> None:
    rows = json.loads(run("code", "sequences", "--by", "turn", "--json", "--study", demo).out)
    assert all(row["count"] > 0 and row["expected"] > 0 for row in rows)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["matrix", "--shares", "kolonne"], "CLI-003"),
        (["code", "sequences", "--source", "telefn"], "STUDY-004"),
        (["saturation", "--threshold", "0,05"], "CLI-009"),
        (["saturation", "--threshold", "2"], "CLI-009"),
    ],
)
def test_what_cannot_be_done_is_said(run: Callable[..., Any], demo: Path, line: list[str], code: str) -> None:
    done = run(*line, "--json", "--study", demo)
    assert json.loads(done.err)["error"]["code"] == code


def test_the_nearest_source_is_named(run: Callable[..., Any], demo: Path) -> None:
    done = run("portrait", "telefn", "--json", "--study", demo)
    assert "telefon" in json.loads(done.err)["error"]["remedy"]


def test_a_number_out_of_reach_is_told_its_reach(run: Callable[..., Any], demo: Path) -> None:
    done = run("saturation", "--threshold", "2", "--lang", "nb", "--json", "--study", demo)
    assert "fra 0 til 1" in json.loads(done.err)["error"]["remedy"]
