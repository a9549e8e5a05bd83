"""A real joint report, held against what a person read in it; not run where the document is not at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from coding.stated.finding import figures_in
from evaluation.followup.joint.reading import best_template
from evaluation.followup.joint.report import JointReport, Part
from evaluation.sources.read import extract
from instruments.form.party_reports import known_templates

GOLDEN = json.loads((Path(__file__).parent / "golden" / "half-year-2012.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[5] / "shared" / "seeds"
FILE = next(iter(sorted(SHARED.glob("003_*.txt"))), None) if SHARED.is_dir() else None
pytestmark = pytest.mark.skipif(FILE is None, reason="the document is not at hand")


@pytest.fixture(scope="module")
def report() -> JointReport:
    assert FILE is not None
    return best_template(extract(FILE), known_templates())


def lines(report: JointReport, part: Part) -> list[int]:
    """The first and the last line of what stands under a heading."""
    assert part.start is not None and part.end is not None
    return [report.text.count("\n", 0, at) + 1 for at in (part.start, part.end - 1)]


def test_the_eleven_bodies_begin_where_a_reader_finds_them(report: JointReport) -> None:
    assert [(each.party, each.line) for each in report.chapters] == [
        (each["party"], each["line"]) for each in GOLDEN["chapters"]
    ]


@pytest.mark.parametrize("number", range(len(GOLDEN["chapters"])))
def test_each_part_has_its_lines_and_the_missing_are_named(report: JointReport, number: int) -> None:
    expected: dict[str, Any] = GOLDEN["chapters"][number]
    chapter = report.chapters[number]
    there = {each.section or "": lines(report, each) for each in chapter.parts if not each.missing}
    assert there == expected["parts"]
    assert list(chapter.missing) == expected["missing"]


def test_the_headings_are_told_as_each_party_wrote_them(report: JointReport) -> None:
    plural = [
        chapter.party
        for chapter in report.chapters
        for part in chapter.parts
        if part.section == "erfaring" and part.heading.startswith("Viktige ")
    ]
    assert plural == GOLDEN["plural_heading"]


def test_nothing_in_it_is_unsure(report: JointReport) -> None:
    assert report.problems == ()


def test_the_period_is_the_one_on_the_front(report: JointReport) -> None:
    assert report.period and [each.isoformat() for each in report.period] == GOLDEN["period"]


def test_the_figures_are_those_a_reader_finds(report: JointReport) -> None:
    start = report.chapters[0].start
    found = figures_in(report.text, start=start)
    assert [[report.text.count("\n", 0, each.start) + 1, each.value, each.high, each.unit] for each in found] == GOLDEN[
        "figures"
    ]
    assert all(each.sentence_start <= each.start < each.end <= each.sentence_end for each in found)
