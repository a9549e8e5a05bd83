"""`underveis agree`: figures with their universe, and what it says where there are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coding.agreement import measure_names
from evaluation.app.agreement_told import measure_name
from evaluation.model import Coding
from evaluation.study import open_study
from tests.sharing import copy_of

KEYS = ["measure", "unit", "code", "value", "low", "high", "units", "coders", "reason"]
Run = Callable[..., Any]


@pytest.fixture(scope="module")
def coded(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with two more coders, who code one source by the rules, each leaving something out."""
    folder = copy_of(demo, tmp_path_factory.mktemp("agreement") / "studie")
    study = open_study(folder, speak=False)
    found = [each for each in study.codings() if each.origin == "rule" and each.source == "telefon"]
    for coder, left_out in (("ane", 5), ("bo", 7)):
        kept = [each for at, each in enumerate(found) if at % left_out]
        study.add([Coding(each.source, each.start, each.end, each.code, coder, "pilot") for each in kept])
    study.store.engine.dispose()
    return folder


def agree(run: Run, study: Path, *words: str) -> list[dict[str, Any]]:
    done = run("agree", *words, "--coder", "ane", "--coder", "bo", "--json", "--study", study)
    assert done.status == 0, done.err
    return list(done.json)


def test_the_keys_that_were_promised_come_first(run: Run, coded: Path) -> None:
    assert all(list(row)[:9] == KEYS for row in agree(run, coded))


def test_every_measure_by_turn(run: Run, coded: Path) -> None:
    rows = agree(run, coded, "--unit", "turn", "--measure", "all", "--resamples", "50")
    assert {row["measure"] for row in rows} == set(measure_names())
    assert {row["unit"] for row in rows if not row["measure"].split("-")[0].endswith("u")} == {"turn"}
    for row in rows:
        assert (row["value"] is None) == bool(row["reason"]) == bool(row["reason_code"])
        assert (row["coders"], row["rounds"], row["seed"]) == (["ane", "bo"], ["pilot", "pilot"], 1)


def test_the_universe_stands_with_every_figure(run: Run, coded: Path) -> None:
    universe = agree(run, coded, "--measure", "gwet-ac")[-1]["universe"]
    assert (universe["sources"], universe["drawn"], universe["where"]) == (["telefon"], "sentence", None)
    assert {each["source"] for each in universe["left_out"]} >= {"epost", "skriftlig-buss"}
    assert 0 < universe["coded"] < universe["units"]


def test_the_same_seed_gives_the_same_figures(run: Run, coded: Path) -> None:
    first, again, other = (agree(run, coded, "--seed", seed) for seed in ("3", "3", "4"))
    assert first == again
    assert [row["low"] for row in first] != [row["low"] for row in other]


def test_measures_may_stand_side_by_side(run: Run, coded: Path) -> None:
    rows = agree(run, coded, "--measure", "scott-pi,cohen-kappa", "--measure", "scott-pi")
    assert list(dict.fromkeys(row["measure"] for row in rows)) == ["cohen-kappa", "scott-pi"]


def test_a_person_is_compared_with_the_rules(run: Run, coded: Path) -> None:
    done = run(
        "agree", "--coder", "ane", "--coder", "rule", "--round", "pilot", "--round", "1", "--json", "--study", coded
    )
    assert {tuple(row["coders"]) for row in done.json} == {("ane", "rule")}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_table_fits_a_screen_in_every_language(run: Run, coded: Path, language: str) -> None:
    line = ["agree", "--coder", "ane", "--coder", "bo", "--unit", "turn", "--measure", "all", "--resamples", "20"]
    done = run(*line, "--lang", language, "--study", coded)
    tables = [row for row in done.out.splitlines() if "  " in row.strip() or row.startswith("─")]
    assert done.status == 0
    assert max(map(len, map(str.rstrip, tables))) <= 80
    assert ("0.9" in done.out) == (language == "en")


def test_what_is_not_defined_is_a_dash_with_its_reason_below(run: Run, coded: Path) -> None:
    done = run("agree", "--coder", "ane", "--coder", "bo", "--measure", "cu-alpha", "--study", coded)
    [reason] = [line for line in done.out.splitlines() if line.startswith("–")]
    assert "cuα" in reason


def shown(run: Run, study: Path, *words: str) -> str:
    done = run("agree", *words, "--lang", "en", "--resamples", "0", "--study", study)
    assert done.status == 0, done.err
    return str(done.out)


def test_a_group_and_what_lies_outside_it_are_told(run: Run, coded: Path) -> None:
    told = shown(run, coded, "--coder", "ane", "--coder", "bo", "--where", "speaker = Moderator", "--unit", "turn")
    assert "Only where speaker = Moderator" in told
    assert "lie outside the units" in told


def test_rounds_stand_beside_the_names_where_there_are_several(run: Run, coded: Path) -> None:
    told = shown(run, coded, "--coder", "ane", "--coder", "rule", "--round", "pilot", "--round", "1")
    assert told.startswith("ane · pilot and rule · 1\n")
    assert "fokusgruppe (rule · 1 only)" in told


def test_one_code_is_not_told_twice(run: Run, coded: Path) -> None:
    told = shown(run, coded, "--coder", "ane", "--coder", "bo", "--code", "seniorer")
    assert ("Seniors" in told, "all codes together" in told, "samples" in told) == (True, False, False)


def test_a_measure_of_single_codes_alone_has_no_table_over_all(run: Run, coded: Path) -> None:
    told = shown(run, coded, "--coder", "ane", "--coder", "bo", "--measure", "ku-alpha", "--measure", "cu-alpha")
    assert "all codes together" not in told


def test_a_plugin_without_a_label_goes_by_its_name() -> None:
    assert measure_name("mitt-maal") == "mitt-maal"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["--coder", "anne"], "AGREEMENT-010"),
        (["--round", "pilott"], "AGREEMENT-011"),
        (["--coder", "ane"], "AGREEMENT-012"),
        (["--measure", "kappa"], "AGREEMENT-001"),
        (["--measure", "alle"], "AGREEMENT-001"),
        (["--unit", "setning"], "AGREEMENT-017"),
        (["--code", "forbygging"], "AGREEMENT-015"),
        (["--source", "telefn"], "AGREEMENT-016"),
        (["--coder", "ane", "--coder", "bo", "--source", "epost"], "AGREEMENT-014"),
        (["--coder", "ane", "--coder", "bo", "--round", "1"], "AGREEMENT-013"),
        (["--coder", "ane", "--coder", "bo", "--where", "coder = ane"], "AGREEMENT-018"),
    ],
)
def test_what_cannot_be_compared_is_said(run: Run, coded: Path, line: list[str], code: str) -> None:
    done = run("agree", *line, "--json", "--study", coded)
    assert (done.status, done.error["code"]) == (1, code)


@pytest.mark.parametrize("line", [["--seed", "-1"], ["--resamples", "mange"], ["--ukjent"]])
def test_a_line_that_cannot_be_read_is_wrong_usage(run: Run, coded: Path, line: list[str]) -> None:
    assert run("agree", *line, "--json", "--study", coded).status == 2
