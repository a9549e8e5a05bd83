"""Every figure there is, held to the same conditions."""

from __future__ import annotations

import pytest

from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES
from reports.figures.discover import figure_kind, figure_names
from reports.figures.drawing import render_bytes
from reports.figures.lettering import SIZE

EVERY = [(name, language) for name in figure_names() for language in LANGUAGES]


def drawn(name, language):
    kind = figure_kind(name)
    return kind.draw(kind.example(language), language=language)


def test_the_built_in_figures_are_found_by_their_names():
    assert {"heatmap", "talk", "timeline"} <= set(figure_names())


def test_an_unknown_figure_is_the_users_fault():
    with pytest.raises(EvaluationError) as raised:
        figure_kind("heatmapp")
    assert [each.code for each in raised.value.problems] == ["FIGURE-001"]


@pytest.mark.parametrize("name", figure_names())
def test_a_figure_bears_the_name_it_is_found_by(name):
    assert (figure_kind(name).NAME, drawn(name, "nb").name) == (name, name)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_text_is_at_least_eight_points_at_print_size(name, language, texts):
    assert all(text.get_fontsize() >= SIZE >= 8 for text, _ in texts(drawn(name, language)))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_texts_stay_on_the_sheet_and_off_each_other(name, language, collisions, outside):
    drawing = drawn(name, language)
    assert (collisions(drawing), outside(drawing)) == ([], [])


@pytest.mark.parametrize("name", figure_names())
def test_a_figure_is_as_wide_as_the_text(name):
    assert drawn(name, "nb").figure.get_size_inches()[0] * 2.54 == pytest.approx(16)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_alternative_text_is_whole_sentences_with_no_gap_left(name, language):
    alternative = drawn(name, language).alternative
    assert alternative.endswith(".")
    assert "{" not in alternative
    assert "  " not in alternative


@pytest.mark.parametrize("name", figure_names())
def test_the_words_differ_between_the_languages(name):
    assert len({drawn(name, language).alternative for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("name", figure_names())
def test_the_same_table_gives_the_same_bytes(name):
    assert render_bytes(drawn(name, "nn")) == render_bytes(drawn(name, "nn"))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_nothing_to_show_gives_a_drawing_that_says_so(name, language, texts):
    kind = figure_kind(name)
    drawing = kind.draw(kind.example(language)[:0], language=language)
    assert [text.get_text() for text, _ in texts(drawing)] == [drawing.alternative]
