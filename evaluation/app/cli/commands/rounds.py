"""`underveis rounds`: reporting rounds, what each party has delivered, and the reports that came as documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.commands.forms import day_of
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import local_time, show_json, show_problems, show_table, tell
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import EvaluationError, fail
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.followup.joint.report import Chapter, Part
    from evaluation.study import Study

ORDER = 46
ROUND = keys("name instrument title start end deadline parties")
SHAPES = {
    "rounds open": ROUND,
    "rounds list": [{**ROUND, **keys("delivered awaited")}],
    "rounds show": {**ROUND, "reports": [keys("party state channel form response source submitted_at late missing")]},
    "rounds read": [
        keys("party organisation section question heading start end missing certainty unsure line subheadings period")
    ],
    "rounds import": [keys("party source missing heading line")],
    "rounds figures": [keys("value high unit qualifier party period round source question sentence start end")],
    "rounds compile": keys("folder files"),
}
File = Annotated[Path, typer.Argument(metavar="file", help="rounds.cli.file")]
Name = Annotated[str, typer.Argument(metavar="round", help="forms.rounds.name")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("forms.rounds.group"), no_args_is_help=True, rich_markup_mode=None)
    for function in (open_, list_, show, read, import_, figures, compile_):
        name = function.__name__.rstrip("_")
        key = "forms.rounds" if function in (open_, list_, show) else "rounds.cli"
        group.command(name, cls=Command, help=phrase(f"{key}.{name}"))(function)
    app.add_typer(group, name="rounds")


def open_(
    name: Name,
    template: Annotated[str, typer.Option(metavar="text", help="forms.rounds.template")],
    period: Annotated[str, typer.Option(metavar="text", help="forms.rounds.period")],
    parties: Annotated[str, typer.Option(metavar="text", help="forms.rounds.parties")],
    deadline: Annotated[str | None, typer.Option(metavar="text", help="forms.rounds.deadline")] = None,
    title: Annotated[str, typer.Option(metavar="text", help="forms.rounds.title")] = "",
) -> None:
    from evaluation.app.rounds import told_round
    from evaluation.model.form import ReportingRound
    from instruments.form.reporting import open_round, period_of

    asked = tuple(each.strip() for each in parties.split(",") if each.strip())
    start, end = period_of(period)
    made = open_round(opened(), ReportingRound(name, template, title, start, end, day_of(deadline), asked))
    if chosen.as_json:
        show_json(told_round(made))
    else:
        print(phrase("forms.rounds.opened", name=name))


def list_() -> None:
    from evaluation.app.rounds import told_round
    from instruments.form.reporting import awaited, delivered, list_rounds

    study = opened()
    rows = []
    for each in list_rounds(study):
        there = delivered(study, each.name)
        came = sum(row.state == "submitted" for row in there)
        rows.append({**told_round(each), "delivered": came, "awaited": awaited(there)})
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        tell("nothing")
    else:
        columns = ("name", "title", "instrument", "period", "deadline", "delivered", "awaited")
        _show(columns, [{**row, "period": f"{row['start']} – {row['end']}"} for row in rows])


def show(name: Name) -> None:
    from evaluation.app.rounds import told_report, told_round
    from instruments.form.reporting import delivered, find_round

    study = opened()
    found = find_round(study, name)
    rows = [told_report(found, each) for each in delivered(study, name)]
    if chosen.as_json:
        show_json({**told_round(found), "reports": rows})
    elif not rows:
        tell("nothing")
    else:
        _show(("party", "state", "channel", "submitted_at", "late", "missing"), rows)


def read(
    file: File,
    round_: Annotated[str | None, typer.Option("--round", metavar="text", help="rounds.cli.round")] = None,
    template: Annotated[str | None, typer.Option(metavar="text", help="rounds.cli.template")] = None,
) -> None:
    from instruments.form.party_reports import read_report

    found = read_report(file, _study_there(needed=round_ is not None), round_=round_, template=template)
    rows = [_part(chapter, part) for chapter in found.chapters for part in chapter.parts]
    if chosen.as_json:
        show_json(rows)
        return
    _show_parts(rows)
    print(phrase("rounds.read", chapters=len(found.chapters), template=found.template))
    show_problems(found.problems)


def import_(
    file: File,
    round_: Annotated[str, typer.Option("--round", metavar="text", help="rounds.cli.round")],
    party: Annotated[list[str] | None, typer.Option(metavar="text", help="rounds.cli.party")] = None,
    without: Annotated[list[int] | None, typer.Option(metavar="number", help="rounds.cli.without")] = None,
    date: Annotated[str | None, typer.Option(metavar="text", help="rounds.cli.date")] = None,
) -> None:
    from instruments.form.party_reports import Settled, import_report

    whole, placed = _parties(party or [])
    settled = Settled(placed, frozenset(without or ()))
    done = import_report(opened(), file, round_=round_, party=whole, settled=settled, reported=day_of(date))
    if chosen.as_json:
        fields = ("source", "missing", "heading", "line")
        show_json([{"party": each.organisation, **{key: getattr(each, key) for key in fields}} for each in done])
        return
    for each in done:
        told = ", ".join(each.missing) or "–"
        print(phrase("rounds.imported", party=each.organisation, source=each.source, missing=told))


def figures(
    round_: Annotated[str | None, typer.Argument(metavar="round", help="rounds.cli.round")] = None,
    party: Annotated[str | None, typer.Option(metavar="text", help="rounds.cli.of_party")] = None,
    unit: Annotated[str | None, typer.Option(metavar="text", help="rounds.cli.unit")] = None,
) -> None:
    from coding.stated.reported import reported_figures
    from evaluation.app.rounds import told_figure
    from instruments.form.reporting import find_round

    study = opened()
    if round_ is not None:
        find_round(study, round_)
    table = reported_figures(study, round_=round_, party=party, unit=unit)
    rows = [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        tell("nothing")
    else:
        columns = ("party", "period", "value", "unit", "sentence")
        shown = [[told_figure(row)[key] for key in columns] for row in rows]
        show_table([phrase(f"rounds.column.{each}") for each in columns], shown)


def compile_(
    name: Name,
    to: Annotated[list[str] | None, typer.Option(metavar="text", help="rounds.cli.to")] = None,
    engine: Annotated[str | None, typer.Option(metavar="text", help="rounds.cli.engine")] = None,
) -> None:
    from reports.engines import USUAL
    from reports.rounds.compiling import compile_round

    study = opened()
    done = compile_round(study, name, to=to or USUAL, engine=engine, language=shown_language(study))
    if chosen.as_json:
        show_json({"folder": str(done.folder), "files": [str(each) for each in done.files]})
        return
    for each in (done.folder / "report.qmd", *done.files):
        print(phrase("rounds.compiled", file=each))


def _study_there(*, needed: bool) -> Study | None:
    """The study one stands in; a document can be read without one."""
    try:
        return opened()
    except EvaluationError as error:
        if needed or chosen.study or error.problems[0].code != "STUDY-010":
            raise
        return None


def _parties(told: list[str]) -> tuple[str | None, dict[int, str]]:
    """The party of the whole document, and those of single chapters by line."""
    placed = {
        int(line): party for line, sign, party in (each.partition("=") for each in told) if sign and line.isdigit()
    }
    whole = [each for each in told if "=" not in each]
    wrong = [each for each in told if "=" in each and not each.partition("=")[0].isdigit()]
    if wrong or len(whole) > 1 or (whole and placed):
        raise fail("ROUNDS-012", value=(wrong or told)[0])
    return (whole[0] if whole else None), placed


def _part(chapter: Chapter, part: Part) -> dict[str, Any]:
    return {
        "party": chapter.party,
        "organisation": chapter.organisation,
        "section": part.section,
        "question": part.question,
        "heading": part.heading or None,
        "start": part.start,
        "end": part.end,
        "missing": part.missing,
        "certainty": part.certainty,
        "unsure": part.is_unsure or chapter.is_unsure,
        "line": part.line or chapter.line,
        "subheadings": list(part.subheadings),
        "period": [each.isoformat() for each in chapter.period] if chapter.period else None,
    }


def _show_parts(rows: list[dict[str, Any]]) -> None:
    columns = ("party", "section", "heading", "line", "characters", "certainty")
    shown = []
    last = None
    for row in rows:
        size = phrase("rounds.missing") if row["missing"] else (row["end"] or 0) - (row["start"] or 0)
        sure = None if row["missing"] else f"{row['certainty']:.2f}{' ?' if row['unsure'] else ''}"
        told = row["party"] if row["party"] != last else ""
        shown.append([told, row["section"], row["heading"], row["line"], size, sure])
        last = row["party"]
    show_table([phrase(f"rounds.column.{each}") for each in columns], shown)


def _show(columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    headings = [phrase(f"forms.column.{each}") for each in columns]
    show_table(headings, [[_worded(each, row[each]) for each in columns] for row in rows])


def _worded(column: str, value: Any) -> Any:
    if column in ("state", "channel") and value:
        return phrase(f"forms.{column}.{value}")
    if column == "late":
        return phrase("forms.late") if value else None
    return local_time(value) if column == "submitted_at" and value else value
