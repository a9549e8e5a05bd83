"""What stands under an item keeps the order of the text, also where a label comes after words that have none."""

from __future__ import annotations

from evaluation.followup.minutes.reading import minutes_of
from evaluation.sources.extract import Extract, Line

TEXT = (
    "Sak 1: Veilederen",
    "    (Havdirektoratet)",
    "Saksopplysninger:",
    "Utkastet ble sendt ut i mars.",
)


def test_words_before_a_label_are_no_part_of_what_it_says() -> None:
    extracted = Extract(tuple(Line(each) for each in TEXT), format="txt")
    [item] = minutes_of(extracted).walk()
    presented = [extracted.text[each.start : each.end] for each in item.places if each.part == "presentation"]
    assert presented == ["(Havdirektoratet)", "Utkastet ble sendt ut i mars."]
    assert item.presentation.split() == " ".join(presented).split()
