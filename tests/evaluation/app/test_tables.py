"""How tables are laid out on a screen, however narrow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.app.cli.tables import lay_out

CODES = [["Forenkling", "Sykefraværsoppfølging", "4", "0,05"], ["IA-arbeidet på arbeidsplassen", "Seniorer", "1", "–"]]
CELL = st.sampled_from(["", "4", "12 345", "3,1 %", "Informant 1", "Et helt kort svar om noe.", "ord " * 20])


def lines(headings: list[str], rows: list[list[str]], width: int) -> list[str]:
    return [each.text for each in lay_out(headings, rows, width)]


def test_what_fits_stands_on_one_line() -> None:
    assert lines(["Kode", "Antall"], [["Seniorer", "4"], ["Forenkling", "12"]], 40) == [
        "Kode         Antall",
        "───────────────────",
        "Seniorer          4",
        "Forenkling       12",
    ]


def test_words_are_kept_whole_where_cells_wrap() -> None:
    words = {word for line in lines(["Kode", "Sammen med", "Antall", "Mål"], CODES, 50) for word in line.split()}
    assert {"Sykefraværsoppfølging", "IA-arbeidet", "arbeidsplassen"} <= words


def test_figures_stand_right_and_words_left() -> None:
    assert lines(["A", "Andel"], [["x", "9,5\u00a0%"], ["y", "–"], ["z", "-10,25"]], 40)[2:] == [
        "x    9,5\u00a0%",
        "y        –",
        "z   -10,25",
    ]


def test_many_columns_of_figures_come_some_at_a_time() -> None:
    headings = ["Tema", *(f"Virksomhet {letter}" for letter in "ABCD")]
    assert lines(headings, [["Seniorer", "1", "2", "3", "4"]], 40) == [
        "Tema       Virksomhet A   Virksomhet B",
        "──────────────────────────────────────",
        "Seniorer              1              2",
        "",
        "Tema       Virksomhet C   Virksomhet D",
        "──────────────────────────────────────",
        "Seniorer              3              4",
    ]


def test_long_texts_stand_under_their_row_where_the_column_would_be_narrow() -> None:
    text = "De er flinke til å selge pølser, men ingen har lært dem å ringe en som er syk."
    assert lines(["Kilde", "Hvem", "Tekst"], [["fokusgruppe", "Informant 2", text]], 44) == [
        "Kilde         Hvem",
        "    Tekst",
        "─────────────────────────",
        "fokusgruppe   Informant 2",
        "    De er flinke til å selge pølser, men",
        "    ingen har lært dem å ringe en som er",
        "    syk.",
    ]


def test_rows_become_lists_where_nothing_else_fits() -> None:
    rows = [["fokusgruppe", "skriftlig-barnehage", "avdelingsleder"], ["telefon", "", "rådgiver"]]
    assert lines(["Kilde", "Økt", "Rolle"], rows, 40) == [
        "Kilde  fokusgruppe",
        "Økt    skriftlig-barnehage",
        "Rolle  avdelingsleder",
        "",
        "Kilde  telefon",
        "Rolle  rådgiver",
    ]


def test_a_table_without_headings_has_none() -> None:
    assert lines(["", ""], [["Kilder", "5"]], 40) == ["Kilder   5"]


def test_lines_within_a_cell_stay_lines() -> None:
    assert lines(["A", "B"], [["en\nto", "x"]], 40)[2:] == ["en   x", "to"]


def test_a_dash_alone_makes_no_figures() -> None:
    assert lines(["Navn", "B"], [["–", "x"]], 40)[2:] == ["–      x"]


@given(st.integers(1, 7), st.lists(st.tuples(*[CELL] * 7), min_size=1, max_size=3), st.integers(40, 130))
def test_no_line_is_too_long_and_no_word_is_lost(size: int, rows: list[tuple[str, ...]], width: int) -> None:
    shown = lines([f"Felt {number}" for number in range(size)], [list(row[:size]) for row in rows], width)
    assert max(map(len, shown)) <= width
    told = " ".join(shown).split()
    assert all(word in told for row in rows for cell in row[:size] for word in cell.split())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_word_longer_than_the_window_is_broken(width: int) -> None:
    assert max(map(len, lines(["Navn", "B"], [["x" * 200, "y"]], width))) <= width
