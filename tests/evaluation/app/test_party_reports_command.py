"""Joint reports from the command line, as a secretary types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.app.test_forms_command import written

Run = Callable[..., Any]
JOINT = """# Rapport fra Part A

## Viktigste erfaring?

Vi holdt 12 kurs.

## Avvik fra planen?

Ingen.

# Rapport fra Part B

## Avvik fra planen?

Ett.
"""


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    found = written(tmp_path / "studie")
    (found / "samlet.md").write_text(JOINT, encoding="utf-8")
    line = "rounds open h1 --template rapport --period 2026-H1 --parties lo,nho,ks --deadline 2026-08-15"
    run(*line.split(), "--study", found)
    return found


@pytest.fixture
def told(run: Run, folder: Path) -> Callable[[str], Any]:
    return lambda line: run(*line.format(folder).split(), "--study", folder)


def test_a_joint_report_from_reading_to_figures(told: Any) -> None:
    rows = told("rounds read {}/samlet.md --round h1 --json").json
    assert [(row["organisation"], row["question"], row["missing"]) for row in rows] == [
        ("lo", "erfaring", False),
        ("lo", "avvik", False),
        ("nho", "avvik", False),
    ]
    assert [each["party"] for each in told("rounds import {}/samlet.md --round h1 --json").json] == ["lo", "nho"]
    [figure] = told("rounds figures h1 --json").json
    assert (figure["value"], figure["unit"], figure["party"], figure["sentence"]) == (
        12, "kurs", "lo", "Vi holdt 12 kurs.",
    )  # fmt: skip
    reports = told("rounds show h1 --json").json["reports"]
    assert [(each["party"], each["channel"], each["source"]) for each in reports] == [
        ("lo", "file", "h1-lo"),
        ("nho", "file", "h1-nho"),
        ("ks", None, None),
    ]


def test_the_table_is_for_reading(told: Any) -> None:
    shown = told("rounds read {}/samlet.md --round h1").out
    assert "Part A" in shown
    assert "2 parter, malen rapport." in shown


def test_a_document_can_be_read_without_a_study(run: Run, folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alene"
    alone.mkdir()
    (alone / "felles.md").write_text(JOINT.replace("Part A", "Bygdetilsynet"), encoding="utf-8")
    done = run("rounds", "read", alone / "felles.md", "--json", "--template", "party-report-simplified")
    assert (done.status, done.json[0]["party"]) == (0, "Bygdetilsynet")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("rounds read {}/samlet.md --round h9", "ANSWER-026"),
        ("rounds read {}/samlet.md --template finnes-ikke", "ROUNDS-009"),
        ("rounds import {}/samlet.md --round h1 --party lo --party 1=nho", "ROUNDS-012"),
        ("rounds import {}/samlet.md --round h1 --party x=nho", "ROUNDS-012"),
        ("rounds import {}/samlet.md --round h1 --party finnes-ikke", "ANSWER-023"),
        ("rounds import {}/samlet.md --round h1 --without 99", "ROUNDS-011"),
        ("rounds compile h1", "ROUNDS-013"),
        ("rounds figures h9", "ANSWER-026"),
    ],
)
def test_a_mistake_is_told_with_its_remedy(told: Any, line: str, code: str) -> None:
    done = told(line)
    assert (done.status, code in done.err) == (1, True)


def test_a_chapter_may_be_given_its_party_and_another_left_out(told: Any) -> None:
    done = told("rounds import {}/samlet.md --round h1 --party 1=ks --without 11 --json")
    assert [(each["party"], each["line"]) for each in done.json] == [("ks", 1)]


def test_the_round_is_compiled_into_a_document(told: Any, folder: Path) -> None:
    told("rounds import {}/samlet.md --round h1")
    done = told("rounds compile h1 --to html")
    assert done.status == 0
    page = (folder / "rounds" / "h1" / "report.html").read_text(encoding="utf-8")
    assert "Part A" in page
    assert "Part C" in page
