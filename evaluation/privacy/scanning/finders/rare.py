"""What few have: a role that fewer than k hold and somebody claims, the only one of a kind, many years, a high age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.scan import Reading

NAME = "rare"
_ONLY = re.compile(
    r"(?<!\w)(?:(?:den|det|dei|de|the) )?(?:eneste|einaste|only)"
    r"(?: (?!som|at|måten|who|way|thing|grunnen|ting|problem|her|der|de|dei|vi|jeg|eg|they|we)\w+){1,3}"
    r"(?= (?:her|hos|i|på|med|som|in|at|with|who|here)\b|[.,;])",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?<!\w)(?:jeg|eg|I)(?: er|['’]m| am) (?:nå |no |snart |now |nearly )?\d{2} (?:år|years)", re.IGNORECASE
)
_CLAIM = (
    r"(?<!\w)(?:jeg|eg|I|vi|we)(?: er|['’]m| am| var| har vært| har vore| was)?(?:,? (?:som|as))?"
    r"(?: (?:en|ein|ei|et|eit|a|an|the))? (?P<role>{role})(?:en|a|et)?(?!\w)"
)


def find(reading: Reading) -> Iterator[Find]:
    text = reading.text.text
    for pattern, rule in ((_ONLY, "only-one"), (_AGE, "age")):
        for match in pattern.finditer(text):
            yield Find(match.start(), match.end(), match[0], "rare", "possible", rule)
    for role, who in reading.register.roles.items():
        if len(who) < reading.k:
            for match in re.finditer(_CLAIM.replace("{role}", re.escape(role)), text, re.IGNORECASE):
                yield Find(match.start("role"), match.end("role"), match["role"], "rare", "possible", "few-have", who)
