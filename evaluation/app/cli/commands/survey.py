"""`underveis survey`: what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import fail, problem
from evaluation.language import phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    from evaluation.errors import Problem
    from evaluation.model.dataset import KeptDataset
    from evaluation.partitions import Engine
    from instruments.describing import Summary
    from instruments.responses.dataset import Dataset
    from instruments.responses.meaning import Meaning
    from instruments.responses.stored import Stored

ORDER = 56
_KEPT = "name file format session questionnaire rows variables"
SHAPES = {
    "survey import": keys(f"{_KEPT} matched unmatched unanswered problems", problems=[PROBLEM]),
    "survey list": [keys(_KEPT)],
    "survey describe": [
        keys("variable label question kind measure valid missing empty values", values=[keys("value label n missing")])
    ],
    "survey export": keys("files problems", problems=[PROBLEM]),
    "survey lint": [PROBLEM],
    "survey deposit": keys(
        "folder files left checks problems",
        left=[keys("dataset variable reason")],
        checks=[keys("id state what")],
        problems=[PROBLEM],
    ),
    "survey table": keys("question by base method rows"),
}
Named = Annotated[str, typer.Argument(metavar="text", help="survey.cli.name")]
To = Annotated[str, typer.Option(metavar="text", help="survey.cli.to")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("survey.cli.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("import", cls=Command, help=phrase("survey.cli.import"))(import_)
    group.command("list", cls=Command, help=phrase("survey.cli.list"))(list_)
    for function in (describe, table, export, lint, deposit):
        room = "deposit" if function is deposit else "survey"
        group.command(function.__name__, cls=Command, help=phrase(f"{room}.cli.{function.__name__}"))(function)
    app.add_typer(group, name="survey")


def import_(
    file: Annotated[Path, typer.Argument(metavar="file", help="survey.cli.file")],
    questionnaire: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.questionnaire")] = None,
    session: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.session")] = None,
    called: Annotated[str | None, typer.Option("--as", metavar="text", help="survey.cli.called")] = None,
) -> None:
    from evaluation.app.instruments import found_file
    from instruments.responses.keeping import import_dataset

    asked = found_file(questionnaire) if questionnaire else None
    done = import_dataset(opened(), file, name=called, questionnaire=asked, session=session)
    matched = sum(bool(each.question) for each in done.dataset.meaning.variables)
    if chosen.as_json:
        told = {"matched": matched, "unmatched": list(done.unmatched), "unanswered": list(done.unanswered)}
        show_json({**_row(done.kept), **told, "problems": [as_json(each) for each in done.problems]})
        return
    show_problems(done.problems)
    rows, variables = write_number(done.kept.rows), write_number(len(done.dataset.names))
    print(phrase("survey.done.import", name=done.kept.name, rows=rows, variables=variables))
    if done.kept.instrument:
        print(phrase("survey.done.matched", count=write_number(matched), questionnaire=done.kept.instrument))


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

    with _working(dask) as engine:
        rows = [_described(each) for each in summaries(_stored(name, engine), variables or ())]
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
    variables: Annotated[list[str], typer.Argument(metavar="text", help="survey.cli.variables")],
    by: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.by")] = None,
    weight: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.weight")] = None,
    strata: Annotated[list[str] | None, typer.Option(metavar="text", help="survey.cli.strata")] = None,
    clusters: Annotated[list[str] | None, typer.Option("--cluster", metavar="text", help="survey.cli.cluster")] = None,
    population: Annotated[list[str] | None, typer.Option(metavar="text", help="survey.cli.population")] = None,
    lonely: Annotated[str, typer.Option(metavar="text", help="survey.cli.lonely")] = "error",
    where: Annotated[list[str] | None, typer.Option(metavar="text", help="survey.cli.where")] = None,
    threshold: Annotated[int, typer.Option(metavar="number", min=0, help="survey.cli.threshold")] = 5,
    dask: Annotated[str | None, typer.Option(metavar="text", help="survey.cli.dask")] = None,
) -> None:
    from evaluation.app.choices import choose
    from evaluation.app.cli.survey_tables import show
    from instruments.statistics.design import LONELY
    from instruments.tabulating import Plan
    from instruments.tabulating_parts import tabulate_any

    drawn, stages, sizes = (tuple(each or ()) for each in (strata, clusters, population))
    plan = Plan(weight, drawn, stages, sizes, choose("lonely", lonely, LONELY), _values(where or ()))
    with _working(dask) as engine:
        answers = _stored(name, engine)
        found = tabulate_any(answers, variables, by=by, plan=plan, threshold=threshold)
    if chosen.as_json:
        told = [each.as_dict() for each in found.tables]
        show_json(told[0] if len(told) == 1 else told)
        return
    for each in found.tables:
        show(each, _title(answers.meaning, each.question))


def _values(conditions: Iterable[str]) -> dict[str, float]:
    """`bolge=1` as a name and its value. Raises SURVEY-001 for what is none."""
    found: dict[str, float] = {}
    for each in conditions:
        name, sign, value = each.partition("=")
        try:
            found[name.strip()] = float(value.replace(",", ".")) if sign else float("nan")
        except ValueError:
            sign = ""
        if not sign or not name.strip():
            raise fail("SURVEY-001", value=each)
    return found


def _title(meaning: Meaning, name: str) -> str:
    label = meaning.of(name).label if name in meaning.names else ""
    return f"{name}: {label}" if label else name


def export(
    name: Named,
    to: To,
    out: Annotated[Path, typer.Option(metavar="folder", help="survey.cli.out")] = Path(),
) -> None:
    from instruments.responses.files import lint_dataset, writable, write_dataset

    dataset = _dataset(name)
    writable(to)
    problems = [*_open_answers(name, dataset), *lint_dataset(dataset, to)]
    files = write_dataset(dataset, out / f"{Path(name).stem.removeprefix('form:')}.{to.lower().lstrip('.')}")
    if chosen.as_json:
        show_json({"files": [str(each) for each in files], "problems": [as_json(each) for each in problems]})
        return
    show_problems(problems)
    for each in files:
        print(phrase("survey.done.written", file=each))


def _open_answers(name: str, dataset: Dataset) -> list[Problem]:
    """A warning where the answers to a form hold people's own words, and who is to keep them."""
    opens = [each.name for each in dataset.meaning if each.kind == "text"] if name.startswith("form:") else []
    controller = opened().evaluation.information.controller if opens else ""
    code = "SURVEY-002" if controller else "SURVEY-003"
    return [problem(code, severity="warning", names=", ".join(opens), controller=controller)] if opens else []


