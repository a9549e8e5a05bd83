"""Figures in running text: what is one, what is counted, and what only looks like one."""

import pytest

from coding.stated.finding import figures_in
from coding.stated.wording import stated_in_words
from evaluation.language import Language

FIGURES: list[tuple[Language, str, list[tuple[float, str]]]] = [
    ("nb", "Det ble gjennomført 1 224 tilsyn i perioden.", [(1224, "tilsyn")]),
    ("nb", "Det ble gjennomført 1\u00a0224 tilsyn.", [(1224, "tilsyn")]),
    ("nb", "Prognosen er 74.000 leveranser.", [(74000, "leveranser")]),
    ("nb", "Svarprosenten var 72 prosent, opp fra 65.", [(72, "percent"), (65, "percent")]),
    ("nb", "Andelen er 34,6 %.", [(34.6, "percent")]),
    ("nb", "Fraværet gikk ned 0,4 prosentpoeng.", [(0.4, "percentage points")]),
    ("nb", "Vi delte ut 300 000 kroner til tre prosjekter.", [(300000, "NOK"), (3, "prosjekter")]),
    ("nb", "Rammen er 1,5 mill. kr.", [(1500000, "NOK")]),
    ("nb", "Rammen er kr 300 000 i år.", [(300000, "NOK")]),
    ("nb", "Budsjettet er 2 millioner kroner.", [(2000000, "NOK")]),
    ("nb", "Om lag 40 virksomheter var med.", [(40, "virksomheter")]),
    ("nb", "Det ble holdt 12 regionale kurs og tre nye webinarer.", [(12, "kurs"), (3, "webinarer")]),
    ("nb", "Av disse fikk 876 av de besøkte virksomhetene pålegg.", [(876, "virksomhetene")]),
    ("nb", "Det kom 5.000 nye IA-avtaler.", [(5000, "IA-avtaler")]),
    ("nb", "Antallet tjenester øker til ca. 74 000.", [(74000, "tjenester")]),
    ("nb", "Vi ga 64 806 råd mot 59 314 året før.", [(64806, "råd"), (59314, "råd")]),
    ("nb", "Vi fikk sju unge uten jobb i praksis. Fem av de unge fikk fast stilling.", [(7, "unge"), (5, "unge")]),
    ("nn", "Tolv prosent av medlemmene møtte.", [(12, "percent")]),
    ("nn", "Vi heldt 18 nye kurs for 240 verneombod.", [(18, "kurs"), (240, "verneombod")]),
    ("nn", "Det vart løyvd 2,5 millionar kroner.", [(2500000, "NOK")]),
    ("en", "We made 1,224 visits.", [(1224, "visits")]),
    ("en", "Twelve per cent of the members took part.", [(12, "percent")]),
    ("en", "It cost NOK 300,000 and 1.5 million kroner.", [(300000, "NOK"), (1500000, "NOK")]),
    ("en", "The share rose to 72%.", [(72, "percent")]),
    ("en", "Three new regional courses were held.", [(3, "courses")]),
]
NONE: list[tuple[Language, str]] = [
    ("nb", "Møtet var 17. april 2012 kl. 14.00–16.00."),
    ("nb", "I 2011 og i årene 2008-2010 var det annerledes."),
    ("nb", "Se § 4-6 og punkt 3 i kapittel 2."),
    ("nb", "Delmål 2 og delmål 1 og 3 er viktige."),
    ("nb", "I 1. halvår og 4. kvartal gikk det bra."),
    ("nb", "Prosjektet er 2-årig, med 3-timers samlinger."),
    ("nb", "KOMPASS 1/2012 kom i juni."),
    ("nb", "1. Systematisk arbeid gir resultater\n2. Det tar tid"),
    ("nb", "2.1 Viktigste erfaringer"),
    ("nb", "Frist 15.03.2026, jf. 2026-03-15."),
    ("nb", "Se side 14 og vedlegg 2."),
    ("nn", "Fristen er 1. mars 2026."),
    ("en", "On 3 May 2026 the group met, see section 4."),
    ("en", "In 2025 things were different."),
]


@pytest.mark.parametrize(("language", "text", "expected"), FIGURES, ids=[text for _, text, _ in FIGURES])
def test_a_figure_has_its_value_and_unit(language: Language, text: str, expected: list[tuple[float, str]]) -> None:
    assert [(each.value, each.unit) for each in figures_in(text, language)] == expected


@pytest.mark.parametrize(("language", "text"), NONE, ids=[text for _, text in NONE])
def test_what_names_and_dates_is_no_figure(language: Language, text: str) -> None:
    assert figures_in(text, language) == ()


@pytest.mark.parametrize(
    ("text", "value", "high", "qualifier"),
    [
        ("Det var 10–12 møter.", 10, 12, ""),
        ("Det var 10 til 12 møter.", 10, 12, ""),
        ("Det kom over 260 reaksjoner.", 260, None, "over"),
        ("Det kom inntil 30 søknader.", 30, None, "under"),
        ("Det kom nesten 30 søknader.", 30, None, "about"),
    ],
)
def test_ranges_and_what_the_text_says_of_how_sure_it_is(
    text: str, value: float, high: float | None, qualifier: str
) -> None:
    [found] = figures_in(text)
    assert (found.value, found.high, found.qualifier) == (value, high, qualifier)


def test_a_figure_knows_its_sentence() -> None:
    text = "Vi er i rute. Vi holdt 18 kurs. Mer kommer."
    [found] = figures_in(text)
    assert text[found.sentence_start : found.sentence_end] == "Vi holdt 18 kurs."
    assert text[found.start : found.end] == "18 kurs"


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "Vi holdt 18 kurs. Vi ga 20 råd."
    assert [each.value for each in figures_in(text, start=18)] == [20]


@pytest.mark.parametrize(
    ("qualifier", "unit", "sentence", "told"),
    [
        ("about", "ledere", "Møtene samlet om lag 180 ledere.", "om lag 180 ledere"),
        ("about", "NOK", "Det kostet om lag 180 kroner.", "about 180 kroner"),
        ("about", "managers", "The meetings gathered about 180 managers.", "about 180 managers"),
        ("", "ledere", "Møtene samlet 180 ledere.", "180 ledere"),
    ],
)
def test_words_kept_as_they_were_written_are_led_by_words_of_their_own_language(
    qualifier: str, unit: str, sentence: str, told: str
) -> None:
    assert stated_in_words(180, None, qualifier, unit, sentence, "en") == told
