"""Numbers, dates and durations as they are written in each language."""

from __future__ import annotations

import datetime as dt

from evaluation.language import Language, current

NO_BREAK = "\u00a0"
# fmt: off
MONTHS: dict[Language, tuple[str, ...]] = {
    "nb": (
        "januar", "februar", "mars", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}
# fmt: on
MONTHS["nn"] = MONTHS["nb"]

COUNTS: dict[Language, tuple[str, ...]] = {
    "nb": ("ingen", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "nn": ("ingen", "éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "en": ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


def write_count(count: int, language: Language | None = None) -> str:
    """A count of people or things as a word up to twelve: `sju`; above that in figures."""
    chosen = language or current()
    return COUNTS[chosen][count] if 0 <= count < len(COUNTS[chosen]) else write_number(count, language=chosen)


def write_number(value: float, decimals: int = 0, language: Language | None = None) -> str:
    """`12 345,6` with a no-break space; in English `12,345.6`."""
    english = f"{value:z,.{decimals}f}"  # z: what rounds to zero bears no minus
    if (language or current()) == "en":
        return english
    return english.replace(",", NO_BREAK).replace(".", ",")


def write_percent(share: float, decimals: int = 1, language: Language | None = None) -> str:
    """A share of one as `34,6 %`; in English `34.6%`."""
    chosen = language or current()
    space = "" if chosen == "en" else NO_BREAK
    return f"{write_number(100 * share, decimals, chosen)}{space}%"


def write_date(date: dt.date, language: Language | None = None) -> str:
    """`22. april 2026`, the day and the month kept on one line; in English `22 April 2026`."""
    chosen = language or current()
    dot = "" if chosen == "en" else "."
    return f"{date.day}{dot}{NO_BREAK}{MONTHS[chosen][date.month - 1]} {date.year}"


def write_time(seconds: float) -> str:
    """Seconds from the beginning of a recording as `1:02:05`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"
