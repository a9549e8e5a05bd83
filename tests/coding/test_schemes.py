"""The schemes that come along are complete codebooks without fault."""

import pytest

from coding import schemes
from coding.codebook import check_codebook
from coding.rules import apply
from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES, Language
from evaluation.model import Source

THEMES = ["generelt", "forenkling", "relevans", "forebygging", "oppfolging", "utenforskap", "seniorer"]
THEMES += ["ia-arbeid", "mangler"]


@pytest.mark.parametrize("name", schemes.names())
def test_every_scheme_passes_the_check(name: str) -> None:
    assert check_codebook(schemes.load(name)) == ()


@pytest.mark.parametrize("name", schemes.names())
@pytest.mark.parametrize("part", ["label", "definition", "include", "exclude", "example", "indicators"])
def test_every_code_says_all_in_all_languages(name: str, part: str) -> None:
    missing = [
        (code.name, language)
        for code in schemes.load(name)
        for language in LANGUAGES
        if not getattr(getattr(code, part), language)
    ]
    assert missing == []


@pytest.mark.parametrize("name", schemes.names())
def test_every_code_has_a_colour_of_its_own(name: str) -> None:
    colours = [code.colour for code in schemes.load(name)]
    assert None not in colours
    assert len(set(colours)) == len(colours)


def test_the_ia_scheme_has_the_nine_themes_in_order() -> None:
    assert [code.name for code in schemes.load("ia-agreement")] == THEMES


def test_a_misspelt_scheme_gets_the_nearest_name() -> None:
    with pytest.raises(EvaluationError) as error:
        schemes.load("ia-agrement")
    (problem,) = error.value.problems
    assert (problem.code, problem.values["known"]) == ("CODE-007", "ia-agreement")


@pytest.mark.parametrize(
    ("language", "words", "code"),
    [
        ("en", "Would we sign the IA agreement again without the contact person?", "generelt"),
        ("en", "There is still too much paperwork and the sanctions did not help.", "forenkling"),
        ("en", "We chose our own targets, and they are relevant to us.", "relevans"),
        ("en", "We prevent injuries with the occupational health service.", "forebygging"),
        ("en", "We hold a dialogue meeting with the doctor about graded sick leave.", "oppfolging"),
        ("en", "We take people who stand outside working life on a work placement.", "utenforskap"),
        ("en", "Our older employees talk about retirement.", "seniorer"),
        ("en", "The safety representatives meet the union representatives.", "ia-arbeid"),
        ("en", "We miss support for night shifts, and that should change.", "mangler"),
        ("nn", "Vi skreiv under på ny samarbeidsavtale fordi kontaktpersonen er god.", "generelt"),
        ("nn", "Det har vorte enklare, men skjemaet er framleis langt.", "forenkling"),
        ("nn", "Vi sette oss eigne mål som treffer bransjen.", "relevans"),
        ("nn", "Vi førebyggjer belastningsskadar saman med bedriftshelsetenesta.", "forebygging"),
        ("nn", "Ho var sjukmeld, og vi hadde dialogmøte med lækjaren.", "oppfolging"),
        ("nn", "Ungdommen står utanfor arbeidslivet og treng arbeidstrening.", "utenforskap"),
        ("nn", "Dei eldste hjå oss vil gå av med pensjon.", "seniorer"),
        ("nn", "Verneombodet og dei tillitsvalde er med i utvalet.", "ia-arbeid"),
        ("nn", "Eg saknar noko om skift, og avtalen burde seie det.", "mangler"),
    ],
)
def test_the_ia_scheme_knows_how_people_speak_of_a_theme(language: Language, words: str, code: str) -> None:
    source = Source("s", words, language=language)
    assert [coding.code for coding in apply(schemes.load("ia-agreement"), source)] == [code]
