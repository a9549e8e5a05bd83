"""The check tells all that could be better, with the path of the code."""

from __future__ import annotations

import pytest

from coding.codebook import check_codebook
from coding.codebooks.check import Use
from evaluation.model import Code, Codebook, Indicator, Localised


def code(name: str, parent: str | None = None, *indicators: str, **values: object) -> Code:
    said = {"definition": Localised(nb=f"{name} er {sum(map(ord, name))}."), **values}
    return Code(name=name, parent=parent, indicators=Indicator(nb=indicators), **said)  # type: ignore[arg-type]


def found(*codes: Code, use: Use | None = None) -> list[tuple[str, str]]:
    return [(each.code, each.where) for each in check_codebook(Codebook(name="x", codes=codes), use)]


def test_nothing_is_found_where_all_is_well() -> None:
    codes = code("helse", None, "helse*"), code("lege", "helse", "lege*"), code("pleier", "helse", "pleie*")
    assert found(*codes, use={"lege": 3, "pleier": 1}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (code("forebygging"), code("forebyging")),
        (code("a", label=Localised(nb="Oppfølging av syke")), code("b", label=Localised(nb="Oppfølging av  syke"))),
        (
            code("a", definition=Localised(nb="Kontakt mens noen er borte.")),
            code("b", definition=Localised(nb="Kontakten mens noen er borte.")),
        ),
    ],
)
def test_near_doubles_are_found(one: Code, other: Code) -> None:
    assert found(one, other) == [("CODEBOOK-040", one.name)]


@pytest.mark.parametrize(("one", "other"), [("spørsmål1", "spørsmål2"), ("lege", "leger"), ("tiltak", "roller")])
def test_names_that_differ_as_they_should_are_not(one: str, other: str) -> None:
    assert found(code(one), code(other)) == []


def test_the_same_indicator_in_two_codes_is_found() -> None:
    assert found(code("helse", None, "lege*"), code("roller", None, "Lege*")) == [("CODE-005", "helse")]


def test_an_indicator_that_one_code_excludes_and_another_looks_for_is_as_it_should_be() -> None:
    assert found(code("helse", None, "syke*", "!sykehus*"), code("bygg", None, "sykehus*")) == []


def test_an_indicator_within_a_wider_one_is_a_hint() -> None:
    [problem] = check_codebook(Codebook(name="x", codes=(code("a", None, "syke*"), code("b", None, "sykehus*"))))
    assert (problem.code, problem.severity, problem.values["wider"]) == ("CODEBOOK-041", "note", "syke*")


def test_an_indicator_looked_for_and_excluded_at_once_is_found() -> None:
    assert found(code("a", None, "lege*", "!lege*")) == [("CODEBOOK-042", "a")]


def test_unused_codes_and_parents_with_codings_are_found() -> None:
    codes = code("helse"), code("lege", "helse"), code("pleier", "helse"), code("roller")
    assert found(*codes, use={"helse": 2, "lege": 1}) == [
        ("CODEBOOK-047", "helse"),
        ("CODEBOOK-043", "helse / pleier"),
        ("CODEBOOK-043", "roller"),
    ]


def test_a_parent_is_not_unused_when_the_codes_under_it_are_used() -> None:
    assert found(code("helse"), code("lege", "helse"), code("pleier", "helse"), use={"lege": 1, "pleier": 1}) == []


def test_a_single_child_and_a_deep_tree_are_found() -> None:
    codes = [
        code("en"),
        code("to", "en"),
        code("tre", "to"),
        code("fire", "tre"),
        code("fem", "fire"),
        code("seks", "fem"),
    ]
    assert found(*codes) == [
        ("CODEBOOK-044", "en"),
        ("CODEBOOK-044", "en / to"),
        ("CODEBOOK-044", "en / to / tre"),
        ("CODEBOOK-044", "en / to / tre / fire"),
        ("CODEBOOK-044", "en / to / tre / fire / fem"),
        ("CODEBOOK-045", "en / to / tre / fire / fem"),
    ]


@pytest.mark.parametrize(("under", "expected"), [(9, [("CODEBOOK-046", "topp")]), (6, [])])
def test_a_branch_that_holds_almost_all_is_found(under: int, expected: list[tuple[str, str]]) -> None:
    codes = [code(f"kode {number}", "topp" if number < under else None) for number in range(10)]
    assert found(code("topp"), *codes) == expected


def test_archived_codes_are_passed_over() -> None:
    assert found(Code(name="a", archived=True), use={}) == []
