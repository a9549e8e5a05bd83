"""`underveis survey`: what was answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.commands.survey_answers import (
    Attributes,
    Force,
    Open,
    Respondent,
    as_plain,
    show_taken,
    tell_open,
    wanted,
)
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table, write_to
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.survey_data import answers_for, dataset_of, stored, working
from evaluation.app.cli.survey_design import Clusters, Lonely, Population, Strata, Weight, Where, plan_of
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import problem, raise_any
from evaluation.language import phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    from evaluation.errors import Problem
    from evaluation.model.dataset import KeptDataset
    from instruments.describing import Summary
    from instruments.responses.dataset import Dataset
    from instruments.responses.keeping import Imported
    from instruments.responses.taking_answers import Replaced

ORDER = 56
_KEPT = "name file format session questionnaire rows variables"
SHAPES = {
    "survey import": keys(f"{_KEPT} matched unmatched unanswered answers problems", problems=[PROBLEM]),
    "survey list": [keys(_KEPT)],
    "survey describe": [
        keys("variable label question kind measure valid missing empty values", values=[keys("value label n missing")])
    ],
    "survey export": keys("files problems", problems=[PROBLEM]),
    "survey lint": [PROBLEM],
    "survey table": keys("question by base method rows"),
}
Named = Annotated[str, typer.Argument(metavar="text", help="survey.cli.name")]
To = Annotated[str, typer.Option(metavar="text", help="survey.cli.to")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("survey.cli.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("import", cls=Command, help=phrase("survey.cli.import"))(import_)
    group.command("list", cls=Command, help=phrase("survey.cli.list"))(list_)
    for function in (describe, table, export, lint):
        group.command(function.__name__, cls=Command, help=phrase(f"survey.cli.{function.__name__}"))(function)
    app.add_typer(group, name="survey")


def import_(
    file: Annotated[Path, typer.Argument(metavar="file", help="survey.cli.file")],
    *,
    questionnaire: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.questionnaire")] = None,
    session: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.session")] = None,
    called: Annotated[str | None, typer.Option("--as", metavar="text", help="survey.cli.called")] = None,
    replace: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.replace")] = None,
    open_answers: Annotated[bool, typer.Option("--open-answers", help="survey.cli.open_answers")] = False,
    open_: Open = None,
    attributes: Attributes = None,
    respondent: Respondent = None,
    force: Force = False,
) -> None:
    from evaluation.app.instruments import found_file
    from instruments.responses.keeping import import_dataset
    from instruments.responses.taking_answers import replace_dataset

    asked = found_file(questionnaire) if questionnaire else None
    if replace:
        _refuse_beside_replace(called=called, session=session, open_answers=open_answers, open=open_,
                               attribute=attributes, respondent=respondent)  # fmt: skip
        done = replace_dataset(opened(), replace, file, questionnaire=asked, force=force)
        _show_import(done.imported, done)
        return
    spoken = wanted(open_, attributes, respondent) if open_answers or open_ or attributes or respondent else None
    kept = import_dataset(opened(), file, name=called, questionnaire=asked, session=session, spoken=spoken)
    _show_import(kept)


def _refuse_beside_replace(**given: object) -> None:
    """What the data are called, where they belong and what is made of them stays when a newer file comes."""
    names = ["as" if name == "called" else name.replace("_", "-") for name, value in given.items() if value]
    raise_any(problem("SURVEY-011", option=f"--{name}") for name in names)


def _show_import(done: Imported, newer: Replaced | None = None) -> None:
    matched = sum(bool(each.question) for each in done.dataset.meaning.variables)
    if chosen.as_json:
        told = {"matched": matched, "unmatched": list(done.unmatched), "unanswered": list(done.unanswered)}
        answers = as_plain(done.taken) if done.taken else None
        problems = [as_json(each) for each in done.problems]
        show_json({**_row(done.kept), **told, "answers": answers, "problems": problems})
        return
    show_problems(done.problems)
    rows, variables = write_number(done.kept.rows), write_number(len(done.dataset.names))
    if newer is None:
        print(phrase("survey.done.import", name=done.kept.name, rows=rows, variables=variables, n=done.kept.rows))
    else:
        _show_newer(newer)
    if done.kept.instrument:
        print(phrase("survey.done.matched", count=write_number(matched), questionnaire=done.kept.instrument))
    if done.taken:
        show_taken(done.taken)
    elif newer is None:
        tell_open(done.dataset, done.kept.name)


def _show_newer(newer: Replaced) -> None:
    kept = newer.imported.kept
    rows = {"rows": write_number(kept.rows), "before": write_number(newer.before)}
    print(phrase("survey.done.replace", name=kept.name, **rows))
    for key in ("lost", "new"):
        if names := getattr(newer, key):
            print(phrase(f"survey.done.{key}", names=", ".join(names)))


def list_() -> None:
    from instruments.responses.keeping import list_datasets

    rows = [_row(each) for each in list_datasets(opened())]
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        print(phrase("survey.done.none"))
    else:
        columns = ("name", "format", "session", "questionnaire", "rows", "variables")
        show_table(_headings(columns), [[row[name] for name in columns] for row in rows])


def describe(
    name: Named,
    variables: Annotated[list[str] | None, typer.Argument(metavar="text", help="survey.cli.variables")] = None,
    dask: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.dask")] = None,
) -> None:
    from instruments.describing import describe as summaries

    with working(dask) as engine:
        rows = [_described(each) for each in summaries(stored(name, engine), variables or ())]
    if chosen.as_json:
        show_json(rows)
    elif variables:
        for row in rows:
            _show_counts(row)
    else:
        columns = ("variable", "label", "question", "kind", "valid", "missing", "empty")
        show_table(_headings(columns), [[_worded(key, row[key]) for key in columns] for row in rows])


def table(  # noqa: PLR0917
    name: Named,
    variables: Annotated[list[str], typer.Argument(metavar="text", help="survey.cli.tabled")],
    by: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.by")] = None,
    weight: Weight = None,
    strata: Strata = None,
    clusters: Clusters = None,
    population: Population = None,
    lonely: Lonely = "error",
    where: Where = None,
    threshold: Annotated[int, typer.Option(metavar="number", min=0, help="survey.cli.threshold")] = 5,
    to: Annotated[Path | None, typer.Option(metavar="file", help="survey.cli.table_to")] = None,
    dask: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.dask")] = None,
) -> None:
    from evaluation.app.cli.survey_tables import show
    from instruments.tabulating_parts import tabulate_any
    from reports.survey_tables.laid_out import lay_out
    from reports.survey_tables.saving import tables_format, write_tables

    if to:
        tables_format(to)
    plan = plan_of(weight, strata, clusters, population, lonely, where)
    with working(dask) as engine:
        answers = answers_for(name, [*variables, *([by] if by else []), *plan.where], engine)
        found = tabulate_any(answers, variables, by=by, plan=plan, threshold=threshold)
    if not chosen.as_json:
        show_problems(found.notices)
    laid = [lay_out(each, answers.meaning) for each in found.tables]
    if to:
        write_to(to, lambda file: write_tables(laid, file, name))
    if chosen.as_json:
        told = [each.as_dict() for each in found.tables]
        show_json(told[0] if len(told) == 1 else told)
    elif to:
        print(phrase("survey.done.written", file=to))
    else:
        for each in laid:
            show(each)


def export(
    name: Named,
    to: To,
    out: Annotated[Path, typer.Option(metavar="folder", help="survey.cli.out")] = Path(),
    *,
    codes: Annotated[bool, typer.Option("--codes", help="survey.cli.codes")] = False,
    code: Annotated[list[str] | None, typer.Option(metavar="text", help="survey.cli.code")] = None,
) -> None:
    from instruments.responses.files import lint_dataset, writable, write_dataset

    dataset = dataset_of(name)
    if codes or code:
        from reports.coded_answers import for_export

        dataset = for_export(opened(), name, dataset, code or ())
    writable(to)
    dataset, kept_back = _seen(dataset) if name.startswith("form:") else (dataset, [])
    dataset, renamed = _without_names(name, dataset)
    problems = [*_open_answers(name, dataset), *kept_back, *renamed, *lint_dataset(dataset, to)]
    files = write_dataset(dataset, out / f"{Path(name).stem.removeprefix('form:')}.{to.lower().lstrip('.')}")
    if chosen.as_json:
        show_json({"files": [str(each) for each in files], "problems": [as_json(each) for each in problems]})
        return
    show_problems(problems)
    for each in files:
        print(phrase("survey.done.written", file=each))


def _without_names(name: str, dataset: Dataset) -> tuple[Dataset, list[Problem]]:
    """What belongs to the study, with pseudonyms for the names in people's own words; a file by itself as it is."""
    from instruments.responses.outgoing import with_pseudonyms

    if Path(name).is_file():
        return dataset, []
    told, count = with_pseudonyms(opened(), dataset)
    return told, [problem("PRIVACY-010", n=count, severity="note")] if count else []


