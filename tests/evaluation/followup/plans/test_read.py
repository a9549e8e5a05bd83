"""Plans read from workbooks, CSV, Word and YAML, and what is said of bad ones."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from evaluation.errors import EvaluationError
from evaluation.followup.plans.read import read_plan
from evaluation.model.deadline import deadline_of
from tests.evaluation.followup.plans.example import SECTIONS, TASKS, write_plan

HEADINGS = ("Nr", "Oppgave", "Forbereder", "Gjennomfører", "Frist", "Status", "Merknad")
Write = Callable[[str, str], Path]


def workbook(path: Path, *rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Ark1"
    for row in (headings, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(EvaluationError) as error:
        read_plan(path)
    return [
        f"{each.code} {each.values.get('place', each.values.get('cell', ''))}".strip() for each in error.value.problems
    ]


def told(path: Path, at: dt.date | None = None) -> list[str]:
    return [each.code for each in read_plan(path, at=at).problems]


def test_every_task_of_the_example_is_read(tmp_path: Path) -> None:
    assert len(read_plan(write_plan(tmp_path / "plan.xlsx")).plan.tasks) == TASKS == 36


def test_the_sections_of_the_example_have_their_aims(tmp_path: Path) -> None:
    plan = read_plan(write_plan(tmp_path / "plan.xlsx")).plan
    assert [(each.title, each.aim) for each in plan.sections] == [(title, aim) for title, aim, _ in SECTIONS]


def test_the_day_of_the_last_update_is_read_and_not_that_of_the_first_decision(tmp_path: Path) -> None:
    assert read_plan(write_plan(tmp_path / "plan.xlsx")).plan.updated == dt.date(2012, 11, 16)


def test_the_deadlines_of_the_example(tmp_path: Path) -> None:
    tasks = {each.title: each.deadline.code for each in read_plan(write_plan(tmp_path / "plan.xlsx")).plan.tasks}
    wanted = {
        "Legge fram evalueringen": "2013-06-01",
        "Tilpasse samarbeidsavtalen": "2010-S3",
        "Vurdere kampanjer": "running",
        "Tidligere tiltak for utsatte": "soon",
        "Forankre arbeidet i rådet": "twice",
        "Gjennomføre jobbstrategien": "unknown",
    }
    assert {title: tasks[title] for title in wanted} == wanted


def test_who_prepares_in_cooperation_with_whom(tmp_path: Path) -> None:
    task = next(each for each in read_plan(write_plan(tmp_path / "p.xlsx")).plan.tasks if "stoppunkter" in each.title)
    assert task.parties == (
        *("Arbeidsdepartementet", "Arbeidstilsynet", "Arbeids- og velferdsdirektoratet"),
        *("Regjeringen", "Stortinget"),
    )


def test_a_csv_in_nynorsk_with_semicolons(write: Write) -> None:
    file = write("plan.csv", "Oppgåve;Ansvar;Frist;Status\nSkrive brev;KS;1. halvår 2013;Ikkje starta\n")
    [task] = read_plan(file).plan.tasks
    assert (task.title, task.decides, task.deadline.code, task.status) == (
        *("Skrive brev", "KS", "2013-H1"),
        "not-started",
    )


def test_an_english_csv_with_commas(write: Write) -> None:
    file = write("plan.csv", "Task,Owner,Due date,Status\nWrite,KS,as soon as possible,In progress\n")
    [task] = read_plan(file).plan.tasks
    assert (task.deadline.code, task.status) == ("soon", "under-way")


def test_a_csv_in_the_encoding_of_old_spreadsheets(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_bytes("Oppgave;Frist;Status\nForebygge på årsbasis;våren 2013;Igangsatt\n".encode("cp1252"))
    assert read_plan(file).plan.tasks[0].title == "Forebygge på årsbasis"


def test_tables_of_a_word_document_with_the_headings_above_them(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Handlingsplan", 0)
    document.add_paragraph("Oppdatert 16. november 2012")
    for title, rows in (("Kunnskap", [("Kurs", "Løpende", "I gang")]), ("Regler", [("Lov", "1/7-11", "Ferdig")])):
        document.add_heading(title, 1)
        document.add_paragraph(f"Mål for {title}")
        table = document.add_table(rows=1, cols=3)
        for cell, text in zip(table.rows[0].cells, ("Oppgaver", "Frist", "Status"), strict=True):
            cell.text = text
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(tmp_path / "plan.docx"))
    plan = read_plan(tmp_path / "plan.docx").plan
    assert (plan.title, plan.updated) == ("Handlingsplan", dt.date(2012, 11, 16))
    assert [(each.section, plan.aim_of(each.section), each.title) for each in plan.tasks] == [
        ("Kunnskap", "Mål for Kunnskap", "Kurs"),
        ("Regler", "Mål for Regler", "Lov"),
    ]


def test_yaml_as_people_write_it(write: Write) -> None:
    file = write(
        "plan.yaml",
        """\
        title: Plan
        sections:
          - title: Kunnskap
            tasks:
              - {number: 1.1, task: Kurs, decides: KS, deadline: 2013, status: i gang, goals: [1, 3]}
        """,
    )
    [task] = read_plan(file).plan.tasks
    assert (task.number, task.deadline.code, task.status, task.goals) == ("1.1", "2013", "under-way", (1, 3))


def test_every_fault_is_told_at_once_with_sheet_and_cell(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "plan.xlsx",
        ("1", "Kurs", "A", "B", "31/2-13", "Gjennomfrt", ""),
        ("1", "Brev", "A", "B", 41_334, "Ferdig", ""),
        ("3", "", "A", "B", "Løpende", "Ferdig", ""),
        ("4", "Kurs", "A", "B", "Løpende", "Ferdig", ""),
        ("5", "Sum", "A", "B", "=E2+1", "Ferdig", ""),
    )
    assert sorted(faults(file)) == [
        "DEADLINE-003 Ark1!E2:",
        "PLAN-003 Ark1!F2",
        "PLAN-005 Ark1!B3",
        "PLAN-006 Ark1!B5",
        "PLAN-007 Ark1!B4",
        "PLAN-010 Ark1!E3",
        "PLAN-011 Ark1!E6",
    ]


def test_an_unknown_status_names_the_nearest(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plan.xlsx", ("1", "Kurs", "A", "B", "Løpende", "Gjennomfrt", ""))
    with pytest.raises(EvaluationError) as error:
        read_plan(file)
    assert "gjennomført" in error.value.problems[0].remedy("nb")


def test_the_number_a_date_became_is_told_as_that_date(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plan.xlsx", ("1", "Kurs", "A", "B", 41_334, "I gang", ""))
    with pytest.raises(EvaluationError) as error:
        read_plan(file)
    assert error.value.problems[0].values["date"] == "1.\u00a0mars 2013"


def test_a_number_that_became_a_date_is_told(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plan.xlsx", (dt.date(2026, 2, 1), "Kurs", "A", "B", "Løpende", "I gang", ""))
    assert faults(file) == ["PLAN-026 Ark1!A2"]


def test_a_task_due_in_the_past_and_not_started_is_told(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plan.xlsx", ("1", "Kurs", "A", "B", "1. halvår 2012", "Ikke startet", ""))
    assert told(file, dt.date(2012, 11, 16)) == ["PLAN-004"]


def test_the_task_is_not_late_on_its_last_day(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plan.xlsx", ("1", "Kurs", "A", "B", "1. halvår 2012", "Ikke startet", ""))
    assert told(file, dt.date(2012, 6, 30)) == []


def test_merged_owners_hold_for_every_row_and_a_merged_task_is_refused(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "plan.xlsx",
        ("1", "Kurs", "A", "KS", "Løpende", "I gang", ""),
        ("2", "Brev", "A", None, "Løpende", "I gang", ""),
        ("3", None, "A", "LO", "Løpende", "I gang", ""),
    )
    from openpyxl import load_workbook

    book = load_workbook(file)
    book.worksheets[0].merge_cells("D2:D3")
    book.save(file)
    assert faults(file) == ["PLAN-007 Ark1!B4"]
    book.worksheets[0].merge_cells("B3:B4")
    book.save(file)
    assert faults(file) == ["PLAN-008 Ark1!B4"]
    book.worksheets[0].unmerge_cells("B3:B4")
    book.worksheets[0]["B4"] = "Møte"
    book.save(file)
    assert [each.decides for each in read_plan(file).plan.tasks] == ["KS", "KS", "LO"]


def test_empty_rows_are_passed_over(tmp_path: Path) -> None:
    row = ("1", "Kurs", "A", "B", "Løpende", "I gang", "")
    assert len(read_plan(workbook(tmp_path / "plan.xlsx", (), row, ("",) * 7, ())).plan.tasks) == 1


def test_a_file_without_tasks_says_what_it_found(write: Write) -> None:
    assert faults(write("plan.csv", "Navn;Alder\nOla;4\n")) == ["PLAN-001"]


def test_missing_columns_are_told(write: Write) -> None:
    assert told(write("plan.csv", "Nr;Oppgave;Farge\n1;Kurs;blå\n")) == ["PLAN-017", "PLAN-002"]


def test_two_statuses_in_one_cell_leave_the_task_open(tmp_path: Path) -> None:
    row = ("1", "Kurs", "A", "B", "Løpende", "Gjennomført 2012\nProsess igangsatt 2013", "")
    read = read_plan(workbook(tmp_path / "plan.xlsx", row))
    assert (read.plan.tasks[0].status, [each.code for each in read.problems]) == ("under-way", ["PLAN-013"])


def test_a_sub_goal_that_is_none_is_refused(write: Write) -> None:
    assert faults(write("p.csv", "Oppgave;Frist;Status;Ansvar;Delmål\nKurs;Løpende;I gang;KS;4\n"))[0].startswith(
        "PLAN-015"
    )


def test_a_pdf_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7")
    assert faults(tmp_path / "plan.pdf") == ["PLAN-025"]


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "plan.xlsx").open("wb") as file:
        file.truncate(100_000_000)
    assert faults(tmp_path / "plan.xlsx") == ["SOURCE-006"]


def test_a_broken_workbook_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"PK\x03\x04nothing")
    assert faults(tmp_path / "plan.xlsx") == ["SOURCE-010"]


def test_the_source_holds_every_row_of_the_file(tmp_path: Path) -> None:
    source = read_plan(write_plan(tmp_path / "plan.xlsx")).source
    assert (source.kind, "Legge fram evalueringen\tOppfølgingsgruppen" in source.text) == ("plan", True)


def test_deadline_of_a_cell_that_is_a_date(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plan.xlsx", ("1", "Kurs", "A", "B", dt.date(2013, 6, 1), "I gang", ""))
    assert read_plan(file).plan.tasks[0].deadline == deadline_of("2013-06-01")


def test_a_small_workbook_that_unpacks_to_a_huge_sheet_is_refused_unread(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plan.xlsx", ("1", "Kurs", "A", "B", "Løpende", "I gang", ""))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 50_000_000)
    assert faults(file) == ["PLAN-012"]


def test_cells_of_a_word_table_that_go_on_from_above_are_filled(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=4)
    for cell, text in zip(table.rows[0].cells, ("Oppgave", "Ansvar", "Frist", "Status"), strict=True):
        cell.text = text
    for row, texts in zip(
        table.rows[1:], (("Kurs", "KS", "Løpende", "I gang"), ("Brev", "", "2013", "Ferdig")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    document.save(str(tmp_path / "plan.docx"))
    assert [each.decides for each in read_plan(tmp_path / "plan.docx").plan.tasks] == ["KS", "KS"]


def test_a_table_in_word_without_known_headings_is_told(tmp_path: Path) -> None:
    document = Document()
    for texts in (("Oppgave", "Frist", "Status"), ("Godkjent av", "Dato")):
        table = document.add_table(rows=2, cols=len(texts))
        for cell, text in zip(table.rows[0].cells, texts, strict=True):
            cell.text = text
        for cell, text in zip(table.rows[1].cells, ("Kurs", "Løpende", "I gang"), strict=False):
            cell.text = text
        document.add_paragraph("Mellom tabellene.")
    document.save(str(tmp_path / "plan.docx"))
    assert "PLAN-032" in told(tmp_path / "plan.docx")


def test_a_fault_in_yaml_has_its_line(write: Write) -> None:
    file = write("plan.yaml", "sections:\n  - title: A\n    tasks:\n      - {task: Kurs, statu: ferdig}\n")
    with pytest.raises(EvaluationError) as error:
        read_plan(file)
    assert [(each.code, each.line) for each in error.value.problems] == [("FILE-002", 4)]


def test_a_table_of_what_who_and_when(write: Write) -> None:
    [task] = read_plan(write("plan.csv", "Nr;Hva;Hvem;Dato;Status\n1;Skrive brev;KS;1.6.2013;Ferdig\n")).plan.tasks
    assert (task.title, task.decides, task.deadline.code) == ("Skrive brev", "KS", "2013-06-01")


def test_a_date_beside_a_deadline_is_told_and_not_read(write: Write) -> None:
    assert told(write("plan.csv", "Hva;Hvem;Frist;Dato;Status\nBrev;KS;2013;1.6.2012;Ferdig\n")) == ["PLAN-017"]


def test_two_columns_of_tasks_are_told_apart_by_people(write: Write) -> None:
    assert faults(write("plan.csv", "Tiltak;Aktivitet;Frist;Status;Ansvar\nA;B;2013;Ferdig;KS\n"))[0].startswith(
        "PLAN-031"
    )


def test_a_column_of_aims_is_no_column_of_sub_goals(write: Write) -> None:
    assert told(write("plan.csv", "Tiltak;Mål;Frist;Status;Ansvar\nA;Lavere fravær;2013;Ferdig;KS\n")) == ["PLAN-017"]
