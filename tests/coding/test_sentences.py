"""Sentences end where a reader would end them, in print, in speech and in text from PDF."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.text.sentences import sentences
from evaluation.language import Language


def read(text: str, language: Language = "nb") -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in sentences(text, language=language)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi fikk bl.a. hjelp av Nav.",
        "Det gjelder f.eks. Oslo og Bergen.",
        "Fraværet falt 21 pst. 4. kvartal 2011.",
        "Møtet 17. april kl. 14.00 ble utsatt.",
        "Det var 20. mai 2016 i Oslo.",
        "Det var 20. Mai i Oslo.",
        "Tallene for 2. halvår er klare.",
        "Se kap. 3, jf. nr. 4.",
        "Dr. Hansen kom ikke.",
        "Vi har kurs, møter osv. på dagtid.",
        "Det gjeld t.d. IA-avtalen.",
        "«Hva trenger du?» spurte lederen.",
        "Jeg vet … kanskje ikke det.",
        "Rådgiver Jan W. Lippestad ledet møtet.",
        "Gjelder sykmeldte mht. oppfølging ift. Nav.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert read(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi har kurs osv. Det hjelper.", ["Vi har kurs osv.", "Det hjelper."]),
        ("Dette er delmål 3. Det er viktig.", ["Dette er delmål 3.", "Det er viktig."]),
        ("Ja! Er du sikker? Ja.", ["Ja!", "Er du sikker?", "Ja."]),
        ("Det er bra.» Hun lo.", ["Det er bra.»", "Hun lo."]),
        ("Det\u00a0er\u00a0slik.\u00a0Annet\u00a0er\u00a0det\u00a0ikke.", ["Det er slik.", "Annet er det ikke."]),
    ],
)
def test_two_sentences_or_more(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_break_of_line_ends_no_sentence() -> None:
    assert read("Samarbeidet med\nNav er\nviktig.") == ["Samarbeidet med Nav er viktig."]


def test_a_date_at_the_beginning_of_a_line_is_no_numbered_point() -> None:
    assert read("Avtalen gjelder for perioden\n4. mars 2014 til i dag.") == [
        "Avtalen gjelder for perioden 4. mars 2014 til i dag."
    ]


@pytest.mark.parametrize("blank", ["\n\n", "\n \n", "\n\u00a0\n"])
def test_a_blank_line_ends_a_sentence(blank: str) -> None:
    assert read(f"Uten punktum{blank}Neste avsnitt") == ["Uten punktum", "Neste avsnitt"]


@pytest.mark.parametrize("sign", ["•", "\uf0b7", "▪", "-"])
def test_a_bullet_begins_a_sentence(sign: str) -> None:
    assert read(f"{sign} første punkt\n{sign} andre punkt\n  på to linjer") == [
        f"{sign} første punkt",
        f"{sign} andre punkt på to linjer",
    ]


def test_a_numbered_point_begins_a_sentence_and_keeps_its_number() -> None:
    assert read("1. Godkjenning av referat\n2. Orientering") == ["1. Godkjenning av referat", "2. Orientering"]


def test_a_point_goes_on_after_a_blank_line_inside_it() -> None:
    assert read("• Et prosjekt basert på gode\n\neksempler fra bedrifter.") == [
        "• Et prosjekt basert på gode eksempler fra bedrifter."
    ]


def test_a_numbered_heading_is_a_sentence_of_its_own() -> None:
    assert read("Slutt.\n2.4 Relevans\nMålene treffer oss.") == ["Slutt.", "2.4 Relevans", "Målene treffer oss."]


def test_english_abbreviations_go_with_english() -> None:
    assert read("We met Dr. Smith, e.g. in May. It helped.", "en") == ["We met Dr. Smith, e.g. in May.", "It helped."]


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "Moderator: Hei. Kari: Vi ringer. Alltid."
    assert [text[start:end] for start, end in sentences(text, 22, len(text))] == ["Vi ringer.", "Alltid."]


@given(st.text(alphabet="aB1. \n•-?\u00a0"))
def test_every_letter_stands_in_just_one_trimmed_sentence(text: str) -> None:
    found = sentences(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in found)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