def _open_answers(name: str, dataset: Dataset) -> list[Problem]:
    """A warning where the answers to a form hold people's own words, and who is to keep them."""
    opens = [each.name for each in dataset.meaning if each.kind == "text"] if name.startswith("form:") else []
    controller = opened().evaluation.information.controller if opens else ""
    code = "SURVEY-004" if controller else "SURVEY-005"
    return [problem(code, severity="warning", names=", ".join(opens), controller=controller)] if opens else []


def _seen(dataset: Dataset) -> tuple[Dataset, list[Problem]]:
    """Answers to a form without what goes further than the people policy: a file is made to be given away."""
    from instruments.responses.form_answers import as_told

    kept, secret = as_told(dataset, opened().evaluation.people.attribution)
    return kept, [problem("DATASET-095", names=", ".join(secret), severity="note")] if secret else []


def lint(name: Named, to: To = "sav") -> None:
    from instruments.responses.files import lint_dataset

    problems: list[Problem] = lint_dataset(dataset_of(name), to)
    if chosen.as_json:
        show_json([as_json(each) for each in problems])
    else:
        show_problems(problems)
    if any(each.severity != "note" for each in problems):
        raise typer.Exit(1)
    if not chosen.as_json:
        print(phrase("survey.done.good", to=to))


def _row(kept: KeptDataset) -> dict[str, Any]:
    return {
        "name": kept.name,
        "file": kept.file,
        "format": kept.format,
        "session": kept.session,
        "questionnaire": kept.instrument,
        "rows": kept.rows,
        "variables": len(kept.meaning["variables"]),
    }