def lint(name: Named, to: To = "sav") -> None:
    from instruments.responses.files import lint_dataset

    problems: list[Problem] = lint_dataset(_dataset(name), to)
    if chosen.as_json:
        show_json([as_json(each) for each in problems])
    else:
        show_problems(problems)
    if any(each.severity != "note" for each in problems):
        raise typer.Exit(1)
    if not chosen.as_json:
        print(phrase("survey.done.good", to=to))


def deposit(
    folder: Annotated[Path, typer.Argument(metavar="folder", help="deposit.cli.folder")],
    with_open_answers: Annotated[bool, typer.Option("--with-open-answers", help="deposit.cli.open_answers")] = False,
    without: Annotated[list[str] | None, typer.Option(metavar="text", help="deposit.cli.without")] = None,
    weight: Annotated[list[str] | None, typer.Option(metavar="text", help="deposit.cli.weight")] = None,
) -> None:
    from reports.deposit.building import deposit as build
    from reports.deposit.shape import Terms

    made = build(opened(), folder, Terms(with_open_answers, tuple(without or ()), tuple(weight or ())))
    warned = [problem("DEPOSIT-004", severity="warning")] if with_open_answers else []
    problems = [*warned, *made.problems]
    if chosen.as_json:
        left = [{"dataset": name, "variable": each.variable, "reason": each.reason}
                for name, listed in made.left.items() for each in listed]  # fmt: skip
        points = [{"id": each.id, "state": each.state, "what": each.told()} for each in made.checks]
        told = {"folder": str(folder), "files": [str(each) for each in made.files]}
        show_json({**told, "left": left, "checks": points, "problems": [as_json(each) for each in problems]})
        return
    show_problems(problems)
    for each in (point for state in ("missing", "look") for point in made.checks if point.state == state):
        print(f"{phrase(f'deposit.state.{each.state}')}: {each.told()}")
    print(phrase("deposit.done", count=write_number(len(made.files)), folder=folder))


@contextmanager
def _working(dask: str | None) -> Iterator[Engine]:
    """The engine that goes through the answers: pandas, or Dask where it is asked for."""
    if dask is None:
        yield "pandas"
        return
    from evaluation.clusters import connected

    with connected(dask):
        yield "dask"


def _stored(name: str, engine: Engine) -> Dataset | Stored:
    """Answers in parts where they are kept so: Parquet files and folders of them; else as they are in memory."""
    from instruments.responses.keeping import find_dataset, place_of
    from instruments.responses.meaning import from_plain
    from instruments.responses.parquet import open_parquet

    path = Path(name)
    if path.suffix == ".parquet" and path.exists():
        return open_parquet(path, engine)
    if name.startswith("form:") or path.is_file():
        return _dataset(name)
    study = opened()
    kept = find_dataset(study, name)
    if kept.format != "parquet":
        return _dataset(name)
    return replace(open_parquet(place_of(study, kept), engine), meaning=from_plain(kept.meaning))


def _dataset(name: str) -> Dataset:
    """A file, the study's dataset of this name, or the answers to a form: `form:NAME`."""
    from instruments.responses.files import read_dataset
    from instruments.responses.form_answers import form_dataset
    from instruments.responses.keeping import open_dataset

    if name.startswith("form:"):
        answers = form_dataset(opened(), name.removeprefix("form:"))
        if not chosen.as_json:
            show_problems(answers.problems)
        return answers
    return read_dataset(name) if Path(name).is_file() else open_dataset(opened(), name)


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
