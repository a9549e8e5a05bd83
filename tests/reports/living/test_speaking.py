"""How one can tell what a paragraph speaks of."""

import pytest

from reports.living.evidence import Evidence
from reports.living.numerals import numerals, value_of
from reports.living.paragraphs import Paragraph
from reports.living.speaking import rests_on

TOLD = {
    each.id: each
    for each in (
        Evidence("var:informants.n", "number", "", {"": "11"}),
        Evidence("var:themes.f", "number", "Forebyggende arbeid", {"": "45"}),
        Evidence("fig:heatmap", "figure", "Antall", {"Forebygging · Helse": "14", "Forebygging · Lager": "3"}),
        Evidence("tbl:survey-x", "table", "Svar", {"Svært fornøyd · Andel": "34,6 %"}),
        Evidence(
            "quotes:f",
            "quotes",
            "Forebygging",
            {"7": "Vi løfter mye hele dagen hos oss."},
            frozenset({"theme-f-quotes"}),
        ),
    )
}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Det var {{< var informants.n >}} med.", {"var:informants.n": "named"}),
        ("Som @fig-heatmap viser, og @tbl-survey-x.", {"fig:heatmap": "named", "tbl:survey-x": "named"}),
        ("Elleve informanter var med.", {"var:informants.n": "number"}),
        ("Blant de 11 informantene var to ledere.", {"var:informants.n": "number"}),
        ("Forebyggende arbeid har 45 kodinger.", {"var:themes.f": "number"}),
        ("Helse har fjorten kodinger om forebygging.", {"fig:heatmap#Forebygging · Helse": "number"}),
        ("34,6 % er svært fornøyde, og andelen stiger.", {"tbl:survey-x#Svært fornøyd · Andel": "number"}),
        ("En sa: «Vi løfter mye hele dagen».", {"quotes:f#7": "quoted"}),
        ("Elleve skjemaer ble sendt. Informantene var fornøyde.", {}),
        ("Møtet var 11. mars.", {}),
    ],
)
def test_what_a_paragraph_speaks_of(text: str, keys: dict[str, str]) -> None:
    found = rests_on(Paragraph("report.qmd", 1, 1, text), TOLD)
    assert {key: how for key, (how, _) in found.items()} == keys


def test_it_speaks_of_what_is_drawn_in_beside_it() -> None:
    paragraph = Paragraph("report.qmd", 1, 1, "Mange løfter tungt.", (), ("theme-f-quotes",))
    assert set(rests_on(paragraph, TOLD)) == {"quotes:f"}


def test_what_somebody_said_is_kept_as_a_hash_alone() -> None:
    paragraph = Paragraph("report.qmd", 1, 1, "En sa: «Vi løfter mye hele dagen».", (), ("theme-f-quotes",))
    assert "løfter" not in repr(rests_on(paragraph, TOLD))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12 443 ord", ["12443"]),
        ("12\u00a0443 ord", ["12443"]),
        ("34,6 prosent", ["34.6"]),
        ("sju av tolv", ["7", "12"]),
        ("I 2024–2028", ["2024", "2028"]),
        ("KI-3 og @fig-2", []),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, values: list[str]) -> None:
    assert [each.value for each in numerals(text)] == values


@pytest.mark.parametrize(
    ("written", "value"), [("12,443", "12443"), ("34,60 %", "34.6"), ("007", "7"), ("–", ""), ("3 av 4", "")]
)
def test_a_cell_is_a_number_or_none(written: str, value: str) -> None:
    assert value_of(written) == value
