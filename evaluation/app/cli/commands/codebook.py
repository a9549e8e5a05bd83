"""`underveis codebook`: the codes and what they mean."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import opened, shown_language
from evaluation.app.cli.output import show_problems, show_rows, tell
from evaluation.language import phrase

ORDER = 60


def register(app: typer.Typer) -> None:
    group = typer.Typer(help=phrase("cli.codebook.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("list", help=phrase("cli.codebook.list"))(list_codes)
    group.command("import", help=phrase("cli.codebook.import"))(import_codebook)
    group.command("export", help=phrase("cli.codebook.export"))(export_codebook)
    group.command("check", help=phrase("cli.codebook.check"))(check)
    app.add_typer(group, name="codebook")


def list_codes() -> None:
    study = opened()
    language = shown_language(study)
    counted = Counter(coding.code for coding in study.codings())
    codebook = study.codebook
    rows = [
        {
            "id": number,
            "name": code.name,
            "path": codebook.path(code.name),
            "parent": code.parent,
            "label": code.label.text(language),
            "definition": code.definition.text(language),
            "codings": counted[code.name],
        }
        for number, code in enumerate(codebook, 1)
    ]
    show_rows(rows, ("name", "label", "definition", "codings"))


def import_codebook(
    origin: Annotated[str, typer.Argument(help=phrase("cli.codebook.origin"), metavar="SCHEME|FILE")],
) -> None:
    from coding.codebook import read_codebook
    from coding.schemes import load

    study = opened()
    found = read_codebook(Path(origin)) if Path(origin).suffix in (".yaml", ".yml") else load(origin)
    study.import_codebook(found)
    tell("codebook.done", n=len(found), name=found.name)


def export_codebook(file: Annotated[Path, typer.Argument(help=phrase("cli.codebook.file"), metavar="FILE")]) -> None:
    from coding.codebook import write_codebook

    codebook = opened().codebook
    write_codebook(codebook, file)
    tell("codebook.exported", n=len(codebook), file=file)


def check() -> None:
    from coding.codebook import check_codebook

    problems = check_codebook(opened().codebook)
    show_problems(problems)
    if problems:
        raise typer.Exit(1)
    tell("codebook.good")
