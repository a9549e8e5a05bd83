"""Every scheme that comes along finds its own examples, in each language, and says what its codes mean there."""

import pytest

from coding import schemes
from coding.codebook import check_codebook
from coding.rules import apply
from evaluation.language import LANGUAGES, Language
from evaluation.model import Code, Codebook, Source

OWN = ("sub-goals", "oecd-dac", "swot")


def found_in(codebook: Codebook, words: str, language: Language) -> set[str]:
    return {coding.code for coding in apply(codebook, Source("example", words, language=language))}


def codes(*names: str) -> list[tuple[str, Code]]:
    return [(name, code) for name in names for code in schemes.load(name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sub-goals", ["delmal-sykefravar", "delmal-utenfor", "delmal-seniorer"]),
        (
            "oecd-dac",
            [
                "dac-relevans",
                "dac-sammenheng",
                "dac-maloppnaelse",
                "dac-effektivitet",
                "dac-virkninger",
                "dac-varighet",
            ],
        ),
        ("swot", ["styrke", "svakhet", "mulighet", "trussel"]),
    ],
)
def test_a_scheme_has_its_codes_in_order(name: str, expected: list[str]) -> None:
    assert [code.name for code in schemes.load(name)] == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "code"), codes(*OWN), ids=lambda each: getattr(each, "name", each))
def test_a_code_finds_its_own_example_and_no_other_code_does(name: str, code: Code, language: Language) -> None:
    assert found_in(schemes.load(name), getattr(code.example, language), language) == {code.name}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OWN)
def test_an_example_stands_once_in_a_scheme(name: str, language: Language) -> None:
    examples = [getattr(code.example, language) for code in schemes.load(name)]
    assert len(set(examples)) == len(examples)


def test_no_two_schemes_give_different_codes_the_same_name() -> None:
    names = [code.name for _, code in codes(*OWN, "ia-agreement")]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", OWN)
def test_a_scheme_has_no_fault_and_no_shared_indicator(name: str) -> None:
    assert check_codebook(schemes.load(name)) == ()


@pytest.mark.parametrize(
    ("name", "language", "words", "code"),
    [
        ("sub-goals", "nb", "Sykefraværet gikk ned da vi begynte å forebygge belastning.", "delmal-sykefravar"),
        ("sub-goals", "nn", "Dei eldste hjå oss vil gå av med pensjon.", "delmal-seniorer"),
        ("sub-goals", "en", "We offer work placements to people outside working life.", "delmal-utenfor"),
        ("oecd-dac", "nb", "De to ordningene overlapper, og ingen koordinerer.", "dac-sammenheng"),
        ("oecd-dac", "nn", "Rapporteringa er tidkrevjande.", "dac-effektivitet"),
        ("oecd-dac", "en", "It had an unintended impact on small firms.", "dac-virkninger"),
        ("swot", "nb", "Det fungerer ikke så godt på nattskiftet.", "svakhet"),
        ("swot", "nn", "Dette opnar for at fleire kan vere med.", "mulighet"),
        ("swot", "en", "We are worried that the scheme may disappear.", "trussel"),
    ],
)
def test_a_scheme_knows_how_people_speak(name: str, language: Language, words: str, code: str) -> None:
    assert found_in(schemes.load(name), words, language) == {code}
