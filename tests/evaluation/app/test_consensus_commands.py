"""Rounds and consensus as people read them in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def typed(run: Callable[..., Any], copied: Path) -> Callable[..., str]:
    def words(*line: str) -> str:
        done = run(*line, "--study", copied)
        assert (done.status, done.err) == (0, "")
        return str(done.out)

    return words


def test_a_round_is_opened_listed_looked_into_and_closed(typed: Callable[..., str]) -> None:
    assert "er åpen. Ingen ser" in typed("code", "round", "open", "r2", "--coder", "ida", "--coder", "jonas")
    assert "alle ser alt" in typed("code", "round", "open", "r3", "--seen")
    assert "Det står i loggen." in typed("code", "round", "reveal", "r2", "--reason", "Prøve.")
    listed = typed("code", "round", "list")
    assert "åpen, blind" in listed
    assert "ida 121, jonas 120" in listed
    assert "er lukket" in typed("code", "round", "close", "r2")


def test_places_are_shown_with_who_said_what_and_what_is_decided(typed: Callable[..., str]) -> None:
    shown = typed("code", "compare", "--code", "mangler")
    assert "Enige steder: 81 (81 tatt over). Uenige steder: 52 (16 avgjort, 36 igjen)." in shown
    assert "ulike koder · felles 58" in shown
    assert "    ida: generelt\n" in shown
    assert "[savner samme kontaktperson]" in shown
    assert "→ avgjort av ida: alt." in shown


def test_what_is_left_out_of_a_long_list_is_counted(typed: Callable[..., str]) -> None:
    assert "… og 16 steder til" in typed("code", "compare", "--open")


def test_a_decision_says_what_it_wrote_and_what_it_replaced(typed: Callable[..., str]) -> None:
    assert "er avgjort: ingen kode." in typed("code", "resolve", "346", "--neither", "--reason", "x")
    again = typed("code", "resolve", "346", "--accept", "ida", "--reason", "y")
    assert "er avgjort: forenkling" in again
    assert "Det erstatter en tidligere avgjørelse av Test" in again
    listed = typed("code", "consensus", "list")
    assert "som ida" in listed
    assert "ingenting" in listed


def test_what_is_taken_over_is_counted(typed: Callable[..., str]) -> None:
    assert "0 steder er tatt over; dere var enige om 81." in typed("code", "consensus", "take")


def test_the_list_of_codings_is_of_one_coder_and_round(run: Callable[..., Any], copied: Path) -> None:
    line = ("code", "list", "--coder", "jonas", "--round", "dobbeltkoding", "--json")
    assert len(run(*line, "--study", copied).json) == 120
