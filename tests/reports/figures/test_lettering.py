from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures.lettering import one_line, shorten, width_of, wrap

LABELS = st.text(alphabet="abæøåIWm -/–\u00a0", max_size=60)


@given(LABELS, st.floats(min_value=20, max_value=300))
def test_no_line_is_wider_than_the_width_given(label, width):
    assert all(width_of(line) <= width for line in wrap(label, width))


@given(st.text(alphabet="abæøå -/", max_size=60))
def test_wrapping_loses_no_letter(label):
    kept = "".join(wrap(label, 40)).replace(" ", "").replace("-", "")
    assert kept == label.replace(" ", "").replace("-", "")


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Seniorer", ["Seniorer"]),
        ("IA-arbeidet på arbeidsplassen", ["IA-arbeidet på", "arbeidsplassen"]),
        ("Hva mangler?\n Ønsker for neste avtale", ["Hva mangler?", "Ønsker for neste", "avtale"]),
        ("", [""]),
    ],
)
def test_labels_break_between_words(label, lines):
    assert wrap(label, 75) == lines


def test_a_word_wider_than_the_line_is_cut_with_a_hyphen():
    lines = wrap("Sykefraværsoppfølgingsarbeidet", 80)
    assert [line.endswith("-") for line in lines] == [True, False]


def test_dates_are_kept_whole_by_their_no_break_space():
    assert one_line("22.\u00a0april ") == "22.\u00a0april"


def test_a_name_that_is_too_long_ends_in_an_ellipsis():
    short = shorten("Rjupetind høgfjellshotell og konferansesenter", 100)
    assert short.endswith("…")
    assert width_of(short) <= 100
