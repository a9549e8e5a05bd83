"""Rules code what their indicators say, where somebody says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.rules import Unit, apply
from evaluation.errors import EvaluationError
from evaluation.language import Language
from evaluation.model import Code, Codebook, Coding, Indicator, Source, Turn


def codebook(*indicators: str, language: Language = "nb") -> Codebook:
    return Codebook(name="prøve", codes=(Code(name="k", indicators=Indicator(**{language: indicators})),))


def found(text: str, *indicators: str) -> list[str]:
    codings = apply(codebook(*indicators), Source("kilde", text, language="nb"), unit="match")
    return [text[coding.start : coding.end] for coding in codings]


@pytest.mark.parametrize(
    ("indicator", "text", "places"),
    [
        ("forenkling", "Forenklinger og forenklingen.", ["Forenklinger", "forenklingen"]),
        ("forebygg*", "Forebygging, uforebygget.", ["Forebygging"]),
        ("*fravær", "Sykefravær og fraværet.", ["Sykefravær"]),
        ("*senior*", "En seniorpolitikk for toppseniorer.", ["seniorpolitikk", "toppseniorer"]),
        ("sy*meld*", "Sykmeldt, sykemelding, melding.", ["Sykmeldt", "sykemelding"]),
        ("=mål", "Et mål, flere målene.", ["mål"]),
        ("IA-avtal*", "IA‐avtalen og ia–avtale.", ["IA‐avtalen", "ia–avtale"]),
        ("IA-avtal*", "om IA‐\navtalen nå", ["IA‐\navtalen"]),
        ("sykefravær*", "om syke-\nfraværet nå", ["syke-\nfraværet"]),
        ("forebyggingsog*", "forebyggings‐\nog tilrettelegging", []),
        ("godt arbeidsmiljø*", "Et godt  \narbeidsmiljøet. Godt. Arbeidsmiljø.", ["godt  \narbeidsmiljøet"]),
        ("savn* ~2 samarbeid*", "Vi savner et bedre samarbeid.", ["savner et bedre samarbeid"]),
        ("savn* ~1 samarbeid*", "Vi savner et bedre samarbeid.", []),
        ("savn* ~2 samarbeid*", "Samarbeidet savner vi.", []),
        ("savn* <~2> samarbeid*", "Samarbeidet savner vi.", ["Samarbeidet savner"]),
        ("lege <~2> syk*", "Syk lege syk.", ["Syk lege"]),
        ("lege <~2> syk*", "Syke er en lege syk.", ["lege syk"]),
        ("møte* ~3 møte*", "Et møte.", []),
        ("å ~2 den ~1 sykmeldte", "å ringe den sykmeldte", ["å ringe den sykmeldte"]),
        ("are", "Åre ligger der.", []),
    ],
)
def test_an_indicator_finds(indicator: str, text: str, places: list[str]) -> None:
    assert found(text, indicator) == places


@pytest.mark.parametrize(
    ("exclusion", "places"),
    [
        ("!sykepleier*", ["syke"]),
        ("!den syke", ["sykepleier"]),
        ("!har den ~1 syke", ["sykepleier", "syke"]),
    ],
)
def test_what_is_excluded_does_not_count(exclusion: str, places: list[str]) -> None:
    assert found("En sykepleier ringer den syke.", "syk*", exclusion) == places


def test_an_exclusion_holds_for_its_own_code_only() -> None:
    codes = (
        Code(name="a", indicators=Indicator(nb=("lege*", "!legen"))),
        Code(name="b", indicators=Indicator(nb=("lege*",))),
    )
    codings = apply(Codebook(name="x", codes=codes), Source("s", "Legen kom.", language="nb"))
    assert [coding.code for coding in codings] == ["b"]


def test_bokmaal_and_nynorsk_count_in_the_same_text() -> None:
    both = Codebook(name="x", codes=(Code(name="k", indicators=Indicator(nb=("sykmeld*",), nn=("sjukmeld*",))),))
    codings = apply(both, Source("s", "En sykmeldt. Ein sjukmeld.", language="nb"))
    assert [coding.note for coding in codings] == ["sykmeld*", "sjukmeld*"]


@pytest.mark.parametrize(
    ("text", "expected"), [("The sick leave was long, and they have said so.", 1), ("Det ble sick leave.", 0)]
)
def test_english_counts_when_the_source_is_english(text: str, expected: int) -> None:
    assert len(apply(codebook("sick leave", language="en"), Source("s", text))) == expected


def test_the_languages_can_be_chosen() -> None:
    assert not apply(codebook("syk*"), Source("s", "Han er syk."), languages=["nn"])


TRANSCRIPT = "Forebygging: Vi forebygger. Ja da.\nModerator: Forebygger dere?\nKari: Nei [om forebygging]. (forebygger)"
TURNS = tuple(
    Turn(TRANSCRIPT.index(words), TRANSCRIPT.index(words) + len(words), speaker)
    for speaker, words in (
        ("Forebygging", "Vi forebygger. Ja da."),
        ("Moderator", "Forebygger dere?"),
        ("Kari", "Nei [om forebygging]. (forebygger)"),
    )
)
SOURCE = Source("fg1", TRANSCRIPT, kind="transcript", turns=TURNS, language="nb")


@pytest.mark.parametrize(
    ("unit", "coded"),
    [
        ("match", ["forebygger", "Forebygger"]),
        ("sentence", ["Vi forebygger.", "Forebygger dere?"]),
        ("turn", ["Vi forebygger. Ja da.", "Forebygger dere?"]),
    ],
)
def test_only_spoken_words_are_coded(unit: Unit, coded: list[str]) -> None:
    codings = apply(codebook("forebygg*"), SOURCE, unit=unit)
    assert [TRANSCRIPT[coding.start : coding.end] for coding in codings] == coded


def test_a_parenthesis_in_a_written_answer_is_the_answerers_own_words() -> None:
    text = "Ja (vi forebygger)."
    source = Source("svar", text, kind="answers", turns=(Turn(0, len(text)),), language="nb")
    assert len(apply(codebook("forebygg*"), source)) == 1


def test_turns_can_be_skipped_by_a_predicate() -> None:
    codings = apply(codebook("forebygg*"), SOURCE, skip=lambda turn: turn.speaker == "Moderator")
    assert len(codings) == 1


def test_turns_can_be_skipped_by_naming_them() -> None:
    assert len(apply(codebook("forebygg*"), SOURCE, skip=TURNS[:1])) == 1


def test_a_coding_names_its_source_coder_origin_and_indicators() -> None:
    source = Source("s", "Vi forebygger sykefravær.", language="nb")
    assert apply(codebook("forebygg*", "*fravær", "senior*"), source, coder="regel") == (
        Coding("s", 0, 25, "k", "regel", origin="rule", note="forebygg*, *fravær"),
    )


def test_codings_come_by_place_then_in_the_order_of_the_codebook() -> None:
    codes = tuple(Code(name=name, indicators=Indicator(nb=("lege*",))) for name in ("z", "a"))
    codings = apply(Codebook(name="x", codes=codes), Source("s", "En lege. To leger.", language="nb"))
    assert [(coding.start, coding.code) for coding in codings] == [(0, "z"), (0, "a"), (9, "z"), (9, "a")]


def test_every_faulty_indicator_is_reported_at_once() -> None:
    with pytest.raises(EvaluationError) as error:
        apply(codebook("~5 lege", "*", "lege*"), Source("s", ""))
    assert [(each.code, each.values["of"]) for each in error.value.problems] == [("RULE-002", "k"), ("RULE-006", "k")]


@given(st.lists(st.sampled_from(["lege", "Legen", "syk", "og", ".", "\n", "\n\n", "(", ")"]), max_size=30))
def test_every_coding_holds_what_its_indicator_asks_for(words: list[str]) -> None:
    text = " ".join(words)
    for coding in apply(codebook("lege*"), Source("s", text, language="nb"), unit="match"):
        assert text[coding.start : coding.end].lower().startswith("lege")
