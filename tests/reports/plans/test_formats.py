"""Plans written and read again, in every format and language, without loss."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.followup.plans.read import read_plan
from evaluation.language import LANGUAGES, Language
from evaluation.model.deadline import Deadline, deadline_of
from evaluation.model.plans import Plan, PlanSection, PlanTask, StatusUpdate
from reports.plans import known_formats, write_plan

DAY, LATER = dt.date(2012, 11, 16), dt.date(2013, 6, 14)
FULL, TABLES = ("csv", "xlsx", "yaml"), ("csv", "xlsx", "yaml", "docx")


def entry(at: dt.date, status: str, deadline: Deadline, remark: str = "", *, gone: bool = False) -> StatusUpdate:
    return StatusUpdate(at, "kari | ola", status, deadline, remark, gone)  # type: ignore[arg-type]


def plan() -> Plan:
    half, day = deadline_of("2013-H1"), deadline_of("2011-07-01")
    worded = deadline_of("2011-07-01", "Tas i bruk 1/7-11")
    return Plan(
        "plan",
        "Handlingsplan & mer",
        LATER,
        (PlanSection("Kunnskap", "Økt engasjement"), PlanSection("Regler")),
        (
            PlanTask(
                *("Kurs i «roller»; og <mer>", "1.1", "Kunnskap", "AD, HOD", "Arbeids- og velferdsdirektoratet"),
                *(half, "under-way", "Første linje\nandre | linje", (1, 3)),
                history=(
                    entry(DAY, "not-started", deadline_of("soon")),
                    entry(LATER, "under-way", half, "Første linje\nandre | linje"),
                ),
            ),
            PlanTask("=SUM(1)", "1.2", "Kunnskap", "", "KS", worded, "done", history=(entry(DAY, "done", worded),)),
            PlanTask("Lov", "2.1", "Regler", "AD", "", day, "dropped", gone=LATER, history=(
                entry(DAY, "dropped", day), entry(LATER, "dropped", day, gone=True))),
            PlanTask("Annet", "2.10", "Regler", deadline=deadline_of("unknown", "når tiden er inne"), history=(
                entry(DAY, "not-started", deadline_of("unknown", "når tiden er inne")),)),
        ),
    )  # fmt: skip


def again(suffix: str, folder: Path, language: Language, wanted: Plan | None = None) -> Plan:
    file = folder / f"plan.{suffix}"
    write_plan(wanted or plan(), file, language)
    return read_plan(file).plan


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", FULL)
def test_all_of_a_plan_with_its_history_comes_back(suffix: str, language: Language, tmp_path: Path) -> None:
    assert again(suffix, tmp_path, language) == plan()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_in_word_comes_back_without_its_history(language: Language, tmp_path: Path) -> None:
    tasks = tuple(replace(task, history=()) for task in plan().tasks)
    assert again("docx", tmp_path, language) == replace(plan(), tasks=tasks)


@pytest.mark.parametrize("suffix", TABLES)
def test_a_plan_without_sections_comes_back(suffix: str, tmp_path: Path) -> None:
    bare = Plan("plan", "Plan", None, (), (PlanTask("Kurs", "1", decides="KS", deadline=deadline_of("running")),))
    assert again(suffix, tmp_path, "nb", bare) == bare


@pytest.mark.parametrize("suffix", sorted(known_formats()))
def test_the_same_plan_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    if suffix == "xlsx":
        pytest.skip("a workbook bears the moment it was made")
    first, second = (known_formats()[suffix].write(plan(), "nn") for _ in range(2))
    assert first == second


def test_a_plan_is_written_into_no_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        write_plan(plan(), tmp_path / "plan.odp", "nb")
    assert error.value.problems[0].code == "PLAN-037"


def test_no_text_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_plan(plan(), tmp_path / "plan.xlsx", "nb")
    cells = [cell for sheet in load_workbook(tmp_path / "plan.xlsx") for row in sheet.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=SUM(1)"] == ["s"]


def test_the_workbook_is_set_up_for_print(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_plan(plan(), tmp_path / "plan.xlsx", "nb")
    sheet = load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (
        *("landscape", 0),
        "$4:$4",
    )


def test_the_word_document_lies_on_its_side_and_repeats_its_headings() -> None:
    made = known_formats()["docx"].write(plan(), "nb")
    text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert ('w:orient="landscape"' in text, text.count("<w:tblHeader")) == (True, 2)


def test_the_pdf_is_tagged_and_lies_on_its_side() -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(known_formats()["pdf"].write(plan(), "nb"))) as found:
        box = found.pages[0].mediabox
        assert ("/StructTreeRoot" in found.Root, float(box[2]) > float(box[3])) == (True, True)
