"""`underveis instrument`: what is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table, write_to
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import LANGUAGES, current, phrase
from evaluation.numbers import write_number

if TYPE_CHECKING:
    from instruments.load import InstrumentFile

ORDER = 55
SHAPES = {
    "instrument list": [keys("name kind title mode languages sections questions minutes shipped file")],
    "instrument new": keys("name file"),
    "instrument check": [PROBLEM],
    "instrument coverage": [keys("theme instrument role questions")],
    "instrument show": keys("files"),
    "instrument import": keys("name file problems", problems=[PROBLEM]),
    "instrument export": keys("file problems", problems=[PROBLEM]),
    "instrument translated": keys("file texts"),
}
Named = Annotated[str, typer.Argument(help="instrument.cli.file", metavar="file")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("instrument.cli.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("list", cls=Command, help=phrase("instrument.cli.list"))(list_instruments)
    for function in (new, check, coverage, show, translated, export):
        group.command(function.__name__, cls=Command, help=phrase(f"instrument.cli.{function.__name__}"))(function)
    group.command("import", cls=Command, help=phrase("instrument.cli.import"))(import_)
    app.add_typer(group, name="instrument")


def list_instruments() -> None:
    from evaluation.app.instruments import study_here
    from instruments.check.study import read_all
    from instruments.load import files_in
    from instruments.shipping import names, shipped

    study = study_here()
    own, problems = read_all(files_in(study.folder)) if study else ([], [])
    rows = [_row(each, each.name, shipped_=False) for each in own]
    rows += [_row(shipped(name), name, shipped_=True) for name in names()]
    if chosen.as_json:
        show_json(rows)
        return
    show_problems(problems)
    columns = ("name", "kind", "title", "questions", "languages", "shipped")
    show_table([phrase(f"instrument.column.{each}") for each in columns], [_shown(row, columns) for row in rows])


def new(
    name: Annotated[str, typer.Argument(help="instrument.cli.name", metavar="text")],
    called: Annotated[str | None, typer.Option("--as", help="instrument.cli.called", metavar="text")] = None,
) -> None:
    from instruments.shipping import copy_into

    file = copy_into(opened().folder, name, called=called)
    if chosen.as_json:
        show_json({"name": file.stem, "file": str(file)})
    else:
        print(phrase("instrument.done.new", name=name, file=file))


def check(
    files: Annotated[list[str] | None, typer.Argument(help="instrument.cli.files", metavar="files")] = None,
) -> None:
    from evaluation.app.instruments import around_here, found_file
    from instruments.check import check as find_faults
    from instruments.check.study import read_all

    around, unread = around_here()
    listed, problems = read_all(found_file(each) for each in files) if files else (list(around.files), unread)
    problems = [*problems, *find_faults(listed, around)]
    if chosen.as_json:
        show_json([as_json(each) for each in problems])
    else:
        show_problems(problems)
    if any(each.severity != "note" for each in problems):
        raise typer.Exit(1)
    if not chosen.as_json:
        print(phrase("instrument.done.good", count=_count("instruments", len(listed))))


def coverage() -> None:
    from instruments.check.study import read_all
    from instruments.coverage import coverage as covered
    from instruments.load import files_in

    study = opened()
    files, problems = read_all(files_in(study.folder))
    show_problems(problems)
    rows = covered(study.evaluation.themes, files)
    if chosen.as_json:
        names = ("theme", "instrument", "role", "questions")
        show_json([{name: getattr(each, name) for name in names} for each in rows])
        return
    language = shown_language(study)
    columns = list(dict.fromkeys((each.instrument, each.role) for each in rows))
    found = {(each.theme, each.instrument, each.role): len(each.questions) for each in rows}
    labels = {file.name: file.instrument.roles for file in files}
    headings = [_heading(name, labels[name][role].text(language) if role in labels[name] else role)
                for name, role in columns]  # fmt: skip
    themes = study.evaluation.themes
    table = [[each.label.text(language), *(found[each.id, *column] for column in columns)] for each in themes]
    show_table([phrase("instrument.column.theme"), *headings], table)


def show(
    file: Named,
    to: Annotated[list[str] | None, typer.Option(metavar="text", help="instrument.cli.to")] = None,
    out: Annotated[Path, typer.Option(metavar="folder", help="instrument.cli.out")] = Path(),
) -> None:
    from evaluation.app.instruments import found_file, study_here
    from instruments.check.usable import read_usable
    from instruments.shipping import path_of
    from reports.paper import print_instrument

    path = found_file(file, otherwise=path_of)
    study = study_here()
    language = shown_language(study) if study else current()
    files = print_instrument(read_usable(path), out, name=path.stem, to=to or ("pdf",), language=language)
    if chosen.as_json:
        show_json({"files": [str(each) for each in files]})
        return
    for each in files:
        print(phrase("instrument.done.shown", file=each))


def translated(
    file: Named,
    lang: Annotated[list[str] | None, typer.Option("--only", help="instrument.cli.only", metavar="text")] = None,
    within: Annotated[list[str] | None, typer.Option("--in", help="instrument.cli.within", metavar="text")] = None,
) -> None:
    from evaluation.app.instruments import found_file
    from instruments.load import read_instrument_file
    from instruments.marking import mark_file

    path = found_file(file)
    languages = [choose("--only", each, LANGUAGES) for each in lang or ()]
    texts = mark_file(read_instrument_file(path), languages=languages, within=within or ())
    if chosen.as_json:
        show_json({"file": str(path), "texts": texts})
    else:
        print(phrase("instrument.done.translated", count=_count("texts", texts), file=path))


def export(
    file: Named,
    to: Annotated[str, typer.Option(metavar="text", help="instrument.cli.export_to")],
    out: Annotated[Path, typer.Option(metavar="folder", help="instrument.cli.out")] = Path(),
) -> None:
    from evaluation.app.instruments import found_file, study_here
    from instruments.check.usable import read_usable
    from instruments.exchange import export as exported
    from instruments.exchange import format_named
    from instruments.shipping import path_of

    format_ = format_named(to)
    path = found_file(file, otherwise=path_of)
    study = study_here()
    made = exported(read_usable(path), to, shown_language(study) if study else current())
    target = out / f"{path.stem}{format_.suffix}"
    write_to(target, lambda place: _put(place, made.content))
    if chosen.as_json:
        show_json({"file": str(target), "problems": [as_json(each) for each in made.problems]})
        return
    show_problems(made.problems)
    print(phrase("instrument.done.shown", file=target))


def import_(
    file: Annotated[Path, typer.Argument(help="instrument.cli.foreign", metavar="file")],
    called: Annotated[str | None, typer.Option("--as", help="instrument.cli.called", metavar="text")] = None,
) -> None:
    from instruments.exchange.importing import import_form
    from instruments.shipping import put_into

    draft = import_form(file)
    target = put_into(opened().folder, called or file.stem.lower(), draft.yaml())
    if chosen.as_json:
        problems = [as_json(each) for each in draft.problems]
        show_json({"name": target.stem, "file": str(target), "problems": problems})
        return
    show_problems(draft.problems)
    print(phrase("instrument.done.import", name=target.stem, file=target))


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _row(file: InstrumentFile, name: str, *, shipped_: bool) -> dict[str, Any]:
    from instruments.translations import languages_of

    about = file.instrument
    return {
        "name": name,
        "kind": about.kind,
        "title": about.title.text(current()),
        "mode": about.mode,
        "languages": list(languages_of(about)),
        "sections": len(about.sections),
        "questions": sum(each.is_asked for each in about.questions()),
        "minutes": about.minutes,
        "shipped": shipped_,
        "file": str(file.path),
    }


def _shown(row: dict[str, Any], columns: tuple[str, ...]) -> list[Any]:
    worded = {
        **row,
        "kind": phrase(f"instrument.kind.{row['kind']}"),
        "shipped": phrase("instrument.yes") if row["shipped"] else "",
    }
    return [worded[each] for each in columns]


def _heading(instrument: str, role: str) -> str:
    return f"{instrument}: {role}" if role else instrument


def _count(noun: str, number: int) -> str:
    return phrase(f"instrument.count.{noun}", n=number, count=write_number(number))
