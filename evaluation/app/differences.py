"""What the data say otherwise, told in one line."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.language import phrase
from reports.living.difference import Difference, Part


def in_short(difference: Difference) -> str:
    """One line: `kodinger om «Forebygging»: 45 → 51`."""
    name = name_of(difference)
    if difference.verdict != "changed" or not difference.parts:
        return f"{name}: {phrase(f'narrative.verdict.{difference.verdict}')}"
    if difference.kind == "quotes":
        return f"{name}: {quotes_counted(difference.parts)}"
    first, *more = difference.parts
    told = f"{name}: {_name(first)}{or_none(first.before)} → {or_none(first.after)}"
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


def _name(part: Part) -> str:
    return f"{part.name} " if part.name and not part.name.isdecimal() else ""


def or_none(said: str | None) -> str:
    return said if said else phrase("narrative.nothing")
