"""`underveis instrument compare`: which answers can be compared with those to come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import count, show_json, show_problems, show_table
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, group_named
from evaluation.errors import problem
from evaluation.language import phrase

if TYPE_CHECKING:
    from instruments.comparing import Change, Compared
    from instruments.used import Version

ORDER = 56  # after the group `instrument`, to which it belongs
CHANGE = keys("aspect key before after grave")
SHAPES = {
    "instrument compare": [
        keys("instrument version sources sessions question verdict now then changes", changes=[CHANGE])
    ]
}


def register(app: typer.Typer) -> None:
    group = group_named(app, "instrument")
    group.command("compare", cls=Command, help=phrase("asked.cli.compare"))(compare)


def compare(
    name: Annotated[str, typer.Argument(help="asked.cli.name", metavar="text")],
) -> None:
    from evaluation.app.instruments import found_file
    from evaluation.sources.received import sha256_of
    from instruments.comparing import compare as compared
    from instruments.load import read_instrument
    from instruments.used import versions_used

    file = found_file(name)
    now, sha256 = read_instrument(file), sha256_of(file)
    used = [each for each in versions_used(opened()) if each.name == file.stem]
    show_problems(
        problem("INSTRUMENT-075", file=file, severity="note", n=len(each.sources), version=each.sha256[:12])
        for each in used
        if each.instrument is None
    )
    found = [(each, compared(each.instrument, now)) for each in used if each.instrument]
    if chosen.as_json:
        show_json([_row(version, each) for version, listed in found for each in listed])
        return
    if not used:
        print(phrase("asked.none", name=file.stem))
    for number, (version, listed) in enumerate(found):
        _show(version, listed, first=number == 0, unchanged=version.sha256 == sha256)


def _show(version: Version, listed: tuple[Compared, ...], *, first: bool, unchanged: bool) -> None:
    used = count("sources", len(version.sources)) if version.sources else count("responses", version.responses)
    where = ", ".join((*version.sessions, *version.datasets)) or "–"
    told = phrase("asked.version", version=version.sha256[:12], sources=used, where=where)
    print(f"{'' if first else chr(10)}{told}")
    if unchanged:
        print(phrase("asked.unchanged"))
        return
    headings = [phrase(f"asked.column.{each}") for each in ("question", "verdict", "changes")]
    show_table(headings, [[each.question.id, phrase(f"asked.verdict.{each.verdict}"), _told(each)] for each in listed])


def _row(version: Version, compared: Compared) -> dict[str, Any]:
    return {
        "instrument": version.name,
        "version": version.sha256,
        "sources": list(version.sources),
        "sessions": list(version.sessions),
        "question": compared.question.id,
        "verdict": compared.verdict,
        "now": compared.now.question.text.text() if compared.now else None,
        "then": compared.then.question.text.text() if compared.then else None,
        "changes": [_change(each) for each in compared.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in ("aspect", "key", "before", "after", "grave")}


def _told(compared: Compared) -> str:
    return "; ".join(_sentences(compared))


def _sentences(compared: Compared) -> Iterator[str]:
    for each in compared.changes:
        aspect = phrase(f"asked.aspect.{each.aspect}", key=each.key)
        yield phrase("asked.change", aspect=aspect, before=each.before or "–", after=each.after or "–")
