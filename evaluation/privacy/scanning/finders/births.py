"""When somebody was born: a date or a year after a word that tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.numbers import MONTHS
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.scan import Reading

NAME = "births"
_MONTH = "|".join(sorted({month for months in MONTHS.values() for month in months}, key=len, reverse=True))
_DATE = "|".join(
    (
        r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})",
        rf"\d{{1,2}}\.?\s(?:of\s)?(?:{_MONTH})(?:,?\s\d{{4}})?",
        rf"(?:{_MONTH})\s\d{{1,2}}(?:,?\s\d{{4}})?",
        r"\d{4}-\d{2}-\d{2}",
        r"\d{1,2}/\d{1,2}[ -/]\d{2,4}",
        r"\d{6}",
        r"(?:19|20)\d{2}",
    )
)
_BIRTH = re.compile(
    r"(?<!\w)(?:født|fødd|fødsels?dato|fødselsdag\w*|f\.|born|date of birth|birthday)[ :]{1,3}"
    rf"(?:den |on |in |i |er |is |the )?(?P<told>{_DATE})(?!\d)",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Find]:
    for match in _BIRTH.finditer(reading.text.text):
        whole = len(re.sub(r"\D", "", match["told"])) > 4 or not match["told"].isdigit()
        yield Find(
            match.start("told"), match.end("told"), match["told"], "birth", "sure" if whole else "likely", "born"
        )
