"""`underveis codebook`: the codes and what they mean."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, count, show_json, show_problems, show_rows, tell, write_to
from evaluation.app.cli.wording import Command, Group
from evaluation.language import phrase

ORDER = 60


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("cli.codebook.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("list", cls=Command, help=phrase("cli.codebook.list"))(list_codes)
    group.command("import", cls=Command, help=phrase("cli.codebook.import"))(import_codebook)
    group.command("export", cls=Command, help=phrase("cli.codebook.export"))(export_codebook)
    group.command("check", cls=Command, help=phrase("cli.codebook.check"))(check)
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
    origin: Annotated[str, typer.Argument(help="cli.codebook.origin", metavar="origin")],
) -> None:
    from coding.codebook import read_codebook
    from coding.schemes import load

    study = opened()
    file = Path(origin)
    found = read_codebook(file) if file.suffix in (".yaml", ".yml") or file.is_file() else load(origin)
    study.import_codebook(found)
    if chosen.as_json:
        show_json({"name": found.name, "codes": len(found)})
    tell("codebook.done", codes=count("codes", len(found)), name=found.name)


def export_codebook(file: Annotated[Path, typer.Argument(help="cli.codebook.file", metavar="file")]) -> None:
    from coding.codebook import write_codebook

    codebook = opened().codebook
    write_to(file, lambda path: write_codebook(codebook, path))
    if chosen.as_json:
        show_json({"file": str(file), "codes": len(codebook)})
    tell("codebook.exported", codes=count("codes", len(codebook)), file=file)


def check() -> None:
    from coding.codebook import check_codebook

    problems = check_codebook(opened().codebook)
    if chosen.as_json:
        show_json([as_json(each) for each in problems])
    else:
        show_problems(problems)
    if problems:
        raise typer.Exit(1)
    tell("codebook.good")
