"""`underveis memo`: what a researcher writes beside the codings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json, show_table, write_to
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group, wrong
from evaluation.app.written import written
from evaluation.errors import fail
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.model import Memo
    from evaluation.model.memo import MemoTarget
    from evaluation.study import Study

ORDER = 77
MEMO = keys("id text kind title on on_id start end author at")
SHAPES = {
    "memo add": MEMO,
    "memo list": [MEMO],
    "memo show": MEMO,
    "memo edit": MEMO,
    "memo remove": [keys("id kind on on_id author at")],
    "memo export": keys("file memos"),
}
BRIEF = 120  # characters of a text in the list
REMOVED = ("id", "kind", "on", "on_id", "author", "at")  # what is told of a memo that is gone: not what it said
COLUMNS = ("id", "kind", "on", "title", "text", "author", "at")
On = Annotated[str | None, typer.Option(metavar="text", help="memo.cli.on")]
Words = Annotated[str | None, typer.Option(metavar="text", help="memo.cli.words")]
Start = Annotated[int | None, typer.Option("--from", metavar="number", help="memo.cli.from")]
End = Annotated[int | None, typer.Option("--to", metavar="number", help="memo.cli.to")]
Title = Annotated[str | None, typer.Option(metavar="text", help="memo.cli.title")]
TextFile = Annotated[Path | None, typer.Option("--file", metavar="file", help="memo.cli.file")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=Group, help=phrase("memo.cli.help"), no_args_is_help=True, rich_markup_mode=None)
    group.command("add", cls=Command, help=phrase("memo.cli.add"))(add)
    group.command("edit", cls=Command, help=phrase("memo.cli.edit"))(edit)
    group.command("remove", cls=Command, help=phrase("memo.cli.remove"))(remove)
    group.command("list", cls=Command, help=phrase("memo.cli.list"))(list_)
    group.command("show", cls=Command, help=phrase("memo.cli.show"))(show)
    group.command("export", cls=Command, help=phrase("memo.cli.export"))(export)
    app.add_typer(group, name="memo")


def add(
    text: Annotated[str | None, typer.Argument(metavar="text", help="memo.cli.text")] = None,
    *,
    title: Title = None,
    kind: Annotated[str, typer.Option(metavar="text", help="memo.cli.kind")] = "theory",
    on: On = None,
    words: Words = None,
    start: Start = None,
    end: End = None,
    file: TextFile = None,
) -> None:
    from evaluation.memos import KINDS, add_memo
    from evaluation.model import Memo

    study = opened()
    memo = Memo(written(text, file) or "", choose("kind", kind, KINDS), title or "")
    kept = add_memo(study, _placed(study, memo, on, words, (start, end)))
    _tell("memo.added", _told(kept), id=kept.id, on=_on(study, kept))


def edit(
    id_: Annotated[int, typer.Argument(metavar="number", help="memo.cli.id")],
    *,
    text: Annotated[str | None, typer.Option(metavar="text", help="memo.cli.text")] = None,
    title: Title = None,
    kind: Annotated[str | None, typer.Option(metavar="text", help="memo.cli.kind")] = None,
    on: On = None,
    words: Words = None,
    start: Start = None,
    end: End = None,
    file: TextFile = None,
) -> None:
    from evaluation.memos import KINDS, edit_memo, memo

    if (text, title, kind, on, words, start, end, file) == (None,) * 8:
        raise wrong(None, "CLI-010", command="underveis memo edit")
    study = opened()
    content = {"text": written(text, file), "title": title, "kind": kind and choose("kind", kind, KINDS)}
    given: dict[str, Any] = {key: value for key, value in content.items() if value is not None}
    before = memo(study, id_)
    _refuse_withheld(study, before)
    kept = edit_memo(study, _placed(study, replace(before, **given), on, words, (start, end)))
    _tell("memo.edited" if kept != before else "memo.unchanged", _told(kept), id=kept.id)


def remove(ids: Annotated[list[int], typer.Argument(metavar="number", help="memo.cli.ids")]) -> None:
    from evaluation.memos import remove_memos

    gone = remove_memos(opened(), ids)
    told = [{key: value for key, value in _told(each).items() if key in REMOVED} for each in gone]
    _tell("memo.removed", told, n=len(gone))


def list_(
    kind: Annotated[str | None, typer.Option(metavar="text", help="memo.cli.only_kind")] = None,
    author: Annotated[str | None, typer.Option(metavar="text", help="memo.cli.only_author")] = None,
    on: Annotated[str | None, typer.Option(metavar="text", help="memo.cli.only_on")] = None,
    find: Annotated[str | None, typer.Option(metavar="text", help="memo.cli.find")] = None,
) -> None:
    from coding.memos_withheld import withheld_of
    from evaluation.memos import KINDS, list_memos, refuse_unknown_target

    study = opened()
    target, name = _target(on) if on else (None, None)
    if target and name:
        refuse_unknown_target(study, target, name)
    wanted = choose("kind", kind, KINDS) if kind else None
    found = list_memos(study, kind=wanted, author=author, on=target, on_id=name or None, words=find)
    withheld = withheld_of(study)
    _show(study, [each for each in found if not withheld.holds(each)])


def show(id_: Annotated[int, typer.Argument(metavar="number", help="memo.cli.id")]) -> None:
    from evaluation.memos import memo

    study = opened()
    found = memo(study, id_)
    _refuse_withheld(study, found)
    if chosen.as_json:
        show_json(_told(found))
        return
    parts = (phrase(f"memo.kind.{found.kind}"), _on(study, found), found.author, _moment(found.at))
    print("\n\n".join(part for part in (found.title, " · ".join(parts), found.text) if part))


def _refuse_withheld(study: Study, memo: Memo) -> None:
    from coding.memos_withheld import withheld_of

    if withheld_of(study).holds(memo):
        raise fail("PRIVACY-030", id=memo.id)


def export(
    file: Annotated[Path, typer.Argument(metavar="file", help="memo.cli.to_file")],
    personal: Annotated[bool, typer.Option("--personal", help="memo.cli.personal")] = False,
) -> None:
    from coding.memos import memo_rows, write_memos

    study = opened()
    language = shown_language(study)
    rows = memo_rows(study, language, personal=personal)
    write_to(file, lambda path: write_memos(rows, path, language))
    _tell("memo.exported", {"file": str(file), "memos": len(rows)}, n=len(rows), file=file)


def _placed(study: Study, memo: Memo, on: str | None, words: str | None, span: tuple[int | None, int | None]) -> Memo:
    """The memo on what is asked for: another target, or other words of its source."""
    from evaluation.memos import refuse_unknown_target

    if on is not None:
        target, name = _target(on)
        memo = replace(memo, on=target, on_id=name, start=None, end=None)
    if words is None:
        return memo if span == (None, None) else replace(memo, start=span[0], end=span[1])
    from coding.places import place_of

    refuse_unknown_target(study, memo.on, memo.on_id)
    if memo.on != "source":
        return replace(memo, start=0, end=0)  # add_memo says that words stand in a source
    place = place_of(study.source(memo.on_id), words=words, start=span[0], end=span[1])
    return replace(memo, start=place.start, end=place.end)


def _target(written_as: str) -> tuple[MemoTarget, str]:
    """`code:forebygging` as kind and name."""
    from evaluation.memos import TARGETS

    kind, _, name = written_as.partition(":")
    return choose("on", kind, TARGETS), name


def _show(study: Study, memos: Sequence[Memo]) -> None:
    if chosen.as_json:
        show_json([_told(each) for each in memos])
    elif not memos:
        print(phrase("memo.none"))
    else:
        rows = [_row(study, each) for each in memos]
        show_table([phrase(f"memo.column.{name}") for name in COLUMNS], rows)


def _row(study: Study, memo: Memo) -> list[Any]:
    text = " ".join(memo.text.split())
    brief = text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…"
    kind = phrase(f"memo.kind.{memo.kind}")
    return [memo.id, kind, _on(study, memo), memo.title, brief, memo.author, _moment(memo.at)]


def _on(study: Study, memo: Memo) -> str:
    from coding.memos import pseudonyms, target_label
    from evaluation.privacy.pseudonyms import with_pseudonyms

    people = with_pseudonyms(study.people(), shown_language(study))
    return target_label(memo, None, pseudonyms(people))


def _moment(at: str) -> str:
    return f"{dt.datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}" if at else ""


def _told(memo: Memo) -> dict[str, Any]:
    return {"id": memo.id, **{key: value for key, value in asdict(memo).items() if key != "id"}}


def _tell(key: str, content: Any, **values: object) -> None:
    if chosen.as_json:
        show_json(content)
    else:
        print(phrase(key, None, **values))
