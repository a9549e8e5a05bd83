"""How far coders agree, drawn."""

from __future__ import annotations

import pytest

from evaluation.language import Language
from reports.figures.agreement import draw, example
from reports.figures.lettering import width_of
from reports.figures.style import WIDTH


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_key_stands_within_the_drawing_beside_long_names_too(language: Language) -> None:
    table = example(language)
    table["code"] = ["Hva som mangler og bør endres i avtalen", "IA", "BHT"]
    (axes,) = draw(table, language=language).figure.axes
    ends = [each.get_position()[0] + width_of(each.get_text()) for each in axes.texts if each.get_ha() == "left"]
    assert max(ends) <= WIDTH
