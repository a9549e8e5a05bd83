"""Showing on a terminal what changed in a report, and the paragraphs that wait to be read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from evaluation.app.cli.output import window_width
from evaluation.app.differences import in_short, name_of, or_none
from evaluation.language import phrase

if TYPE_CHECKING:
    from rich.text import Text

    from reports.comments.keeping import Placed
    from reports.living.difference import Difference, Part
    from reports.living.history import Edition
    from reports.living.renewed import Renewed
    from reports.living.standing import Standing

MOST = 6  # parts of one thing that are told
BEFORE, AFTER, QUIET, WARNING = "red", "green", "dim", "yellow"


def show_renewed(renewed: Renewed) -> None:
    """What the data say otherwise, kind by kind, and which paragraphs speak of it."""
    for kind, found in groupby(renewed.differences, key=lambda each: each.kind):
        _print([("", "")], [(phrase(f"narrative.kind.{kind}"), "bold")])
        for each in found:
            _difference(each, [standing.paragraph.first for standing in renewed.speaking_of(each)])
    if renewed.stale:
        show_stale(renewed.stale)


def show_stale(stale: Sequence[Standing]) -> None:
    """The paragraphs whose evidence changed since they were written, what changed, and how to confirm them."""
    _print([("", "")], [(phrase("narrative.stale", n=len(stale)), f"bold {WARNING}")])
    for each in stale:
        place = f"{each.paragraph.file}:{each.paragraph.first}"
        _print([(each.id, WARNING), (f"  {place}  ", QUIET), (f"«{each.paragraph.beginning}»", "")], hang=8)
        for found in each.changed:
            _print([(f"        {in_short(found)}", "")], hang=10)
    _print([("", "")], [(phrase("narrative.how"), QUIET)])


def show_comments(found: Sequence[Placed]) -> None:
    """Each comment and change at its place: number, who, when, what, replies, and what was done about it."""
    if not found:
        print(phrase("narrative.comment.none"))
        return
    for (file, line, words), listed in groupby(found, key=_spot):
        _print([(f"{file}:{line}", "bold"), (f"  «{words}»" if words else "", QUIET)], hang=4)
        for each in listed:
            _comment(each)
        _print([("", "")])
    if any(each.comment.status == "open" for each in found):
        _print([(phrase("narrative.comment.how"), QUIET)])


def show_editions(editions: Sequence[Edition]) -> None:
    """Each version that was made, the newest first, with what was new in it."""
    if not editions:
        print(phrase("narrative.version.none"))
    for each in reversed(editions):
        name = phrase(f"narrative.version.{each.version}")
        _print([(f"{name} {each.number}", "bold"), (f"  {each.at[:16].replace('T', ' ')}  {each.who}", QUIET)])
        _print([(f"  {', '.join(each.files)}", QUIET)], hang=2)
        for line in each.changes:
            _print([(f"  – {line}", "")], hang=4)
        if each.despite:
            told = phrase("narrative.version.despite_why", why=each.despite, n=len(each.problems))
            _print([(f"  {told}", WARNING)], hang=2)


def _spot(placed: Placed) -> tuple[str, int, str]:
    return placed.found.file, placed.found.line, placed.found.beginning


def _comment(placed: Placed) -> None:
    comment, place = placed.comment, phrase(f"narrative.comment.certainty.{placed.found.certainty}")
    where = "" if comment.place == "body" else f", {phrase(f'narrative.comment.place.{comment.place}')}"
    kind = phrase(f"narrative.comment.kind.{comment.kind}")
    head = f"{comment.author}  {moment_of(comment.at)}  ({place}{where})"
    _print([(f"  {comment.id:>3}  ", WARNING), (f"{kind}  ", "bold"), (head, QUIET)], hang=7)
    words = _cut(" ".join(comment.quoted.split()))
    style = {"insertion": AFTER, "deletion": BEFORE}.get(comment.kind, "")
    sign = {"insertion": "+ ", "deletion": "− "}.get(comment.kind, "")
    if words and comment.kind == "comment":
        _print([(f"       {phrase('narrative.comment.on', words=words)}", QUIET)], hang=7)
    _print([(f"       {sign}{' '.join(comment.text.split())}", style)], hang=9)
    if words and comment.kind == "move":
        _print([(f"       {phrase('narrative.comment.after', words=words)}", QUIET)], hang=7)
    for reply in comment.replies:
        _print([(f"       ↳ {reply.author}: {' '.join(reply.text.split())}", "")], hang=9)
    told = [phrase("narrative.comment.resolved")] if comment.resolved else []
    told += [phrase(f"narrative.comment.status.{comment.status}")] if comment.status != "open" else []
    told += [comment.note] if comment.note else []
    if told:
        _print([(f"       {' · '.join(told)}", QUIET)], hang=7)


def moment_of(at: str) -> str:
    """A moment as a Word file has it, to the minute; it is in the time of whoever wrote it."""
    return at[:16].replace("T", " ")


def _difference(each: Difference, lines: Sequence[int]) -> None:
    parts = each.parts
    if each.kind == "number" and parts:
        _print([(f"  {each.label}  ", ""), *_from_to(parts[0])])
    else:
        told = "" if each.verdict == "changed" else f"  ({phrase(f'narrative.verdict.{each.verdict}')})"
        _print([(f"  {name_of(each)}", ""), (told, QUIET)], hang=4)
        if each.verdict == "changed" or each.kind == "quotes":
            _parts(each, parts)
    if lines:
        listed = ", ".join(map(str, sorted(lines)))
        _print([(f"      {phrase('narrative.spoken_of', n=len(lines), lines=listed)}", QUIET)], hang=8)


def _parts(difference: Difference, parts: Sequence[Part]) -> None:
    for part in parts[:MOST]:
        if difference.kind in ("quotes", "text") or (difference.kind == "figure" and not part.name):
            for sign, words, style in _both(part, difference.kind):
                _print([(f"    {sign} {words}", style)], hang=6)
        else:
            _print(
                [(f"    {part.name}  " if part.name else "    ", ""), *_from_to(part)],
                hang=6,
            )
    if len(parts) > MOST:
        _print([(f"    {phrase('narrative.more', n=len(parts) - MOST)}", QUIET)])


def _both(part: Part, kind: str) -> Iterator[tuple[str, str, str]]:
    for sign, words, style in (("−", part.before, BEFORE), ("+", part.after, AFTER)):
        if words:
            yield sign, f"«{_cut(words)}»" if kind == "quotes" else _cut(words), style
        elif words is None and sign == "−" and part.after is None:
            yield sign, phrase(f"narrative.quotes.{'uncoded' if part.why == 'coding' else 'untold'}"), style


def _from_to(part: Part) -> list[tuple[str, str]]:
    return [(or_none(part.before), BEFORE), (" → ", ""), (or_none(part.after), AFTER)]


def _cut(words: str) -> str:
    listed = words.split()
    return words if len(listed) <= 26 else f"{' '.join(listed[:26])} …"


def _print(*lines: list[tuple[str, str]], hang: int = 0) -> None:
    """Lines of words in their colours, broken to the window; what goes on stands further in."""
    from rich.console import Console
    from rich.text import Text

    console = Console(markup=False, highlight=False, emoji=False, width=window_width())
    for line in lines:
        for broken in _broken(Text.assemble(*line), console, hang):
            console.print(broken, soft_wrap=True)


def _broken(text: Text, console: object, hang: int) -> Iterator[Text]:
    from rich.console import Console
    from rich.text import Text

    if not isinstance(console, Console) or len(text) <= console.width:
        yield text
        return
    first, *rest = text.wrap(console, console.width)
    yield first
    if rest:
        left = Text(" ").join(each.copy() for each in rest)
        left.rstrip()
        for each in left.wrap(console, console.width - hang):
            yield Text(" " * hang) + each
