"""Two versions of a questionnaire: which answers still mean the same."""

from collections.abc import Callable

import pytest

from instruments.comparing import Compared, compare
from instruments.load import read_instrument
from instruments.model import Instrument

FORM = """\
id: medlemmer
kind: questionnaire
languages: [nb, en]
title: Til medlemmene
scales:
  enighet: {codes: {1: Uenig, 2: Verken eller, 3: Enig}, missing: {9: Vet ikke}, positive: [3], neutral: [2]}
sections:
  - id: oppfolging
    title: Oppfølging
    questions:
      - {id: plan, type: single, text: {nb: Har dere en plan for de neste 6 månedene?, en: Do you have a plan?},
         choices: {1: Ja, 2: Nei}}
      - {id: hvorfor, text: Hvorfor har dere ikke en plan?, show_if: plan = 2}
      - {id: stotte, type: grid, scale: enighet, text: Hvor enig er du?, rows: {leder: Lederen følger opp,
         kolleger: Kollegene følger opp}}
      - {id: ansatte, type: number, text: Hvor mange ansatte har dere?, minimum: 1, maximum: 900}
"""


@pytest.fixture
def version(write: Callable[[str, str], object]) -> Callable[[str], Instrument]:
    return lambda text: read_instrument(write("medlemmer.yaml", text))  # type: ignore[arg-type]


def changed(version: Callable[[str], Instrument], old: str, new: str) -> list[Compared]:
    assert old in FORM
    found = compare(version(FORM), version(FORM.replace(old, new, 1)))
    return [each for each in found if each.verdict != "comparable"]


def test_a_version_compares_with_itself(version: Callable[[str], Instrument]) -> None:
    assert {each.verdict for each in compare(version(FORM), version(FORM))} == {"comparable"}


@pytest.mark.parametrize(
    ("old", "new", "verdict", "aspect", "key"),
    [
        ("nb: Har dere en plan for", "nb: Har dere noen plan for", "with-care", "wording", ""),
        ("neste 6 månedene", "neste 12 månedene", "not-comparable", "wording", ""),
        ("nb: Har dere en plan", "nb: Har dere ikke en plan", "not-comparable", "wording", ""),
        ("en: Do you have a plan?", "en: Who wrote it?", "not-comparable", "wording", ""),
        ("en: Do you have a plan?", "en: Do you have any plan?", "with-care", "wording", ""),
        ("{1: Ja, 2: Nei}", "{1: Ja, 2: Nei, 3: Delvis}", "with-care", "answer", "3"),
        ("{1: Ja, 2: Nei}", "{1: Ja}", "not-comparable", "answer", "2"),
        ("missing: {9: Vet ikke}", "missing: {9: Ikke aktuelt}", "not-comparable", "answer", "9"),
        ("{id: ansatte, type: number", "{id: ansatte, type: text", "not-comparable", "type", ""),
        ("show_if: plan = 2", "show_if: not answered(plan)", "with-care", "routing", ""),
        ("maximum: 900", "maximum: 500", "with-care", "limits", ""),
        ("positive: [3]", "positive: [2, 3]", "with-care", "scale", ""),
        ("Kollegene følger opp", "Kollegene mine følger opp", "with-care", "row", "kolleger"),
        ("leder: Lederen følger opp", "leder: Sykmeldte blir ringt", "not-comparable", "row", "leder"),
        ("{id: ansatte,", "{id: ansatte, variable: storrelse,", "with-care", "variable", ""),
    ],
)
def test_what_was_changed_decides_whether_answers_compare(
    version: Callable[[str], Instrument], old: str, new: str, verdict: str, aspect: str, key: str
) -> None:
    [found] = changed(version, old, new)
    assert (found.verdict, [(each.aspect, each.key) for each in found.changes]) == (verdict, [(aspect, key)])


def test_a_condition_on_the_section_is_one_on_its_questions(version: Callable[[str], Instrument]) -> None:
    found = changed(version, "    title: Oppfølging\n", "    title: Oppfølging\n    audience: [leder]\n")
    assert {(each.verdict, *(change.aspect for change in each.changes)) for each in found} == {
        ("with-care", "audience")
    }


def test_a_question_under_another_id_is_a_new_one_and_the_old_is_gone(version: Callable[[str], Instrument]) -> None:
    found = changed(version, "{id: ansatte,", "{id: storrelse,")
    assert [(each.question.id, each.verdict) for each in found] == [("storrelse", "new"), ("ansatte", "gone")]


def test_white_space_and_case_are_no_change(version: Callable[[str], Instrument]) -> None:
    assert changed(version, "Hvor mange ansatte har dere?", "Hvor mange  Ansatte har\u00a0dere?") == []
