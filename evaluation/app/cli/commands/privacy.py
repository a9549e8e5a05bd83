"""`underveis privacy`: what tells who somebody is, and pseudonyms in its place."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json, show_table
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.privacy.pseudonymise import Done
    from evaluation.privacy.review import Traced
    from evaluation.study import Study

ORDER = 88
FIND = keys("source line start end text kind certainty rule of said goes")
DONE = keys("replaced left key", gone=[FIND])
SHAPES = {
    "privacy scan": [FIND],
    "privacy accept": [FIND],
    "privacy refuse": [FIND],
    "privacy review": [FIND],
    "privacy pseudonymise": DONE,
    "privacy restore": keys("back lost"),
}
COLUMNS = ("source", "line", "text", "kind", "certainty", "rule", "of", "said")
IN_ENVIRONMENT = "UNDERVEIS_PASSPHRASE"
YES, NO, SKIP, STOP = "jy", "n", "h", "s"

Sources = Annotated[list[str] | None, typer.Option("--source", metavar="source", help="privacy.cli.source")]
One = Annotated[str | None, typer.Option("--source", metavar="source", help="privacy.cli.one")]
Kinds = Annotated[str | None, typer.Option("--kind", metavar="text", help="privacy.cli.kind")]
AtLeast = Annotated[str, typer.Option("--at-least", metavar="text", help="privacy.cli.at_least")]
Words = Annotated[list[str], typer.Argument(metavar="text", help="privacy.cli.words")]
Key = Annotated[Path, typer.Option("--key", metavar="file", help="privacy.cli.key")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("privacy.cli.help"), no_args_is_help=True, rich_markup_mode=None)
    for name, command in (
        ("scan", scan),
        ("accept", accept),
        ("refuse", refuse),
        ("review", review),
        ("pseudonymise", pseudonymise),
        ("restore", restore),
    ):
        group.command(name, cls=Command, help=phrase(f"privacy.cli.{name}"))(command)
    app.add_typer(group, name="privacy")


def scan(
    *,
    source: Sources = None,
    kind: Kinds = None,
    at_least: AtLeast = "likely",
    everything: Annotated[bool, typer.Option("--all", help="privacy.cli.all")] = False,
) -> None:
    study = opened()
    found = _found(study, source, kind, at_least)
    listed = [each for each in found if everything or each.said != "refused"]
    if chosen.as_json:
        show_json([_told(each) for each in listed])
    elif not listed:
        print(phrase("privacy.none"))
    else:
        _show(study, listed)
        print(_counted(listed))
        print(phrase("privacy.next"))


def accept(words: Words, *, source: One = None) -> None:
    _decided(words, source, accepted=True)


def refuse(words: Words, *, source: One = None) -> None:
    _decided(words, source, accepted=False)


def review(*, source: Sources = None, kind: Kinds = None, at_least: AtLeast = "possible") -> None:
    from evaluation.privacy.review import say

    study = opened()
    found = [each for each in _found(study, source, kind, at_least) if each.said == "open"]
    settled: dict[tuple[str, str], Traced] = {}
    for number, each in enumerate(found, 1):
        key = (each.find.kind, each.find.text.casefold())
        if key in settled:
            continue
        answer = _asked(each, number, len(found))
        if answer in STOP:
            break
        settled[key] = each
        if answer in YES + NO:
            say(study, [each], accepted=answer in YES)
    if chosen.as_json:
        show_json([_told(each) for each in settled.values()])
    else:
        print(phrase("privacy.reviewed", n=len(settled)))


def pseudonymise(
    key: Key,
    *,
    source: Sources = None,
    likely: Annotated[bool, typer.Option("--likely", help="privacy.cli.likely")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="privacy.cli.dry")] = False,
) -> None:
    from evaluation.privacy import pseudonymise as replacing

    study = opened()
    if dry_run:
        done = replacing.plan(study, source, likely=likely)
    else:
        done = replacing.pseudonymise(study, key, _passphrase(new=not key.exists()), source, likely=likely)
    if chosen.as_json:
        gone = [_told(each) for each in done.gone]
        told = str(done.key) if done.key else None
        show_json({"replaced": len(gone), "left": len(done.left), "key": told, "gone": gone})
        return
    _tell_done(study, done, dry_run=dry_run)


def restore(key: Key, *, source: Sources = None) -> None:
    from evaluation.privacy.pseudonymise import restore as bring_back

    back, lost = bring_back(opened(), key, _passphrase(new=False), source)
    if chosen.as_json:
        show_json({"back": back, "lost": lost})
        return
    print(phrase("privacy.restored", back=back))
    if lost:
        print(phrase("privacy.lost", lost=lost))


def _found(study: Study, source: Sequence[str] | None, kind: str | None, at_least: str) -> list[Traced]:
    from evaluation.app.finds import look_through
    from evaluation.privacy.scanning.find import CERTAINTIES, KINDS

    wanted = choose("kind", kind, KINDS) if kind else None
    return look_through(study, source, wanted, choose("at-least", at_least, CERTAINTIES))


def _decided(words: list[str], source: str | None, *, accepted: bool) -> None:
    from evaluation.privacy.review import decide
    from instruments.responses.looking_through import open_texts

    study = opened()
    found = decide(study, words, accepted=accepted, source=source, beside=open_texts(study))
    if chosen.as_json:
        show_json([_told(each) for each in found])
    else:
        print(phrase("privacy.accepted" if accepted else "privacy.refused", n=len(found)))


def _asked(each: Traced, number: int, n: int) -> str:
    before, after = (" ".join(part.split()) for part in (each.before, each.after))
    told = {"source": each.source, "line": each.line, "text": each.find.text, "before": before, "after": after}
    print(phrase("privacy.ask", number=number, n=n, **told, **_worded(each)), file=sys.stderr)
    while True:
        line = sys.stdin.readline()
        answer = line.strip().casefold()[:1] or ("" if line else STOP)
        if answer and answer in YES + NO + SKIP + STOP:
            return answer


def _show(study: Study, found: Sequence[Traced]) -> None:
    from evaluation.privacy.pseudonyms import pseudonyms_of

    names = pseudonyms_of(study, shown_language(study))
    rows = [
        [each.source, each.line, each.find.text, *_worded(each).values(), _who(each, names), _said(each)]
        for each in found
    ]
    show_table([phrase(f"privacy.column.{name}") for name in COLUMNS], rows)


def _who(each: Traced, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(who, who) for who in each.find.of)


def _said(each: Traced) -> str:
    return phrase(f"privacy.said.{each.said}")


def _worded(each: Traced) -> dict[str, str]:
    find = each.find
    return {
        "kind": phrase(f"privacy.kind.{find.kind}"),
        "certainty": phrase(f"privacy.certainty.{find.certainty}"),
        "rule": phrase(f"privacy.rule.{find.rule}"),
    }


def _counted(found: Sequence[Traced]) -> str:
    by = Counter(each.find.certainty for each in found)
    counts = {name: by[name] for name in ("sure", "likely", "possible")}
    return phrase("privacy.counted", n=len(found), goes=sum(each.goes for each in found), **counts)


def _told(each: Traced) -> dict[str, Any]:
    find = each.find
    told = {name: getattr(find, name) for name in ("start", "end", "text", "kind", "certainty", "rule")}
    return {"source": each.source, "line": each.line, **told, "of": list(find.of), "said": each.said, "goes": each.goes}


def _tell_done(study: Study, done: Done, *, dry_run: bool) -> None:
    sources = len({each.source for each in done.gone})
    if dry_run and done.gone:
        _show(study, done.gone)
    print(phrase("privacy.would" if dry_run else "privacy.done", n=len(done.gone), sources=sources))
    if done.left:
        print(phrase("privacy.left", n=len(done.left)))
    if done.key:
        print(phrase("privacy.key", file=done.key))


def _passphrase(*, new: bool) -> str:
    """From the environment, or typed where somebody can type: twice for a new key."""
    given = os.environ.get(IN_ENVIRONMENT)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise fail("PRIVACY-008")
    typed: str = typer.prompt(phrase("privacy.cli.passphrase"), hide_input=True, confirmation_prompt=new)
    return typed
