"""`underveis sources edit` and `sources replace`: a text changed, with what became of its codings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, show_json, show_problems, show_table
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, group_named
from evaluation.language import phrase
from evaluation.numbers import write_number, write_percent

if TYPE_CHECKING:
    from evaluation.editing import Changed, CodingMove

ORDER = 51  # after `sources`, whose group these commands join
EDITED = keys(
    "source written file",
    characters=keys("before after"),
    kept=keys("text coded"),
    turns=keys("before after lost"),
    codings=[keys("id code coder round origin start end words status new_start new_end now")],
    problems=[PROBLEM],
)
SHAPES = {"sources edit": EDITED, "sources replace": EDITED}
SHOWN = 40  # codings on a screen; --json gives all
LONGEST = 60  # characters of a coding's words on a screen

Name = Annotated[str, typer.Argument(help="edit.sources.name", metavar="source")]
File = Annotated[Path, typer.Argument(help="edit.sources.file", metavar="file")]
Force = Annotated[bool, typer.Option("--force", help="edit.sources.force")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="edit.sources.dry")]


def register(app: typer.Typer) -> None:
    group = group_named(app, "sources")
    group.command("edit", cls=Command, help=phrase("edit.sources.edit"))(edit)
    group.command("replace", cls=Command, help=phrase("edit.sources.replace"))(replace)


def edit(name: Name, file: File, dry_run: DryRun = False, force: Force = False) -> None:
    _change(name, file, "source.edit", dry_run=dry_run, force=force)


def replace(name: Name, file: File, dry_run: DryRun = False, force: Force = False) -> None:
    _change(name, file, "source.replace", dry_run=dry_run, force=force)


def _change(name: str, file: Path, act: str, *, dry_run: bool, force: bool) -> None:
    from evaluation.app.editing import change_by_file

    changed = change_by_file(opened(), name, file, act=act, force=force, dry_run=dry_run)
    if chosen.as_json:
        show_json(_record(changed, written=not dry_run))
        return
    _tell(changed, dry_run=dry_run)
    show_problems(changed.problems)


def _tell(changed: Changed, *, dry_run: bool) -> None:
    name = changed.before.name
    if changed.before.text == changed.after.text:
        print(phrase("edit.sources.unchanged", name=name))
        return
    lengths = (write_number(len(each.text)) for each in (changed.before, changed.after))
    share = write_percent(changed.similarity.text, 0)
    before, after = lengths
    key = "edit.sources.would" if dry_run else "edit.sources.done"
    print(phrase(key, name=name, share=share, before=before, after=after))
    counts = {status: _count(changed, status) for status in ("edited", "double", "lost")}
    exact = _count(changed, "same", "moved")
    print(phrase("edit.sources.counts", exact=exact, turns=len(changed.turns), **counts))
    _show_moves([each for each in changed.codings if each.status in counts])
    _show_lost_turns(changed)


def _count(changed: Changed, *statuses: str) -> int:
    return sum(each.status in statuses for each in changed.codings)


def _show_moves(moves: list[CodingMove]) -> None:
    """Those whose words are not the same, the lost ones first."""
    if not moves:
        return
    headings = ("edit.sources.status", "cli.column.code", "cli.column.coder", "edit.sources.old", "edit.sources.new")
    listed = sorted(moves, key=lambda move: move.status != "lost")
    rows = [
        (
            phrase(f"edit.status.{each.status}"),
            each.coding.code,
            each.coding.coder,
            _short(each.words),
            _short(each.now),
        )
        for each in listed[:SHOWN]
    ]
    show_table([phrase(heading) for heading in headings], rows)
    if len(listed) > SHOWN:
        print(phrase("edit.sources.more", n=len(listed) - SHOWN))


def _show_lost_turns(changed: Changed) -> None:
    if not changed.lost_turns:
        return
    headings = ("edit.turns.lost", "cli.column.speaker", "edit.sources.old")
    rows = [(number, turn.speaker, _short(changed.before.words_of(turn))) for number, turn in changed.lost_turns]
    print()
    show_table([phrase(heading) for heading in headings], rows[:SHOWN])


def _short(words: str) -> str:
    """The words on one line; where they are many, their beginning and end."""
    line = " ".join(words.split())
    half = LONGEST // 2
    return line if len(line) <= LONGEST else f"{line[:half].rstrip()} … {line[-half:].lstrip()}"


def _record(changed: Changed, *, written: bool) -> dict[str, Any]:
    lost = [
        {"number": number, "speaker": turn.speaker, "text": changed.before.words_of(turn)}
        for number, turn in changed.lost_turns
    ]
    return {
        "source": changed.before.name,
        "written": written,
        "file": changed.after.file,
        "characters": {"before": len(changed.before.text), "after": len(changed.after.text)},
        "kept": {"text": round(changed.similarity.text, 4), "coded": round(changed.similarity.spans, 4)},
        "turns": {"before": len(changed.before.turns), "after": len(changed.turns), "lost": lost},
        "codings": [_coding_record(each) for each in changed.codings],
        "problems": [as_json(each) for each in changed.problems],
    }


def _coding_record(move: CodingMove) -> dict[str, Any]:
    coding = move.coding
    start, end = move.place or (None, None)
    own = {name: getattr(coding, name) for name in ("id", "code", "coder", "round", "origin", "start", "end")}
    return {**own, "words": move.words, "status": move.status, "new_start": start, "new_end": end, "now": move.now}
