"""Numbers, dates and times in each language."""

from __future__ import annotations

import datetime as dt

import pytest

from evaluation.numbers import write_count, write_date, write_number, write_percent, write_time

NB = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "nb", "en"),
    [
        (12345.6, 1, f"12{NB}345,6", "12,345.6"),
        (1234567, 0, f"1{NB}234{NB}567", "1,234,567"),
        (999, 0, "999", "999"),
        (0.05, 2, "0,05", "0.05"),
        (-12345, 0, f"-12{NB}345", "-12,345"),
        (-0.04, 1, "0,0", "0.0"),
    ],
)
def test_numbers_have_the_marks_of_their_language(value: float, decimals: int, nb: str, en: str) -> None:
    assert write_number(value, decimals, "nb") == write_number(value, decimals, "nn") == nb
    assert write_number(value, decimals, "en") == en


@pytest.mark.parametrize(
    ("share", "decimals", "nb", "en"),
    [(0.346, 1, f"34,6{NB}%", "34.6%"), (1, 0, f"100{NB}%", "100%"), (0, 1, f"0,0{NB}%", "0.0%")],
)
def test_percentages_have_the_space_of_their_language(share: float, decimals: int, nb: str, en: str) -> None:
    assert write_percent(share, decimals, "nb") == write_percent(share, decimals, "nn") == nb
    assert write_percent(share, decimals, "en") == en


def test_dates_are_written_out() -> None:
    date = dt.date(2026, 4, 22)
    assert [write_date(date, language) for language in ("nb", "nn", "en")] == [  # type: ignore[arg-type]
        f"22.{NB}april 2026",
        f"22.{NB}april 2026",
        f"22{NB}April 2026",
    ]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00:00"), (65.9, "0:01:05"), (3725, "1:02:05"), (36000, "10:00:00")]
)
def test_times_are_hours_minutes_and_seconds(seconds: float, text: str) -> None:
    assert write_time(seconds) == text


@pytest.mark.parametrize(
    ("count", "nb", "nn"),
    [(0, "ingen", "ingen"), (1, "én", "éin"), (12, "tolv", "tolv"), (13, "13", "13"), (-1, "-1", "-1")],
)
def test_counts_up_to_twelve_are_words(count: int, nb: str, nn: str) -> None:
    assert (write_count(count, "nb"), write_count(count, "nn")) == (nb, nn)