def _described(found: Summary) -> dict[str, Any]:
    from instruments.describing import is_coded

    variable = found.variable
    levels = found.levels if is_coded(variable) else ()
    return {
        "variable": variable.name,
        "label": variable.label,
        "question": variable.question,
        "kind": variable.kind,
        "measure": variable.measure,
        "valid": found.valid,
        "missing": found.missing,
        "empty": found.empty,
        "values": [{name: getattr(each, name) for name in ("value", "label", "n", "missing")} for each in levels],
    }


def _show_counts(row: dict[str, Any]) -> None:
    print(f"{row['variable']}: {row['label']}" if row["label"] else row["variable"])
    columns = ("value", "words", "n", "missing")
    cells = [[_code(each["value"]), each["label"], write_number(each["n"]),
              phrase("survey.value.missing") if each["missing"] else ""] for each in row["values"]]  # fmt: skip
    if cells:
        show_table(_headings(columns), cells)
    told = {key: write_number(row[key]) for key in ("valid", "missing", "empty")}
    print(phrase("survey.done.counted", **told))


def _code(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _headings(columns: tuple[str, ...]) -> list[str]:
    return [phrase(f"survey.column.{each}") for each in columns]


def _worded(key: str, value: Any) -> Any:
    if key == "kind":
        return phrase(f"survey.kind.{value}")
    return write_number(value) if isinstance(value, int) else value
