"""The front matter, the variables and the one moment the files carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from reports.engines.front import front_matter, language_of, moment, variables


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1. juli 2026", "2026-07-01"),
        ("15. desember 2025", "2025-12-15"),
        ("17 May 2024", "2024-05-17"),
        ("2026-03-09", "2026-03-09"),
        ("Mars 2026", "2026-03-01"),
        ("2026", "2026-01-01"),
        ("31. februar 2026", "2026-01-01"),
        ("våren", "2000-01-01"),
        (None, "2000-01-01"),
    ],
)
def test_the_moment_is_the_date_of_the_report(date: str | None, expected: str) -> None:
    assert moment(date, {}).date().isoformat() == expected


def test_source_date_epoch_wins_over_the_date() -> None:
    assert moment("1. juli 2026", {"SOURCE_DATE_EPOCH": "86400"}).isoformat() == "1970-01-02T00:00:00+00:00"


@pytest.mark.parametrize(
    ("front", "project", "asked", "expected"),
    [
        ({"lang": "nn"}, {"lang": "nb"}, None, "nn"),
        ({}, {"lang": "en-GB"}, None, "en"),
        ({"lang": "nn"}, {}, "en", "en"),
        ({"lang": "no"}, {}, None, "nb"),
        ({"lang": "nb-NO"}, {}, None, "nb"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_reports_own(
    front: dict[str, str], project: dict[str, str], asked: str | None, expected: str
) -> None:
    assert language_of(front, project, asked) == expected  # type: ignore[arg-type]


def test_broken_front_matter_names_the_line() -> None:
    with pytest.raises(EvaluationError) as error:
        front_matter('---\ntitle: "Rapport\nlang: nb\n---\n\n# Innledning\n')
    assert [each.code for each in error.value.problems] == ["ENGINE-009"]


def test_variables_have_dotted_names(tmp_path: Path) -> None:
    (tmp_path / "_variables.yml").write_text("survey:\n  n: 47\n  rate: 34.6\nopen: true\n", encoding="utf-8")
    assert variables(tmp_path) == {"survey.n": "47", "survey.rate": "34.6", "open": "true"}
