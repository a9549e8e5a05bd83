"""`underveis code merge`: codings of overlapping words made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import show_json, show_table
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, group_named
from evaluation.language import phrase

if TYPE_CHECKING:
    from coding.merging import Merged
    from evaluation.model import Coding

ORDER = 71  # after `code`, whose group this command joins
CODING = "id source start end code coder round origin note"
SHAPES = {"code merge": [keys(CODING, merged=[keys(CODING)])]}
SHOWN = 40  # groups on a screen; --json gives all


def register(app: typer.Typer) -> None:
    group = group_named(app, "code")
    group.command("merge", cls=Command, help=phrase("edit.merge.help"))(merge)


def merge(
    code: Annotated[list[str] | None, typer.Option(metavar="text", help="edit.merge.code")] = None,
    coder: Annotated[str | None, typer.Option(metavar="text", help="edit.merge.coder")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="edit.merge.dry")] = False,
) -> None:
    from coding.merging import merge_codings

    done = merge_codings(opened(), codes=code or (), coder=coder, dry_run=dry_run)
    if chosen.as_json:
        show_json([_record(each) for each in done])
        return
    _tell(done, dry_run=dry_run)


def _tell(done: list[Merged], *, dry_run: bool) -> None:
    if not done:
        print(phrase("edit.merge.nothing"))
        return
    key = "edit.merge.would" if dry_run else "edit.merge.done"
    print(phrase(key, before=sum(len(each.group) for each in done), after=len(done)))
    names = ("source", "code", "coder", "start", "end")
    headings = [*(phrase(f"cli.column.{name}") for name in names), phrase("edit.merge.column")]
    show_table(headings, [[*(getattr(each.coding, name) for name in names), _places(each)] for each in done[:SHOWN]])
    if len(done) > SHOWN:
        print(phrase("edit.sources.more", n=len(done) - SHOWN))


def _places(done: Merged) -> str:
    return ", ".join(f"{each.start}–{each.end}" for each in done.group)


def _record(done: Merged) -> dict[str, Any]:
    return {**_coding(done.coding), "merged": [_coding(each) for each in done.group]}


def _coding(coding: Coding) -> dict[str, Any]:
    names = ("id", "source", "start", "end", "code", "coder", "round", "origin", "note")
    return {name: getattr(coding, name) for name in names}
