"""How deadlines are written in bokmål, nynorsk and English, as patterns."""

from __future__ import annotations

import re
from re import Pattern

from evaluation.model.deadline import DatedKind, DeadlineKind

Written = tuple[tuple[DatedKind, str], ...]
Openly = tuple[tuple[DeadlineKind, str], ...]

SEASONS = {"vår": 1, "spring": 1, "sommer": 2, "sommar": 2, "summer": 2, "høst": 3, "haust": 3, "autumn": 3, "fall": 3}
ORDINALS = {
    **{"første": 1, "fyrste": 1, "first": 1, "1st": 1},
    **{"andre": 2, "annet": 2, "second": 2, "2nd": 2},
    **{"tredje": 3, "third": 3, "3rd": 3},
    **{"fjerde": 4, "fourth": 4, "4th": 4},
}
# By three letters, as they begin in all three languages.
MONTHS = {
    **{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8},
    **{"sep": 9, "okt": 10, "oct": 10, "nov": 11, "des": 12, "dec": 12},
}

_MONTH = (
    r"(?P<month>januar[y]?|februar[y]?|mars|march|april|mai|may|juni|june|juli|july|august|september|o[kc]tober"
    r"|november|de[sc]ember|(?:jan|feb|mar|apr|jun|jul|aug|sept?|o[kc]t|nov|de[sc])\b\.?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_IN = r"\s*(?:,|i|av|of|in)?\s*"
_NUMBER = r"(?P<part>[1-4](?=[.\s])\.?|" + "|".join(ORDINALS) + ")"
_HALF = r"(?:halvår(?:et)?|halvdel|half(?:[-\s]year)?)"
_QUARTER = r"(?:kvartal(?:et)?|quarter)"
_SEASON = r"(?P<season>vår|spring|sommer|sommar|summer|høst|haust|autumn|fall)(?:en)?"

# The first that fits wins where two overlap. A group `year` that found nothing leaves the year to the reader.
_DATED: Written = (
    ("day", r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)"),
    ("day", r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4}|\d\d)"),
    ("day", r"(?P<day>\d{1,2})\s?/\s?(?P<number>\d{1,2})\s?[./‐‑–-]\s?(?P<year>\d{4}|\d\d)"),
    ("day", r"(?P<day>\d{1,2})-(?P<number>\d{1,2})-(?P<year>\d{4}|\d\d)"),
    ("day", rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s*(?:of\s+)?{_MONTH}(?:,?\s*{_YEAR})?"),
    ("day", rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?"),
    ("half", rf"{_NUMBER}\s*{_HALF}(?:{_IN}{_YEAR})?"),
    ("half", rf"h(?P<part>[12])(?:\s*{_YEAR})?|(?P<year_before>(?:19|20)\d\d)[\s-]*h(?P<part_after>[12])"),
    ("quarter", rf"{_NUMBER}\s*{_QUARTER}(?:{_IN}{_YEAR})?"),
    ("quarter", rf"[qk](?P<part>[1-4])(?:\s*{_YEAR})?"),
    ("quarter", r"(?P<year_before>(?:19|20)\d\d)[\s-]*[qk](?P<part_after>[1-4])"),
    ("week", rf"(?:uke|veke|week)\s*(?P<number>\d{{1,2}})(?:{_IN}{_YEAR})?"),
    ("season", rf"{_SEASON}(?:{_IN}{_YEAR})"),
    ("month", rf"{_MONTH}{_IN}{_YEAR}"),
    ("day", r"(?P<day>\d{1,2})/(?P<number>\d{1,2})\.?"),
    ("month", _MONTH),
    ("year", _YEAR),
)
DATED_PATTERNS: tuple[tuple[DatedKind, Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for kind, pattern in _DATED
)
_MEETING = r"(?:neste|førstkomm[ea]nde|fyrstkommande|first\s+coming|next)\s+(?:[\w-]+\s+)?(?:møtet?|meeting)"
_OPEN: Openly = (
    ("next-meeting", _MEETING),
    (
        "soon",
        r"snarest(?:\s+(?:mulig|råd))?|snarast(?:\s+(?:råd|mogleg|mogeleg))?|omgående|straks|asap"
        r"|så\s+(?:snart|raskt|fort)\s+(?:som\s+(?:mulig|mogleg|mogeleg|råd)|det\s+lar\s+seg\s+gjøre|det\s+let\s+seg\s+gjere)"
        r"|(?:so\s+)?snart\s+som\s+(?:mulig|mogleg|råd)|as\s+soon\s+as\s+(?:possible|practicable)|without\s+delay|immediately",
    ),
    (
        "twice",
        r"halvårlige?|halvårlege?|(?:to|2)\s+(?:ganger|gonger)\s+(?:i|per|pr\.?|for)\s*(?:året|år)|hvert\s+halvår|kvart\s+halvår"
        r"|twice\s+(?:a|per)\s+year|two\s+times\s+(?:a|per)\s+year|half[-\s]yearly|twice\s+yearly|biannually|every\s+six\s+months",
    ),
    ("quarterly", r"kvartalsvise?|hvert\s+kvartal|kvart\s+kvartal|quarterly|every\s+quarter"),
    ("monthly", r"månedlige?|månadlege?|hver\s+måned|kvar\s+månad|monthly|every\s+month"),
    (
        "yearly",
        r"årlige?|årlege?|hvert\s+år|kvart\s+år|(?:en|én|ein|éin|1)\s+gang?\s+(?:i|per|pr\.?)\s*(?:året|år)|annual(?:ly)?|yearly|every\s+year|once\s+a\s+year",
    ),
    (
        "running",
        r"(?:fort)?løp(?:ende|ande)|kontinuerl[ie]g|vedvarende|vedvarande|(?:i\s+)?hele\s+(?:avtale)?perioden"
        r"|(?:i\s+)?heile\s+(?:avtale)?perioden|ongoing|on-going|running|continuous(?:ly)?|continual(?:ly)?",
    ),
    ("none", r"ingen(?:\s+frist)?|uten\s+frist|utan\s+frist|no(?:ne|\s+deadline)?|–|-|—"),
)
OPEN_PATTERNS: tuple[tuple[DeadlineKind, Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for kind, pattern in _OPEN
)
# What may stand around a deadline and says nothing more.
AROUND = re.compile(
    r"^(?:frist|deadline|due|senest|seinast|sist|innen|innan|i\s+løpet\s+av|utgangen\s+av|til|på|i|om|ved|den|det|"
    r"by|before\s+the\s+end\s+of|within|until|at\s+the|at|the|in|on|during|end\s+of|no\s+later\s+than|[:,.\s])+",
    re.IGNORECASE,
)
