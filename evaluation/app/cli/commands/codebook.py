"""`underveis codebook`: the codes and what they mean."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.cli import codebook_changes as changes
from evaluation.app.cli import codebook_history as history
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, count, show_json, show_problems, show_rows, show_table, write_to
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import enumerate_words, phrase

ORDER = 60
SHAPES = {
    "codebook list": [
        keys("id name path parent label definition codings parents version archived colour outdated"),
    ],
    "codebook import": keys("name codes problems", problems=[PROBLEM]),
    "codebook export": keys("file codes"),
    "codebook check": [PROBLEM],
    **changes.SHAPES,
    **history.SHAPES,
}


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("codebook.help.group"), no_args_is_help=True, rich_markup_mode=None)
    group.command("list", cls=Command, help=phrase("codebook.help.list"))(list_codes)
    for function in (*changes.COMMANDS, *history.COMMANDS, check):
        group.command(function.__name__, cls=Command, help=phrase(f"codebook.help.{function.__name__}"))(function)
    group.command("import", cls=Command, help=phrase("codebook.help.import"))(import_codebook)
    group.command("export", cls=Command, help=phrase("codebook.help.export"))(export_codebook)
    app.add_typer(group, name="codebook")


def list_codes(
    tree: Annotated[bool, typer.Option("--tree", help="codebook.help.tree")] = False,
    archived: Annotated[bool, typer.Option("--archived", help="codebook.help.archived")] = False,
) -> None:
    from coding.codebooks.listing import code_rows, indented, tree_lines

    study = opened()
    rows = code_rows(study, shown_language(study))
    shown = [row for row in rows if archived or not row["archived"]]
    if tree and not chosen.as_json:
        lines = tree_lines(study.codebook, rows, archived=archived)
        headings = [phrase(f"cli.column.{each}") for each in ("code", "label", "codings")]
        show_table([*headings, ""], [[line, row["label"], total, _marks(row)] for line, row, total in lines])
    else:
        show_rows(rows if chosen.as_json else indented(shown), ("name", "label", "codings", "definition"))
    if len(shown) < len(rows):
        changes.say("done.hidden", codes=count("codes", len(rows) - len(shown)))


def _marks(row: dict[str, object]) -> str:
    """What is out of the ordinary with a code."""
    parents = row["parents"] if isinstance(row["parents"], list) else []
    marks = [phrase("codebook.mark.also", parents=enumerate_words(parents))] if parents else []
    marks += [phrase("codebook.mark.version", version=row["version"])] if row["version"] != 1 else []
    marks += [phrase("codebook.mark.archived")] if row["archived"] else []
    return ", ".join(marks)


def import_codebook(
    origin: Annotated[str, typer.Argument(help="codebook.help.origin", metavar="origin")],
) -> None:
    from coding.codebook import import_codebook as read
    from coding.codebooks.discover import Imported, known_suffixes
    from coding.schemes import load

    study = opened()
    file = Path(origin)
    is_file = file.is_file() or file.suffix.lower() in known_suffixes()
    found = read(file) if is_file else Imported(load(origin))
    study.import_codebook(found.codebook)
    codes = len(found.codebook)
    if chosen.as_json:
        problems = [as_json(each) for each in found.problems]
        show_json({"name": found.codebook.name, "codes": codes, "problems": problems})
        return
    show_problems(found.problems)
    changes.say("done.import", codes=count("codes", codes), name=found.codebook.name)


def export_codebook(file: Annotated[Path, typer.Argument(help="codebook.help.file", metavar="file")]) -> None:
    from coding.codebook import write_codebook

    codebook = opened().codebook
    write_to(file, lambda path: write_codebook(codebook, path))
    if chosen.as_json:
        show_json({"file": str(file), "codes": len(codebook)})
    changes.say("done.export", codes=count("codes", len(codebook)), file=file)


def check() -> None:
    from coding.codebook import check_codebook

    study = opened()
    codings = study.codings()
    problems = check_codebook(study.codebook, Counter(each.code for each in codings) if codings else None)
    if chosen.as_json:
        show_json([as_json(each) for each in problems])
    else:
        show_problems(problems)
    if any(each.severity != "note" for each in problems):
        raise typer.Exit(1)
    if not problems:
        changes.say("done.good")
