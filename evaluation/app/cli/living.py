"""Showing on a terminal what changed in a report, and the paragraphs that wait to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from evaluation.app.cli.output import window_width
from evaluation.language import phrase

if TYPE_CHECKING:
    from rich.text import Text

    from reports.living.difference import Difference, Part
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


def in_short(difference: Difference) -> str:
    """One line: `kodinger om «Forebygging»: 45 → 51`."""
    name = name_of(difference)
    if difference.verdict != "changed" or not difference.parts:
        return f"{name}: {phrase(f'narrative.verdict.{difference.verdict}')}"
    if difference.kind == "quotes":
        return f"{name}: {quotes_counted(difference.parts)}"
    first, *more = difference.parts
    told = f"{name}: {_named(first)}{_or_none(first.before)} → {_or_none(first.after)}"
    return told + (f" {phrase('narrative.more', n=len(more))}" if more else "")


def quotes_counted(parts: Iterable[Part]) -> str:
    """`2 nye, 1 borte`."""
    listed = [*parts]
    counts = {
        "new": sum(each.before is None for each in listed),
        "gone": sum(each.after is None for each in listed),
        "other": sum(each.before is not None and each.after is not None for each in listed),
    }
    return ", ".join(phrase(f"narrative.quotes.{key}", n=count) for key, count in counts.items() if count)


def name_of(difference: Difference) -> str:
    if difference.kind in ("figure", "table"):
        return f"{difference.id.partition('#')[0].replace(':', '-')} «{difference.label}»"
    return phrase("narrative.quotes.of", theme=difference.label) if difference.kind == "quotes" else difference.label


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
            _print([(f"    {part.name}  " if part.name and not part.name.isdecimal() else "    ", ""), *_from_to(part)], hang=6)
    if len(parts) > MOST:
        _print([(f"    {phrase('narrative.more', n=len(parts) - MOST)}", QUIET)])


def _both(part: Part, kind: str) -> Iterator[tuple[str, str, str]]:
    for sign, words, style in (("−", part.before, BEFORE), ("+", part.after, AFTER)):
        if words:
            yield sign, f"«{_cut(words)}»" if kind == "quotes" else _cut(words), style
        elif words is None and sign == "−" and part.after is None:
            yield sign, phrase("narrative.quotes.untold"), style


def _from_to(part: Part) -> list[tuple[str, str]]:
    return [(_or_none(part.before), BEFORE), (" → ", ""), (_or_none(part.after), AFTER)]


def _or_none(said: str | None) -> str:
    return said if said else phrase("narrative.nothing")


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
