"""`underveis code add`, `change` and `remove`: codings made by hand."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import as_json, show_json, show_problems
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.app.cli.wording import Command, group_named, wrong
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.model import Coding
    from evaluation.study import Study

ORDER = 71  # after the group `code`, to which these belong
CODING = "id source start end code coder round origin note certainty code_version text"
SHAPES = {
    "code add": keys(f"{CODING} new", problems=[PROBLEM]),
    "code change": keys(CODING),
    "code remove": [keys(CODING)],
}
Words = Annotated[str | None, typer.Option(metavar="text", help="coding.cli.words")]
Start = Annotated[int | None, typer.Option("--from", metavar="number", help="coding.cli.from")]
End = Annotated[int | None, typer.Option("--to", metavar="number", help="coding.cli.to")]
Certainty = Annotated[int | None, typer.Option(metavar="number", help="coding.cli.certainty")]
Note = Annotated[str | None, typer.Option(metavar="text", help="coding.cli.note")]


def register(app: typer.Typer) -> None:
    group = group_named(app, "code")
    group.command("add", cls=Command, help=phrase("coding.cli.add"))(add)
    group.command("change", cls=Command, help=phrase("coding.cli.change"))(change)
    group.command("remove", cls=Command, help=phrase("coding.cli.remove"))(remove)


def add(
    source: Annotated[str, typer.Argument(metavar="source", help="coding.cli.source")],
    code: Annotated[str, typer.Argument(metavar="code", help="coding.cli.code")],
    *,
    words: Words = None,
    start: Start = None,
    end: End = None,
    coder: Annotated[str | None, typer.Option(metavar="text", help="coding.cli.coder")] = None,
    round_: Annotated[str | None, typer.Option("--round", metavar="text", help="coding.cli.round")] = None,
    certainty: Certainty = None,
    note: Note = None,
) -> None:
    from coding.manual import add_by_hand, coding_of, doubled

    study = opened()
    content = {"coder": coder, "round": round_, "certainty": certainty, "note": note}
    given: dict[str, Any] = {key: value for key, value in content.items() if value is not None}
    found = coding_of(study, source, code, words=words, start=start, end=end, **given)
    done = add_by_hand(study, found)
    problems = [] if done.new else [doubled(done.coding)]
    if chosen.as_json:
        show_json({**_told(study, done.coding), "new": done.new, "problems": [as_json(each) for each in problems]})
    elif done.new:
        _say(study, "coding.added", done.coding)
    else:
        show_problems(problems)


def change(
    id_: Annotated[int, typer.Argument(metavar="number", help="coding.cli.id")],
    *,
    code: Annotated[str | None, typer.Option(metavar="text", help="coding.cli.new_code")] = None,
    words: Words = None,
    start: Start = None,
    end: End = None,
    certainty: Certainty = None,
    note: Note = None,
) -> None:
    from coding.manual import change_by_hand, coding_with
    from coding.places import place_of

    if (code, words, start, end, certainty, note) == (None,) * 6:
        raise wrong(None, "CLI-010", command="underveis code change")
    study = opened()
    before = coding_with(study, id_)
    if words is not None:
        start, end = place_of(study.source(before.source), words=words, start=start, end=end)
    content = {"code": code, "start": start, "end": end, "certainty": certainty, "note": note}
    given: dict[str, Any] = {key: value for key, value in content.items() if value is not None}
    kept = change_by_hand(study, replace(before, **given))
    if chosen.as_json:
        show_json(_told(study, kept))
    else:
        _say(study, "coding.changed" if asdict(kept) != asdict(before) else "coding.unchanged", kept)


def remove(ids: Annotated[list[int], typer.Argument(metavar="number", help="coding.cli.ids")]) -> None:
    from coding.manual import remove_by_hand

    study = opened()
    gone = remove_by_hand(study, ids)
    if chosen.as_json:
        show_json([_told(study, each) for each in gone])
    else:
        print(phrase("coding.removed", None, n=len(gone)))


def _told(study: Study, coding: Coding) -> dict[str, Any]:
    return {"id": coding.id, **asdict(coding), "text": _words(study, coding)}


def _say(study: Study, key: str, coding: Coding) -> None:
    print(phrase(key, None, id=coding.id, words=_words(study, coding), code=coding.code))


def _words(study: Study, coding: Coding) -> str:
    return " ".join(study.source(coding.source).text[coding.start : coding.end].split())
