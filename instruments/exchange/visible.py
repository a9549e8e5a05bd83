"""SurveyJS's `visibleIf` as a condition of ours, where it can be one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from instruments.show_if.faults import Unreadable
from instruments.show_if.parser import parse

LONGEST = 5_000
NAME = r"\{\s*(?P<name>[^{}]+?)\s*\}"
LENGTH = r"\{\s*(?P<name>[^{}]+?)\.length\s*\}"
VALUE = r"(?:(?P<quote>['\"])(?P<quoted>[^'\"]*)(?P=quote)|(?P<bare>-?\d+(?:\.\d+)?|true|false))"
LIST = r"\[(?P<list>[^\[\]]*)\]"
SIGN = r"(?P<sign>>=|<=|!=|<>|==|=|<|>)"
TICK = r"iif\(\s*\{\s*%s\s*\}\s*contains\s+-?\d+\s*,\s*1\s*,\s*0\s*\)"
# What is written, and what we write; the first that fits.
WRITTEN = {
    rf"\(\s*{TICK % '(?P<name>[^{}]+?)'}(?:\s*\+\s*{TICK % '(?P=name)'})*\s*\)": "count({name})",
    LENGTH: "count({name})",
    rf"{NAME}\s+(?:is\s*)?notempty\b": "answered({name})",
    rf"{NAME}\s+(?:is\s*)?empty\b": "not answered({name})",
    rf"{NAME}\s+(?:anyof|contains|allof)\s+{LIST}": "{name} in [{codes}]",
    rf"{NAME}\s+noneof\s+{LIST}": "not ({name} in [{codes}])",
    rf"{NAME}\s+(?:contains?|anyof)\s+{VALUE}": "{name} in [{code}]",
    rf"{NAME}\s+(?:notcontains?|noneof)\s+{VALUE}": "not ({name} in [{code}])",
    rf"{NAME}\s*{SIGN}\s*{VALUE}": "{name} {sign} {code}",
}
RULES = tuple((re.compile(pattern, re.IGNORECASE), words) for pattern, words in WRITTEN.items())
SIGNS = {"==": "=", "<>": "!="}
JOINED = {r"&&": " and ", r"\|\|": " or ", r"!(?=\s*[({])": " not ", r"\bnot\(": "not ("}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
Answers = Mapping[str, Mapping[str, int]]


def counted(expression: str) -> dict[str, set[str]]:
    """By question, the answers that a sum of ticks counts; those it leaves out are no answers."""
    found: dict[str, set[str]] = {}
    for name, value in re.findall(r"iif\(\s*\{([^{}]+)\}\s*contains\s+(-?\d+)\s*,", expression[:LONGEST]):
        found.setdefault(name.strip(), set()).add(value)
    return found


def condition_of(expression: str, answers: Answers, names: Mapping[str, str]) -> str | None:
    """Our condition for an expression, or None where it says what ours cannot.

    answers: by question, the codes its choices have got; names: what its questions and rows are called here.
    """
    if len(expression) > LONGEST or re.search(r"\ballof\s*\[[^\]]*,", expression, re.IGNORECASE):
        return None
    text = expression.replace("\n", " ")
    for pattern, words in RULES:
        text = pattern.sub(lambda found, words=words: _filled(found, words, answers, names), text)  # type: ignore[misc]
    for pattern_, word in JOINED.items():
        text = re.sub(pattern_, word, text, flags=re.IGNORECASE)
    text = re.sub(r"\b(and|or|not)\b", lambda found: found[0].lower(), re.sub(r"\s+", " ", text), flags=re.IGNORECASE)
    try:
        parse(text.strip())
    except Unreadable:
        return None
    return text.strip()


def _filled(found: re.Match[str], words: str, answers: Answers, names: Mapping[str, str]) -> str:
    parts = found.groupdict()
    named = parts["name"]
    # A row of a grid is answered from the grid's columns.
    codes = answers.get(named, answers.get(named.split(".")[0], {}))
    value = parts.get("bare") or parts.get("quoted") or ""
    listed = (each.strip().strip("'\"") for each in (parts.get("list") or "").split(","))
    sign = parts.get("sign") or ""
    return words.format(
        name=names.get(named, f"{{{named}}}"),
        sign=SIGNS.get(sign, sign),
        code=_code(value, codes),
        codes=", ".join(_code(each, codes) for each in listed if each),
    )


def _code(value: str, codes: Mapping[str, int]) -> str:
    if value in codes:
        return str(codes[value])
    return value if DAY.fullmatch(value) or re.fullmatch(r"-?\d+(?:\.\d+)?", value) else f"'{value}'"
