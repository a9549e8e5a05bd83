"""`underveis exchange`: projects of other programs, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, Group
from evaluation.language import Language, phrase

if TYPE_CHECKING:
    from coding.exchange.losses import Loss

ORDER = 95
LOSS = keys("element outcome count reason examples")
SHAPES = {
    "exchange import": keys(
        "file name origin memo frame losses problems",
        frame=keys("frame certainty fitting selections given"),
        losses=[LOSS],
        problems=[PROBLEM],
    ),
    "exchange export": keys("file losses problems", losses=[LOSS], problems=[PROBLEM]),
}
SHOWN = 3  # problems of one kind on a terminal; the rest are counted


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("exchange.help.group"), no_args_is_help=True, rich_markup_mode=None)
    group.command("import", cls=Command, help=phrase("exchange.help.import"))(import_project)
    group.command("export", cls=Command, help=phrase("exchange.help.export"))(export_project)
    app.add_typer(group, name="exchange")


def import_project(
    file: Annotated[Path, typer.Argument(help="exchange.help.file", metavar="file")],
    frame: Annotated[str | None, typer.Option("--frame", metavar="text", help="exchange.help.frame")] = None,
    new: Annotated[Path | None, typer.Option("--new", metavar="folder", help="exchange.help.new")] = None,
) -> None:
    from coding.exchange.importing import import_file
    from coding.exchange.report import shown_frame

    study = _made(new, file, frame) if new is not None else opened()
    done = import_file(study, file, frame)
    if chosen.as_json:
        content = {"file": done.file, "name": done.name, "origin": done.origin, "memo": done.memo}
        told = {"losses": _losses(done.losses), "problems": [as_json(each) for each in done.problems]}
        show_json({**content, "frame": _frame(done.frame), **told})
        return
    language = shown_language(study)
    print(phrase("exchange.done.import", name=done.name, origin=done.origin or "–"))
    if sentence := shown_frame(done.frame, language):
        print(sentence)
    _show(done.losses, language)
    print(phrase("exchange.done.memo", memo=done.memo))
    _show_problems(done.problems)


def export_project(
    file: Annotated[Path, typer.Argument(help="exchange.help.target", metavar="file")],
    personal: Annotated[bool, typer.Option("--personal", help="exchange.help.personal")] = False,
) -> None:
    from coding.exchange.exporting import export_file

    study = opened()
    done = export_file(study, file, personal=personal)
    if chosen.as_json:
        problems = [as_json(each) for each in done.problems]
        show_json({"file": done.file, "losses": _losses(done.losses), "problems": problems})
        return
    print(phrase("exchange.done.export", file=done.file))
    _show(done.losses, shown_language(study))
    _show_problems(done.problems)


def _made(folder: Path, file: Path, frame: str | None) -> Any:
    """A new study in a folder; nothing is made where the file cannot be read."""
    from coding.exchange.discover import importer
    from evaluation.app.templates import create
    from evaluation.study import open_study

    importer(file).read(file, frame)
    return open_study(create(folder, "focus-group"), speak=chosen.language is None)


def _show(losses: Iterable[Loss], language: Language) -> None:
    from coding.exchange.report import rows

    listed = rows(losses, language)
    if listed:
        headings = [phrase(f"exchange.column.{each}", language) for each in ("element", "outcome", "count", "reason")]
        show_table(headings, listed)


def _show_problems(problems: Iterable[Any]) -> None:
    """Each kind of problem a few times, and how many more there were."""
    kinds: dict[str, list[Any]] = {}
    for each in problems:
        kinds.setdefault(each.code, []).append(each)
    for listed in kinds.values():
        show_problems(listed[:SHOWN])
        if len(listed) > SHOWN:
            print(phrase("exchange.done.more", n=len(listed) - SHOWN))


def _frame(frame: Mapping[str, Any]) -> dict[str, Any]:
    empty = {"frame": None, "certainty": None, "fitting": None, "selections": 0, "given": False}
    return {**empty, **frame}


def _losses(losses: Iterable[Loss]) -> list[dict[str, Any]]:
    return [
        {
            "element": each.element,
            "outcome": each.outcome,
            "count": each.count,
            "reason": each.reason,
            "examples": list(each.examples),
        }
        for each in losses
    ]
