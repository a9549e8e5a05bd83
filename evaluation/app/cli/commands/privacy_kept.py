"""`underveis privacy due`, `delete` and `export`: until when people's data are kept, and what a person may see."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import count, show_json, show_problems, show_table
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, group_named
from evaluation.errors import fail, problem
from evaluation.language import phrase
from evaluation.numbers import write_date

if TYPE_CHECKING:
    from evaluation.app.deleting import Told
    from evaluation.retention.due import Due

ORDER = 89  # after the group `privacy`, to which these belong
SHAPES = {
    "privacy due": [keys("id until because n due")],
    "privacy delete": keys("deleted files backups backup unsure made left"),
    "privacy export": keys("folder files"),
}
COLUMNS = ("id", "until", "because", "n")
On = Annotated[str | None, typer.Option("--on", metavar="text", help="retention.cli.on")]


def register(app: typer.Typer) -> None:
    group = group_named(app, "privacy")
    for name, command in (("due", due), ("delete", delete), ("export", export)):
        group.command(name, cls=Command, help=phrase(f"retention.cli.{name}"))(command)


def due(*, on: On = None, everything: Annotated[bool, typer.Option("--all", help="retention.cli.all")] = False) -> None:
    from evaluation.retention.due import kept

    day = _day(on)
    found = [each for each in kept(opened()) if everything or each.is_due(day)]
    if chosen.as_json:
        show_json([_told(each, day) for each in found])
    elif not found:
        print(phrase("retention.nothing", date=write_date(day)))
    else:
        _show(found)
        if late := sum(each.is_due(day) for each in found):
            print(phrase("retention.due", things=count("things", late)))


def delete(
    items: Annotated[list[str] | None, typer.Argument(metavar="text", help="retention.cli.items")] = None,
    *,
    all_due: Annotated[bool, typer.Option("--due", help="retention.cli.all_due")] = False,
    on: On = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="retention.cli.dry")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="retention.cli.yes")] = False,
) -> None:
    from evaluation.app.deleting import Told, look_ahead
    from evaluation.app.deleting import delete as deleted
    from evaluation.errors import raise_any
    from evaluation.retention.due import due as found_due

    study = opened()
    wanted = [*(items or ()), *(each.id for each in (found_due(study, _day(on)) if all_due else ()))]
    if not wanted and not all_due:
        raise fail("RETENTION-005")
    if not wanted:
        _tell(Told(()), "retention.none")
        return
    if dry_run:
        told = look_ahead(study, wanted)
        raise_any(told.hindered)
        _tell(told, "retention.would")
        return
    if not yes:
        _ask(wanted)
    done = deleted(study, wanted)
    _tell(done, "retention.done")
    if not chosen.as_json:
        if done.left:
            show_problems([problem("RETENTION-009", severity="warning", files=", ".join(done.left))])
        if done.made:
            print(phrase("retention.made", n=len(done.made)))
        print(phrase("retention.elsewhere"))


def export(
    person: Annotated[str, typer.Argument(metavar="text", help="retention.cli.person")],
    folder: Annotated[Path, typer.Option("--to", metavar="folder", help="retention.cli.to")],
) -> None:
    from evaluation.retention.access import export_person

    study = opened()
    files = export_person(study, person.removeprefix("person:"), folder, shown_language(study))
    if chosen.as_json:
        show_json({"folder": str(folder), "files": [each.name for each in files]})
    else:
        print(phrase("retention.exported", folder=folder, files=", ".join(each.name for each in files)))


def _day(on: str | None) -> dt.date:
    if on is None:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(on)
    except ValueError as error:
        raise fail("RETENTION-006", value=on) from error


def _told(each: Due, day: dt.date) -> dict[str, Any]:
    return {"id": each.id, "until": each.until, "because": each.because, "n": each.n, "due": each.is_due(day)}


def _show(found: list[Due]) -> None:
    rows = [[each.id, write_date(each.until), phrase(f"retention.because.{each.because}"), each.n] for each in found]
    show_table([phrase(f"retention.column.{name}") for name in COLUMNS], rows)


def _ask(wanted: list[str]) -> None:
    """Nothing is deleted for good without a word from a person."""
    if not sys.stdin.isatty():
        raise fail("RETENTION-007")
    print("\n".join(f"  {each}" for each in wanted), file=sys.stderr)
    if not typer.confirm(phrase("retention.ask"), err=True):
        raise typer.Exit(1)


def _tell(told: Told, key: str) -> None:
    files, backups, backup = len(told.files), len(told.backups), str(told.backup) if told.backup else None
    if chosen.as_json:
        show_json(
            {
                "deleted": list(told.items), "files": files, "backups": backups, "backup": backup,
                "unsure": told.unsure, "made": list(told.made), "left": list(told.left),
            }
        )  # fmt: skip
        return
    counted = {"files": count("files", files), "backups": count("backups", backups)}
    print(phrase(key, items=", ".join(told.items), backup=backup or "–", **counted))
    if told.unsure:
        print(phrase("retention.unsure", n=told.unsure))
