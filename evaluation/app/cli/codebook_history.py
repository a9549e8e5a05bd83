"""The commands of `underveis codebook` that look back: what a code has been through, what was coded before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.codebook_changes import Name, say
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import count, show_json, show_table
from evaluation.app.cli.shapes import keys
from evaluation.language import Language, enumerate_words, phrase

if TYPE_CHECKING:
    from evaluation.codes import Event

SHAPES: dict[str, Any] = {
    "codebook history": [keys("at who act version fields meant details change")],
    "codebook outdated": [keys("id source start end text code path coder made_under version")],
}
SHOWN = 100  # rows on a screen; --json gives all
LONGEST = 90


def history(name: Name) -> None:
    from evaluation.codes import code_history

    study = opened()
    events = code_history(study, name)
    if chosen.as_json:
        show_json([asdict(each) for each in events])
        return
    language = shown_language(study)
    columns = [phrase("codebook.column.version"), *(phrase(f"cli.column.{each}") for each in ("at", "who", "what"))]
    show_table(columns, [row for event in events for row in _rows(event, language)])


def outdated(
    code: Annotated[list[str] | None, typer.Option("--code", help="codebook.help.code", metavar="code")] = None,
    approve: Annotated[bool, typer.Option("--approve", help="codebook.help.approve")] = False,
) -> None:
    from coding.codebooks.codings import outdated_rows
    from evaluation.codes import approve_codings

    study = opened()
    rows = outdated_rows(study, code)
    if approve and rows:
        approve_codings(study, [row["id"] for row in rows])
    if chosen.as_json:
        show_json(rows)
    elif not rows:
        say("done.current")
    elif approve:
        say("done.approve", codings=count("codings", len(rows)))
    else:
        headings = [phrase(f"cli.column.{each}") for each in ("id", "source", "code", "text")]
        show_table([*headings, ""], [_outdated(row) for row in rows[:SHOWN]])


def _outdated(row: dict[str, Any]) -> list[Any]:
    return [row["id"], row["source"], row["code"], _short(row["text"]), _made(row)]


def _made(row: dict[str, Any]) -> str:
    if not row["made_under"]:
        return phrase("codebook.mark.elsewhere")
    return phrase("codebook.mark.made", made=row["made_under"], now=row["version"])


def _rows(event: Event, language: Language) -> Iterator[tuple[Any, ...]]:
    """An event, and below it what each changed text said before and says now."""
    at = f"{dt.datetime.fromisoformat(event.at).astimezone():%Y-%m-%d %H:%M}" if event.at else ""
    yield event.version, at, event.who, _what(event)
    for field, (before, after) in event.meant.items() if "new" not in event.fields else ():
        for key, said in (("before", before), ("after", after)):
            text = _text(said, language)
            if text:
                words = phrase(f"codebook.event.{key}", text=text)
                yield "", "", "", f"  {phrase(f'codebook.field.{field}')} {words}"
    for code in event.details.get("merged", ()):
        definition = _text(code.get("definition"), language)
        yield "", "", "", f"  {code['name']}: {definition or '–'}"


def _what(event: Event) -> str:
    details = event.details
    if event.act == "codebook.merge":
        return phrase("codebook.event.merged", names=enumerate_words(each["name"] for each in details["merged"]))
    if event.act == "codebook.split":
        return phrase("codebook.event.split", n=details["n"], name=details["name"], to=details["to"])
    if event.act == "codebook.rename" and "name" in event.fields:
        return phrase("codebook.event.renamed", name=details["name"], to=details["to"])
    if "new" in event.fields or not event.fields:
        return phrase("codebook.event.new")
    named = enumerate_words(phrase(f"codebook.field.{field}") for field in event.fields)
    return phrase("codebook.event.changed", fields=named)


def _text(said: Any, language: Language) -> str:
    """A stored text or list of indicators, as one line."""
    from evaluation.model import Localised

    if not isinstance(said, dict):
        return ""
    if any(isinstance(each, list) for each in said.values()):
        return _short("; ".join(", ".join(each) for each in said.values()))
    return _short(Localised.model_validate(said).text(language))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


COMMANDS = (history, outdated)
