"""`underveis framework`: the matrix of cases and themes, with a summary in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table, write_to
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.app.written import written
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    from coding.framework.importing import Change
    from coding.framework.matrix import Cell, Framework
    from evaluation.model.memo import CaseKind
    from evaluation.study import Study

ORDER = 81
CELL = "case theme label state summary quotes added gone author at"
SHAPES = {
    "framework show": keys("cases of", themes=[keys("id label")], cells=[keys(CELL)]),
    "framework status": [keys(CELL)],
    "framework quotes": [keys("id case theme text source start end speaker code coder round")],
    "framework write": keys(CELL, problems=[PROBLEM]),
    "framework export": keys("file cells quotes"),
    "framework import": keys("", changes=[keys("action case theme before after place")], problems=[PROBLEM]),
}
BESIDE = 5  # themes beside each other; more of them are shown under each other, case by case
Cases = Annotated[str | None, typer.Option(metavar="text", help="framework.cli.cases")]
Columns = Annotated[str | None, typer.Option("--themes", metavar="text", help="framework.cli.columns")]
OnlyCases = Annotated[list[str] | None, typer.Option("--case", metavar="text", help="framework.cli.only_case")]
OnlyThemes = Annotated[list[str] | None, typer.Option("--theme", metavar="text", help="framework.cli.only_theme")]
Case = Annotated[str, typer.Argument(metavar="case", help="framework.cli.case")]
Theme = Annotated[str, typer.Argument(metavar="theme", help="framework.cli.theme")]
Workbook = Annotated[Path, typer.Argument(metavar="file", help="framework.cli.file")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("framework.cli.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("show", cls=Command, help=phrase("framework.cli.show"))(show)
    group.command("status", cls=Command, help=phrase("framework.cli.status"))(status)
    group.command("quotes", cls=Command, help=phrase("framework.cli.quotes"))(quotes)
    group.command("write", cls=Command, help=phrase("framework.cli.write"))(write)
    group.command("export", cls=Command, help=phrase("framework.cli.export"))(export)
    group.command("import", cls=Command, help=phrase("framework.cli.import"))(import_)
    app.add_typer(group, name="framework")


def show(cases: Cases = None, columns: Columns = None, case: OnlyCases = None, theme: OnlyThemes = None) -> None:
    study = opened()
    whole = _framework(study, cases, columns, case, theme)
    if chosen.as_json:
        show_json(_told_framework(whole))
    elif not whole.cells:
        print(phrase("framework.nothing"))
    elif len(whole.themes) <= BESIDE:
        headings = [phrase(f"framework.case.{whole.kind}"), *(each.label for each in whole.themes)]
        show_table(headings, [[each.label, *map(_shown, whole.row(each))] for each in whole.cases])
    else:
        for each in whole.cases:
            headings = [each.label, phrase("framework.column.summary")]
            show_table(headings, [[cell.theme.label, _shown(cell)] for cell in whole.row(each)])
            print()


def status(cases: Cases = None, columns: Columns = None, case: OnlyCases = None, theme: OnlyThemes = None) -> None:
    from coding.framework.matrix import unsettled

    found = unsettled(_framework(opened(), cases, columns, case, theme))
    if chosen.as_json:
        show_json([_told_cell(each) for each in found])
    elif not found:
        print(phrase("framework.settled"))
    else:
        _show_columns(("case", "theme", "state", "quotes", "added", "gone"), [_row(each) for each in found])


def quotes(case: Case, theme: Theme, cases: Cases = None) -> None:
    from coding.framework.matrix import narrowed
    from coding.framework.reading import find_case, find_theme, framework_of
    from coding.retrieval import as_records

    study = opened()
    language = shown_language(study)
    kind, row = find_case(study, case, _kind(cases), language)
    columns, column = find_theme(study, theme, language)
    found = narrowed(framework_of(study, cases=kind, columns=columns, language=language), cases=[row.id])
    rows = as_records(narrowed(found, themes=[column.id]).quotes.assign(case=row.label))
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        print(phrase("framework.none"))
    else:
        names = ("id", "text", "source", "place", "speaker", "code", "coder")
        placed = [{**each, "place": f"{each['start']}–{each['end']}"} for each in rows]
        _show_columns(names, [[each[name] for name in names] for each in placed])


def write(
    case: Case,
    theme: Theme,
    text: Annotated[str | None, typer.Option(metavar="text", help="framework.cli.text")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="file", help="framework.cli.text_file")] = None,
    cases: Cases = None,
) -> None:
    from coding.framework.writing import write_cell
    from evaluation.app.cli.wording import wrong

    summary = written(text, file)
    if summary is None:
        raise wrong(None, "CLI-007", value="--text", command="underveis framework write")
    cell, problems = write_cell(opened(), case, theme, summary, kind=_kind(cases))
    if chosen.as_json:
        show_json({**_told_cell(cell), "problems": [as_json(each) for each in problems]})
        return
    show_problems(problems)
    key = "framework.written" if cell.summary else "framework.removed"
    print(phrase(key, None, case=cell.case.label, theme=cell.theme.label, n=len(cell.quotes)))


def export(
    file: Workbook, cases: Cases = None, columns: Columns = None, case: OnlyCases = None, theme: OnlyThemes = None
) -> None:
    from coding.framework.importing import salt_of
    from coding.framework.workbook import write_workbook

    if file.suffix.lower() != ".xlsx":
        raise fail("FRAMEWORK-015", file=file, suffix=file.suffix)
    study = opened()
    whole = _framework(study, cases, columns, case, theme)
    language, salt = shown_language(study), salt_of(study)
    write_to(file, lambda path: write_workbook(whole, path, salt=salt, language=language))
    counted = {"cells": len(whole.cells), "quotes": len(whole.quotes)}
    if chosen.as_json:
        show_json({"file": str(file), **counted})
    else:
        print(phrase("framework.exported", None, file=file, **counted))


def import_(
    file: Workbook,
    cases: Cases = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="framework.cli.overwrite")] = False,
) -> None:
    from coding.framework.importing import import_framework

    done = import_framework(opened(), file, kind=_kind(cases), overwrite=overwrite)
    rows = [_told_change(each) for each in done.changes]
    if chosen.as_json:
        show_json({"changes": rows, "problems": [as_json(each) for each in done.problems]})
        return
    show_problems(done.problems)
    if not rows:
        print(phrase("framework.unchanged"))
        return
    worded = [{**each, "action": phrase(f"framework.action.{each['action']}")} for each in rows]
    names = ("action", "case", "theme", "before", "after")
    _show_columns(names, [[each[name] for name in names] for each in worded])
    print(phrase("framework.imported", None, n=len(rows)))


def _framework(
    study: Study, cases: str | None, columns: str | None, case: Sequence[str] | None, theme: Sequence[str] | None
) -> Framework:
    """The matrix asked for; a code among the themes asks for codes as columns."""
    from coding.framework.matrix import narrowed
    from coding.framework.reading import COLUMNS, find_case, find_theme, framework_of

    language = shown_language(study)
    found_cases = [find_case(study, each, _kind(cases), language) for each in case or ()]
    found_themes = [find_theme(study, each, language) for each in theme or ()]
    kind: CaseKind = _kind(cases) or (found_cases[0][0] if found_cases else "participant")
    sort = choose("themes", columns or (found_themes[0][0] if found_themes else "theme"), COLUMNS)
    whole = framework_of(study, cases=kind, columns=sort, language=language)
    rows, heads = [each.id for _, each in found_cases], [each.id for _, each in found_themes]
    return narrowed(whole, cases=rows, themes=heads)


def _kind(cases: str | None) -> CaseKind | None:
    from coding.framework.reading import CASES

    return choose("cases", cases, CASES) if cases else None


def _shown(cell: Cell) -> str:
    """What stands in a cell on the screen: the summary, marked where its quotes have changed, or how many there are."""
    if cell.state == "empty":
        n = len(cell.quotes)
        return phrase("framework.cell.empty", None, n=n, count=n) if n else ""
    return phrase("framework.cell.stale", None, text=cell.text) if cell.state == "stale" else cell.text


def _show_columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    show_table([phrase(f"framework.column.{name}") for name in names], rows)


def _row(cell: Cell) -> list[Any]:
    state = phrase(f"framework.state.{cell.state}")
    return [cell.case.label, cell.theme.label, state, len(cell.quotes), len(cell.added), len(cell.gone)]


def _told_cell(cell: Cell) -> dict[str, Any]:
    return {
        "case": cell.case.label,
        "theme": cell.theme.id,
        "label": cell.theme.label,
        "state": cell.state,
        "summary": cell.text,
        "quotes": list(cell.quotes),
        "added": list(cell.added),
        "gone": list(cell.gone),
        "author": cell.summary.author if cell.summary else None,
        "at": cell.summary.at if cell.summary else None,
    }


def _told_framework(whole: Framework) -> dict[str, Any]:
    return {
        "cases": [each.label for each in whole.cases],
        "themes": [{"id": each.id, "label": each.label} for each in whole.themes],
        "of": whole.kind,
        "cells": [_told_cell(each) for each in whole.listed()],
    }


def _told_change(change: Change) -> dict[str, Any]:
    return {
        "action": change.action,
        "case": change.cell.case.label,
        "theme": change.cell.theme.label,
        "before": change.cell.text,
        "after": change.text,
        "place": change.place,
    }
