"""The matrix of a study: by pseudonym, without those who withdrew, and without names."""

import json
from collections.abc import Callable
from dataclasses import asdict

import pytest

from coding.framework.reading import Columns, find_case, find_theme, framework_of
from coding.framework.writing import write_cell
from evaluation.errors import EvaluationError
from evaluation.model.memo import CaseKind
from evaluation.study import Study


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("participant", ["Informant 2", "Informant 1"]),
        ("organisation", ["Virksomhet A", "Virksomhet B"]),
        ("session", ["Samtalen med […]"]),
    ],
)
def test_the_cases_are_those_who_took_part_by_pseudonym(told: Study, kind: CaseKind, labels: list[str]) -> None:
    assert [each.label for each in framework_of(told, cases=kind).cases] == labels


@pytest.mark.parametrize(
    ("kind", "columns", "quotes"),
    [
        ("participant", "theme", {("ragnhild", "forebygging"): [1, 2], ("odd", "forebygging"): [3]}),
        ("organisation", "theme", {("sykehjem", "forebygging"): [1, 2], ("lager", "forebygging"): [3]}),
        ("session", "theme", {("fg1", "forebygging"): [1, 2, 3], ("fg1", "oppfolging"): [4]}),
        (
            "participant",
            "code",
            {
                ("ragnhild", "code:forebygging"): [1, 2],
                ("odd", "code:forebygging"): [3],
                ("odd", "code:utstyr"): [3],
            },
        ),
    ],
)
def test_a_quote_stands_by_who_said_it_under_the_codes_above_it(
    told: Study, kind: CaseKind, columns: Columns, quotes: dict[tuple[str, str], list[int]]
) -> None:
    cells = framework_of(told, cases=kind, columns=columns).cells
    assert {place: list(cell.quotes) for place, cell in cells.items() if cell.quotes} == quotes


@pytest.mark.parametrize("kind", ["participant", "organisation"])
def test_whoever_has_withdrawn_is_left_out(told: Study, withdraw: Callable[[], None], kind: CaseKind) -> None:
    write_cell(told, "odd" if kind == "participant" else "lager", "forebygging", "Hemmelig.")
    withdraw()
    whole = framework_of(told, cases=kind)
    shown = (len(whole.cases), "Hemmelig" in str(whole.cells), list(whole.quotes["id"]))
    assert shown == (1, False, [1, 2])


def test_a_summary_of_a_session_is_stale_when_somebody_there_withdraws(
    told: Study, withdraw: Callable[[], None]
) -> None:
    write_cell(told, "fg1", "forebygging", "De løfter.")
    withdraw()
    assert framework_of(told, cases="session").cell("fg1", "forebygging").state == "stale"


@pytest.mark.parametrize("name", ["Ragnhild", "Ternebø", "Ternholmen omsorgssenter", "Odd Skarvang"])
@pytest.mark.parametrize("kind", ["participant", "organisation", "session"])
def test_no_name_is_shown_anywhere(told: Study, name: str, kind: CaseKind) -> None:
    case = {"participant": "Informant 1", "organisation": "Virksomhet A", "session": "fg1"}[kind]
    write_cell(told, case, "forebygging", f"Det var\n{name} som sa det.")
    whole = framework_of(told, cases=kind)
    texts = [asdict(cell.summary)["text"] for cell in whole.listed() if cell.summary]
    labels = [each.label for each in whole.cases]
    shown = json.dumps([labels, texts, whole.quotes[["text", "source", "speaker"]].to_dict("list")], ensure_ascii=False)
    assert (name in shown, len(texts)) == (False, 1)


@pytest.mark.parametrize(
    ("wanted", "kind", "id_"),
    [
        ("Informant 1", "participant", "ragnhild"),
        ("informant 1", "participant", "ragnhild"),
        ("odd", "participant", "odd"),
        ("Virksomhet B", "organisation", "lager"),
        ("fg1", "session", "fg1"),
    ],
)
def test_a_case_is_found_by_id_or_pseudonym(told: Study, wanted: str, kind: str, id_: str) -> None:
    found, case = find_case(told, wanted, None, "nb")
    assert (found, case.id) == (kind, id_)


def test_an_unknown_case_is_answered_with_the_nearest(told: Study) -> None:
    with pytest.raises(EvaluationError) as raised:
        find_case(told, "Virksomhet C", "organisation", "nb")
    [found] = raised.value.problems
    assert (found.code, found.values["known"]) == ("FRAMEWORK-001", "Virksomhet A, Virksomhet B")


def test_a_real_name_finds_no_case(told: Study) -> None:
    with pytest.raises(EvaluationError) as raised:
        find_case(told, "Ragnhild Ternebø", None, "nb")
    assert [each.code for each in raised.value.problems] == ["FRAMEWORK-001"]


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [
        ("forebygging", "forebygging"),
        ("Oppfølging", "oppfolging"),
        ("utstyr", "code:utstyr"),
        ("code:forebygging", "code:forebygging"),
    ],
)
def test_a_theme_is_found_before_a_code(told: Study, wanted: str, id_: str) -> None:
    assert find_theme(told, wanted, "nb")[1].id == id_


def test_an_unknown_theme_is_answered_with_the_nearest(told: Study) -> None:
    with pytest.raises(EvaluationError) as raised:
        find_theme(told, "forebyging", "nb")
    [found] = raised.value.problems
    assert (found.code, "forebygging" in str(found.values["known"])) == ("FRAMEWORK-002", True)
