"""What a study has not got yet is told from the first day, and no more than such a study needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.lacking import lacking
from evaluation.app.templates import names
from evaluation.editing.people import add_person
from evaluation.followup.plans.keeping import import_plan
from evaluation.followup.plans.read import read_plan
from evaluation.model import Code, Codebook, Coding, Participant, Source
from evaluation.study import Study, open_study

PLAN = (
    'title: Plan\nsections:\n  - title: Arbeid\n    tasks:\n      - {number: "1", task: Lage veileder, decides: LO}\n'
)


def codes(study: Study) -> list[str]:
    return [each.code.removeprefix("STUDY-0") for each in lacking(study)]


@pytest.fixture
def begun(tmp_path: Path) -> Study:
    (tmp_path / "evaluation.yaml").write_text("title: Ny\nlanguages: [nb]\n", encoding="utf-8")
    return open_study(tmp_path, speak=False)


@pytest.mark.parametrize("template", names())
def test_a_study_just_begun_lacks_people_texts_and_codes(
    run: Callable[..., Any], tmp_path: Path, template: str
) -> None:
    run("init", tmp_path / "ny", "--template", template)
    assert {"24", "25", "26"} <= set(codes(open_study(tmp_path / "ny", speak=False)))
    told = run("status", "--json", "--study", tmp_path / "ny").json["missing"]
    assert {"STUDY-024", "STUDY-025", "STUDY-026"} <= {each["code"] for each in told}


def test_each_thing_that_is_done_is_told_no_more(begun: Study) -> None:
    assert codes(begun) == ["23", "24", "25", "26"]
    add_person(begun, Participant(id="p1"))
    assert codes(begun) == ["23", "25", "26"]
    begun.add(Source("samtale", "Vi begynte i det små."))
    assert codes(begun) == ["23", "26", "28"]
    begun.import_codebook(Codebook(name="bok", codes=(Code(name="tiltak"),)))
    assert codes(begun) == ["23", "27", "28"]
    begun.add(Coding("samtale", 0, 2, "tiltak", "ida"))
    assert codes(begun) == ["23", "28"]
    (begun.folder / "report").mkdir()
    (begun.folder / "report" / "report.qmd").write_text("# Rapport\n", encoding="utf-8")
    assert codes(begun) == ["23"]


def test_one_that_follows_a_plan_up_needs_no_codes_and_no_texts(begun: Study, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    import_plan(begun, read_plan(tmp_path / "plan.yaml"))
    assert codes(begun) == ["23", "28"]


def test_the_sample_lacks_nothing(demo: Path) -> None:
    assert lacking(open_study(demo, speak=False)) == ()
